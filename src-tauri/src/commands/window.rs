//! What the page may do with the window around it: its answers when a person
//! was asked about closing, and the wish to quit by key.

use crate::closing;
use crate::told::{Telling, Told};
use desk::ErrorCode;
use tauri::{AppHandle, State};

/// What the window has to tell, as soon as there is something. The page asks
/// again when it has heard it.
#[tauri::command]
pub(super) async fn window_heard(telling: State<'_, Telling>) -> Result<Vec<Told>, ErrorCode> {
    Ok(telling.next().await)
}

/// Byline goes on without its window.
#[tauri::command]
pub(super) fn window_hide(app: AppHandle) {
    closing::hide(&app);
}

/// Somebody wants to quit; a person is asked where replies would stay.
#[tauri::command]
pub(super) fn window_leave(app: AppHandle) {
    closing::quit(&app);
}

/// The first rows stand on the screen; the log keeps when, to the microsecond.
#[tauri::command]
pub(super) fn window_painted() {
    tracing::info!("painted");
}

/// Byline ends now.
#[tauri::command]
pub(super) fn window_quit(app: AppHandle) {
    app.exit(0);
}

/// Nothing happens after all.
#[tauri::command]
pub(super) fn window_stay(app: AppHandle) {
    closing::stay(&app);
}
