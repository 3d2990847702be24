//! The file as a thing in its folder, looked at and put away without its
//! passphrase. Nothing here reads or writes a secret.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{FILE_NAME, LockedFile, MAX_FILE, file, header::Header};
use crate::VaultError;

impl LockedFile {
    /// Whether there is a file in `folder` that a passphrase may open. Damage
    /// behind the header shows only when it is opened.
    ///
    /// # Errors
    /// [`VaultError::Damaged`] or [`VaultError::NewerFormat`] where no passphrase
    /// will open what is there, and [`VaultError::Io`].
    pub fn is_there(folder: &Path) -> Result<bool, VaultError> {
        match file::read(&folder.join(FILE_NAME), MAX_FILE) {
            Ok(None) => Ok(false),
            Ok(Some(bytes)) => Header::split(&bytes).map(|_| true),
            // No file of ours grows so large.
            Err(error) if error.kind() == io::ErrorKind::FileTooLarge => Err(VaultError::Damaged),
            Err(error) => Err(error.into()),
        }
    }

    /// Gives the file another name, [`FILE_NAME`] with `.aside-` and `moment`,
    /// so that a new one can take its place; the name it has now. `None` where
    /// there is no file. Nothing is deleted, nothing is overwritten.
    ///
    /// # Errors
    /// [`VaultError::Io`]; the file is where it was.
    pub fn set_aside(folder: &Path, moment: &str) -> Result<Option<PathBuf>, VaultError> {
        let path = folder.join(FILE_NAME);
        if !path.try_exists()? {
            return Ok(None);
        }
        let mut aside = folder.join(format!("{FILE_NAME}.aside-{moment}"));
        let mut more = 2;
        while aside.try_exists()? {
            aside.set_file_name(format!("{FILE_NAME}.aside-{moment}-{more}"));
            more += 1;
        }
        fs::rename(&path, &aside)?;
        file::sync_folder(&path)?;
        Ok(Some(aside))
    }

    /// Deletes the file in `folder`, once its secrets are certainly kept
    /// elsewhere; fine where there is none.
    ///
    /// # Errors
    /// [`VaultError::Io`] where it may still be there.
    pub fn delete(folder: &Path) -> Result<(), VaultError> {
        let path = folder.join(FILE_NAME);
        match fs::remove_file(&path) {
            Ok(()) => Ok(file::sync_folder(&path)?),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}
