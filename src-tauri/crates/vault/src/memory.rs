//! A vault that forgets everything when it goes: the stand-in for tests.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use crate::{SecretKey, SecretString, Vault, VaultError, VaultState};

/// Secrets in memory, for tests only. Its state can be set, so that a test can
/// show what happens where the keychain is locked.
#[derive(Debug)]
pub struct Memory {
    inner: Mutex<Inner>,
}

#[derive(Debug)]
struct Inner {
    state: VaultState,
    secrets: BTreeMap<SecretKey, SecretString>,
}

impl Default for Memory {
    fn default() -> Self {
        Self {
            inner: Mutex::new(Inner {
                state: VaultState::Ready,
                secrets: BTreeMap::new(),
            }),
        }
    }
}

impl Memory {
    /// From now on the vault is in `state`; what it holds stays.
    pub fn become_state(&self, state: VaultState) {
        self.lock().state = state;
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ready(&self) -> Result<MutexGuard<'_, Inner>, VaultError> {
        let inner = self.lock();
        match inner.state {
            VaultState::Ready => Ok(inner),
            state => Err(VaultError::NotReady { state }),
        }
    }
}

impl Vault for Memory {
    fn put(&self, key: &SecretKey, secret: &SecretString) -> Result<(), VaultError> {
        self.ready()?.secrets.insert(key.clone(), secret.clone());
        Ok(())
    }

    fn get(&self, key: &SecretKey) -> Result<Option<SecretString>, VaultError> {
        Ok(self.ready()?.secrets.get(key).cloned())
    }

    fn remove(&self, key: &SecretKey) -> Result<(), VaultError> {
        self.ready()?.secrets.remove(key);
        Ok(())
    }

    fn state(&self) -> VaultState {
        self.lock().state
    }
}
