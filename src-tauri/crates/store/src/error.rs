//! What can go wrong with the store. A failed write changed nothing.

use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why the data folder cannot be opened. Its files are left as they are.
#[derive(Debug, Error)]
pub enum OpenError {
    /// The folder or a file in it cannot be made or read.
    #[error("the data folder {folder} cannot be used")]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// The system's words.
        source: std::io::Error,
    },
    /// A newer Byline has written here.
    #[error("the database was written by a newer Byline (its version {found}, ours {ours})")]
    Newer {
        /// The file's version.
        found: i64,
        /// The newest we know.
        ours: i64,
    },
    /// The file is no database, or a damaged one.
    #[error("the database {file} is damaged")]
    Damaged {
        /// The file; it was not touched.
        file: PathBuf,
    },
    /// The database is not there yet or not up to date, and only its owner may
    /// change that.
    #[error("the database has to be made or brought up to date first")]
    NotReady,
    /// Anything else that SQLite says.
    #[error("the database cannot be opened")]
    Sqlite(#[from] rusqlite::Error),
    /// No backup could be made before bringing the database up to date, or what
    /// was to take its place could not; the database is as it was.
    #[error("the database could not be saved before it is changed")]
    Backup(#[from] BackupError),
    /// A migration failed; the database is as it was.
    #[error("the database could not be brought up to date")]
    Migration(#[from] rusqlite_migration::Error),
}

/// Why a backup was not made, or cannot be gone back to. Nothing was changed.
#[derive(Debug, Error)]
pub enum BackupError {
    /// A file cannot be written, read or renamed.
    #[error("the file {file} cannot be used")]
    File {
        /// The file.
        file: PathBuf,
        /// The system's words.
        source: std::io::Error,
    },
    /// There is no such backup.
    #[error("there is no backup {backup}")]
    Unknown {
        /// As it was asked for.
        backup: String,
    },
    /// A page of it is not as it should be.
    #[error("the file {file} is damaged")]
    Damaged {
        /// The file.
        file: PathBuf,
    },
    /// A newer Byline made it.
    #[error("the backup {backup} is of a newer Byline (its version {found}, ours {ours})")]
    Newer {
        /// Which.
        backup: String,
        /// The file's version.
        found: i64,
        /// The newest we know.
        ours: i64,
    },
    /// What the database says.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl BackupError {
    /// An error of the system at a file.
    pub(crate) fn at(file: &Path) -> impl Fn(std::io::Error) -> Self {
        let file = file.to_owned();
        move |source| Self::File {
            file: file.clone(),
            source,
        }
    }

    /// Why a copy of a backup could not be brought up to date.
    pub(crate) fn of_opening(error: OpenError, backup: &crate::BackupFile) -> Self {
        match error {
            OpenError::Newer { found, ours } => Self::Newer {
                backup: backup.name.clone(),
                found,
                ours,
            },
            OpenError::Sqlite(error) => Self::Store(error.into()),
            _ => Self::Damaged {
                file: backup.path.clone(),
            },
        }
    }
}

/// Why a read or a write failed.
#[derive(Debug, Error)]
pub enum StoreError {
    /// Another process holds this data folder.
    #[error("another Byline works in this data folder")]
    NotOwner,
    /// The disk is full; nothing was changed.
    #[error("the disk is full")]
    DiskFull,
    /// The folder or the disk does not allow writing; nothing was changed.
    #[error("the database cannot be written: {0}")]
    ReadOnly(String),
    /// The database is damaged.
    #[error("the database is damaged")]
    Damaged,
    /// A value in the database cannot be read.
    #[error("the column {column} holds something unreadable")]
    Unreadable {
        /// The column.
        column: &'static str,
    },
    /// A value could not be written down as JSON.
    #[error("a value cannot be written down")]
    Unwritable(#[from] serde_json::Error),
    /// A thread died while it held the connection.
    #[error("the connection was lost by a fault in Byline")]
    Poisoned,
    /// Anything else that SQLite says.
    #[error("the database says: {0}")]
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{
            CannotOpen, DatabaseCorrupt, DiskFull, NotADatabase, PermissionDenied, ReadOnly,
            SystemIoFailure,
        };
        match error.sqlite_error_code() {
            Some(DiskFull) => return Self::DiskFull,
            Some(DatabaseCorrupt | NotADatabase) => return Self::Damaged,
            Some(ReadOnly | PermissionDenied | CannotOpen | SystemIoFailure) => {
                return Self::ReadOnly(error.to_string());
            }
            _ => {}
        }
        match error {
            rusqlite::Error::FromSqlConversionFailure(_, _, source) => {
                match source.downcast::<Self>() {
                    Ok(ours) => *ours,
                    Err(source) => Self::Sqlite(rusqlite::Error::ToSqlConversionFailure(source)),
                }
            }
            other => Self::Sqlite(other),
        }
    }
}
