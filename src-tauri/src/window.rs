//! The window itself: its place is kept in the data folder, as everything is,
//! and so is what the system's web view writes down for itself.

use crate::instance::MAIN;
use anyhow::Context;
use std::path::Path;
use tauri::plugin::TauriPlugin;
use tauri::webview::PageLoadEvent;
use tauri::{App, WebviewWindowBuilder, Wry};
use tauri_plugin_window_state::StateFlags;

/// Remembers where the window stood and how large it was.
pub(crate) fn place_plugin(data: &Path) -> TauriPlugin<Wry> {
    let file = data.join("window.json").display().to_string();
    tauri_plugin_window_state::Builder::new()
        .with_filename(file)
        .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
        .build()
}

/// Opens the window that `tauri.conf.json` describes, and shows it when its page
/// has begun to come.
///
/// WebKitGTK draws a visible page by asking its process and waiting for the
/// answer, at most 500 ms (`forceUpdateIfNeeded` of its drawing area). That
/// process, while it starts, waits for this one to be given its connection, so
/// that a window which is drawn too early stands still for the whole half second.
pub(crate) fn open(app: &App, data: &Path) -> anyhow::Result<()> {
    let windows = &app.config().app.windows;
    let main = windows
        .iter()
        .find(|window| window.label == MAIN)
        .context("tauri.conf.json names no main window")?;
    let window = WebviewWindowBuilder::from_config(app.handle(), main)?
        .visible(false)
        .on_page_load(|window, load| {
            if load.event() != PageLoadEvent::Started {
                return;
            }
            if let Err(error) = window.show() {
                tracing::warn!(%error, "the window could not be shown");
            }
        });
    // There the page is given what is dropped on it (`dropped.rs`).
    #[cfg(not(target_os = "linux"))]
    let window = window.disable_drag_drop_handler();
    // Where the folder is not to be had, the window is there to say so.
    let window = if data.is_dir() {
        window.data_directory(data.join("webview"))
    } else {
        window
    };
    window.build()?;
    Ok(())
}
