//! Secrets in one file, locked with a passphrase: for machines without a
//! keychain, and always the person's choice.
//!
//! The passphrase becomes a key through Argon2id (slow on purpose), and the key
//! locks the whole content with XChaCha20-Poly1305; the header is authenticated
//! along with it. Each write is a new file, synced and renamed over the old, so
//! that a crash leaves either the old secrets or the new ones.
//!
//! A wrong passphrase, damage and a newer format are told apart, and in none of
//! these cases is the file ever written to. The content is read anew at each
//! call: between calls only the key is in memory.

mod cost;
mod file;
mod header;
mod place;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use chacha20poly1305::{
    KeyInit as _, XChaCha20Poly1305, XNonce,
    aead::{Aead as _, OsRng, Payload, rand_core::RngCore as _},
};
use secrecy::{ExposeSecret as _, SecretString};
use zeroize::Zeroizing;

pub use cost::Cost;

use self::{
    cost::{Derived, derive},
    header::{Header, NONCE_LENGTH, SALT_LENGTH},
};
use crate::{SecretKey, Vault, VaultError, VaultState};

/// The file's name inside its folder.
pub const FILE_NAME: &str = "vault.locked";

/// The largest file read, in bytes; secrets are small.
const MAX_FILE: u64 = 16 << 20;

/// What is inside the lock: JSON, one text a key.
type Content = BTreeMap<String, Zeroizing<String>>;

/// An opened locked file. Closing it is dropping it, which wipes the key.
pub struct LockedFile {
    path: PathBuf,
    salt: [u8; SALT_LENGTH],
    cost: Cost,
    derived: Derived,
    /// Held through every call: reading, changing and writing is one step.
    one_at_a_time: Mutex<()>,
}

impl std::fmt::Debug for LockedFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LockedFile")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

impl LockedFile {
    /// The shortest passphrase of a new file, in code points. A file that is
    /// there opens with whatever it was locked with.
    pub const LEAST: usize = 8;

    /// Opens [`FILE_NAME`] in `folder` with `passphrase`, or makes it, empty,
    /// where there is none. Takes about a quarter of a second and 64 MiB.
    ///
    /// # Errors
    /// [`VaultError::WrongPassphrase`], [`VaultError::ShortPassphrase`],
    /// [`VaultError::Damaged`], [`VaultError::NewerFormat`] or
    /// [`VaultError::Io`], always with the file left as it was.
    pub fn open_or_create(folder: &Path, passphrase: &SecretString) -> Result<Self, VaultError> {
        Self::with_cost(folder, passphrase, Cost::default())
    }

    /// As [`LockedFile::open_or_create`]; a new file gets `cost`. A file that
    /// is there keeps the cost it was made with.
    ///
    /// # Errors
    /// As [`LockedFile::open_or_create`].
    pub fn with_cost(
        folder: &Path,
        passphrase: &SecretString,
        cost: Cost,
    ) -> Result<Self, VaultError> {
        let path = folder.join(FILE_NAME);
        match file::read(&path, MAX_FILE)? {
            Some(bytes) => Self::of_bytes(path, &bytes, passphrase),
            None => Self::create(path, passphrase, cost, &Content::new()),
        }
    }

    /// Opens the file that is in `folder`; as [`LockedFile::open_or_create`]
    /// otherwise.
    ///
    /// # Errors
    /// As [`LockedFile::open_or_create`], and [`VaultError::Io`] with
    /// [`std::io::ErrorKind::NotFound`] where there is none.
    pub fn open(folder: &Path, passphrase: &SecretString) -> Result<Self, VaultError> {
        let path = folder.join(FILE_NAME);
        let bytes = file::read(&path, MAX_FILE)?
            .ok_or_else(|| std::io::Error::from(std::io::ErrorKind::NotFound))?;
        Self::of_bytes(path, &bytes, passphrase)
    }

    /// Locks the same secrets with another passphrase, under a new salt, in one
    /// replacement: a crash leaves either the old lock or the new one. What is
    /// returned is the file from now on; `self` no longer opens it.
    ///
    /// # Errors
    /// As [`LockedFile::open_or_create`]; the file is as it was.
    pub fn locked_anew(&self, passphrase: &SecretString) -> Result<Self, VaultError> {
        let _turn = self.turn();
        let content = self.load()?;
        Self::create(self.path.clone(), passphrase, self.cost, &content)
    }

