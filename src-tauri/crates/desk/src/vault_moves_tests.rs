//! Moves over a real store, with a keychain that fails where it is told to.

use super::{MAY_HOLD_COPIES, choose, chosen, setting};
use crate::ErrorCode;
use crate::vaults::{Place, VaultChoice, Vaulted, key_of};
use domain::{AccountId, DeskId, Handle, NetworkName, NetworkUserId, Timestamp};
use network::Uuid7;
use secrecy::{ExposeSecret, SecretString};
use std::path::Path;
use std::sync::Arc;
use store::{DataFolder, NewAccount, Place as At, Store};
use tempfile::TempDir;
use vault::{FILE_NAME, LockedFile, Memory, Unreachable, Vault, VaultState};

/// A desk's folder with two accounts, whose keys are in the keychain.
struct Stage {
    folder: TempDir,
    store: Store,
    keychain: Arc<Memory>,
    accounts: Vec<AccountId>,
}

const PASSPHRASE: &str = "seven grey herons";

fn passphrase() -> SecretString {
    SecretString::from(PASSPHRASE)
}

impl Stage {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&DataFolder::open(folder.path()).unwrap()).unwrap();
        let (desk, keychain) = (DeskId::new(&Uuid7), Arc::new(Memory::default()));
        let accounts = store
            .write(|write| {
                write.found_desk(desk, Timestamp(0))?;
                ["northwind", "southwind"]
                    .into_iter()
                    .map(|handle| write.connect_account(&account(handle), desk, Timestamp(0)))
                    .collect::<Result<Vec<_>, _>>()
            })
            .unwrap();
        for id in &accounts {
            let secret = SecretString::from(format!("keys of {id}"));
            keychain.put(&key_of(*id).unwrap(), &secret).unwrap();
        }
        Self {
            folder,
            store,
            keychain,
            accounts,
        }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The vault as the next start has it.
    fn vault(&self) -> Vaulted {
        let choice = VaultChoice::Memory(self.keychain.clone());
        Vaulted::new(choice, self.path(), chosen(&self.store).unwrap())
    }

    fn in_file(&self) -> Vaulted {
        let vault = self.vault();
        vault
            .use_file(&self.store, &passphrase(), Unreachable::Refuse)
            .unwrap();
        vault
    }

    fn holds_all(&self, vault: &dyn Vault) -> bool {
        self.accounts.iter().all(|id| {
            let kept = vault.get(&key_of(*id).unwrap()).unwrap();
            kept.is_some_and(|kept| kept.expose_secret() == format!("keys of {id}"))
        })
    }

    fn holds_none(&self, vault: &dyn Vault) -> bool {
        self.accounts
            .iter()
            .all(|id| vault.get(&key_of(*id).unwrap()).unwrap().is_none())
    }

    fn copies(&self) -> Option<Place> {
        let json = self.store.read(|read| read.setting(MAY_HOLD_COPIES));
        setting(json.unwrap()).unwrap()
    }
}

fn account(handle: &str) -> NewAccount {
    NewAccount {
        id: AccountId::new(&Uuid7),
        network: NetworkName::X,
        user: NetworkUserId(handle.to_owned()),
        handle: Handle::parse(handle).unwrap(),
        display_name: handle.to_owned(),
        verified: "none",
        place: At::Network,
    }
}

#[test]
fn keys_move_to_the_file_and_are_found_there_after_the_next_start() {
    let stage = Stage::new();
    let vault = stage.in_file();
    assert!(stage.holds_all(vault.in_use()) && stage.holds_none(&*stage.keychain));
    assert_eq!(stage.copies(), None);

    let next = stage.vault();
    assert_eq!(next.place(), Place::LockedFile);
    assert_eq!(next.in_use().state(), VaultState::Locked);
    let wrong = SecretString::from("eight grey herons");
    assert_eq!(next.unlock(&wrong), Err(ErrorCode::WrongPassphrase));
    assert_eq!(next.in_use().state(), VaultState::Locked);
    next.unlock(&passphrase()).unwrap();
    assert!(stage.holds_all(next.in_use()));
}

