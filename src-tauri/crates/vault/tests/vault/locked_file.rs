//! The file locked with a passphrase: what opens it, what never changes it.

use std::{fs, path::Path, sync::LazyLock, thread};

use proptest::prelude::*;
use vault::{Cost, FILE_NAME, LockedFile, SecretString, Vault, VaultError, VaultState};

use crate::contract::{key, read, secret};

const CHEAP: Cost = Cost {
    memory: 8,
    passes: 1,
    lanes: 1,
};

fn passphrase() -> SecretString {
    secret("correct horse battery")
}

fn open(folder: &Path) -> LockedFile {
    LockedFile::with_cost(folder, &passphrase(), CHEAP).unwrap()
}

fn refused(folder: &Path, passphrase: &SecretString) -> VaultError {
    LockedFile::with_cost(folder, passphrase, CHEAP).unwrap_err()
}

#[test]
fn what_was_kept_is_there_when_it_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let vault = open(folder.path());
    vault.put(&key("account/one"), &secret("token")).unwrap();
    drop(vault);
    assert_eq!(
        read(&open(folder.path()), "account/one").as_deref(),
        Some("token")
    );
}

#[test]
fn the_real_cost_opens_too() {
    let folder = tempfile::tempdir().unwrap();
    let vault = LockedFile::open_or_create(folder.path(), &passphrase()).unwrap();
    vault.put(&key("a"), &secret("token")).unwrap();
    // A file keeps the cost it was made with, whatever is asked for later.
    assert_eq!(read(&open(folder.path()), "a").as_deref(), Some("token"));
}

#[test]
fn a_wrong_passphrase_is_told_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let vault = open(folder.path());
    vault.put(&key("a"), &secret("token")).unwrap();
    let before = fs::read(folder.path().join(FILE_NAME)).unwrap();
    let error = refused(folder.path(), &secret("wrong horse"));
    assert!(matches!(error, VaultError::WrongPassphrase), "{error}");
    assert_eq!(error.state(), VaultState::Locked);
    assert_eq!(fs::read(folder.path().join(FILE_NAME)).unwrap(), before);
    assert_eq!(read(&vault, "a").as_deref(), Some("token"));
}

#[test]
fn an_empty_file_vault_already_knows_its_passphrase() {
    let folder = tempfile::tempdir().unwrap();
    drop(open(folder.path()));
    let error = refused(folder.path(), &secret("wrong horse"));
    assert!(matches!(error, VaultError::WrongPassphrase), "{error}");
}

#[test]
fn a_short_passphrase_makes_no_file() {
    let folder = tempfile::tempdir().unwrap();
    // Counted as people count: these seven are 28 bytes.
    for short in ["", "1234567", "🦩🦩🦩🦩🦩🦩🦩"] {
        let error = refused(folder.path(), &secret(short));
        let least = matches!(error, VaultError::ShortPassphrase { least: 8 });
        assert!(least, "{error}");
        assert!(!folder.path().join(FILE_NAME).exists());
    }
    assert!(LockedFile::with_cost(folder.path(), &secret("12345678"), CHEAP).is_ok());
    let error = refused(folder.path(), &secret("1"));
    assert!(matches!(error, VaultError::WrongPassphrase), "{error}");
}

#[test]
fn a_file_made_anew_under_another_passphrase_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let vault = open(folder.path());
    fs::remove_file(folder.path().join(FILE_NAME)).unwrap();
    let other = LockedFile::with_cost(folder.path(), &secret("another horse"), CHEAP).unwrap();
    other.put(&key("a"), &secret("theirs")).unwrap();
    let error = vault.put(&key("a"), &secret("ours")).unwrap_err();
    assert!(matches!(error, VaultError::WrongPassphrase), "{error}");
    assert_eq!(read(&other, "a").as_deref(), Some("theirs"));
}

#[test]
fn a_file_that_went_away_is_an_error_and_not_an_empty_vault() {
    let folder = tempfile::tempdir().unwrap();
    let vault = open(folder.path());
    fs::remove_file(folder.path().join(FILE_NAME)).unwrap();
    assert!(matches!(vault.get(&key("a")), Err(VaultError::Io(_))));
    assert!(matches!(
        vault.put(&key("a"), &secret("token")),
        Err(VaultError::Io(_))
    ));
    assert_eq!(vault.state(), VaultState::Absent);
}

