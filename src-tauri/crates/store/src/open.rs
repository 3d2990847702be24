//! Opening the database, and the two ways to use it: [`Read`] and [`Write`].

use crate::backup::back_up_before_update;
use crate::folder::private_file;
use crate::{BackupError, DataFolder, Hold, OpenError, StoreError};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Params, Row, Transaction, TransactionBehavior};
use rusqlite_migration::{M, Migrations};
use std::cmp::Ordering;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

const MIGRATIONS: [&str; 10] = [
    include_str!("../migrations/001_spine.sql"),
    include_str!("../migrations/002_looks.sql"),
    include_str!("../migrations/003_search.sql"),
    include_str!("../migrations/004_message_media.sql"),
    include_str!("../migrations/005_rows.sql"),
    include_str!("../migrations/006_probes.sql"),
    include_str!("../migrations/007_applications.sql"),
    include_str!("../migrations/008_small_pictures.sql"),
    include_str!("../migrations/009_delivery.sql"),
    include_str!("../migrations/010_pictures_outwards.sql"),
];

/// How long a connection waits for another one.
const PATIENCE: Duration = Duration::from_secs(5);

/// How many prepared statements a connection keeps: more than one send uses, so
/// that none is prepared anew with every message.
const KEPT_STATEMENTS: usize = 128;

/// So many pages of changes lie beside the file before they are moved into it, in
/// pages of 4 KiB: pages that change again and again, as under a full outbox, are
/// moved once.
const PAGES_BESIDE: u32 = 4_000;

/// The database of a data folder.
#[derive(Debug)]
pub struct Store {
    file: PathBuf,
    writer: Option<Mutex<Connection>>,
    readers: Mutex<Vec<Connection>>,
}

/// A look at the database: one consistent state of it.
#[derive(Debug)]
pub struct Read<'a> {
    pub(crate) sql: &'a Connection,
}

/// A change of the database: all of it happens, synced to disk, or nothing.
#[derive(Debug)]
pub struct Write<'a> {
    read: Read<'a>,
}

impl Read<'_> {
    /// One row of a question that is asked often.
    pub(crate) fn one<T>(
        &self,
        question: &str,
        values: impl Params,
        row: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<T> {
        self.sql.prepare_cached(question)?.query_row(values, row)
    }

    /// A part of a change that is made often.
    pub(crate) fn execute(&self, change: &str, values: impl Params) -> rusqlite::Result<usize> {
        self.sql.prepare_cached(change)?.execute(values)
    }
}

impl<'a> Deref for Write<'a> {
    type Target = Read<'a>;
    fn deref(&self) -> &Read<'a> {
        &self.read
    }
}

impl<'a> Write<'a> {
    /// A change within a transaction that somebody else ends.
    pub(crate) fn over(transaction: &'a Transaction<'_>) -> Self {
        Self {
            read: Read { sql: transaction },
        }
    }
}

impl Store {
    /// Opens the database of a folder; its owner makes it and brings it up to date,
    /// after a backup, and lets a restored one take its place first.
    pub fn open(folder: &DataFolder) -> Result<Self, OpenError> {
        let file = folder.path().join("byline.db");
        let writer = match folder.hold() {
            Hold::Owner => {
                crate::restore::take_place(folder.path())?;
                Some(Mutex::new(open_writer(&file)?))
            }
            Hold::Reader if !file.exists() => return Err(OpenError::NotReady),
            Hold::Reader => None,
        };
        let store = Self {
            file,
            writer,
            readers: Mutex::default(),
        };
        let first = store
            .open_reader()
            .map_err(|error| damaged_or(error, &store.file))?;
        let compared = compare_version(&first).map_err(|error| match error {
            OpenError::Sqlite(error) => damaged_or(error, &store.file),
            other => other,
        })?;
        if compared != Ordering::Equal {
            return Err(OpenError::NotReady);
        }
        if let Ok(mut readers) = store.readers.lock() {
            readers.push(first);
        }
        Ok(store)
    }

