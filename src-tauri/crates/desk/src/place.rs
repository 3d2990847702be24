//! Where a desk stands and keeps its secrets unless somebody says otherwise:
//! the same for the window and the command line.

use crate::{ErrorCode, VaultChoice};
use secrecy::SecretString;
use std::env::VarError;
use std::path::PathBuf;

/// Chooses the passphrase-locked file, and is its passphrase.
const PASSPHRASE: &str = "BYLINE_PASSPHRASE";

/// The platform's data folder for Byline; not one that roams between machines.
/// `None` where the system names no place.
pub fn default_folder() -> Option<PathBuf> {
    dirs::data_local_dir().map(|place| place.join("byline"))
}

impl VaultChoice {
    /// Where the desk was told to keep secrets, or the locked file where
    /// `BYLINE_PASSPHRASE` is set.
    ///
    /// # Errors
    /// [`ErrorCode::WrongPassphrase`] if it is no text: no file was ever locked
    /// with that.
    pub fn from_environment() -> Result<Self, ErrorCode> {
        match std::env::var(PASSPHRASE) {
            Ok(passphrase) => Ok(Self::LockedFile(SecretString::from(passphrase))),
            Err(VarError::NotPresent) => Ok(Self::AsChosen),
            Err(VarError::NotUnicode(_)) => Err(ErrorCode::WrongPassphrase),
        }
    }
}

/// From now on whatever this program makes is its user's alone: the log, the
/// practice network's state, the files that SQLite adds.
pub(crate) fn keep_files_private() {
    #[cfg(unix)]
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
}
