//! Moves secrets from one place to another without ever being between the two.
//!
//! All of them are copied and read back; then the caller writes down, in one
//! step of its own, that the new place is the one in use; only then are they
//! removed from the old. Invariant: **at every moment the place in use holds
//! every secret it held before**. What fails, or is killed, before that one step
//! leaves the old place in use and untouched; what fails after it leaves at most
//! a second copy behind, and says so.

use secrecy::ExposeSecret as _;

use crate::{SecretKey, SecretString, Vault, VaultError, VaultState};

/// What to do about secrets that the old place does not give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreachable {
    /// Move nothing: what the new place has under their names may be older.
    Refuse,
    /// Go on without them. They stay where they are, and are not asked for
    /// where the old place says beforehand that it is not ready.
    LeaveBehind,
}

/// What became of the old place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OldPlace {
    /// It has none of what was moved.
    Emptied,
    /// Something that was moved is, or may be, still there too.
    StillHolds,
}

/// A move that took place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Names of secrets that the old place did not give and the new one lacks.
    pub left_behind: Vec<SecretKey>,
    /// What became of the old place.
    pub old: OldPlace,
}

/// Why nothing was moved. The old place is in use and holds what it held.
#[derive(Debug, thiserror::Error)]
pub enum MovingError<E> {
    /// One of the two places failed.
    #[error("a vault failed, and nothing was moved")]
    Vault(#[source] VaultError),
    /// The caller could not write down that the new place is in use.
    #[error("the choice could not be kept, and nothing was moved")]
    Choice(E),
}

/// Moves the secrets under `keys` from `old` to `new`. `choose` writes down
/// that `new` is in use from now on, wholly or not at all.
///
/// What `new` held under these names is replaced where `old` has something, and
/// stays where it has not.
///
/// # Errors
/// [`MovingError`], with `old` as it was. `new` is brought back to what it held,
/// as far as it lets itself be brought.
pub fn move_secrets<E>(
    keys: &[SecretKey],
    old: &dyn Vault,
    new: &dyn Vault,
    unreachable: Unreachable,
    choose: impl FnOnce() -> Result<(), E>,
) -> Result<Moved, MovingError<E>> {
    let mut copies = Copies {
        new,
        made: Vec::new(),
    };
    let gathered = gather(keys, old, new, unreachable)
        .and_then(|gathered| copies.make(&gathered.secrets).map(|()| gathered));
    let gathered = match gathered {
        Ok(gathered) => gathered,
        Err(error) => {
            copies.take_back();
            return Err(MovingError::Vault(error));
        }
    };
    if let Err(error) = choose() {
        copies.take_back();
        return Err(MovingError::Choice(error));
    }
    let all_gone = gathered
        .secrets
        .iter()
        // Each is tried, whatever became of the one before.
        .fold(true, |gone, (key, _)| old.remove(key).is_ok() && gone);
    Ok(Moved {
        left_behind: gathered.left_behind,
        old: if all_gone {
            OldPlace::Emptied
        } else {
            OldPlace::StillHolds
        },
    })
}

/// What the old place gives.
struct Gathered {
    secrets: Vec<(SecretKey, SecretString)>,
    left_behind: Vec<SecretKey>,
}

fn gather(
    keys: &[SecretKey],
    old: &dyn Vault,
    new: &dyn Vault,
    unreachable: Unreachable,
) -> Result<Gathered, VaultError> {
    let mut gathered = Gathered {
        secrets: Vec::new(),
        left_behind: Vec::new(),
    };
    let mut closed = match (unreachable, old.state()) {
        (Unreachable::LeaveBehind, state) if state != VaultState::Ready => Some(state),
        _ => None,
    };
    for key in keys {
        let given = match closed {
            Some(state) => Err(VaultError::NotReady { state }),
            None => old.get(key),
        };
        match given {
            Ok(Some(secret)) => gathered.secrets.push((key.clone(), secret)),
            Ok(None) => {}
            Err(error) => match unreachable {
                Unreachable::Refuse => return Err(error),
                Unreachable::LeaveBehind => {
                    // A keychain that hung once is not waited for again.
                    closed = Some(error.state());
                    if new.get(key)?.is_none() {
                        gathered.left_behind.push(key.clone());
                    }
                }
            },
        }
    }
    Ok(gathered)
}

/// What was put into the new place, with what was there before.
struct Copies<'a> {
    new: &'a dyn Vault,
    made: Vec<(SecretKey, Option<SecretString>)>,
}

impl Copies<'_> {
    fn make(&mut self, secrets: &[(SecretKey, SecretString)]) -> Result<(), VaultError> {
        for (key, secret) in secrets {
            let before = self.new.get(key)?;
            self.made.push((key.clone(), before));
            self.new.put(key, secret)?;
        }
        for (key, secret) in secrets {
            let kept = self.new.get(key)?;
            if kept.is_none_or(|kept| kept.expose_secret() != secret.expose_secret()) {
                return Err(VaultError::NotKept);
            }
        }
        Ok(())
    }

    /// As far as possible: the new place is not in use, so what stays there is
    /// a second copy and no loss.
    fn take_back(self) {
        for (key, before) in self.made.into_iter().rev() {
            let restored = match before {
                Some(secret) => self.new.put(&key, &secret),
                None => self.new.remove(&key),
            };
            restored.ok();
        }
    }
}
