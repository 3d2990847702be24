//! Closing the window and quitting: the desk says what follows, here it is
//! done. Where a person has to be asked, the page asks, and answers with a
//! command (`commands/window.rs`).
//!
//! A page that hangs keeps nobody: whoever closes or quits again while the
//! first wish is open ends Byline.

use crate::instance;
use crate::opened::Opened;
use crate::told::{Telling, Told};
use desk::api::{ClosingQuestion, ClosingWish};
use desk::{AtClose, Desk};
use std::sync::atomic::{AtomicBool, Ordering};
use tauri::{AppHandle, Manager, Window, WindowEvent, Wry};

/// Whether a wish to close or quit is open.
#[derive(Default)]
pub(crate) struct Wished(AtomicBool);

/// Keeps the window until it was decided what closing it means.
pub(crate) fn hear(window: &Window<Wry>, event: &WindowEvent) {
    if let (WindowEvent::CloseRequested { api, .. }, instance::MAIN) = (event, window.label()) {
        api.prevent_close();
        follow(window.app_handle(), ClosingWish::Close);
    }
}

/// Somebody wants Byline to end.
pub(crate) fn quit(app: &AppHandle) {
    follow(app, ClosingWish::Quit);
}

fn follow(app: &AppHandle, wish: ClosingWish) {
    if app.state::<Wished>().0.swap(true, Ordering::SeqCst) {
        app.exit(0);
        return;
    }
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let opened = app.state::<Opened>().inner().clone();
        let decided = opened
            .ask(|desk| async move { Ok(decide(&desk, wish).await) })
            .await;
        match decided.unwrap_or(AtClose::Quit) {
            AtClose::Hide => hide(&app),
            AtClose::Quit => app.exit(0),
            AtClose::Ask(question) => ask(&app, question),
        }
    });
}

async fn decide(desk: &Desk, wish: ClosingWish) -> AtClose {
    match wish {
        ClosingWish::Close => desk.at_close().await,
        ClosingWish::Quit => desk.at_quit().await,
    }
}

/// Takes the window out of sight. Where nothing could bring it back, it is
/// made small instead.
pub(crate) fn hide(app: &AppHandle) {
    stay(app);
    let Some(window) = app.get_webview_window(instance::MAIN) else {
        return;
    };
    let hidden = if instance::is_found_again() {
        window.hide()
    } else {
        window.minimize()
    };
    if let Err(error) = hidden {
        tracing::warn!(%error, "the window could not be hidden");
    }
}

/// The wish was taken back.
pub(crate) fn stay(app: &AppHandle) {
    app.state::<Wished>().0.store(false, Ordering::SeqCst);
}

fn ask(app: &AppHandle, question: ClosingQuestion) {
    instance::show(app);
    app.state::<Telling>().tell(Told::Closing(question));
}
