//! The data folder: mode 0700, its files 0600, and the lock that makes one
//! process its owner for as long as that process lives.

use crate::{OpenError, StoreError};
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

/// A data folder that this process has opened.
#[derive(Debug)]
pub struct DataFolder {
    path: PathBuf,
    // Dropping it gives the folder free; the system does so at a crash as well.
    lock: Option<File>,
}

/// What this process may do in the folder.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hold {
    /// It is the owner.
    Owner,
    /// It may read; another process may be the owner.
    Reader,
}

impl DataFolder {
    /// Makes the folder where there is none, and takes it if it is free.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        let refused = |source| OpenError::Folder {
            folder: path.to_owned(),
            source,
        };
        make_private(path).map_err(refused)?;
        let file = private_file(&path.join("byline.lock")).map_err(refused)?;
        let lock = match file.try_lock() {
            Ok(()) => Some(file),
            Err(TryLockError::WouldBlock) => None,
            Err(TryLockError::Error(source)) => return Err(refused(source)),
        };
        Ok(Self {
            path: path.to_owned(),
            lock,
        })
    }

    /// Looks into a folder without taking it, so that nobody who wants to work
    /// in it finds it taken.
    pub fn look_into(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            lock: None,
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What this process may do.
    pub fn hold(&self) -> Hold {
        match self.lock {
            Some(_) => Hold::Owner,
            None => Hold::Reader,
        }
    }

    /// Before work that only the owner does.
    ///
    /// # Errors
    /// [`StoreError::NotOwner`].
    pub fn must_own(&self) -> Result<(), StoreError> {
        match self.hold() {
            Hold::Owner => Ok(()),
            Hold::Reader => Err(StoreError::NotOwner),
        }
    }
}

/// Makes a folder that only its owner may read, where there is none.
pub(crate) fn make_private(path: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
        builder.mode(0o700).create(path)?;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700))
    }
    #[cfg(not(unix))]
    builder.create(path)
}

/// Opens a file that only its owner may read, making it where there is none.
pub(crate) fn private_file(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).read(true).write(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}

/// What was renamed or made in a folder is so after a loss of power, too.
pub(crate) fn sync_folder(path: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    File::open(path)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}
