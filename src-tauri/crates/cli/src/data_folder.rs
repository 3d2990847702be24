//! Where things are kept when nobody says otherwise.

use crate::failure::Given;
use std::path::PathBuf;

/// The data folder: the given one, or the platform's.
pub fn of_desk(given: Option<PathBuf>) -> Result<PathBuf, Given> {
    match given {
        Some(folder) => Ok(folder),
        None => platform(),
    }
}

/// The folder of a practice network that is served alone. In a given data
/// folder it is the one that the desk there practises with; in the platform's
/// it is another, because the window may be at work there.
pub fn of_practice(given: Option<PathBuf>) -> Result<PathBuf, Given> {
    match given {
        Some(folder) => Ok(folder.join("practice")),
        None => Ok(platform()?.join("practice-server")),
    }
}

fn platform() -> Result<PathBuf, Given> {
    desk::default_folder().ok_or(Given::NoDataFolder)
}
