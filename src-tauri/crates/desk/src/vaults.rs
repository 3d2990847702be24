//! Where this desk keeps its secrets: the system's keychain or the locked file.
//!
//! Which of the two is in use is a choice that the store keeps; it can change
//! while the desk is at work (`vault_moves.rs`). A passphrase given at the start
//! chooses the file by itself, unless somebody has moved to the keychain since
//! and there is no file any more.
//!
//! Invariant: no secret is put, read or removed while secrets move.

use crate::ErrorCode;
use crate::api::{LockedFileTrouble, VaultKind, VaultState, VaultView};
use crate::vault_file::FileDoor;
use domain::AccountId;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;
use vault::{Bounded, Keychain, LockedFile, Memory, Patience, SecretKey, Vault, VaultError};

/// Where secrets are kept; always somebody's choice, never plain text.
pub enum VaultChoice {
    /// Where the desk was told to keep them; the system's keychain at first.
    AsChosen,
    /// The file `vault.locked` in the data folder, with its passphrase.
    LockedFile(SecretString),
    /// Where the desk was told to keep them, with memory in the place of the
    /// keychain, shared with whoever gave it; for tests.
    Memory(Arc<Memory>),
}

/// One of the two places.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Place {
    Keychain,
    LockedFile,
}

/// The vault of a desk. Its calls block and belong on a thread that may; a
/// prompt that nobody answers ends them after a while.
pub(crate) struct Vaulted {
    pub(crate) folder: PathBuf,
    pub(crate) keychain: Arc<dyn Vault>,
    keychain_kind: VaultKind,
    pub(crate) file: FileDoor,
    /// The one in use; held only to look and to swap.
    place: Mutex<Place>,
    /// Shared by calls for one secret, kept whole by a move. Only threads that
    /// may block wait for it.
    pub(crate) turns: RwLock<()>,
}

/// A prompt gets this long before Byline goes on without its answer.
const PATIENCE: Patience = Patience {
    call: Duration::from_secs(20),
    probe: Duration::from_secs(2),
};

impl Vaulted {
    /// The vault of the desk in `folder`, where `chosen` is what its store says.
    pub(crate) fn new(choice: VaultChoice, folder: &Path, chosen: Option<Place>) -> Self {
        let (keychain, keychain_kind): (Arc<dyn Vault>, _) = match &choice {
            VaultChoice::Memory(memory) => (memory.clone(), VaultKind::Memory),
            VaultChoice::AsChosen | VaultChoice::LockedFile(_) => (
                Arc::new(Bounded::new(Keychain, PATIENCE)),
                VaultKind::Keychain,
            ),
        };
        let file = FileDoor::closed(folder);
        let moved_away =
            chosen == Some(Place::Keychain) && matches!(LockedFile::is_there(folder), Ok(false));
        let place = match choice {
            VaultChoice::LockedFile(passphrase) if !moved_away => {
                file.promise(passphrase);
                Place::LockedFile
            }
            _ => chosen.unwrap_or(Place::Keychain),
        };
        Self {
            folder: folder.to_owned(),
            keychain,
            keychain_kind,
            file,
            place: Mutex::new(place),
            turns: RwLock::new(()),
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

    /// Where, and whether it can be reached. Never waits for a move.
    pub(crate) async fn view(self: &Arc<Self>) -> VaultView {
        let here = Arc::clone(self);
        let state = tokio::task::spawn_blocking(move || here.in_use().state()).await;
        VaultView {
            kind: self.kind(),
            state: state.unwrap_or(vault::VaultState::Locked).into(),
        }
    }

    /// The kind of the place in use.
    pub(crate) fn kind(&self) -> VaultKind {
        match self.place() {
            Place::Keychain => self.keychain_kind,
            Place::LockedFile => VaultKind::LockedFile,
        }
    }

    /// The place in use.
    pub(crate) fn place(&self) -> Place {
        *self.place.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// From now on this place is in use.
    pub(crate) fn go_to(&self, place: Place) {
        *self.place.lock().unwrap_or_else(PoisonError::into_inner) = place;
    }

    /// The vault in use.
    pub(crate) fn in_use(&self) -> &dyn Vault {
        match self.place() {
            Place::Keychain => self.keychain.as_ref(),
            Place::LockedFile => &self.file,
        }
    }

    async fn on_thread<T: Send + 'static>(
        self: &Arc<Self>,
        act: impl FnOnce(&dyn Vault) -> Result<T, VaultError> + Send + 'static,
    ) -> Result<T, VaultError> {
        let here = Arc::clone(self);
        let act = move || {
            let _turn = here.turns.read().unwrap_or_else(PoisonError::into_inner);
            act(here.in_use())
        };
        tokio::task::spawn_blocking(act)
            .await
            .map_err(|_| VaultError::NoAnswer)?
    }
}

/// The name of an account's credentials in a vault.
pub(crate) fn key_of(account: AccountId) -> Result<SecretKey, VaultError> {
    SecretKey::new(format!("account/{account}")).map_err(|_| VaultError::Damaged)
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

/// What is wrong with a locked file that answered so, beyond being locked.
pub(crate) fn trouble_of(error: &VaultError) -> Option<LockedFileTrouble> {
    match error {
        VaultError::WrongPassphrase | VaultError::ShortPassphrase { .. } => {
            Some(LockedFileTrouble::WrongPassphrase)
        }
        VaultError::Damaged => Some(LockedFileTrouble::Damaged),
        VaultError::NewerFormat { .. } => Some(LockedFileTrouble::NewerFormat),
        VaultError::NotReady { .. }
        | VaultError::NoAnswer
        | VaultError::Keychain(_)
        | VaultError::NotKept
        | VaultError::Io(_) => None,
    }
}

impl From<VaultError> for ErrorCode {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::WrongPassphrase => Self::WrongPassphrase,
            VaultError::ShortPassphrase { least } => Self::PassphraseTooShort {
                least: crate::error_from::small(least),
            },
            VaultError::Damaged => Self::LockedFileDamaged,
            VaultError::NewerFormat { .. } => Self::LockedFileNewer,
            VaultError::NotKept => Self::KeysNotKept,
            VaultError::Io(source) if source.kind() == std::io::ErrorKind::StorageFull => {
                Self::DiskFull
            }
            other => Self::Vault {
                state: other.state().into(),
            },
        }
    }
}
