//! The contract over the vaults that need no system service.

use vault::{Bounded, Cost, LockedFile, Memory, Patience, Vault, VaultError, VaultState};

use crate::contract;

const CHEAP: Cost = Cost {
    memory: 8,
    passes: 1,
    lanes: 1,
};

#[test]
fn memory_holds_the_contract() {
    contract::holds(&Memory::default());
}

#[test]
fn the_locked_file_holds_the_contract() {
    let folder = tempfile::tempdir().unwrap();
    let passphrase = contract::secret("correct horse");
    contract::holds(&LockedFile::with_cost(folder.path(), &passphrase, CHEAP).unwrap());
}

#[test]
fn a_bounded_vault_holds_the_contract() {
    contract::holds(&Bounded::new(Memory::default(), Patience::default()));
}

#[test]
fn a_vault_that_is_not_ready_says_why_and_loses_nothing() {
    let vault = Memory::default();
    vault
        .put(&contract::key("a"), &contract::secret("kept"))
        .unwrap();
    for state in [VaultState::Locked, VaultState::Absent, VaultState::Denied] {
        vault.become_state(state);
        assert_eq!(vault.state(), state);
        let refused = vault.get(&contract::key("a")).unwrap_err();
        assert!(matches!(refused, VaultError::NotReady { .. }));
        assert_eq!(refused.state(), state);
    }
    vault.become_state(VaultState::Ready);
    assert_eq!(contract::read(&vault, "a").as_deref(), Some("kept"));
}

#[test]
fn nothing_prints_a_secret() {
    let vault = Memory::default();
    let secret = contract::secret("hunter2");
    vault.put(&contract::key("a"), &secret).unwrap();
    let printed = format!("{secret:?} {vault:?} {:?}", vault.get(&contract::key("a")));
    assert!(!printed.contains("hunter2"), "{printed}");
}
