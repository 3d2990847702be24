//! A file that is dropped on the window. WebKitGTK names it to the page and gives
//! no contents, and where the page does not take it, leaves Byline for the file.
//! So there the toolkit gives it to the window: the page hears that there is one
//! and asks for it. Elsewhere the page is given the file itself.

use crate::handed;
use crate::told::{Telling, Told};
use desk::ErrorCode;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use tauri::{DragDropEvent, Manager, Window, WindowEvent, Wry};

/// The file that was dropped last, until the page asks for it.
#[derive(Default)]
pub(crate) struct Dropped(Mutex<Option<PathBuf>>);

impl Dropped {
    /// Its contents, once.
    ///
    /// # Errors
    /// `PictureGone` where nothing was dropped; those of reading the file.
    pub(crate) async fn bytes(&self) -> Result<Vec<u8>, ErrorCode> {
        let path = self.last().take().ok_or(ErrorCode::PictureGone)?;
        handed::read(&path).await
    }

    fn last(&self) -> std::sync::MutexGuard<'_, Option<PathBuf>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Keeps the first file that is dropped, and tells the page.
pub(crate) fn hear(window: &Window<Wry>, event: &WindowEvent) {
    let WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) = event else {
        return;
    };
    *window.state::<Dropped>().last() = paths.first().cloned();
    window.state::<Telling>().tell(Told::Dropped);
}
