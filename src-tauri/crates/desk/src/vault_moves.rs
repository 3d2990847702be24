//! Changing where secrets are, while the desk is at work. Everything here blocks
//! and keeps the vault's turn to itself.
//!
//! Invariant: what is in use holds every secret it held before, at every moment
//! (`vault::move_secrets`). The choice is one write of the store; together with
//! it stands which place may still hold copies, so that a move that was killed
//! behind that write is cleared up later.

use crate::ErrorCode;
use crate::vaults::{Place, Vaulted, key_of};
use secrecy::SecretString;
use std::sync::PoisonError;
use store::Store;
use vault::{
    LockedFile, Moved, MovingError, OldPlace, SecretKey, Unreachable, Vault, VaultError, VaultState,
};

/// The setting with the place in use.
const IN_USE: &str = "vault";
/// The setting with the place that may still hold copies of what was moved.
const MAY_HOLD_COPIES: &str = "vault_may_hold_copies";

/// The place that this desk was told to use.
pub(crate) fn chosen(store: &Store) -> Result<Option<Place>, ErrorCode> {
    store.read(|read| setting(read.setting(IN_USE)?))
}

fn setting(json: Option<String>) -> Result<Option<Place>, ErrorCode> {
    json.map_or(Ok(None), |json| {
        serde_json::from_str(&json).map_err(|error| {
            tracing::error!(%error, "the choice of the vault cannot be read");
            ErrorCode::Unexpected
        })
    })
}

/// Keeps the choice and what may still hold copies, in one change.
fn choose(store: &Store, place: Place, copies: Option<Place>) -> Result<(), ErrorCode> {
    let json =
        |value: Option<Place>| serde_json::to_string(&value).map_err(|_| ErrorCode::Unexpected);
    let (place, copies) = (json(Some(place))?, json(copies)?);
    store.write(|write| {
        write.set_setting(IN_USE, &place)?;
        write.set_setting(MAY_HOLD_COPIES, &copies)?;
        Ok::<_, ErrorCode>(())
    })
}

/// Keeps the choice of the place that is in use already. What a move that was
/// killed left in the other place is still to be cleared up.
fn choose_again(store: &Store, place: Place) -> Result<(), ErrorCode> {
    let copies = store.read(|read| setting(read.setting(MAY_HOLD_COPIES)?))?;
    choose(store, place, copies.filter(|copies| *copies != place))
}

/// The names of every account's secrets.
fn keys_of_accounts(store: &Store) -> Result<Vec<SecretKey>, ErrorCode> {
    let accounts = store.read(|read| Ok::<_, ErrorCode>(read.accounts()?))?;
    let keys = accounts.iter().map(|account| key_of(account.id));
    Ok(keys.collect::<Result<_, _>>()?)
}

impl From<MovingError<ErrorCode>> for ErrorCode {
    fn from(error: MovingError<Self>) -> Self {
        match error {
            MovingError::Vault(error) => error.into(),
            MovingError::Choice(code) => code,
        }
    }
}

impl Vaulted {
    /// Opens the locked file.
    pub(crate) fn unlock(&self, passphrase: &SecretString) -> Result<(), ErrorCode> {
        let _alone = self.turns.write().unwrap_or_else(PoisonError::into_inner);
        self.file
            .open_with(LockedFile::open(&self.folder, passphrase)?);
        Ok(())
    }

    /// Moves everything into the locked file, which is made where there is none.
    pub(crate) fn use_file(
        &self,
        store: &Store,
        passphrase: &SecretString,
        unreachable: Unreachable,
    ) -> Result<(), ErrorCode> {
        let _alone = self.turns.write().unwrap_or_else(PoisonError::into_inner);
        let was_there = LockedFile::is_there(&self.folder)?;
        let file = LockedFile::open_or_create(&self.folder, passphrase)?;
        let moved = match self.place() {
            Place::LockedFile => choose_again(store, Place::LockedFile),
            Place::Keychain => self.fill(store, &file, unreachable),
        };
        if let Err(error) = moved {
            // A file that was made only for this is not in use.
            if !was_there && LockedFile::delete(&self.folder).is_err() {
                tracing::warn!("a locked file without use could not be deleted");
            }
            return Err(error);
        }
        self.file.open_with(file);
        self.go_to(Place::LockedFile);
        Ok(())
    }

