//! Going back to a backup, in two steps that a crash may fall between.
//!
//! *Preparing* checks the backup, copies it, brings the copy up to date and makes
//! it safe: a reply that was on its way in it may have been sent since, so each
//! goes back to its author, and none can leave by itself. The copy then gets a
//! name of its own; that is the decision. *Taking its place* happens when the
//! owner opens the folder next: the present file is set aside, never deleted, and
//! the copy gets its name. Each step can be done again after a crash.

use crate::backup::{self, backup_named, check, copy, look_into, remove, sync};
use crate::backup_file::{AsideFile, BackupFile, moment, names_in, read_moment};
use crate::folder::{make_private, sync_folder};
use crate::open::{Write, bring_up_to_date};
use crate::{BackupError, DataFolder, StoreError};
use domain::reply::{ReturnReason, Step, next};
use domain::{Entry, Event, Timestamp};
use rusqlite::{Connection, TransactionBehavior};
use std::cmp::Reverse;
use std::path::{Path, PathBuf};

/// Where files go whose place was taken.
const ASIDE: &str = "set-aside";

/// The copy while it is being prepared.
const PREPARING: &str = "restoring.tmp";

const READY: &str = "restored-";
const END: &str = ".sqlite";

/// A restore that takes place when the folder is opened next.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Prepared {
    /// The backup.
    pub backup: BackupFile,
    /// Replies that go back to their authors.
    pub come_back: u32,
    /// Where the present file will be.
    pub aside: PathBuf,
}

/// Files whose place was taken, newest first.
pub fn set_aside(data: &Path) -> Vec<AsideFile> {
    let folder = data.join(ASIDE);
    let mut found: Vec<AsideFile> = names_in(&folder)
        .into_iter()
        .filter_map(|name| AsideFile::read(&folder, &name))
        .collect();
    found.sort_by_key(|one| Reverse(one.at));
    found
}

/// Deletes a file that was set aside, with the log beside it. Only because a
/// person says so.
///
/// # Errors
/// What the system says.
pub fn delete_aside(folder: &DataFolder, file: &AsideFile) -> Result<(), BackupError> {
    folder.must_own()?;
    for part in [
        file.path.clone(),
        beside(&file.path, "-wal"),
        beside(&file.path, "-shm"),
    ] {
        remove(&part).map_err(BackupError::at(&part))?;
    }
    Ok(())
}

/// Prepares going back to a backup; another one that was prepared is given up.
/// Customers whom the present file knows as forgotten are forgotten in the copy.
///
/// # Errors
/// A backup that is unknown, damaged or of a newer Byline; a full disk. Nothing
/// was changed then.
pub fn prepare_restore(
    folder: &DataFolder,
    name: &str,
    now: Timestamp,
) -> Result<Prepared, BackupError> {
    folder.must_own()?;
    let data = folder.path();
    let backup = backup_named(data, name)?;
    let unfinished = data.join(PREPARING);
    let prepared = prepare(data, &backup, &unfinished, now);
    if prepared.is_err() {
        // What failed is told; what is left of it is of no use to anybody.
        remove(&unfinished).ok();
    }
    let come_back = prepared?;
    give_up(folder)?;
    let at = free_moment(data, now);
    let ready = data.join(format!("{READY}{}{END}", moment(at)));
    std::fs::rename(&unfinished, &ready).map_err(BackupError::at(&ready))?;
    sync_folder(data).map_err(BackupError::at(data))?;
    Ok(Prepared {
        backup,
        come_back,
        aside: aside_path(data, at),
    })
}

/// Gives up a restore that was prepared and has not taken place.
///
/// # Errors
/// What the system says.
pub fn give_up(folder: &DataFolder) -> Result<(), BackupError> {
    for (path, _) in ready(folder.path()) {
        remove(&path).map_err(BackupError::at(&path))?;
    }
    Ok(())
}

/// Lets a prepared copy take its place. To be called by the owner, before
/// anything in the folder is opened.
pub(crate) fn take_place(data: &Path) -> Result<(), BackupError> {
    let Some((ready, at)) = ready(data).into_iter().next() else {
        return Ok(());
    };
    let (file, aside) = (data.join("byline.db"), aside_path(data, at));
    let folder = data.join(ASIDE);
    make_private(&folder).map_err(BackupError::at(&folder))?;
    for end in ["", "-wal", "-shm"] {
        let from = beside(&file, end);
        if from.exists() {
            let to = beside(&aside, end);
            std::fs::rename(&from, &to).map_err(BackupError::at(&to))?;
        }
    }
    sync_folder(&folder).map_err(BackupError::at(&folder))?;
    std::fs::rename(&ready, &file).map_err(BackupError::at(&file))?;
    sync_folder(data).map_err(BackupError::at(data))
}

