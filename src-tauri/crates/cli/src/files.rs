//! Reading what others gave, never more than is of use, and writing what they
//! asked for, never over anything.

use crate::failure::Given;
use desk::ErrorCode;
use desk::api::ExportedFile;
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::path::Path;

/// A photo has at most 50 MB; one byte more than could ever be taken is enough
/// to have it refused as too large.
const MOST: u64 = 64 * 1024 * 1024;

/// The bytes of a photo.
pub fn photo(file: &Path) -> Result<Vec<u8>, Given> {
    let unread = |error: std::io::Error| Given::File {
        file: file.display().to_string(),
        why: error.kind(),
    };
    let mut bytes = Vec::new();
    let opened = File::open(file).map_err(unread)?;
    opened.take(MOST).read_to_end(&mut bytes).map_err(unread)?;
    Ok(bytes)
}

/// A text, for example one that Byline wrote out.
pub fn text(file: &Path) -> Result<String, Given> {
    let unread = |error: std::io::Error| Given::File {
        file: file.display().to_string(),
        why: error.kind(),
    };
    let mut text = String::new();
    let opened = File::open(file).map_err(unread)?;
    opened
        .take(MOST)
        .read_to_string(&mut text)
        .map_err(unread)?;
    Ok(text)
}

/// A document as a new file that only this user may read. Nothing half written
/// stays.
pub fn write_new(file: &Path, text: &str) -> Result<ExportedFile, ErrorCode> {
    let path = file.display().to_string();
    let mut options = OpenOptions::new();
    options.create_new(true).write(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let refused = |error: std::io::Error| match error.kind() {
        ErrorKind::AlreadyExists => ErrorCode::FileThere { path: path.clone() },
        ErrorKind::StorageFull => ErrorCode::DiskFull,
        _ => ErrorCode::FileNotWritten {
            path: path.clone(),
            detail: error.to_string(),
        },
    };
    let mut new = options.open(file).map_err(refused)?;
    let written = new.write_all(text.as_bytes()).and_then(|()| new.sync_all());
    if let Err(error) = written {
        // What failed is told; half a document is of no use to anybody.
        std::fs::remove_file(file).ok();
        return Err(refused(error));
    }
    Ok(ExportedFile {
        size: i64::try_from(text.len()).unwrap_or(i64::MAX),
        rows: 1,
        path,
    })
}

/// A file's name without what would lead into another folder.
pub fn safe_name(name: &str) -> String {
    let plain =
        |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '@' | '(' | ')');
    let kept: String = name
        .chars()
        .map(|c| if plain(c) { c } else { '-' })
        .collect();
    kept.trim_start_matches('.').to_owned()
}
