//! The names of backups and of files that were set aside: each says when it was
//! made and why, so that they can be told apart without Byline, too.

use domain::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use std::path::{Path, PathBuf};

/// How a moment is written in a name, in UTC.
const MOMENT: &str = "%Y%m%dT%H%M%SZ";

const START: &str = "byline-";
const END: &str = ".sqlite";
const BEFORE_UPDATE: &str = "-before-update-from-";
const BEFORE_RESTORE: &str = "-before-restore";

/// Why a backup was made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
    /// Daily, or because somebody asked for it.
    Regular,
    /// Before the file was brought up to date from this version.
    BeforeUpdate(i64),
}

/// A backup.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BackupFile {
    /// Its name in the folder of backups.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// When it was made, to the second.
    pub made_at: Timestamp,
    /// Why.
    pub reason: Reason,
    /// In bytes.
    pub size: u64,
}

/// A data file whose place was taken by a restored one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AsideFile {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// When it was set aside, to the second.
    pub at: Timestamp,
    /// In bytes.
    pub size: u64,
}

impl BackupFile {
    pub(crate) fn regular_name(at: Timestamp) -> String {
        format!("{START}{}{END}", moment(at))
    }

    pub(crate) fn update_name(at: Timestamp, from: i64) -> String {
        format!("{START}{}{BEFORE_UPDATE}{from}{END}", moment(at))
    }

    /// `None` for anything that has not the name of a backup, or is no file.
    pub(crate) fn read(folder: &Path, name: &str) -> Option<Self> {
        let inner = name.strip_prefix(START)?.strip_suffix(END)?;
        let (at, reason) = match inner.split_once(BEFORE_UPDATE) {
            Some((at, from)) => (at, Reason::BeforeUpdate(from.parse().ok()?)),
            None => (inner, Reason::Regular),
        };
        let path = folder.join(name);
        Some(Self {
            name: name.to_owned(),
            made_at: read_moment(at)?,
            reason,
            size: size(&path)?,
            path,
        })
    }
}

impl AsideFile {
    pub(crate) fn name(at: Timestamp) -> String {
        format!("{START}{}{BEFORE_RESTORE}{END}", moment(at))
    }

    pub(crate) fn read(folder: &Path, name: &str) -> Option<Self> {
        let inner = name.strip_prefix(START)?.strip_suffix(END)?;
        let path = folder.join(name);
        Some(Self {
            name: name.to_owned(),
            at: read_moment(inner.strip_suffix(BEFORE_RESTORE)?)?,
            size: size(&path)?,
            path,
        })
    }
}

/// The names of what is in a folder; none where it cannot be read.
pub(crate) fn names_in(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    names.collect()
}

/// A moment as names have it: `20261123T081500Z`.
pub(crate) fn moment(at: Timestamp) -> String {
    jiff::Timestamp::from_millisecond(at.0).map_or_else(
        |_| "00000000T000000Z".to_owned(),
        |at| at.to_zoned(TimeZone::UTC).strftime(MOMENT).to_string(),
    )
}

/// A moment from a name.
pub(crate) fn read_moment(text: &str) -> Option<Timestamp> {
    let civil = DateTime::strptime(MOMENT, text).ok()?;
    let zoned = civil.to_zoned(TimeZone::UTC).ok()?;
    Some(Timestamp(zoned.timestamp().as_millisecond()))
}

fn size(path: &Path) -> Option<u64> {
    let about = std::fs::metadata(path).ok()?;
    about.is_file().then_some(about.len())
}

#[cfg(test)]
mod tests {
    use super::{moment, read_moment};
    use domain::Timestamp;

    #[test]
    fn a_moment_in_a_name_is_read_to_the_second() {
        let at = Timestamp(1_795_421_700_123);
        let name = moment(at);
        assert_eq!(name, "20261123T081500Z");
        assert_eq!(read_moment(&name), Some(Timestamp(1_795_421_700_000)));
        for other in ["", "20261123", "20261323T081500Z", "20261123T081500Zx"] {
            assert_eq!(read_moment(other), None, "{other}");
        }
    }
}
