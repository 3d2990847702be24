//! Keeps secrets: an account's keys and tokens, and nothing else.
//!
//! A secret is in one of two places, both the person's choice: the operating
//! system's keychain ([`Keychain`]) or a file locked with a passphrase
//! ([`LockedFile`]). Never in the database, a log, an error or an export; there
//! is no third, plain place to fall back to. A vault that cannot be used says
//! so with a [`VaultState`], and what needs a secret waits.
//!
//! Every function here is synchronous and may take its time: a keychain may ask
//! its owner for a password and never come back. Callers put calls on a
//! blocking thread and wrap the keychain in [`Bounded`], which answers in time
//! whatever the keychain does.

mod bounded;
mod error;
mod key;
mod keychain;
mod locked;
mod memory;
mod moving;
mod state;

pub use bounded::{Bounded, Patience};
pub use error::VaultError;
pub use key::{BadKey, SecretKey};
pub use keychain::Keychain;
pub use locked::{Cost, FILE_NAME, LockedFile};
pub use memory::Memory;
pub use moving::{Moved, MovingError, OldPlace, Unreachable, move_secrets};
pub use secrecy::{ExposeSecret, SecretString};
pub use state::VaultState;

/// A place for secrets. All of them hold to one contract, which the tests run
/// over each: what was put is got back, byte for byte, until it is replaced or
/// removed; keys do not touch each other; removing what is not there is fine.
pub trait Vault: Send + Sync {
    /// Keeps `secret` under `key`, in place of what was there.
    ///
    /// # Errors
    /// A [`VaultError`] when it is not, or not certainly, kept. Putting the
    /// same again is always safe.
    fn put(&self, key: &SecretKey, secret: &SecretString) -> Result<(), VaultError>;

    /// The secret under `key`, or `None` where nothing is kept.
    ///
    /// # Errors
    /// A [`VaultError`] when the vault cannot tell. A missing secret is no error,
    /// and an unusable vault is never reported as a missing secret.
    fn get(&self, key: &SecretKey) -> Result<Option<SecretString>, VaultError>;

    /// Forgets the secret under `key`; fine where nothing is kept.
    ///
    /// # Errors
    /// A [`VaultError`] when the secret may still be there.
    fn remove(&self, key: &SecretKey) -> Result<(), VaultError>;

    /// Whether the vault can be used now. Finds out anew at each call, and
    /// never makes the system ask for a password.
    fn state(&self) -> VaultState;
}

impl<V: Vault + ?Sized> Vault for std::sync::Arc<V> {
    fn put(&self, key: &SecretKey, secret: &SecretString) -> Result<(), VaultError> {
        (**self).put(key, secret)
    }

    fn get(&self, key: &SecretKey) -> Result<Option<SecretString>, VaultError> {
        (**self).get(key)
    }

    fn remove(&self, key: &SecretKey) -> Result<(), VaultError> {
        (**self).remove(key)
    }

    fn state(&self) -> VaultState {
        (**self).state()
    }
}
