//! Why a vault did not do what it was asked. No variant ever carries a secret,
//! a passphrase or a stored byte.

use crate::VaultState;

/// What went wrong in a vault.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The vault cannot be used at present.
    #[error("the vault is not ready: {state:?}")]
    NotReady {
        /// Why; never [`VaultState::Ready`].
        state: VaultState,
    },
    /// The vault did not answer in time; it may be asking its owner for a
    /// password. Whether a `put` or `remove` took effect is not known.
    #[error("the vault does not answer")]
    NoAnswer,
    /// The keychain refused in a way that has no state of its own.
    #[error("the keychain refused")]
    Keychain(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The passphrase does not open this file. The file is as it was.
    #[error("the passphrase does not open this file")]
    WrongPassphrase,
    /// A new file is not locked with a passphrase as short as that.
    #[error("a new passphrase has at least {least} characters")]
    ShortPassphrase {
        /// The fewest it may have, in code points.
        least: usize,
    },
    /// What was put is not what is read back: the vault does not keep secrets.
    #[error("the vault did not keep what it was given")]
    NotKept,
    /// What is stored is not what was written. The file is as it was.
    #[error("what the vault holds is damaged")]
    Damaged,
    /// The file was written by a newer Byline. The file is as it was.
    #[error("the file has format {version}, which this Byline does not know")]
    NewerFormat {
        /// The file's format.
        version: u32,
    },
    /// Reading or writing the file failed, or a thread could not be started.
    #[error("the vault's file cannot be used")]
    Io(#[from] std::io::Error),
}

impl VaultError {
    /// The state of a vault that failed so.
    #[must_use]
    pub fn state(&self) -> VaultState {
        match self {
            Self::NotReady { state } => *state,
            Self::NoAnswer | Self::WrongPassphrase | Self::ShortPassphrase { .. } => {
                VaultState::Locked
            }
            Self::Keychain(_) | Self::Damaged | Self::NewerFormat { .. } | Self::NotKept => {
                VaultState::Denied
            }
            Self::Io(error) if error.kind() == std::io::ErrorKind::NotFound => VaultState::Absent,
            Self::Io(_) => VaultState::Denied,
        }
    }
}
