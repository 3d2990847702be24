//! Answers in time, whatever the vault inside does.
//!
//! A keychain may put a prompt on the screen and hang until somebody answers,
//! which may be never. Here each call runs on a thread of its own and is waited
//! for only so long. A thread cannot be ended from outside, so the invariant is
//! instead: **at most one thread per vault**. While a call hangs, further calls
//! wait their turn, and answer [`VaultError::NoAnswer`] when it does not come.

use std::{
    sync::{Arc, Condvar, Mutex, PoisonError, mpsc},
    thread,
    time::Duration,
};

use crate::{SecretKey, SecretString, Vault, VaultError, VaultState};

/// How long to wait: once for earlier calls to end, and once for the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For keeping, reading and removing: a person may be typing a password.
    pub call: Duration,
    /// For [`Vault::state`]: a window waits to show it.
    pub probe: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            call: Duration::from_secs(20),
            probe: Duration::from_secs(2),
        }
    }
}

/// A vault whose every call ends in time.
#[derive(Debug)]
pub struct Bounded<V> {
    vault: Arc<V>,
    turn: Arc<Turn>,
    patience: Patience,
}

impl<V: Vault + 'static> Bounded<V> {
    /// `vault`, waited for with `patience`.
    pub fn new(vault: V, patience: Patience) -> Self {
        Self {
            vault: Arc::new(vault),
            turn: Arc::new(Turn::default()),
            patience,
        }
    }

    fn call<T: Send + 'static>(
        &self,
        patience: Duration,
        work: impl FnOnce(&V) -> T + Send + 'static,
    ) -> Result<T, VaultError> {
        let taken = self.turn.take(patience).ok_or(VaultError::NoAnswer)?;
        let vault = Arc::clone(&self.vault);
        let (answer, answered) = mpsc::channel();
        thread::Builder::new()
            .name("vault".to_owned())
            .spawn(move || {
                let _taken = taken;
                // Nobody may be waiting any more; then the answer is dropped.
                answer.send(work(&vault)).ok();
            })?;
        // A vault that panics hangs up, which is no answer either.
        answered
            .recv_timeout(patience)
            .map_err(|_| VaultError::NoAnswer)
    }
}

impl<V: Vault + 'static> Vault for Bounded<V> {
    fn put(&self, key: &SecretKey, secret: &SecretString) -> Result<(), VaultError> {
        let (key, secret) = (key.clone(), secret.clone());
        self.call(self.patience.call, move |vault| vault.put(&key, &secret))?
    }

    fn get(&self, key: &SecretKey) -> Result<Option<SecretString>, VaultError> {
        let key = key.clone();
        self.call(self.patience.call, move |vault| vault.get(&key))?
    }

    fn remove(&self, key: &SecretKey) -> Result<(), VaultError> {
        let key = key.clone();
        self.call(self.patience.call, move |vault| vault.remove(&key))?
    }

    fn state(&self) -> VaultState {
        self.call(self.patience.probe, |vault| vault.state())
            .unwrap_or_else(|error| error.state())
    }
}

/// Lets one call at a time through.
#[derive(Debug, Default)]
struct Turn {
    taken: Mutex<bool>,
    free: Condvar,
}

impl Turn {
    fn take(self: &Arc<Self>, patience: Duration) -> Option<Taken> {
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut taken, waited) = self
            .free
            .wait_timeout_while(taken, patience, |taken| *taken)
            .unwrap_or_else(PoisonError::into_inner);
        if waited.timed_out() {
            return None;
        }
        *taken = true;
        Some(Taken {
            turn: Arc::clone(self),
        })
    }
}

/// Gives the turn back when the call ends, by a panic too.
struct Taken {
    turn: Arc<Turn>,
}

impl Drop for Taken {
    fn drop(&mut self) {
        *self
            .turn
            .taken
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = false;
        self.turn.free.notify_one();
    }
}
