//! The vault: where keys are kept, what is the matter with it, and how that
//! changes. Passphrases come in here and never go out.

use super::{VaultKind, VaultState};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The vault, wholly.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct VaultStatus {
    /// Where keys are kept.
    pub kind: VaultKind,
    /// Whether they can be reached there.
    pub state: VaultState,
    /// What the system's keychain is like, whether or not it is in use.
    pub keychain: VaultState,
    /// What is wrong with the locked file in use, beyond being locked.
    pub trouble: Option<LockedFileTrouble>,
    /// Whether there is a locked file in the data folder, in use or not.
    pub file: bool,
    /// Whether `BYLINE_PASSPHRASE` chose the locked file; then it is no choice
    /// that the next start knows of.
    pub from_environment: bool,
    /// Accounts, in the order of connecting.
    pub accounts: Vec<VaultAccount>,
}

/// What is wrong with a locked file, beyond being locked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LockedFileTrouble {
    /// The passphrase that was given at the start does not open it.
    WrongPassphrase,
    /// It is not what Byline wrote.
    Damaged,
    /// A newer Byline wrote it.
    NewerFormat,
}

/// An account and its keys.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct VaultAccount {
    /// Its key.
    pub account: String,
    /// As people write it.
    pub name: String,
    /// Whether the vault has its keys.
    pub keys: KeysState,
}

/// Whether the vault has an account's keys.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeysState {
    /// It has.
    Present,
    /// It has not; the account has to be connected again.
    Missing,
    /// The vault cannot be asked now.
    Unknown,
}

/// Open the locked file.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct VaultUnlock {
    /// Its passphrase.
    #[ts(type = "string")]
    pub passphrase: SecretString,
}

/// Keep keys in the locked file from now on; those in the keychain move there.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct VaultUseFile {
    /// The passphrase: of the file that is there, or of the new one, which has
    /// at least 8 characters.
    #[ts(type = "string")]
    pub passphrase: SecretString,
    /// What to do where the keychain does not give the keys.
    pub unreachable: WhenUnreachable,
}

/// What to do about keys that cannot be moved.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WhenUnreachable {
    /// Change nothing and answer why.
    Refuse,
    /// Leave them where they are; those accounts have to be connected again.
    LeaveKeys,
}

/// Lock the file with another passphrase.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct VaultChangePassphrase {
    /// The passphrase that opens it now.
    #[ts(type = "string")]
    pub current: SecretString,
    /// The new one, at least 8 characters.
    #[ts(type = "string")]
    pub new: SecretString,
}

#[cfg(test)]
mod tests {
    use super::{VaultChangePassphrase, VaultUnlock, VaultUseFile};

    #[test]
    fn a_passphrase_is_not_printed() {
        let text = r#"{"passphrase":"hunter2hunter2","current":"hunter2hunter2",
            "new":"hunter2hunter2","unreachable":"refuse"}"#;
        let printed = format!(
            "{:?} {:?} {:?}",
            serde_json::from_str::<VaultUnlock>(text).unwrap(),
            serde_json::from_str::<VaultUseFile>(text).unwrap(),
            serde_json::from_str::<VaultChangePassphrase>(text).unwrap(),
        );
        assert!(!printed.contains("hunter2"), "{printed}");
    }
}
