//! The vault in words.

use super::{Table, Told};
use desk::api::{KeysState, LockedFileTrouble, VaultKind, VaultState, VaultStatus};

impl Told for VaultStatus {
    fn told(&self) -> String {
        let mut told = format!("{}: {}.\n", place(self.kind), standing(self));
        if self.from_environment {
            told.push_str("BYLINE_PASSPHRASE chose the locked file for this command only.\n");
        }
        if self.kind != VaultKind::LockedFile && self.file {
            told.push_str("A locked file is here too and is not in use.\n");
        }
        let rows = self
            .accounts
            .iter()
            .map(|account| [account.name.clone(), keys(account.keys).to_owned()]);
        if !self.accounts.is_empty() {
            told.push_str(&Table::new(["ACCOUNT", "KEYS"], rows).to_string());
        }
        told
    }
}

fn place(kind: VaultKind) -> &'static str {
    match kind {
        VaultKind::Keychain => "Keys are kept in the system's keychain",
        VaultKind::LockedFile => "Keys are kept in the locked file",
        VaultKind::Memory => "Keys are kept in memory",
    }
}

fn standing(vault: &VaultStatus) -> &'static str {
    match (vault.trouble, vault.state, vault.kind) {
        (Some(LockedFileTrouble::WrongPassphrase), ..) => {
            "BYLINE_PASSPHRASE does not open it; set the right one"
        }
        (Some(LockedFileTrouble::Damaged), ..) => {
            "it is damaged; put a copy of vault.locked back, or start over in the window"
        }
        (Some(LockedFileTrouble::NewerFormat), ..) => "a newer Byline wrote it; use that one",
        (None, VaultState::Ready, _) => "ready",
        (None, VaultState::Locked, VaultKind::LockedFile) => {
            "locked; set BYLINE_PASSPHRASE to open it"
        }
        (None, VaultState::Locked, _) => "locked; unlock the keychain",
        (None, VaultState::Absent, VaultKind::LockedFile) => {
            "there is none; make one with `byline vault use file`"
        }
        (None, VaultState::Absent, _) => {
            "there is none on this system; `byline vault use file` keeps them in a locked file"
        }
        (None, VaultState::Denied, _) => {
            "it refuses Byline; allow Byline there, or use `byline vault use file`"
        }
    }
}

fn keys(state: KeysState) -> &'static str {
    match state {
        KeysState::Present => "present",
        KeysState::Missing => "missing; connect the account again",
        KeysState::Unknown => "not known while the vault is closed",
    }
}
