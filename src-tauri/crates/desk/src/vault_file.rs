//! The locked file and whether this desk can open it. The passphrase itself is
//! kept no longer than until it was tried; afterwards only the key is there.

use secrecy::SecretString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use vault::{LockedFile, SecretKey, Vault, VaultError, VaultState};

/// The way into the locked file of a data folder, whether or not there is one.
pub(crate) struct FileDoor {
    folder: PathBuf,
    lock: Mutex<Lock>,
}

enum Lock {
    /// Nobody has given a passphrase.
    Closed,
    /// A passphrase was given and is tried when it is first needed, because
    /// turning it into a key takes a moment on purpose.
    Promised(SecretString),
    /// The passphrase that was promised does not open the file.
    Refused,
    /// Open.
    Open(Arc<LockedFile>),
}

impl FileDoor {
    pub(crate) fn closed(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            lock: Mutex::new(Lock::Closed),
        }
    }

    /// Opens with this when it is first needed. Where there is no file then,
    /// the first secret makes one.
    pub(crate) fn promise(&self, passphrase: SecretString) {
        *self.lock() = Lock::Promised(passphrase);
    }

    /// The file was opened elsewhere.
    pub(crate) fn open_with(&self, file: LockedFile) {
        *self.lock() = Lock::Open(Arc::new(file));
    }

    /// Forgets the key.
    pub(crate) fn close(&self) {
        *self.lock() = Lock::Closed;
    }

    /// The file, open.
    ///
    /// # Errors
    /// [`VaultError::NotReady`] where it is closed or there is none; otherwise
    /// why it does not open.
    pub(crate) fn opened(&self) -> Result<Arc<LockedFile>, VaultError> {
        let mut lock = self.lock();
        let passphrase = match &*lock {
            Lock::Open(file) => return Ok(Arc::clone(file)),
            Lock::Closed => return Err(self.why_closed()),
            Lock::Refused => return Err(VaultError::WrongPassphrase),
            Lock::Promised(passphrase) => passphrase,
        };
        match LockedFile::open(&self.folder, passphrase) {
            Ok(file) => {
                let file = Arc::new(file);
                *lock = Lock::Open(Arc::clone(&file));
                Ok(file)
            }
            Err(VaultError::WrongPassphrase) => {
                *lock = Lock::Refused;
                Err(VaultError::WrongPassphrase)
            }
            Err(error) => Err(error),
        }
    }

    /// Whether everything in the file can be read.
    pub(crate) fn look(&self) -> Result<(), VaultError> {
        match self.opened() {
            Ok(file) => file.keys().map(|_| ()),
            Err(error) if self.may_begin(&error) => Ok(()),
            Err(error) => Err(error),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Lock> {
        self.lock.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn why_closed(&self) -> VaultError {
        let state = match LockedFile::is_there(&self.folder) {
            Ok(true) => VaultState::Locked,
            Ok(false) => VaultState::Absent,
            Err(error) => return error,
        };
        VaultError::NotReady { state }
    }

    /// Whether there is no file only because nothing was kept yet.
    fn may_begin(&self, error: &VaultError) -> bool {
        let none = matches!(error, VaultError::Io(why) if why.kind() == io::ErrorKind::NotFound);
        none && matches!(&*self.lock(), Lock::Promised(_))
    }

    /// Makes the file with the promised passphrase.
    fn begin(&self) -> Result<Arc<LockedFile>, VaultError> {
        let mut lock = self.lock();
        let Lock::Promised(passphrase) = &*lock else {
            return Err(self.why_closed());
        };
        let file = Arc::new(LockedFile::open_or_create(&self.folder, passphrase)?);
        *lock = Lock::Open(Arc::clone(&file));
        Ok(file)
    }
}

impl Vault for FileDoor {
    fn put(&self, key: &SecretKey, secret: &SecretString) -> Result<(), VaultError> {
        match self.opened() {
            Ok(file) => file.put(key, secret),
            Err(error) if self.may_begin(&error) => self.begin()?.put(key, secret),
            Err(error) => Err(error),
        }
    }

    fn get(&self, key: &SecretKey) -> Result<Option<SecretString>, VaultError> {
        match self.opened() {
            Ok(file) => file.get(key),
            Err(error) if self.may_begin(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn remove(&self, key: &SecretKey) -> Result<(), VaultError> {
        match self.opened() {
            Ok(file) => file.remove(key),
            Err(error) if self.may_begin(&error) => Ok(()),
            Err(error) => Err(error),
        }
    }

    fn state(&self) -> VaultState {
        match self.look() {
            Ok(()) => VaultState::Ready,
            Err(error) => error.state(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::FileDoor;
    use secrecy::{ExposeSecret, SecretString};
    use vault::{FILE_NAME, LockedFile, SecretKey, Vault, VaultError, VaultState};

    fn secret(text: &str) -> SecretString {
        SecretString::from(text)
    }

    #[test]
    fn a_promised_passphrase_makes_the_file_with_the_first_secret_and_not_before() {
        let folder = tempfile::tempdir().unwrap();
        let door = FileDoor::closed(folder.path());
        door.promise(secret("seven grey herons"));
        let key = SecretKey::new("account/one").unwrap();
        assert_eq!(door.state(), VaultState::Ready);
        assert!(door.get(&key).unwrap().is_none());
        assert!(!folder.path().join(FILE_NAME).exists());
        door.put(&key, &secret("token")).unwrap();
        let kept = door.get(&key).unwrap().unwrap();
        assert_eq!(kept.expose_secret(), "token");
        door.close();
        assert_eq!(door.state(), VaultState::Locked);
    }

    #[test]
    fn a_passphrase_too_short_for_a_new_file_is_told_when_something_is_to_be_kept() {
        let folder = tempfile::tempdir().unwrap();
        let door = FileDoor::closed(folder.path());
        door.promise(secret("short"));
        let key = SecretKey::new("account/one").unwrap();
        let refused = door.put(&key, &secret("token")).unwrap_err();
        assert!(matches!(refused, VaultError::ShortPassphrase { least: 8 }));
    }

    #[test]
    fn a_closed_door_tells_a_missing_file_from_a_locked_and_a_damaged_one() {
        let folder = tempfile::tempdir().unwrap();
        let door = FileDoor::closed(folder.path());
        assert_eq!(door.state(), VaultState::Absent);
        drop(LockedFile::open_or_create(folder.path(), &secret("seven grey herons")).unwrap());
        assert_eq!(door.state(), VaultState::Locked);
        door.promise(secret("eight grey herons"));
        assert!(matches!(door.look(), Err(VaultError::WrongPassphrase)));
        std::fs::write(folder.path().join(FILE_NAME), "BYLNLOCK and nonsense").unwrap();
        door.close();
        assert!(matches!(door.look(), Err(VaultError::Damaged)));
    }
}
