//! Documents that somebody asked for, put where they look for such: among the
//! downloads, or at home where a system has no folder for those. What stands
//! there already is never replaced. Only what was saved here since Byline began
//! is opened, so that the page cannot open a file of its own choice.

use desk::ErrorCode;
use std::collections::BTreeSet;
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use tokio::io::AsyncWriteExt;

/// What the page may write: text that other programs show and do not run.
const ENDINGS: [&str; 4] = ["html", "md", "json", "txt"];

/// A name has at most this many characters before its ending.
const LONGEST: usize = 100;

/// So many files of one name may stand beside each other.
const MOST: u32 = 999;

/// What was saved since Byline began.
#[derive(Default)]
pub(crate) struct Documents(Mutex<BTreeSet<PathBuf>>);

impl Documents {
    /// Writes a new file into the folder and answers where it is. Where the name is
    /// taken, the new one gets a number.
    ///
    /// # Errors
    /// `DiskFull`; `DocumentNotSaved` for everything else that the system says.
    /// Nothing half written stays.
    pub(crate) async fn save(
        &self,
        folder: &Path,
        file_name: &str,
        text: &str,
    ) -> Result<PathBuf, ErrorCode> {
        let written = write(folder, &safe(file_name), text).await;
        let path = written.map_err(|error| match error.kind() {
            ErrorKind::StorageFull => ErrorCode::DiskFull,
            _ => ErrorCode::DocumentNotSaved {
                folder: folder.display().to_string(),
                detail: error.kind().to_string(),
            },
        })?;
        self.saved().insert(path.clone());
        Ok(path)
    }

    /// A document's path, where it was saved here.
    ///
    /// # Errors
    /// `DocumentNotOpened` where it was not.
    pub(crate) fn known(&self, path: &str) -> Result<PathBuf, ErrorCode> {
        let known = self.saved().get(Path::new(path)).cloned();
        known.ok_or_else(|| not_opened(path))
    }

    fn saved(&self) -> std::sync::MutexGuard<'_, BTreeSet<PathBuf>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Opens a document in the program that the system has for it.
///
/// # Errors
/// `DocumentNotOpened` where there is none, or the file is gone.
pub(crate) async fn open(path: PathBuf) -> Result<(), ErrorCode> {
    let shown = path.display().to_string();
    let opened = tokio::task::spawn_blocking(move || {
        std::fs::metadata(&path).and_then(|_| open::that_detached(&path))
    });
    match opened.await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => {
            tracing::warn!(kind = ?error.kind(), "a document could not be opened");
            Err(not_opened(&shown))
        }
        Err(_) => Err(ErrorCode::Unexpected),
    }
}

fn not_opened(path: &str) -> ErrorCode {
    ErrorCode::DocumentNotOpened {
        path: path.to_owned(),
    }
}

async fn write(folder: &Path, name: &Name, text: &str) -> Result<PathBuf, Error> {
    for number in 1..=MOST {
        let path = folder.join(name.numbered(number));
        let created = tokio::fs::File::create_new(&path).await;
        let mut file = match created {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => continue,
            created => created?,
        };
        let filled = async {
            file.write_all(text.as_bytes()).await?;
            file.sync_all().await
        };
        if let Err(error) = filled.await {
            drop(file);
            let _ = tokio::fs::remove_file(&path).await;
            return Err(error);
        }
        return Ok(path);
    }
    Err(ErrorKind::AlreadyExists.into())
}

/// A file's name that every system takes.
#[derive(PartialEq, Eq, Debug)]
struct Name {
    stem: String,
    ending: String,
}

impl Name {
    fn numbered(&self, number: u32) -> String {
        let Self { stem, ending } = self;
        match number {
            1 => format!("{stem}.{ending}"),
            number => format!("{stem} ({number}).{ending}"),
        }
    }
}

/// Of a name as it was asked for: no folder, no hidden file, no program.
fn safe(asked: &str) -> Name {
    let (stem, ending) = asked.rsplit_once('.').unwrap_or((asked, ""));
    let ending = ending.to_ascii_lowercase();
    let (stem, ending) = if ENDINGS.contains(&ending.as_str()) {
        (stem, ending)
    } else {
        (asked, "txt".to_owned())
    };
    let kept: String = stem
        .chars()
        .map(|c| if is_plain(c) { c } else { '-' })
        .take(LONGEST)
        .collect();
    let stem = kept.trim_matches([' ', '.', '-']);
    // Windows keeps some names for devices.
    let device = stem.len() <= 4 && stem.chars().all(|c| c.is_ascii_alphanumeric());
    let stem = match stem {
        "" => "Byline".to_owned(),
        short if device => format!("Byline {short}"),
        stem => stem.to_owned(),
    };
    Name { stem, ending }
}

fn is_plain(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '(' | ')')
}

#[cfg(test)]
#[path = "documents_tests.rs"]
mod tests;
