//! What the database itself forbids, and whom it lets in.

use crate::made::{ANA, Made, REPLY};
use domain::reply::State;
use std::os::unix::fs::PermissionsExt;
use store::{DataFolder, Hold, Store, StoreError};

fn refusal(made: &Made, sql: &str) -> String {
    made.sqlite().execute_batch(sql).unwrap_err().to_string()
}

#[test]
fn a_kind_a_look_and_the_ledger_never_change() {
    let made = Made::full();
    made.sqlite()
        .execute_batch("INSERT INTO ledger (seq, entry, hash) VALUES (1, '{}', 'x')")
        .unwrap();
    for (sql, words) in [
        ("UPDATE personas SET kind = 'team'", "never changes"),
        ("UPDATE looks SET line = 'Somebody else'", "never changes"),
        ("UPDATE ledger SET entry = '[]'", "only added to"),
        ("DELETE FROM ledger", "only added to"),
        (
            "UPDATE messages SET direction = 'up'; INSERT INTO personas (id, kind, created_at, desk_id) \
             VALUES ('p', 'robot', 1, 'd')",
            "CHECK constraint",
        ),
    ] {
        let refused = refusal(&made, sql);
        assert!(refused.contains(words), "{sql}: {refused}");
    }
}

#[test]
fn who_does_not_own_the_folder_reads_and_cannot_write() {
    let made = Made::full();
    let second = DataFolder::open(made.folder.path()).unwrap();
    assert_eq!(
        (made.folder.hold(), second.hold()),
        (Hold::Owner, Hold::Reader)
    );
    let reader = Store::open(&second).unwrap();
    let here = reader.read(|store| store.operator_here()).unwrap();
    assert_eq!(here, Some(ANA));
    let refused = reader.write(|store| store.seat(ANA)).unwrap_err();
    assert!(matches!(refused, StoreError::NotOwner));
    made.write(|store| store.set_state(REPLY, &State::Discarded));
    let seen = reader.read(|store| store.reply(REPLY)).unwrap().unwrap();
    assert_eq!(seen.state, State::Discarded, "it sees what the owner wrote");
}

#[test]
fn the_folder_is_free_again_when_its_owner_is_gone() {
    let (_place, path) = Made::full().closed();
    let folder = DataFolder::open(&path).unwrap();
    assert_eq!(folder.hold(), Hold::Owner);
    let store = Store::open(&folder).unwrap();
    let kept = store.read(|store| store.reply(REPLY)).unwrap();
    assert!(kept.is_some());
}

#[test]
fn nobody_else_may_look_into_the_folder_or_its_files() {
    let made = Made::full();
    made.write(|store| store.set_state(REPLY, &State::Discarded));
    let mode =
        |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(made.folder.path()), 0o700);
    let mut names = Vec::new();
    for entry in std::fs::read_dir(made.folder.path()).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
        names.push(path.file_name().unwrap().to_string_lossy().into_owned());
    }
    names.sort();
    assert_eq!(
        names,
        ["byline.db", "byline.db-shm", "byline.db-wal", "byline.lock"]
    );
}

#[test]
fn a_folder_that_others_could_look_into_is_closed() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("data");
    std::fs::create_dir(&path).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    DataFolder::open(&path).unwrap();
    let mode = std::fs::metadata(&path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o700);
}
