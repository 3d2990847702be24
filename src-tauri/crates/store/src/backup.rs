//! Backups: whole copies of the data file, made while everything goes on.
//!
//! A copy is one consistent state of the file. It is written under another name,
//! checked page by page, synced and only then given the name of a backup, so that
//! whatever has such a name is whole. It holds what the data file holds: no key
//! (those are in the vault), nothing of the practice network.
//!
//! Never here: which backups stay (`domain` decides), and deleting the last one.

use crate::backup_file::{BackupFile, names_in};
use crate::folder::{make_private, private_file, sync_folder};
use crate::{BackupError, DataFolder, Store, StoreError};
use domain::Timestamp;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use std::cmp::Reverse;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Where backups are, in the data folder.
const FOLDER: &str = "backups";

/// What a copy is called until it is whole.
const UNFINISHED: &str = "unfinished.tmp";

/// The header of the file counts changes and is rewritten by copying: it says
/// nothing about what the file holds.
const HEADER: usize = 100;

/// How much a data file holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Holdings {
    /// Brand accounts.
    pub accounts: u32,
    /// Conversations.
    pub conversations: u32,
    /// Messages.
    pub messages: u32,
    /// Personas.
    pub personas: u32,
    /// Replies that are not settled.
    pub unsettled: u32,
}

/// What came of a backup that was to be made where something has changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Daily {
    /// It was made.
    Made(BackupFile),
    /// The newest backup holds the same.
    Unchanged,
}

impl Store {
    /// Makes a backup now.
    ///
    /// # Errors
    /// A full disk, or a data file that is damaged; nothing half made stays.
    pub fn back_up(&self, now: Timestamp) -> Result<BackupFile, BackupError> {
        let unfinished = self.copy_aside()?;
        finish(&unfinished, BackupFile::regular_name, now)
    }

    /// Makes a backup, if something has changed since the newest one.
    ///
    /// # Errors
    /// As [`Store::back_up`].
    pub fn back_up_if_changed(&self, now: Timestamp) -> Result<Daily, BackupError> {
        let unfinished = self.copy_aside()?;
        let newest = backups(self.folder()).into_iter().next();
        if let Some(newest) = newest
            && holds_the_same(&unfinished, &newest.path).unwrap_or(false)
        {
            std::fs::remove_file(&unfinished).map_err(BackupError::at(&unfinished))?;
            return Ok(Daily::Unchanged);
        }
        finish(&unfinished, BackupFile::regular_name, now).map(Daily::Made)
    }

    fn copy_aside(&self) -> Result<PathBuf, BackupError> {
        let folder = make_folder(self.folder())?;
        let unfinished = folder.join(UNFINISHED);
        let source = self.open_reader().map_err(StoreError::from)?;
        copy(&source, &unfinished).map_err(of_source)?;
        Ok(unfinished)
    }
}

/// A copy has the pages of its source: where one is not as it should be, it is not
/// so there either.
fn of_source(error: BackupError) -> BackupError {
    match error {
        BackupError::Damaged { .. } => BackupError::Store(StoreError::Damaged),
        other => other,
    }
}

/// Makes a backup of a file that is about to be brought up to date from a version.
pub(crate) fn back_up_before_update(
    source: &Connection,
    data: &Path,
    from: i64,
) -> Result<BackupFile, BackupError> {
    let unfinished = make_folder(data)?.join(UNFINISHED);
    copy(source, &unfinished).map_err(of_source)?;
    let at = written_at(&unfinished).map_err(BackupError::at(&unfinished))?;
    finish(&unfinished, |at| BackupFile::update_name(at, from), at)
}

/// The backups in a data folder, newest first. A folder that cannot be read has none.
pub fn backups(data: &Path) -> Vec<BackupFile> {
    let folder = data.join(FOLDER);
    let mut found: Vec<BackupFile> = names_in(&folder)
        .into_iter()
        .filter_map(|name| BackupFile::read(&folder, &name))
        .collect();
    found.sort_by_key(|one| Reverse(one.made_at));
    found
}

/// A backup by its name.
///
/// # Errors
/// [`BackupError::Unknown`].
pub fn backup_named(data: &Path, name: &str) -> Result<BackupFile, BackupError> {
    let known = backups(data).into_iter().find(|one| one.name == name);
    known.ok_or_else(|| BackupError::Unknown {
        backup: name.to_owned(),
    })
}

/// Deletes a backup; only the owner of a data folder does that.
///
/// # Errors
/// [`BackupError::Unknown`], or what the system says.
pub fn delete_backup(folder: &DataFolder, name: &str) -> Result<(), BackupError> {
    folder.must_own()?;
    let backup = backup_named(folder.path(), name)?;
    std::fs::remove_file(&backup.path).map_err(BackupError::at(&backup.path))
}

