//! Opening: a new file, an old one, one from the future, a damaged one.

use crate::made::{ACCOUNT, LOOK, Made, PERSONA, REPLY, at, dressed, new_reply};
use std::path::Path;
use store::{DataFolder, OpenError, Store, StoreError};

fn open(folder: &Path) -> Result<Store, OpenError> {
    Store::open(&DataFolder::open(folder).unwrap())
}

/// Another file in place of the database; what opening it says, and the file
/// afterwards.
fn opened_over(bytes: &[u8]) -> (Result<Store, OpenError>, Vec<u8>) {
    let (place, folder) = Made::full().closed();
    let file = folder.join("byline.db");
    for leftover in ["byline.db-wal", "byline.db-shm"] {
        let _ = std::fs::remove_file(folder.join(leftover));
    }
    std::fs::write(&file, bytes).unwrap();
    let opened = open(&folder);
    let after = std::fs::read(&file).unwrap();
    drop(place);
    (opened, after)
}

#[test]
fn a_new_file_is_brought_up_to_date_and_opens_again() {
    let made = Made::full();
    let version: i64 = made
        .sqlite()
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .unwrap();
    assert_eq!(version, 10);
    let mode: String = made
        .sqlite()
        .query_row("PRAGMA journal_mode", [], |row| row.get(0))
        .unwrap();
    assert_eq!(mode, "wal");
    let (_place, folder) = made.closed();
    let again = open(&folder).unwrap();
    assert!(again.read(|store| store.reply(REPLY)).unwrap().is_some());
}

#[test]
fn the_schema_is_this() {
    let made = Made::empty();
    let sqlite = made.sqlite();
    let mut query = sqlite
        .prepare(
            "SELECT type || ' ' || name || coalesce(char(10) || sql, '') FROM sqlite_master
             WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name",
        )
        .unwrap();
    let rows = query.query_map([], |row| row.get::<_, String>(0)).unwrap();
    let schema: Vec<_> = rows.map(Result::unwrap).collect();
    insta::assert_snapshot!(schema.join("\n\n"));
}

/// As the first Byline wrote it.
const FIRST: &str = include_str!("../../migrations/001_spine.sql");

#[test]
fn a_file_of_the_first_byline_is_brought_up_to_date_with_what_is_in_it() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("data");
    std::fs::create_dir(&folder).unwrap();
    let file = rusqlite::Connection::open(folder.join("byline.db")).unwrap();
    file.execute_batch(FIRST).unwrap();
    file.execute_batch(include_str!("first.sql")).unwrap();
    drop(file);

    let store = open(&folder).unwrap();
    store
        .read(|store| {
            let kept = store.persona(PERSONA)?.unwrap();
            assert_eq!((kept.persona, kept.look), dressed());
            assert_eq!(store.speaks_in(ACCOUNT, PERSONA)?.unwrap().look.id, LOOK);
            assert_eq!(store.cut_from(LOOK)?, None);
            assert_eq!(store.look_source(LOOK)?, None);
            let published = store.publications_on(ACCOUNT)?;
            assert_eq!(published[0].begun_at, Some(at(5)));
            assert_eq!(store.setting("anything")?, None);
            assert_eq!(store.reply(REPLY)?.unwrap().content, new_reply(REPLY));
            assert_eq!(store.seen(PERSONA)?[0].messages, 1);
            Ok::<_, StoreError>(())
        })
        .unwrap();
}

/// As Byline was before messages could be found.
const SECOND: &str = include_str!("../../migrations/002_looks.sql");

/// So many messages a desk of some months has.
const MANY: i64 = 10_000;

#[test]
fn every_message_of_a_large_old_file_is_found_afterwards() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("data");
    std::fs::create_dir(&folder).unwrap();
    let file = rusqlite::Connection::open(folder.join("byline.db")).unwrap();
    file.execute_batch(FIRST).unwrap();
    file.execute_batch(include_str!("first.sql")).unwrap();
    file.execute_batch(SECOND).unwrap();
    let fill = "INSERT INTO messages (account_id, event_id, customer_id, direction, text, at)
        WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?1)
        SELECT account_id, 1000 + n, customer_id, iif(n % 3, 'in', 'out'),
               format('Parcel no. %05d came late, サイズ変更', n), 100 + n
        FROM numbers, (SELECT account_id, customer_id FROM messages LIMIT 1)";
    assert_eq!(file.execute(fill, [MANY]).unwrap(), 10_000);
    file.pragma_update(None, "user_version", 2).unwrap();
    drop(file);

    let store = open(&folder).unwrap();
    let found = |text: &str| store.read(|store| store.messages_with(text)).unwrap();
    for number in [1, 2, 4_999, 5_000, MANY] {
        let named = format!("{number:05}");
        let texts: Vec<_> = found(&named).into_iter().map(|one| one.text).collect();
        assert_eq!(texts, [format!("Parcel no. {named} came late, サイズ変更")]);
    }
    let newest = found("変更 late parcel").remove(0);
    assert_eq!(newest.at, at(100 + MANY));
    assert_eq!(found("Hello").len(), 1, "what stood there before");
    let unfound: i64 = rusqlite::Connection::open(folder.join("byline.db"))
        .unwrap()
        .query_row(
            "SELECT count(*) FROM messages m WHERE NOT EXISTS (
                SELECT 1 FROM message_numbers n JOIN message_words w ON w.rowid = n.number
                 WHERE n.account_id = m.account_id AND n.event_id = m.event_id)",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(unfound, 0);
}

#[test]
fn a_file_of_a_newer_byline_is_refused_and_left_as_it_is() {
    let (_place, folder) = Made::full().closed();
    let file = folder.join("byline.db");
    rusqlite::Connection::open(&file)
        .unwrap()
        .execute_batch("PRAGMA user_version = 11")
        .unwrap();
    let before = std::fs::read(&file).unwrap();
    let refused = open(&folder).unwrap_err();
    assert!(
        matches!(
            refused,
            OpenError::Newer {
                found: 11,
                ours: 10
            }
        ),
        "{refused:?}"
    );
    assert_eq!(std::fs::read(&file).unwrap(), before);
}

#[test]
fn a_file_that_is_no_database_is_called_damaged_and_left_as_it_is() {
    let page = "<html>not a database</html>".repeat(400);
    for bytes in [b"short".as_slice(), page.as_bytes()] {
        let (opened, after) = opened_over(bytes);
        let refused = opened.unwrap_err();
        assert!(matches!(refused, OpenError::Damaged { .. }), "{refused:?}");
        assert_eq!(after, bytes);
    }
}

#[test]
fn a_database_with_overwritten_or_missing_pages_is_called_damaged_and_left_as_it_is() {
    let whole = {
        let (_place, folder) = Made::full().closed();
        std::fs::read(folder.join("byline.db")).unwrap()
    };
    let mut overwritten = whole.clone();
    overwritten[100..4_000].fill(0xAA);
    let schema_gone = overwritten;
    let half = whole[..whole.len() / 2].to_vec();
    for (what, bytes) in [("schema", schema_gone), ("half", half)] {
        let (opened, after) = opened_over(&bytes);
        let refused = opened.expect_err(what);
        assert!(
            matches!(refused, OpenError::Damaged { .. }),
            "{what}: {refused:?}"
        );
        assert_eq!(after, bytes, "{what}");
    }
}

#[test]
fn a_folder_that_is_a_file_is_refused() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("data");
    std::fs::write(&path, "a file").unwrap();
    let refused = DataFolder::open(&path).unwrap_err();
    assert!(matches!(refused, OpenError::Folder { .. }));
}
