//! Documents that the page has made: saved for a person, and opened for them.

use crate::documents::{self, Documents};
use crate::dropped::Dropped;
use desk::ErrorCode;
use std::io::ErrorKind;
use tauri::{AppHandle, Manager, State};

/// Puts a text among the downloads, under this name or one like it, and answers
/// its path.
#[tauri::command]
pub(super) async fn document_save(
    app: AppHandle,
    documents: State<'_, Documents>,
    file_name: String,
    text: String,
) -> Result<String, ErrorCode> {
    let places = [app.path().download_dir(), app.path().home_dir()];
    let folder = places.into_iter().flatten().find(|folder| folder.is_dir());
    let folder = folder.ok_or(ErrorCode::Unexpected)?;
    let saved = documents.save(&folder, &file_name, &text).await?;
    Ok(saved.display().to_string())
}

/// Opens what was saved since Byline began, and nothing else.
#[tauri::command]
pub(super) async fn document_open(
    documents: State<'_, Documents>,
    path: String,
) -> Result<(), ErrorCode> {
    documents::open(documents.known(&path)?).await
}

/// The text of the document that was dropped on the window, once.
#[tauri::command]
pub(super) async fn document_dropped(dropped: State<'_, Dropped>) -> Result<String, ErrorCode> {
    let bytes = dropped.bytes().await.ok();
    let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
    text.ok_or_else(|| ErrorCode::ApplicationUnreadable {
        detail: ErrorKind::InvalidData.to_string(),
    })
}