#[test]
fn keys_move_back_to_the_keychain_and_the_file_goes() {
    let stage = Stage::new();
    let vault = stage.in_file();
    vault.use_keychain(&stage.store).unwrap();
    assert!(stage.holds_all(&*stage.keychain));
    assert!(!stage.path().join(FILE_NAME).exists());
    assert_eq!(stage.vault().place(), Place::Keychain);
}

#[test]
fn a_passphrase_in_the_environment_opens_no_new_file_after_a_move_to_the_keychain() {
    let stage = Stage::new();
    stage.in_file().use_keychain(&stage.store).unwrap();
    let choice = VaultChoice::LockedFile(passphrase());
    let next = Vaulted::new(choice, stage.path(), chosen(&stage.store).unwrap());
    assert_eq!(next.place(), Place::Keychain);
}

#[test]
fn a_keychain_that_cannot_be_reached_keeps_its_keys_and_its_use() {
    for state in [VaultState::Locked, VaultState::Absent, VaultState::Denied] {
        let stage = Stage::new();
        let vault = stage.vault();
        stage.keychain.become_state(state);
        let refused = vault.use_file(&stage.store, &passphrase(), Unreachable::Refuse);
        let expected = ErrorCode::Vault {
            state: state.into(),
        };
        assert_eq!(refused, Err(expected));
        assert_eq!(vault.place(), Place::Keychain);
        assert!(!stage.path().join(FILE_NAME).exists(), "no file is left");

        vault
            .use_file(&stage.store, &passphrase(), Unreachable::LeaveBehind)
            .unwrap();
        assert!(stage.holds_none(vault.in_use()));
        stage.keychain.become_state(VaultState::Ready);
        assert!(
            stage.holds_all(&*stage.keychain),
            "they stay where they were"
        );
    }
}

#[test]
fn a_file_that_is_locked_or_damaged_keeps_its_use() {
    let stage = Stage::new();
    drop(stage.in_file());
    let vault = stage.vault();
    let locked = ErrorCode::Vault {
        state: crate::api::VaultState::Locked,
    };
    assert_eq!(vault.use_keychain(&stage.store), Err(locked));
    let file = stage.path().join(FILE_NAME);
    let whole = std::fs::read(&file).unwrap();
    std::fs::write(&file, whole.get(..40).unwrap()).unwrap();
    let damaged = vault.use_keychain(&stage.store);
    assert_eq!(damaged, Err(ErrorCode::LockedFileDamaged));
    assert_eq!(stage.vault().place(), Place::LockedFile);
    std::fs::write(&file, whole).unwrap();
    vault.unlock(&passphrase()).unwrap();
    assert!(stage.holds_all(vault.in_use()));
}

#[test]
fn a_file_that_went_away_while_it_was_open_holds_nobody_back() {
    let stage = Stage::new();
    let vault = stage.in_file();
    std::fs::remove_file(stage.path().join(FILE_NAME)).unwrap();
    assert_eq!(vault.in_use().state(), VaultState::Absent);
    vault.use_keychain(&stage.store).unwrap();
    assert_eq!(stage.vault().place(), Place::Keychain);
}

#[test]
fn a_choice_that_cannot_be_written_moves_nothing() {
    let stage = Stage::new();
    // A second desk on the folder may only look.
    let reader = Store::open(&DataFolder::look_into(stage.path())).unwrap();
    let vault = stage.vault();
    let refused = vault.use_file(&reader, &passphrase(), Unreachable::Refuse);
    assert_eq!(refused, Err(ErrorCode::OpenElsewhere));
    assert_eq!(vault.place(), Place::Keychain);
    assert!(stage.holds_all(&*stage.keychain));
    assert!(!stage.path().join(FILE_NAME).exists());
}

