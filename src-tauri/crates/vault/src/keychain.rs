//! The operating system's keychain: Keychain Services on macOS, the Credential
//! Manager on Windows, a Secret Service (GNOME Keyring, KWallet) elsewhere.
//!
//! One entry a key, all under the service name [`Keychain::SERVICE`], so that a
//! person finds them in the system's own keychain program.
//!
//! The connection is made once a process: a Secret Service that starts after
//! Byline is seen after a restart. Reading or writing a locked keychain makes
//! the system ask its owner, and hangs until answered: see
//! [`Bounded`](crate::Bounded).

use keyring::{Entry, Error};
use secrecy::ExposeSecret as _;
use zeroize::Zeroizing;

use crate::{SecretKey, SecretString, Vault, VaultError, VaultState};

/// The system's keychain.
#[derive(Debug, Clone, Copy, Default)]
pub struct Keychain;

/// Written and deleted to see whether writing works. Its value is no secret.
const PROBE: &str = "probe";

impl Keychain {
    /// The service that all of Byline's entries belong to.
    pub const SERVICE: &str = "Byline";

    fn entry(name: &str) -> Result<Entry, VaultError> {
        Entry::new(Self::SERVICE, name).map_err(failure)
    }

    /// Writing is the only honest probe: where a Secret Service has no
    /// collection, reading answers "no entry", the same as for a new key.
    fn write_and_delete() -> Result<(), VaultError> {
        let probe = Self::entry(PROBE)?;
        probe.set_secret(PROBE.as_bytes()).map_err(failure)?;
        probe.delete_credential().map_err(failure)
    }
}

impl Vault for Keychain {
    fn put(&self, key: &SecretKey, secret: &SecretString) -> Result<(), VaultError> {
        // As bytes: Windows counts text double against its limit.
        Self::entry(key.as_str())?
            .set_secret(secret.expose_secret().as_bytes())
            .map_err(failure)
    }

    fn get(&self, key: &SecretKey) -> Result<Option<SecretString>, VaultError> {
        let bytes = match Self::entry(key.as_str())?.get_secret() {
            Ok(bytes) => Zeroizing::new(bytes),
            // Asked where nothing can be kept, a keychain says "no entry" too.
            Err(Error::NoEntry) => {
                return match closed() {
                    Some(state) => Err(VaultError::NotReady { state }),
                    None => Ok(None),
                };
            }
            Err(error) => return Err(failure(error)),
        };
        let text = std::str::from_utf8(&bytes).map_err(|_| VaultError::Damaged)?;
        Ok(Some(SecretString::from(text)))
    }

    fn remove(&self, key: &SecretKey) -> Result<(), VaultError> {
        match Self::entry(key.as_str())?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(failure(error)),
        }
    }

    fn state(&self) -> VaultState {
        if let Some(state) = closed() {
            return state;
        }
        match Self::write_and_delete() {
            Ok(()) => VaultState::Ready,
            Err(error) => error.state(),
        }
    }
}

/// Why the keychain is closed, found out without making it ask anybody.
/// `None`: it seems open.
#[cfg(all(unix, not(target_os = "macos")))]
fn closed() -> Option<VaultState> {
    use secret_service::{EncryptionType, blocking::SecretService};

    // Nothing secret travels here, so the session needs no encryption.
    let Ok(service) = SecretService::connect(EncryptionType::Plain) else {
        return Some(VaultState::Absent);
    };
    let locked = service
        .get_default_collection()
        .and_then(|collection| collection.is_locked());
    match locked {
        Ok(false) => None,
        Ok(true) => Some(VaultState::Locked),
        Err(error) => Some(service_state(&error).unwrap_or(VaultState::Absent)),
    }
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn closed() -> Option<VaultState> {
    None
}

#[cfg(all(unix, not(target_os = "macos")))]
fn service_state(error: &secret_service::Error) -> Option<VaultState> {
    use secret_service::Error;

    match error {
        Error::Locked => Some(VaultState::Locked),
        // Somebody closed the prompt without answering.
        Error::Prompt => Some(VaultState::Denied),
        Error::NoResult | Error::Unavailable | Error::PromptDisconnected => {
            Some(VaultState::Absent)
        }
        _ => None,
    }
}

/// The keychain's own error, told apart where it has a state. Variants that
/// carry stored bytes are replaced, never kept.
fn failure(error: Error) -> VaultError {
    match error {
        Error::NoDefaultStore => VaultError::NotReady {
            state: VaultState::Absent,
        },
        Error::NoStorageAccess(source) => VaultError::NotReady {
            state: access_state(source.as_ref()),
        },
        Error::PlatformFailure(source) => VaultError::Keychain(source),
        Error::BadEncoding(_) | Error::BadDataFormat(..) => VaultError::Damaged,
        other => VaultError::Keychain(other.to_string().into()),
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
fn access_state(source: &(dyn std::error::Error + Send + Sync + 'static)) -> VaultState {
    source
        .downcast_ref::<secret_service::Error>()
        .and_then(service_state)
        .unwrap_or(VaultState::Locked)
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn access_state(_: &(dyn std::error::Error + Send + Sync + 'static)) -> VaultState {
    VaultState::Locked
}
