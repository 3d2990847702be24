//! Where this desk keeps its secrets.

use crate::ErrorCode;
use crate::api::{VaultKind, VaultState, VaultView};
use domain::AccountId;
use secrecy::SecretString;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use vault::{Bounded, Keychain, LockedFile, Memory, Patience, SecretKey, Vault, VaultError};

/// Where secrets are kept; always somebody's choice, never plain text.
pub enum VaultChoice {
    /// The operating system's keychain.
    Keychain,
    /// The file `vault.locked` in the data folder.
    LockedFile(SecretString),
    /// In memory, shared with whoever gave it; for tests.
    Memory(Arc<Memory>),
}

/// The chosen vault. Its calls block and belong on a thread that may; a prompt
/// that nobody answers ends them after a while.
pub(crate) struct Vaulted {
    kind: VaultKind,
    vault: Arc<dyn Vault>,
}

/// A prompt gets this long before Byline goes on without its answer.
const USE: Duration = Duration::from_secs(20);
const PROBE: Duration = Duration::from_secs(2);

impl Vaulted {
    pub(crate) fn new(choice: VaultChoice, folder: &Path) -> Self {
        match choice {
            VaultChoice::Keychain => {
                let patience = Patience {
                    call: USE,
                    probe: PROBE,
                };
                Self {
                    kind: VaultKind::Keychain,
                    vault: Arc::new(Bounded::new(Keychain, patience)),
                }
            }
            VaultChoice::LockedFile(passphrase) => {
                let file = OpensWhenNeeded {
                    folder: folder.to_owned(),
                    passphrase,
                    file: Mutex::default(),
                };
                Self {
                    kind: VaultKind::LockedFile,
                    vault: Arc::new(file),
                }
            }
            VaultChoice::Memory(memory) => Self {
                kind: VaultKind::Memory,
                vault: memory,
            },
        }
    }

    /// Keeps an account's credentials.
    pub(crate) async fn put(
        self: &Arc<Self>,
        account: AccountId,
        secret: SecretString,
    ) -> Result<(), VaultError> {
        let key = key_of(account)?;
        self.on_thread(move |vault| vault.put(&key, &secret)).await
    }

    /// An account's credentials.
    pub(crate) async fn get(
        self: &Arc<Self>,
        account: AccountId,
    ) -> Result<Option<SecretString>, VaultError> {
        let key = key_of(account)?;
        self.on_thread(move |vault| vault.get(&key)).await
    }

    /// Forgets an account's credentials.
    pub(crate) async fn remove(self: &Arc<Self>, account: AccountId) -> Result<(), VaultError> {
        let key = key_of(account)?;
        self.on_thread(move |vault| vault.remove(&key)).await
    }

    /// Where, and whether it can be reached.
    pub(crate) async fn view(self: &Arc<Self>) -> VaultView {
        let state = match self.on_thread(|vault| Ok(vault.state())).await {
            Ok(state) => state,
            Err(error) => error.state(),
        };
        VaultView {
            kind: self.kind,
            state: state.into(),
        }
    }

    async fn on_thread<T: Send + 'static>(
        self: &Arc<Self>,
        act: impl FnOnce(&dyn Vault) -> Result<T, VaultError> + Send + 'static,
    ) -> Result<T, VaultError> {
        let vault = Arc::clone(&self.vault);
        tokio::task::spawn_blocking(move || act(vault.as_ref()))
            .await
            .map_err(|_| VaultError::NoAnswer)?
    }
}

fn key_of(account: AccountId) -> Result<SecretKey, VaultError> {
    SecretKey::new(format!("account/{account}")).map_err(|_| VaultError::Damaged)
}

/// The locked file is opened at its first use, because turning a passphrase
/// into a key takes a moment on purpose.
struct OpensWhenNeeded {
    folder: PathBuf,
    passphrase: SecretString,
    file: Mutex<Option<Arc<LockedFile>>>,
}

impl OpensWhenNeeded {
    fn file(&self) -> Result<Arc<LockedFile>, VaultError> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(open) = file.as_ref() {
            return Ok(Arc::clone(open));
        }
        let open = Arc::new(LockedFile::open_or_create(&self.folder, &self.passphrase)?);
        *file = Some(Arc::clone(&open));
        Ok(open)
    }
}

impl Vault for OpensWhenNeeded {
    fn put(&self, key: &SecretKey, secret: &SecretString) -> Result<(), VaultError> {
        self.file()?.put(key, secret)
    }

    fn get(&self, key: &SecretKey) -> Result<Option<SecretString>, VaultError> {
        self.file()?.get(key)
    }

    fn remove(&self, key: &SecretKey) -> Result<(), VaultError> {
        self.file()?.remove(key)
    }

    fn state(&self) -> vault::VaultState {
        match self.file() {
            Ok(file) => file.state(),
            Err(error) => error.state(),
        }
    }
}

impl From<vault::VaultState> for VaultState {
    fn from(state: vault::VaultState) -> Self {
        match state {
            vault::VaultState::Ready => Self::Ready,
            vault::VaultState::Locked => Self::Locked,
            vault::VaultState::Absent => Self::Absent,
            vault::VaultState::Denied => Self::Denied,
        }
    }
}

impl From<VaultError> for ErrorCode {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::WrongPassphrase | VaultError::ShortPassphrase { .. } => {
                Self::WrongPassphrase
            },
            VaultError::Damaged | VaultError::NewerFormat { .. } => Self::LockedFileDamaged,
            other => Self::Vault {
                state: other.state().into(),
            },
        }
    }
}
