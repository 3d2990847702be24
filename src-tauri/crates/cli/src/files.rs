//! Reading what others gave, never more than is of use.

use crate::failure::Given;
use std::fs::File;
use std::io::Read;
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
