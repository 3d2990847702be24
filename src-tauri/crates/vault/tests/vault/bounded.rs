//! A keychain that hangs: calls end in time and threads do not pile up.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    time::Duration,
};

use vault::{Bounded, Memory, Patience, SecretKey, SecretString, Vault, VaultError, VaultState};

use crate::contract;

/// Hangs in `put` until somebody answers its prompt, then does as asked.
struct Prompting {
    answered: Mutex<mpsc::Receiver<()>>,
    entered: AtomicUsize,
    inner: Memory,
}

impl Vault for Prompting {
    fn put(&self, key: &SecretKey, secret: &SecretString) -> Result<(), VaultError> {
        self.entered.fetch_add(1, Ordering::SeqCst);
        self.answered.lock().unwrap().recv().unwrap();
        self.inner.put(key, secret)
    }

    fn get(&self, key: &SecretKey) -> Result<Option<SecretString>, VaultError> {
        self.entered.fetch_add(1, Ordering::SeqCst);
        self.inner.get(key)
    }

    fn remove(&self, key: &SecretKey) -> Result<(), VaultError> {
        self.inner.remove(key)
    }

    fn state(&self) -> VaultState {
        self.inner.state()
    }
}

fn prompting() -> (Arc<Prompting>, mpsc::Sender<()>) {
    let (answer, answered) = mpsc::channel();
    let vault = Prompting {
        answered: Mutex::new(answered),
        entered: AtomicUsize::new(0),
        inner: Memory::default(),
    };
    (Arc::new(vault), answer)
}

const SHORT: Duration = Duration::from_millis(20);
const LONG: Duration = Duration::from_secs(60);

#[test]
fn a_call_that_hangs_is_answered_in_time() {
    let (inner, _answer) = prompting();
    let vault = Bounded::new(
        inner,
        Patience {
            call: SHORT,
            probe: SHORT,
        },
    );
    let put = vault.put(&contract::key("a"), &contract::secret("token"));
    assert!(matches!(put, Err(VaultError::NoAnswer)));
    assert_eq!(vault.state(), VaultState::Locked);
}

#[test]
fn calls_behind_one_that_hangs_start_no_threads() {
    let (inner, _answer) = prompting();
    let vault = Bounded::new(
        Arc::clone(&inner),
        Patience {
            call: SHORT,
            probe: SHORT,
        },
    );
    for _ in 0..5 {
        let put = vault.put(&contract::key("a"), &contract::secret("token"));
        assert!(matches!(put, Err(VaultError::NoAnswer)));
        let get = vault.get(&contract::key("a"));
        assert!(matches!(get, Err(VaultError::NoAnswer)));
    }
    assert_eq!(inner.entered.load(Ordering::SeqCst), 1);
}

#[test]
fn once_the_prompt_is_answered_everything_goes_on() {
    let (inner, answer) = prompting();
    let vault = Bounded::new(
        inner,
        Patience {
            call: SHORT,
            probe: LONG,
        },
    );
    let put = vault.put(&contract::key("a"), &contract::secret("token"));
    assert!(matches!(put, Err(VaultError::NoAnswer)));
    answer.send(()).unwrap();
    // Waits for the hanging call to end, which kept the secret after all.
    assert_eq!(vault.state(), VaultState::Ready);
    assert_eq!(contract::read(&vault, "a").as_deref(), Some("token"));
}

/// Breaks in every call.
struct Breaking;

impl Vault for Breaking {
    fn put(&self, _: &SecretKey, _: &SecretString) -> Result<(), VaultError> {
        panic!("broken on purpose")
    }

    fn get(&self, _: &SecretKey) -> Result<Option<SecretString>, VaultError> {
        panic!("broken on purpose")
    }

    fn remove(&self, _: &SecretKey) -> Result<(), VaultError> {
        panic!("broken on purpose")
    }

    fn state(&self) -> VaultState {
        VaultState::Ready
    }
}

#[test]
fn a_vault_that_breaks_gives_its_turn_back() {
    let patience = Patience {
        call: LONG,
        probe: LONG,
    };
    let vault = Bounded::new(Breaking, patience);
    for _ in 0..3 {
        let removed = vault.remove(&contract::key("a"));
        assert!(matches!(removed, Err(VaultError::NoAnswer)));
    }
    assert_eq!(vault.state(), VaultState::Ready);
}
