//! Going back to a backup where the data file cannot be opened: no desk is there
//! to ask, and Byline starts anew afterwards.

use desk::{Desk, ErrorCode, Options, VaultChoice};
use std::path::PathBuf;
use tauri::{AppHandle, State};

/// The data folder of this window.
pub(crate) struct DataPlace(pub(crate) PathBuf);

/// Prepares going back to a backup, by its name: it takes its place at the next
/// start.
#[tauri::command]
pub(super) async fn rescue_prepare(
    place: State<'_, DataPlace>,
    backup: String,
) -> Result<(), ErrorCode> {
    let options = Options::real(place.0.clone(), VaultChoice::from_environment()?)?;
    Desk::rescue(options, backup).await.map(|_| ())
}

/// Byline ends and starts anew.
#[tauri::command]
pub(super) fn rescue_restart(app: AppHandle) {
    app.request_restart();
}