#[test]
fn a_folder_that_is_not_there_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let error = refused(&folder.path().join("missing"), &passphrase());
    assert!(matches!(error, VaultError::Io(_)), "{error}");
}

#[test]
fn nothing_of_it_can_be_read_without_the_passphrase() {
    let folder = tempfile::tempdir().unwrap();
    let vault = open(folder.path());
    vault
        .put(&key("account/visible"), &secret("hunter2hunter2"))
        .unwrap();
    let bytes = fs::read(folder.path().join(FILE_NAME)).unwrap();
    for needle in ["hunter2", "visible", "account", "correct horse"] {
        let found = bytes
            .windows(needle.len())
            .any(|at| at == needle.as_bytes());
        assert!(!found, "{needle}");
    }
    assert!(!format!("{vault:?}").contains("hunter2"));
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_it_and_nothing_is_left_beside_it() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = tempfile::tempdir().unwrap();
    // As a crash during a write would have left it.
    let left = folder.path().join("vault.locked.new");
    fs::write(&left, "half").unwrap();
    let vault = open(folder.path());
    vault.put(&key("a"), &secret("token")).unwrap();
    let entries: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap())
        .collect();
    assert_eq!(entries.len(), 1, "{entries:?}");
    let mode = entries[0].metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn two_threads_lose_none_of_each_others_writes() {
    let folder = tempfile::tempdir().unwrap();
    let vault = open(folder.path());
    thread::scope(|scope| {
        for writer in 0..4 {
            let vault = &vault;
            scope.spawn(move || {
                for number in 0..5 {
                    let name = format!("account/{writer}-{number}");
                    vault.put(&key(&name), &secret(&name)).unwrap();
                }
            });
        }
    });
    for writer in 0..4 {
        for number in 0..5 {
            let name = format!("account/{writer}-{number}");
            assert_eq!(read(&vault, &name), Some(name));
        }
    }
}

#[test]
fn a_file_of_a_newer_byline_is_named_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE_NAME);
    // SHA-256 of the sixteen bytes before it, as every format promises.
    let mut bytes = b"BYLNLOCK\x09\0\0\0\x30\0\0\0".to_vec();
    bytes.extend(<sha2::Sha256 as sha2::Digest>::digest(&bytes));
    bytes.extend(b"whatever comes then");
    fs::write(&path, &bytes).unwrap();
    let error = refused(folder.path(), &passphrase());
    assert!(
        matches!(error, VaultError::NewerFormat { version: 9 }),
        "{error}"
    );
    assert_eq!(fs::read(&path).unwrap(), bytes);
}

#[test]
fn something_else_in_its_place_is_damage_and_left_alone() {
    for bytes in [b"".as_slice(), b"{}", b"BYLNLOCK", &[0; 4096]] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE_NAME);
        fs::write(&path, bytes).unwrap();
        let error = refused(folder.path(), &passphrase());
        assert!(matches!(error, VaultError::Damaged), "{error}");
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }
}

static SEALED: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let vault = open(folder.path());
    vault.put(&key("a"), &secret("token")).unwrap();
    fs::read(folder.path().join(FILE_NAME)).unwrap()
});

fn assert_damaged(bytes: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(FILE_NAME), bytes).unwrap();
    let error = refused(folder.path(), &passphrase());
    assert!(matches!(error, VaultError::Damaged), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_changed_byte_is_damage(at: prop::sample::Index, change in 1..=255_u8) {
        let mut bytes = SEALED.clone();
        let at = at.index(bytes.len());
        bytes[at] ^= change;
        assert_damaged(&bytes);
    }

    #[test]
    fn any_shorter_or_longer_file_is_damage(
        cut: prop::sample::Index,
        more in prop::collection::vec(any::<u8>(), 1..40),
    ) {
        assert_damaged(&SEALED[..cut.index(SEALED.len())]);
        assert_damaged(&[SEALED.as_slice(), &more].concat());
    }
}
