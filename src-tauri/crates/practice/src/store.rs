//! Keeping the network's state in a folder.
//!
//! `practice.log` holds one JSON line per call that changed something, appended
//! and synced before the call is answered. `practice.json` is the state up to a
//! numbered line; it is written anew (beside, then renamed) when the folder is
//! opened with lines in the log, and whenever the log has grown larger than it
//! and than 16 MiB, after which the log begins again: so the folder stays within
//! a small multiple of what it has to hold, and opens without a long log.
//! Media, and the parts of unfinished ones, are files under `media/`, synced
//! before the line that names them; parts go after the line that ends them.
//! `practice.lock` is held while the folder is open, so that two networks never
//! write to one log.
//!
//! Invariant: whatever was acknowledged is read back after a kill. A last line
//! that was cut off was never acknowledged and is dropped.

use std::{
    collections::BTreeMap,
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Write},
    path::{Path, PathBuf},
};

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use crate::{
    errors::PracticeError,
    id::Id,
    state::{Change, State},
};

/// The length up to which a log is never too long, in bytes.
const SHORT_LOG_BYTES: u64 = 16 * 1024 * 1024;

/// Where state is kept.
pub(crate) enum Store {
    /// Nowhere: it ends with the process.
    Memory(BTreeMap<Id, Bytes>),
    /// In a folder.
    Folder(Folder),
}

/// The open folder.
pub(crate) struct Folder {
    root: PathBuf,
    /// Held for life, released by dropping it.
    _lock: File,
    log: File,
    /// Length of the log up to its last whole line, in bytes.
    whole: u64,
    /// Length of the log at which the state is written anew.
    too_long: u64,
    /// Number of the next line.
    next: u64,
}

#[derive(Serialize)]
struct LineRef<'a> {
    number: u64,
    changes: &'a [Change],
}

#[derive(Deserialize)]
struct Line {
    number: u64,
    changes: Vec<Change>,
}

#[derive(Serialize)]
struct SnapshotRef<'a> {
    /// The first line of the log that is not contained.
    next: u64,
    state: &'a State,
}

#[derive(Default, Deserialize)]
struct Snapshot {
    next: u64,
    state: State,
}

impl Store {
    /// Opens `root`, made if it is not there, and reads back what it holds;
    /// `None` if it holds nothing yet.
    pub(crate) fn open(root: &Path) -> Result<(Self, Option<State>), PracticeError> {
        let (folder, state) = Folder::open(root)?;
        Ok((Self::Folder(folder), state))
    }

    /// Keeps `changes` as one unit: after a kill all of them are there or none.
    pub(crate) fn append(&mut self, changes: &[Change]) -> Result<(), PracticeError> {
        match self {
            Self::Memory(_) => Ok(()),
            Self::Folder(folder) => folder.append(changes),
        }
    }

    /// Begins the log again where it has grown long. If that fails the log goes
    /// on, because nothing is lost by it.
    pub(crate) fn keep_short(&mut self, state: &State) {
        if let Self::Folder(folder) = self
            && folder.whole > folder.too_long
            && let Err(error) = folder.begin_again(state)
        {
            tracing::error!(?error, "the practice log could not be begun again");
            folder.too_long = folder.whole.saturating_mul(2);
        }
    }

    /// Keeps another network in place of the one that was here. If it fails,
    /// pictures of the other may stay behind, and nothing names them.
    pub(crate) fn replace(
        &mut self,
        state: &State,
        media: &[(Id, Bytes)],
    ) -> Result<(), PracticeError> {
        for (id, bytes) in media {
            self.put_media(*id, bytes)?;
        }
        match self {
            Self::Memory(_) => Ok(()),
            Self::Folder(folder) => folder.begin_again(state),
        }
    }

    /// Keeps the bytes of an uploaded picture.
    pub(crate) fn put_media(&mut self, id: Id, bytes: &Bytes) -> Result<(), PracticeError> {
        match self {
            Self::Memory(media) => {
                media.insert(id, bytes.clone());
                Ok(())
            }
            Self::Folder(folder) => {
                let path = folder.media_path(id);
                write_whole(&path, bytes).map_err(at(&path))
            }
        }
    }

    /// Drops bytes that nothing names any more. If that fails they stay behind
    /// and do no harm.
    pub(crate) fn drop_media(&mut self, id: Id) {
        match self {
            Self::Memory(media) => {
                media.remove(&id);
            }
            Self::Folder(folder) => {
                if let Err(error) = fs::remove_file(folder.media_path(id)) {
                    tracing::warn!(%error, "a part of an upload could not be removed");
                }
            }
        }
    }

    /// The bytes of an uploaded picture.
    pub(crate) fn media(&self, id: Id) -> Option<Bytes> {
        match self {
            Self::Memory(media) => media.get(&id).cloned(),
            Self::Folder(folder) => fs::read(folder.media_path(id)).ok().map(Bytes::from),
        }
    }
}