/// What was prepared, newest first.
fn ready(data: &Path) -> Vec<(PathBuf, Timestamp)> {
    let mut found: Vec<(PathBuf, Timestamp)> = names_in(data)
        .into_iter()
        .filter_map(|name| {
            let at = name.strip_prefix(READY)?.strip_suffix(END)?;
            Some((data.join(&name), read_moment(at)?))
        })
        .collect();
    found.sort_by_key(|(_, at)| Reverse(*at));
    found
}

/// The first moment from `now` on at which nothing was set aside.
fn free_moment(data: &Path, now: Timestamp) -> Timestamp {
    let mut at = now;
    while aside_path(data, at).exists() {
        at = at.plus(domain::SECOND);
    }
    at
}

fn aside_path(data: &Path, at: Timestamp) -> PathBuf {
    data.join(ASIDE).join(AsideFile::name(at))
}

/// The file that SQLite keeps beside another one.
fn beside(file: &Path, end: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

/// Writes the copy that is to take the place of the present file; how many
/// replies go back.
fn prepare(
    data: &Path,
    backup: &BackupFile,
    unfinished: &Path,
    now: Timestamp,
) -> Result<u32, BackupError> {
    let source = look_into(&backup.path)?;
    check(&source, &backup.path)?;
    copy(&source, unfinished)?;
    drop(source);
    let stored = |error: rusqlite::Error| BackupError::Store(error.into());
    let mut sql = Connection::open(unfinished).map_err(stored)?;
    sql.pragma_update(None, "foreign_keys", true)
        .map_err(stored)?;
    sql.pragma_update(None, "secure_delete", true)
        .map_err(stored)?;
    bring_up_to_date(&mut sql).map_err(|error| BackupError::of_opening(error, backup))?;
    let transaction = sql
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(stored)?;
    let come_back = make_safe(&Write::over(&transaction), backup.made_at, now)?;
    transaction.commit().map_err(stored)?;
    forget_again(&mut sql, data, now)?;
    sql.close().map_err(|(_, error)| stored(error))?;
    sync(unfinished)?;
    Ok(come_back)
}

/// Sends every reply that was on its way back to its author, and notes in the
/// ledger that this file is an older one.
fn make_safe(store: &Write<'_>, made_at: Timestamp, now: Timestamp) -> Result<u32, StoreError> {
    let Some(desk) = store.desk()? else {
        return Ok(0);
    };
    let mut returned = 0;
    for reply in store.outbox()? {
        let why = ReturnReason::Restored;
        let Ok(state) = next(&reply.state, Step::Return(why.clone())) else {
            continue;
        };
        store.set_state(reply.content.id, &state)?;
        let account = store.account(reply.content.account)?;
        store.append(
            desk,
            &Entry {
                at: now,
                account: account.map(|one| one.name()).unwrap_or_default(),
                event: Event::Returned {
                    reply: reply.content.id,
                    why,
                },
            },
        )?;
        returned += 1;
    }
    let restored = Entry {
        at: now,
        account: String::new(),
        event: Event::Restored { made_at, returned },
    };
    store.append(desk, &restored)?;
    Ok(returned)
}

/// Forgets in the copy whoever the present file knows as forgotten. A present
/// file that cannot be read any more knows nobody.
fn forget_again(copy: &mut Connection, data: &Path, now: Timestamp) -> Result<(), BackupError> {
    let present = data.join("byline.db");
    match present.exists() {
        true => crate::forget::carry_over(copy, &present, now).map_err(BackupError::Store),
        false => Ok(()),
    }
}

/// Replies that would go back to their authors if this backup were restored.
///
/// # Errors
/// A backup that cannot be read.
pub fn would_come_back(backup: &BackupFile) -> Result<u32, BackupError> {
    // Those that a person has to deal with anyway stay as they are.
    let sql = look_into(&backup.path)?;
    let count = sql.query_row(
        "SELECT count(*) FROM replies WHERE state_name IN ('held', 'scheduled', 'queued', 'waiting', 'sending', 'in_doubt')",
        [],
        |row| row.get(0),
    );
    count.map_err(|error| BackupError::Store(error.into()))
}

/// The newest backup that can be restored, with what is in it.
pub fn newest_good_backup(data: &Path) -> Option<(BackupFile, backup::Holdings)> {
    backup::backups(data).into_iter().find_map(|one| {
        let sql = look_into(&one.path).ok()?;
        check(&sql, &one.path).ok()?;
        crate::open::is_known_version(&sql).then_some(())?;
        let held = backup::holdings(&one.path).ok()?;
        Some((one, held))
    })
}
