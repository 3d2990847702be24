//! States of the practice network that were kept to go back to: one file each in
//! the data folder, under the name that a person gave. They hold the keys of
//! invented brands, which open nothing but a practice network.

use crate::api::{Nothing, PracticeKept};
use crate::practice_panel::{trouble, unknown};
use crate::{Change, Desk, ErrorCode};
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// The longest name of a state, in characters.
const NAME_LIMIT: usize = 60;

impl Desk {
    /// Keeps the practice network as it is now; a state of the same name is
    /// replaced.
    pub async fn practice_keep(&self, request: PracticeKept) -> Result<Nothing, ErrorCode> {
        let network = self.practising().await?;
        let file = file(self.folder(), &request.name)?;
        let keep = move || {
            let saved = network.save().map_err(trouble)?;
            write_whole(&file, &saved)?;
            Ok(Nothing {})
        };
        blocking(keep).await
    }

    /// Puts a kept state in the place of the practice network.
    pub async fn practice_go_back(&self, request: PracticeKept) -> Result<Nothing, ErrorCode> {
        let network = self.practising().await?;
        let file = file(self.folder(), &request.name)?;
        let go = move || {
            let saved = std::fs::read(file)?;
            network.load(&saved).map_err(trouble)?;
            Ok(Nothing {})
        };
        let done = blocking(go).await?;
        self.inner.engine.tell(Change::Inbox);
        Ok(done)
    }
}

/// The names of all kept states, in their order.
pub(crate) fn names(data: &Path) -> Result<Vec<String>, ErrorCode> {
    let entries = match std::fs::read_dir(folder(data)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Failed::from(error).0),
    };
    let mut names: Vec<String> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect();
    names.sort();
    Ok(names)
}

fn folder(data: &Path) -> PathBuf {
    data.join("practice-kept")
}

/// The file of a name. A name cannot lead out of its folder.
fn file(data: &Path, name: &str) -> Result<PathBuf, ErrorCode> {
    let name = name.trim();
    let usual = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    let begins = name.starts_with(char::is_alphanumeric);
    if begins && name.chars().count() <= NAME_LIMIT && name.chars().all(usual) {
        return Ok(folder(data).join(format!("{name}.json")));
    }
    Err(ErrorCode::NameRefused)
}

/// Writes a file for its owner alone: whole under its name, or not at all.
fn write_whole(file: &Path, contents: &[u8]) -> std::io::Result<()> {
    let half = file.with_extension("half");
    let (mut folders, mut options) = (DirBuilder::new(), OpenOptions::new());
    folders.recursive(true);
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        std::os::unix::fs::DirBuilderExt::mode(&mut folders, 0o700);
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    if let Some(folder) = file.parent() {
        folders.create(folder)?;
    }
    let mut writing = options.open(&half)?;
    writing.write_all(contents)?;
    writing.sync_all()?;
    std::fs::rename(half, file)?;
    #[cfg(unix)]
    if let Some(folder) = file.parent() {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// A failure on the way to or from the disk.
struct Failed(ErrorCode);

impl From<ErrorCode> for Failed {
    fn from(code: ErrorCode) -> Self {
        Self(code)
    }
}

impl From<std::io::Error> for Failed {
    fn from(error: std::io::Error) -> Self {
        Self(match error.kind() {
            ErrorKind::StorageFull => ErrorCode::DiskFull,
            _ => unknown(&error.to_string()),
        })
    }
}

async fn blocking(
    what: impl FnOnce() -> Result<Nothing, Failed> + Send + 'static,
) -> Result<Nothing, ErrorCode> {
    let done = tokio::task::spawn_blocking(what).await;
    done.map_err(|_| ErrorCode::Unexpected)?
        .map_err(|Failed(code)| code)
}

#[cfg(test)]
mod tests {
    use super::{file, write_whole};
    use std::path::Path;

    #[cfg(unix)]
    #[test]
    fn a_state_is_its_owners_alone_and_replaces_one_of_the_same_name() {
        use std::os::unix::fs::PermissionsExt;
        let data = tempfile::tempdir().unwrap();
        let file = file(data.path(), "before").unwrap();
        write_whole(&file, b"one").unwrap();
        write_whole(&file, b"two").unwrap();
        assert_eq!(std::fs::read(&file).unwrap(), b"two");
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&file), 0o600);
        assert_eq!(mode(file.parent().unwrap()), 0o700);
        assert_eq!(super::names(data.path()).ok().unwrap(), ["before"]);
    }

    #[test]
    fn a_name_stays_in_its_folder() {
        let data = Path::new("data");
        for name in ["before the show", "Probe_2", "練習"] {
            let expected = data.join("practice-kept").join(format!("{name}.json"));
            assert_eq!(file(data, name).unwrap(), expected);
        }
        for name in ["", ".", "..", "../x", "a/b", "a\\b", "-x", &"x".repeat(61)] {
            assert!(file(data, name).is_err(), "{name}");
        }
    }
}