#[test]
fn what_a_killed_move_left_behind_is_cleared_up() {
    // Killed between the choice and the removal.
    let stage = Stage::new();
    let file = LockedFile::open_or_create(stage.path(), &passphrase()).unwrap();
    for id in &stage.accounts {
        let (key, secret) = (key_of(*id).unwrap(), format!("keys of {id}"));
        file.put(&key, &SecretString::from(secret)).unwrap();
    }
    choose(&stage.store, Place::LockedFile, Some(Place::Keychain)).unwrap();

    let vault = stage.vault();
    assert!(vault.clear_copies(&stage.store, "now").is_err(), "locked");
    assert!(stage.holds_all(&*stage.keychain), "nothing goes unseen");
    vault.unlock(&passphrase()).unwrap();
    vault.clear_copies(&stage.store, "now").unwrap();
    assert!(stage.holds_all(vault.in_use()) && stage.holds_none(&*stage.keychain));
    assert_eq!(stage.copies(), None);
}

#[test]
fn moving_again_to_where_keys_are_does_not_forget_what_a_killed_move_left_behind() {
    let stage = Stage::new();
    drop(LockedFile::open_or_create(stage.path(), &passphrase()).unwrap());
    choose(&stage.store, Place::LockedFile, Some(Place::Keychain)).unwrap();
    let vault = stage.vault();
    vault
        .use_file(&stage.store, &passphrase(), Unreachable::Refuse)
        .unwrap();
    assert_eq!(stage.copies(), Some(Place::Keychain));

    choose(&stage.store, Place::Keychain, Some(Place::LockedFile)).unwrap();
    stage.vault().use_keychain(&stage.store).unwrap();
    assert_eq!(stage.copies(), Some(Place::LockedFile));
}

#[test]
fn a_file_that_a_killed_move_left_behind_is_put_aside_and_not_deleted() {
    let stage = Stage::new();
    drop(LockedFile::open_or_create(stage.path(), &passphrase()).unwrap());
    choose(&stage.store, Place::Keychain, Some(Place::LockedFile)).unwrap();
    stage.vault().clear_copies(&stage.store, "now").unwrap();
    assert!(!stage.path().join(FILE_NAME).exists());
    let aside = stage.path().join(format!("{FILE_NAME}.aside-now"));
    assert!(aside.exists());
    assert_eq!(stage.copies(), None);
}

#[test]
fn a_lost_passphrase_costs_the_keys_and_nothing_else() {
    let stage = Stage::new();
    drop(stage.in_file());
    let vault = stage.vault();
    vault.start_over("now").unwrap();
    assert_eq!(vault.in_use().state(), VaultState::Absent);
    let short = SecretString::from("seven g");
    let refused = vault.use_file(&stage.store, &short, Unreachable::Refuse);
    assert_eq!(refused, Err(ErrorCode::PassphraseTooShort { least: 8 }));
    let new = SecretString::from("eight grey herons");
    vault
        .use_file(&stage.store, &new, Unreachable::Refuse)
        .unwrap();
    assert!(stage.holds_none(vault.in_use()));
    let aside = stage.path().join(format!("{FILE_NAME}.aside-now"));
    assert!(aside.exists(), "the old file is kept");
}

#[test]
fn another_passphrase_opens_the_same_keys() {
    let stage = Stage::new();
    let vault = stage.in_file();
    let new = SecretString::from("eight grey herons");
    let wrong = SecretString::from("no heron");
    let refused = vault.change_passphrase(&wrong, &new);
    assert_eq!(refused, Err(ErrorCode::WrongPassphrase));
    vault.change_passphrase(&passphrase(), &new).unwrap();
    assert!(stage.holds_all(vault.in_use()));
    let next = stage.vault();
    assert_eq!(next.unlock(&passphrase()), Err(ErrorCode::WrongPassphrase));
    next.unlock(&new).unwrap();
    assert!(stage.holds_all(next.in_use()));
}
