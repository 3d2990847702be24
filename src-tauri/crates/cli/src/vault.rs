//! The commands about the vault. What moves, and what a failed move leaves, is
//! the desk's affair.

use crate::answer::Answer;
use crate::args::{UseVault, Vault};
use crate::failure::Failure;
use crate::passphrase::{self, For};
use desk::api::{
    Nothing, VaultKind, VaultState, VaultStatus, VaultUnlock, VaultUseFile, WhenUnreachable,
};
use desk::{ErrorCode, Seat, VaultChoice};

/// Where secrets are taken from for a command: a move to the file begins where
/// the desk keeps them, not where the file's own passphrase would lead.
pub fn choice(about: Option<&Vault>) -> fn() -> Result<VaultChoice, ErrorCode> {
    match about {
        Some(Vault::Use(UseVault::File { .. })) => || Ok(VaultChoice::AsChosen),
        _ => VaultChoice::from_environment,
    }
}

/// Does what is asked and tells what the vault is like then.
pub async fn run(desk: &Seat, command: Vault) -> Result<Answer, Failure> {
    let status = desk.vault_status(Nothing {}).await?;
    let status = match command {
        Vault::Status => status,
        Vault::Use(UseVault::Keychain) => use_keychain(desk, &status).await?,
        Vault::Use(UseVault::File { leave_keys }) => {
            let wanted = if status.file {
                For::KnownFile
            } else {
                For::NewFile
            };
            let request = VaultUseFile {
                passphrase: passphrase::read(wanted)?,
                unreachable: if leave_keys {
                    WhenUnreachable::LeaveKeys
                } else {
                    WhenUnreachable::Refuse
                },
            };
            desk.vault_use_file(request).await?
        }
    };
    Ok(Answer::of(&status)?)
}

async fn use_keychain(desk: &Seat, status: &VaultStatus) -> Result<VaultStatus, Failure> {
    let closed = status.kind == VaultKind::LockedFile && status.state == VaultState::Locked;
    if closed {
        let passphrase = passphrase::read(For::KnownFile)?;
        desk.vault_unlock(VaultUnlock { passphrase }).await?;
    }
    Ok(desk.vault_use_keychain(Nothing {}).await?)
}
