//! Moving between two places: every step fails once, and every step is the last
//! one before the process is killed.

use std::{
    cell::Cell,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use vault::{
    Memory, Moved, MovingError, OldPlace, SecretKey, SecretString, Unreachable, Vault, VaultError,
    VaultState, move_secrets,
};

use crate::contract::{key, read, secret};

const NAMES: [&str; 3] = ["account/one", "account/two", "account/three"];

fn keys() -> Vec<SecretKey> {
    NAMES.map(key).to_vec()
}

fn full() -> Memory {
    let vault = Memory::default();
    for name in NAMES {
        vault.put(&key(name), &secret(name)).unwrap();
    }
    vault
}

fn holds_all(vault: &Memory) -> bool {
    NAMES
        .iter()
        .all(|name| read(vault, name).as_deref() == Some(*name))
}

fn holds_none(vault: &Memory) -> bool {
    NAMES.iter().all(|name| read(vault, name).is_none())
}

#[derive(Clone, Copy, PartialEq)]
enum Fault {
    /// One call fails, those after it do not.
    Once,
    /// Nothing happens any more: the process was killed.
    ForGood,
}

/// Counts the calls of a whole move, and lets one of them fail.
struct Faults {
    fault: Fault,
    at: usize,
    calls: AtomicUsize,
}

impl Faults {
    fn at(fault: Fault, at: usize) -> Arc<Self> {
        Arc::new(Self {
            fault,
            at,
            calls: AtomicUsize::new(0),
        })
    }

    fn strike(&self) -> Result<(), VaultError> {
        let call = self.calls.fetch_add(1, Ordering::SeqCst);
        let struck = match self.fault {
            Fault::Once => call == self.at,
            Fault::ForGood => call >= self.at,
        };
        if struck {
            Err(VaultError::NoAnswer)
        } else {
            Ok(())
        }
    }

    fn fired(&self) -> bool {
        self.calls.load(Ordering::SeqCst) > self.at
    }
}

struct Faulty<'a> {
    vault: &'a Memory,
    faults: Arc<Faults>,
}

impl Vault for Faulty<'_> {
    fn put(&self, key: &SecretKey, secret: &SecretString) -> Result<(), VaultError> {
        self.faults.strike()?;
        self.vault.put(key, secret)
    }

    fn get(&self, key: &SecretKey) -> Result<Option<SecretString>, VaultError> {
        self.faults.strike()?;
        self.vault.get(key)
    }

    fn remove(&self, key: &SecretKey) -> Result<(), VaultError> {
        self.faults.strike()?;
        self.vault.remove(key)
    }

    fn state(&self) -> VaultState {
        self.vault.state()
    }
}

/// A move in which the given call fails; whether the fault came to pass.
fn moving_with(
    fault: Fault,
    at: usize,
    check: impl Fn(&Memory, &Memory, bool, Result<Moved, MovingError<VaultError>>),
) -> bool {
    let (old, new, chosen) = (full(), Memory::default(), Cell::new(false));
    let faults = Faults::at(fault, at);
    let side = |vault| Faulty {
        vault,
        faults: Arc::clone(&faults),
    };
    let moved = move_secrets(
        &keys(),
        &side(&old),
        &side(&new),
        Unreachable::Refuse,
        || {
            faults.strike()?;
            chosen.set(true);
            Ok(())
        },
    );
    check(&old, &new, chosen.get(), moved);
    faults.fired()
}

#[test]
fn a_move_empties_the_old_place_and_fills_the_new_one() {
    let (old, new) = (full(), Memory::default());
    new.put(&key(NAMES[0]), &secret("from long ago")).unwrap();
    let moved = move_secrets(
        &keys(),
        &old,
        &new,
        Unreachable::Refuse,
        || Ok::<(), ()>(()),
    );
    let expected = Moved {
        left_behind: Vec::new(),
        old: OldPlace::Emptied,
    };
    assert_eq!(moved.unwrap(), expected);
    assert!(holds_all(&new) && holds_none(&old));
}

