//! Which vault: the file locked with `BYLINE_PASSPHRASE` where that is set,
//! otherwise the system's keychain. Neither is asked before a command needs it.

use desk::{ErrorCode, VaultChoice};
use secrecy::SecretString;
use std::env::VarError;

const PASSPHRASE: &str = "BYLINE_PASSPHRASE";

/// The vault that the environment chooses.
pub fn chosen() -> Result<VaultChoice, ErrorCode> {
    match std::env::var(PASSPHRASE) {
        Ok(passphrase) => Ok(VaultChoice::LockedFile(SecretString::from(passphrase))),
        Err(VarError::NotPresent) => Ok(VaultChoice::Keychain),
        // No file was ever locked with what is no text.
        Err(VarError::NotUnicode(_)) => Err(ErrorCode::WrongPassphrase),
    }
}