/// What a data file holds, of this version or an older one.
///
/// # Errors
/// A file that cannot be read, or no data file.
pub fn holdings(file: &Path) -> Result<Holdings, BackupError> {
    let sql = look_into(file)?;
    let count = |of: &str| -> rusqlite::Result<u32> {
        sql.query_row(&format!("SELECT count(*) FROM {of}"), [], |row| row.get(0))
    };
    let counted = || {
        Ok::<_, rusqlite::Error>(Holdings {
            accounts: count("accounts")?,
            conversations: count("conversations")?,
            messages: count("messages")?,
            personas: count("personas")?,
            unsettled: count("replies WHERE state_name NOT IN ('sent', 'discarded', 'draft')")?,
        })
    };
    counted().map_err(|error| BackupError::Store(error.into()))
}

/// A data file as it is, only to read, without leaving anything beside it.
pub(crate) fn look_into(file: &Path) -> Result<Connection, BackupError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(file, flags).map_err(|error| BackupError::Store(error.into()))
}

/// Copies one consistent state into a new file, checks it and syncs it.
pub(crate) fn copy(source: &Connection, to: &Path) -> Result<(), BackupError> {
    let copied = remove(to)
        .and_then(|()| private_file(to))
        .map_err(BackupError::at(to))
        .and_then(|_| write_copy(source, to))
        .and_then(|()| sync(to));
    if copied.is_err() {
        // What failed is told; what is left of it is of no use to anybody.
        remove(to).ok();
    }
    copied
}

fn write_copy(source: &Connection, to: &Path) -> Result<(), BackupError> {
    let stored = |error: rusqlite::Error| BackupError::Store(error.into());
    let mut target = Connection::open(to).map_err(stored)?;
    let backup = Backup::new(source, &mut target).map_err(stored)?;
    // In one step: a reader holds nobody up, and nothing changes under it.
    while backup.step(-1).map_err(stored)? != StepResult::Done {
        std::thread::yield_now();
    }
    drop(backup);
    // One file, without the log beside it that the data file has.
    target
        .pragma_update(None, "journal_mode", "DELETE")
        .map_err(stored)?;
    check(&target, to)?;
    target.close().map_err(|(_, error)| stored(error))
}

/// Is every page in its place?
pub(crate) fn check(sql: &Connection, file: &Path) -> Result<(), BackupError> {
    let damaged = || BackupError::Damaged {
        file: file.to_owned(),
    };
    let verdict: rusqlite::Result<String> =
        sql.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0));
    match verdict {
        Ok(verdict) if verdict == "ok" => Ok(()),
        Ok(_) => Err(damaged()),
        Err(error) => Err(match StoreError::from(error) {
            StoreError::Damaged => damaged(),
            other => BackupError::Store(other),
        }),
    }
}

/// When a file was written, as the file system says: whoever opens the store gives
/// no clock.
fn written_at(file: &Path) -> std::io::Result<Timestamp> {
    let written = std::fs::metadata(file)?.modified()?;
    let since = written.duration_since(std::time::UNIX_EPOCH);
    let millis = since.map_or(0, |since| since.as_millis());
    Ok(Timestamp(i64::try_from(millis).unwrap_or(i64::MAX)))
}

/// Gives a copy its name: the first moment from `now` on that no backup has.
fn finish(
    unfinished: &Path,
    name: impl Fn(Timestamp) -> String,
    now: Timestamp,
) -> Result<BackupFile, BackupError> {
    let folder = unfinished.parent().unwrap_or(unfinished);
    let mut at = now;
    let path = loop {
        let path = folder.join(name(at));
        if !path.exists() {
            break path;
        }
        at = at.plus(domain::SECOND);
    };
    std::fs::rename(unfinished, &path).map_err(BackupError::at(&path))?;
    sync_folder(folder).map_err(BackupError::at(folder))?;
    let name = name(at);
    BackupFile::read(folder, &name).ok_or(BackupError::Unknown { backup: name })
}

fn make_folder(data: &Path) -> Result<PathBuf, BackupError> {
    let folder = data.join(FOLDER);
    make_private(&folder).map_err(BackupError::at(&folder))?;
    Ok(folder)
}

pub(crate) fn sync(file: &Path) -> Result<(), BackupError> {
    File::open(file)
        .and_then(|file| file.sync_all())
        .map_err(BackupError::at(file))
}

/// Removes a file, if it is there.
pub(crate) fn remove(file: &Path) -> std::io::Result<()> {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Do two copies hold the same?
fn holds_the_same(one: &Path, other: &Path) -> std::io::Result<bool> {
    if std::fs::metadata(one)?.len() != std::fs::metadata(other)?.len() {
        return Ok(false);
    }
    let (mut one, mut other) = (File::open(one)?, File::open(other)?);
    let mut skip = HEADER;
    loop {
        let (left, right) = (part(&mut one)?, part(&mut other)?);
        if left.get(skip..) != right.get(skip..) {
            return Ok(false);
        }
        if left.is_empty() {
            return Ok(true);
        }
        skip = 0;
    }
}

fn part(file: &mut File) -> std::io::Result<Vec<u8>> {
    const PART: u64 = 1 << 16;
    let mut bytes = Vec::new();
    file.take(PART).read_to_end(&mut bytes)?;
    Ok(bytes)
}