    /// Reads one consistent state.
    pub fn read<T, E: From<StoreError>>(
        &self,
        look: impl FnOnce(&Read<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let spare = self.readers.lock().map_err(|_| StoreError::Poisoned)?.pop();
        let mut connection = match spare {
            Some(connection) => connection,
            None => self.open_reader().map_err(StoreError::from)?,
        };
        let transaction = connection
            .transaction_with_behavior(TransactionBehavior::Deferred)
            .map_err(StoreError::from)?;
        let seen = look(&Read { sql: &transaction })?;
        drop(transaction);
        self.readers
            .lock()
            .map_err(|_| StoreError::Poisoned)?
            .push(connection);
        Ok(seen)
    }

    /// Changes the database. When this returns `Ok`, the change is on disk;
    /// when it returns an error, nothing was changed. The error type is the
    /// caller's, so that a rule can end a change as well.
    pub fn write<T, E: From<StoreError>>(
        &self,
        change: impl FnOnce(&Write<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut connection = self.take_writer()?;
        let transaction = begin(&mut connection)?;
        let done = change(&Write::over(&transaction))?;
        transaction.commit().map_err(StoreError::from)?;
        Ok(done)
    }

    fn take_writer(&self) -> Result<MutexGuard<'_, Connection>, StoreError> {
        let writer = self.writer.as_ref().ok_or(StoreError::NotOwner)?;
        writer.lock().map_err(|_| StoreError::Poisoned)
    }

    /// The data folder.
    pub(crate) fn folder(&self) -> &Path {
        self.file.parent().unwrap_or(&self.file)
    }

    /// Does something with the file that is no change of what it holds.
    pub(crate) fn alone<T>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        Ok(work(&*self.take_writer()?)?)
    }

    /// Lets go of the readers that nobody uses now.
    pub(crate) fn close_readers(&self) -> Result<(), StoreError> {
        self.readers
            .lock()
            .map_err(|_| StoreError::Poisoned)?
            .clear();
        Ok(())
    }

    pub(crate) fn open_reader(&self) -> rusqlite::Result<Connection> {
        let connection = Connection::open_with_flags(
            &self.file,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        connection.busy_timeout(PATIENCE)?;
        keep_statements(&connection)?;
        connection.pragma_update(None, "query_only", true)?;
        Ok(connection)
    }
}

/// Statements are kept, and their plans with them: a plan that depends on the
/// values would be made anew whenever they change.
fn keep_statements(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_prepared_statement_cache_capacity(KEPT_STATEMENTS);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

fn begin(connection: &mut Connection) -> Result<Transaction<'_>, StoreError> {
    Ok(connection.transaction_with_behavior(TransactionBehavior::Immediate)?)
}

fn open_writer(file: &Path) -> Result<Connection, OpenError> {
    let folder = file.parent().unwrap_or(file).to_owned();
    private_file(file).map_err(|source| OpenError::Folder { folder, source })?;
    let open = || -> rusqlite::Result<Connection> {
        // Only one thread at a time has it: it stands behind a lock of ours.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(file, flags)?;
        connection.busy_timeout(PATIENCE)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "fullfsync", true)?;
        connection.pragma_update(None, "checkpoint_fullfsync", true)?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.pragma_update(None, "secure_delete", true)?;
        connection.pragma_update(None, "wal_autocheckpoint", PAGES_BESIDE)?;
        keep_statements(&connection)?;
        Ok(connection)
    };
    let mut connection = open().map_err(|error| damaged_or(error, file))?;
    let found = version(&connection).map_err(|error| damaged_or(error, file))?;
    if compare_version(&connection)? == Ordering::Less && found > 0 {
        let data = file.parent().unwrap_or(file);
        let made = back_up_before_update(&connection, data, found);
        made.map_err(|error| match error {
            BackupError::Store(StoreError::Damaged) => OpenError::Damaged {
                file: file.to_owned(),
            },
            other => other.into(),
        })?;
    }
    bring_up_to_date(&mut connection)?;
    Ok(connection)
}

/// Brings a file of an older Byline up to date.
pub(crate) fn bring_up_to_date(connection: &mut Connection) -> Result<(), OpenError> {
    compare_version(connection)?;
    Migrations::from_iter(MIGRATIONS.map(M::up)).to_latest(connection)?;
    Ok(())
}

/// Whether a file is of this Byline or an older one.
pub(crate) fn is_known_version(connection: &Connection) -> bool {
    compare_version(connection).is_ok()
}

fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// How far the file is ahead of us (greater) or behind (less).
fn compare_version(connection: &Connection) -> Result<Ordering, OpenError> {
    let ours = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
    let found = version(connection)?;
    match found.cmp(&ours) {
        Ordering::Greater => Err(OpenError::Newer { found, ours }),
        order => Ok(order),
    }
}

fn damaged_or(error: rusqlite::Error, file: &Path) -> OpenError {
    use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
    match error.sqlite_error_code() {
        Some(NotADatabase | DatabaseCorrupt) => OpenError::Damaged {
            file: file.to_owned(),
        },
        _ => OpenError::Sqlite(error),
    }
}

#[cfg(test)]
#[path = "open_tests.rs"]
mod tests;