    /// The names of all secrets in it.
    ///
    /// # Errors
    /// As [`Vault::get`].
    pub fn keys(&self) -> Result<Vec<SecretKey>, VaultError> {
        let _turn = self.turn();
        let names = self.load()?.into_keys();
        names
            .map(|name| SecretKey::new(name).map_err(|_| VaultError::Damaged))
            .collect()
    }

    fn of_bytes(
        path: PathBuf,
        bytes: &[u8],
        passphrase: &SecretString,
    ) -> Result<Self, VaultError> {
        let (header, _) = Header::split(bytes)?;
        let derived = derive(passphrase, &header.salt, header.cost)?;
        let opened = Self {
            path,
            salt: header.salt,
            cost: header.cost,
            derived,
            one_at_a_time: Mutex::new(()),
        };
        opened.unlock(bytes)?;
        Ok(opened)
    }

    fn create(
        path: PathBuf,
        passphrase: &SecretString,
        cost: Cost,
        content: &Content,
    ) -> Result<Self, VaultError> {
        if passphrase.expose_secret().chars().count() < Self::LEAST {
            return Err(VaultError::ShortPassphrase { least: Self::LEAST });
        }
        let mut salt = [0; SALT_LENGTH];
        OsRng.fill_bytes(&mut salt);
        let created = Self {
            path,
            salt,
            cost,
            derived: derive(passphrase, &salt, cost)?,
            one_at_a_time: Mutex::new(()),
        };
        file::replace(&created.path, &created.lock(content)?)?;
        Ok(created)
    }

    fn turn(&self) -> MutexGuard<'_, ()> {
        self.one_at_a_time
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn load(&self) -> Result<Content, VaultError> {
        let bytes = file::read(&self.path, MAX_FILE)?
            .ok_or_else(|| std::io::Error::from(std::io::ErrorKind::NotFound))?;
        self.unlock(&bytes)
    }

    /// The content of a file's bytes. A file that was made anew under another
    /// passphrase since has another check value.
    fn unlock(&self, bytes: &[u8]) -> Result<Content, VaultError> {
        let (header, rest) = Header::split(bytes)?;
        if header.check != self.derived.check {
            return Err(VaultError::WrongPassphrase);
        }
        let payload = Payload {
            msg: rest.locked,
            aad: rest.header,
        };
        let plain = self
            .cipher()
            .decrypt(XNonce::from_slice(&header.nonce), payload)
            .map_err(|_| VaultError::Damaged)?;
        let plain = Zeroizing::new(plain);
        serde_json::from_slice(&plain).map_err(|_| VaultError::Damaged)
    }

    /// The whole file's bytes, under a nonce never used before.
    fn lock(&self, content: &Content) -> Result<Vec<u8>, VaultError> {
        let mut nonce = [0; NONCE_LENGTH];
        OsRng.fill_bytes(&mut nonce);
        let mut bytes = Header {
            cost: self.cost,
            salt: self.salt,
            check: self.derived.check,
            nonce,
        }
        .to_bytes();
        let plain = serde_json::to_vec(content).map_err(std::io::Error::other)?;
        let plain = Zeroizing::new(plain);
        let payload = Payload {
            msg: &plain,
            aad: &bytes,
        };
        // Fails only for a content of hundreds of gigabytes.
        let locked = self
            .cipher()
            .encrypt(XNonce::from_slice(&nonce), payload)
            .map_err(|_| VaultError::Damaged)?;
        bytes.extend(locked);
        Ok(bytes)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(self.derived.key.as_slice().into())
    }

    fn change(&self, change: impl FnOnce(&mut Content)) -> Result<(), VaultError> {
        let _turn = self.turn();
        let mut content = self.load()?;
        change(&mut content);
        file::replace(&self.path, &self.lock(&content)?)?;
        Ok(())
    }
}

impl Vault for LockedFile {
    fn put(&self, key: &SecretKey, secret: &SecretString) -> Result<(), VaultError> {
        let secret = Zeroizing::new(secret.expose_secret().to_owned());
        self.change(|content| {
            content.insert(key.as_str().to_owned(), secret);
        })
    }

    fn get(&self, key: &SecretKey) -> Result<Option<SecretString>, VaultError> {
        let _turn = self.turn();
        let content = self.load()?;
        let secret = content.get(key.as_str());
        Ok(secret.map(|secret| SecretString::from(secret.as_str())))
    }

    fn remove(&self, key: &SecretKey) -> Result<(), VaultError> {
        self.change(|content| {
            content.remove(key.as_str());
        })
    }

    fn state(&self) -> VaultState {
        let _turn = self.turn();
        match self.load() {
            Ok(_) => VaultState::Ready,
            Err(error) => error.state(),
        }
    }
}