impl Folder {
    fn open(root: &Path) -> Result<(Self, Option<State>), PracticeError> {
        let media = root.join("media");
        make_folder(&media).map_err(at(&media))?;
        let lock = lock(root)?;
        let snapshot_path = root.join("practice.json");
        let kept = read(&snapshot_path)?;
        let length = kept.as_ref().map_or(0, Vec::len);
        let snapshot: Option<Snapshot> = kept
            .map(|bytes| serde_json::from_slice(&bytes).map_err(damaged(&snapshot_path)))
            .transpose()?;
        let log_path = root.join("practice.log");
        let log = read(&log_path)?.unwrap_or_default();
        let empty = snapshot.is_none() && !log.contains(&b'\n');
        let mut snapshot = snapshot.unwrap_or_default();
        snapshot.state.complete();
        replay(&mut snapshot, &log).map_err(damaged(&log_path))?;
        let mut options = owners_alone();
        let opened = options
            .append(true)
            .open(&log_path)
            .map_err(at(&log_path))?;
        let mut folder = Self {
            root: root.to_owned(),
            _lock: lock,
            log: opened,
            whole: 0,
            too_long: longest(length),
            next: snapshot.next,
        };
        match (empty, log.is_empty()) {
            (true, _) => folder.cut_log()?,
            (false, true) => {}
            (false, false) => folder.begin_again(&snapshot.state)?,
        }
        Ok((folder, (!empty).then_some(snapshot.state)))
    }

    /// Writes the state anew and begins the log again.
    fn begin_again(&mut self, state: &State) -> Result<(), PracticeError> {
        let path = self.root.join("practice.json");
        let contents = serde_json::to_vec(&SnapshotRef {
            next: self.next,
            state,
        })
        .map_err(damaged(&path))?;
        write_whole(&path, &contents).map_err(at(&path))?;
        self.too_long = longest(contents.len());
        self.cut_log()
    }

    /// Empties the log: the state contains its lines.
    fn cut_log(&mut self) -> Result<(), PracticeError> {
        let path = self.root.join("practice.log");
        self.log
            .set_len(0)
            .and_then(|()| self.log.sync_data())
            .map_err(at(&path))?;
        self.whole = 0;
        Ok(())
    }

    fn append(&mut self, changes: &[Change]) -> Result<(), PracticeError> {
        let path = self.root.join("practice.log");
        let mut line = serde_json::to_vec(&LineRef {
            number: self.next,
            changes,
        })
        .map_err(damaged(&path))?;
        line.push(b'\n');
        let written = self
            .log
            .write_all(&line)
            .and_then(|()| self.log.sync_data());
        if let Err(source) = written {
            // Leave no half line in front of the next one.
            if let Err(error) = self.log.set_len(self.whole) {
                tracing::error!(%error, "the practice log could not be cut back");
            }
            return Err(PracticeError::Folder { path, source });
        }
        self.whole = self
            .whole
            .saturating_add(u64::try_from(line.len()).unwrap_or(u64::MAX));
        self.next = self.next.saturating_add(1);
        Ok(())
    }

    /// The folder itself.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    fn media_path(&self, id: Id) -> PathBuf {
        self.root.join("media").join(id.to_string())
    }
}

/// The length at which a log is too long beside a state of `length` bytes.
fn longest(length: usize) -> u64 {
    u64::try_from(length)
        .unwrap_or(u64::MAX)
        .max(SHORT_LOG_BYTES)
}

/// Applies every whole line of `log` that the snapshot does not contain yet.
fn replay(snapshot: &mut Snapshot, log: &[u8]) -> Result<(), serde_json::Error> {
    for line in log.split_inclusive(|byte| *byte == b'\n') {
        if !line.ends_with(b"\n") {
            // Cut off while it was written: never acknowledged.
            break;
        }
        let line: Line = serde_json::from_slice(line)?;
        if line.number >= snapshot.next {
            for change in line.changes {
                snapshot.state.apply(change);
            }
            snapshot.next = line.number.saturating_add(1);
        }
    }
    Ok(())
}

fn lock(root: &Path) -> Result<File, PracticeError> {
    let path = root.join("practice.lock");
    let file = owners_alone()
        .truncate(false)
        .open(&path)
        .map_err(at(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(PracticeError::InUse(root.to_owned())),
        Err(TryLockError::Error(source)) => Err(at(&path)(source)),
    }
}

fn read(path: &Path) -> Result<Option<Vec<u8>>, PracticeError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(at(path)(source)),
    }
}

/// Writes a file so that it is there in whole or not at all, also after a kill.
pub(crate) fn write_whole(path: &Path, contents: &[u8]) -> io::Result<()> {
    let beside = path.with_extension("new");
    let mut file = owners_alone().truncate(true).open(&beside)?;
    file.write_all(contents)?;
    file.sync_all()?;
    fs::rename(&beside, path)?;
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// Options for writing a file that others may not read.
fn owners_alone() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

fn at(path: &Path) -> impl Fn(io::Error) -> PracticeError + '_ {
    |source| PracticeError::Folder {
        path: path.to_owned(),
        source,
    }
}

fn damaged(path: &Path) -> impl Fn(serde_json::Error) -> PracticeError + '_ {
    |source| PracticeError::Damaged {
        path: path.to_owned(),
        source,
    }
}
