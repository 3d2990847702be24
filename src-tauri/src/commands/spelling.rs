//! In which language the page's fields are checked.

use tauri::WebviewWindow;

/// `language` is a BCP 47 tag; the system's language where it is empty.
#[tauri::command]
pub(super) fn spelling_in(window: WebviewWindow, language: &str) {
    crate::spelling::check(&window, language);
}
