//! The locked file in its folder: looked at, locked anew, put aside.

use std::{fs, path::Path};

use vault::{Cost, FILE_NAME, LockedFile, Vault, VaultError};

use crate::contract::{key, read, secret};

const CHEAP: Cost = Cost {
    memory: 8,
    passes: 1,
    lanes: 1,
};

fn made(folder: &Path) -> LockedFile {
    let file = LockedFile::with_cost(folder, &secret("correct horse"), CHEAP).unwrap();
    file.put(&key("account/one"), &secret("token")).unwrap();
    file
}

#[test]
fn whether_there_is_a_file_is_seen_without_its_passphrase() {
    let folder = tempfile::tempdir().unwrap();
    assert!(!LockedFile::is_there(folder.path()).unwrap());
    drop(made(folder.path()));
    assert!(LockedFile::is_there(folder.path()).unwrap());
    fs::write(folder.path().join(FILE_NAME), "something else").unwrap();
    assert!(matches!(
        LockedFile::is_there(folder.path()),
        Err(VaultError::Damaged)
    ));
}

#[test]
fn opening_makes_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let refused = LockedFile::open(folder.path(), &secret("correct horse"));
    assert!(matches!(refused, Err(VaultError::Io(_))));
    assert!(!folder.path().join(FILE_NAME).exists());
    drop(made(folder.path()));
    let opened = LockedFile::open(folder.path(), &secret("correct horse")).unwrap();
    assert_eq!(read(&opened, "account/one").as_deref(), Some("token"));
    assert_eq!(opened.keys().unwrap(), [key("account/one")]);
}

#[test]
fn locked_anew_it_opens_with_the_new_passphrase_only() {
    let folder = tempfile::tempdir().unwrap();
    let before = made(folder.path());
    let after = before.locked_anew(&secret("battery staple")).unwrap();
    assert_eq!(read(&after, "account/one").as_deref(), Some("token"));
    let opened = LockedFile::open(folder.path(), &secret("battery staple")).unwrap();
    assert_eq!(read(&opened, "account/one").as_deref(), Some("token"));
    for refused in [
        LockedFile::open(folder.path(), &secret("correct horse")).unwrap_err(),
        before.get(&key("account/one")).unwrap_err(),
    ] {
        assert!(matches!(refused, VaultError::WrongPassphrase), "{refused}");
    }
}

#[test]
fn a_new_passphrase_that_is_too_short_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = made(folder.path());
    let before = fs::read(folder.path().join(FILE_NAME)).unwrap();
    assert!(file.locked_anew(&secret("short")).is_err());
    assert_eq!(fs::read(folder.path().join(FILE_NAME)).unwrap(), before);
}

#[test]
fn what_is_set_aside_is_kept_and_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(LockedFile::set_aside(folder.path(), "now").unwrap(), None);
    let mut kept = Vec::new();
    for content in ["first", "second", "third"] {
        fs::write(folder.path().join(FILE_NAME), content).unwrap();
        let aside = LockedFile::set_aside(folder.path(), "now")
            .unwrap()
            .unwrap();
        kept.push((aside, content));
    }
    assert!(!LockedFile::is_there(folder.path()).unwrap());
    for (aside, content) in kept {
        assert_eq!(fs::read_to_string(aside).unwrap(), content);
    }
}

#[test]
fn a_deleted_file_is_gone_and_deleting_again_is_fine() {
    let folder = tempfile::tempdir().unwrap();
    drop(made(folder.path()));
    LockedFile::delete(folder.path()).unwrap();
    LockedFile::delete(folder.path()).unwrap();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}
