use super::{Store, open_writer};
use crate::{DataFolder, StoreError};

fn pragma<T: rusqlite::types::FromSql>(connection: &rusqlite::Connection, name: &str) -> T {
    connection
        .query_row(&format!("PRAGMA {name}"), [], |row| row.get(0))
        .unwrap()
}

#[test]
fn the_writer_waits_for_the_disk_and_keeps_what_was_deleted_from_showing() {
    let place = tempfile::tempdir().unwrap();
    let connection = open_writer(&place.path().join("byline.db")).unwrap();
    assert_eq!(pragma::<String>(&connection, "journal_mode"), "wal");
    assert_eq!(pragma::<i64>(&connection, "synchronous"), 2, "FULL");
    for on in [
        "fullfsync",
        "checkpoint_fullfsync",
        "foreign_keys",
        "secure_delete",
    ] {
        assert_eq!(pragma::<i64>(&connection, on), 1, "{on}");
    }
}

#[test]
fn a_reader_of_the_owner_cannot_write_either() {
    let place = tempfile::tempdir().unwrap();
    let folder = DataFolder::open(&place.path().join("data")).unwrap();
    let store = Store::open(&folder).unwrap();
    let written = store.read(|read| {
        let sql = "UPDATE desk SET created_at = 1";
        Ok::<_, StoreError>(read.sql.execute(sql, []).is_ok())
    });
    assert!(!written.unwrap());
}