    fn fill(
        &self,
        store: &Store,
        file: &LockedFile,
        unreachable: Unreachable,
    ) -> Result<(), ErrorCode> {
        let moved = move_all(
            store,
            &keys_of_accounts(store)?,
            (self.keychain.as_ref(), Place::Keychain),
            (file, Place::LockedFile),
            unreachable,
        )?;
        tracing::info!(left = moved.left_behind.len(), "keys moved to the file");
        if moved.old == OldPlace::Emptied {
            forget_copies(store, Place::LockedFile);
        }
        Ok(())
    }

    /// Moves everything into the system's keychain. The locked file goes once it
    /// is certainly empty.
    pub(crate) fn use_keychain(&self, store: &Store) -> Result<(), ErrorCode> {
        let _alone = self.turns.write().unwrap_or_else(PoisonError::into_inner);
        let state = self.keychain.state();
        // A locked one asks its owner; where there is none nobody can be asked.
        if matches!(state, VaultState::Absent | VaultState::Denied) {
            return Err(VaultError::NotReady { state }.into());
        }
        let held = self
            .file
            .opened()
            .and_then(|file| file.keys().map(|held| (file, held)));
        match (self.place(), held) {
            (Place::Keychain, _) => choose_again(store, Place::Keychain)?,
            (Place::LockedFile, Ok((file, held))) => self.empty(store, &file, held)?,
            // There is no file and nothing to move.
            (Place::LockedFile, Err(error)) if error.state() == VaultState::Absent => {
                choose(store, Place::Keychain, None)?;
            }
            (Place::LockedFile, Err(error)) => return Err(error.into()),
        }
        self.file.close();
        self.go_to(Place::Keychain);
        Ok(())
    }

    fn empty(
        &self,
        store: &Store,
        file: &LockedFile,
        held: Vec<SecretKey>,
    ) -> Result<(), ErrorCode> {
        let mut keys = keys_of_accounts(store)?;
        keys.extend(held);
        keys.sort_unstable();
        keys.dedup();
        let moved = move_all(
            store,
            &keys,
            (file, Place::LockedFile),
            (self.keychain.as_ref(), Place::Keychain),
            Unreachable::Refuse,
        )?;
        if moved.old == OldPlace::Emptied && LockedFile::delete(&self.folder).is_ok() {
            forget_copies(store, Place::Keychain);
        }
        Ok(())
    }

    /// Locks the file with another passphrase.
    pub(crate) fn change_passphrase(
        &self,
        current: &SecretString,
        new: &SecretString,
    ) -> Result<(), ErrorCode> {
        let _alone = self.turns.write().unwrap_or_else(PoisonError::into_inner);
        let file = LockedFile::open(&self.folder, current)?.locked_anew(new)?;
        self.file.open_with(file);
        Ok(())
    }

    /// Puts the locked file aside, whatever is in it, under the name of a moment.
    pub(crate) fn start_over(&self, moment: &str) -> Result<(), ErrorCode> {
        let _alone = self.turns.write().unwrap_or_else(PoisonError::into_inner);
        LockedFile::set_aside(&self.folder, moment)?;
        self.file.close();
        Ok(())
    }

    /// Clears up behind a move that was killed: copies in the place that is no
    /// longer in use go, where the place in use has the secret. A locked file
    /// cannot be asked for its content and is put aside.
    pub(crate) fn clear_copies(&self, store: &Store, moment: &str) -> Result<(), ErrorCode> {
        let _alone = self.turns.write().unwrap_or_else(PoisonError::into_inner);
        let copies = store.read(|read| setting(read.setting(MAY_HOLD_COPIES)?))?;
        let in_use = self.place();
        if copies.is_none_or(|copies| copies == in_use) || chosen(store)? != Some(in_use) {
            return Ok(());
        }
        match in_use {
            Place::LockedFile => {
                for key in keys_of_accounts(store)? {
                    if self.file.get(&key)?.is_some() {
                        self.keychain.remove(&key)?;
                    }
                }
            }
            Place::Keychain => {
                LockedFile::set_aside(&self.folder, moment)?;
            }
        }
        choose(store, in_use, None)
    }
}

fn move_all(
    store: &Store,
    keys: &[SecretKey],
    (old, old_place): (&dyn Vault, Place),
    (new, new_place): (&dyn Vault, Place),
    unreachable: Unreachable,
) -> Result<Moved, ErrorCode> {
    let choose = || choose(store, new_place, Some(old_place));
    Ok(vault::move_secrets(keys, old, new, unreachable, choose)?)
}

/// Where this is not written down, the next start looks for copies and finds none.
fn forget_copies(store: &Store, in_use: Place) {
    if let Err(code) = choose(store, in_use, None) {
        tracing::warn!(?code, "a move is done but not marked as done");
    }
}

#[cfg(test)]
#[path = "vault_moves_tests.rs"]
mod tests;