#[test]
fn whatever_fails_once_leaves_every_secret_in_the_place_in_use() {
    let mut at = 0;
    while moving_with(Fault::Once, at, |old, new, chosen, moved| match moved {
        Ok(moved) => {
            assert!(chosen && holds_all(new), "{at}");
            assert_eq!(moved.old == OldPlace::Emptied, holds_none(old), "{at}");
        }
        Err(_) => {
            assert!(!chosen && holds_all(old), "{at}");
            assert!(holds_none(new), "{at}: nothing is left in the new place");
        }
    }) {
        at += 1;
    }
    // 3 × get, look, put, read back, remove, and the choice.
    assert_eq!(at, 16);
}

#[test]
fn a_move_that_is_killed_anywhere_leaves_every_secret_in_the_place_in_use() {
    let mut at = 0;
    while moving_with(Fault::ForGood, at, |old, new, chosen, _| {
        let in_use = if chosen { new } else { old };
        assert!(holds_all(in_use), "killed before step {at}");
    }) {
        at += 1;
    }
    assert_eq!(at, 16);
}

/// Takes everything and keeps it a little differently.
struct Forgetful(Memory);

impl Vault for Forgetful {
    fn put(&self, key: &SecretKey, _: &SecretString) -> Result<(), VaultError> {
        self.0.put(key, &secret("something else"))
    }

    fn get(&self, key: &SecretKey) -> Result<Option<SecretString>, VaultError> {
        self.0.get(key)
    }

    fn remove(&self, key: &SecretKey) -> Result<(), VaultError> {
        self.0.remove(key)
    }

    fn state(&self) -> VaultState {
        VaultState::Ready
    }
}

#[test]
fn a_place_that_does_not_keep_what_it_is_given_is_not_moved_to() {
    let (old, new) = (full(), Forgetful(Memory::default()));
    let moved = move_secrets(
        &keys(),
        &old,
        &new,
        Unreachable::Refuse,
        || Ok::<(), ()>(()),
    );
    assert!(matches!(
        moved,
        Err(MovingError::Vault(VaultError::NotKept))
    ));
    assert!(holds_all(&old) && holds_none(&new.0));
}

#[test]
fn a_failed_move_gives_the_new_place_back_what_it_held() {
    let (old, new) = (full(), Memory::default());
    new.put(&key(NAMES[1]), &secret("its own")).unwrap();
    let moved = move_secrets(&keys(), &old, &new, Unreachable::Refuse, || Err("full"));
    assert!(matches!(moved, Err(MovingError::Choice("full"))));
    assert_eq!(read(&new, NAMES[1]).as_deref(), Some("its own"));
    assert_eq!(read(&new, NAMES[0]), None);
    assert!(holds_all(&old));
}

#[test]
fn what_the_old_place_cannot_give_is_refused_or_left_behind_as_asked() {
    for state in [VaultState::Locked, VaultState::Absent, VaultState::Denied] {
        let (old, new) = (full(), Memory::default());
        old.become_state(state);
        let go = |unreachable| move_secrets(&keys(), &old, &new, unreachable, || Ok::<(), ()>(()));
        let refused = go(Unreachable::Refuse).unwrap_err();
        assert!(matches!(refused, MovingError::Vault(error) if error.state() == state));
        assert_eq!(go(Unreachable::LeaveBehind).unwrap().left_behind, keys());
        old.become_state(VaultState::Ready);
        assert!(holds_all(&old), "nothing was removed that was not copied");
    }
}

#[test]
fn what_the_new_place_has_is_not_missed_where_the_old_one_is_out_of_reach() {
    let (old, new) = (full(), full());
    old.become_state(VaultState::Absent);
    let moved = move_secrets(&keys(), &old, &new, Unreachable::LeaveBehind, || {
        Ok::<(), ()>(())
    });
    assert_eq!(moved.unwrap().left_behind, []);
    assert!(holds_all(&new));
}
