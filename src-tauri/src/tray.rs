//! The icon beside the clock: how much is unread, stopping all sending, the way
//! back to the window, and the way out. Its words are the catalogue's. Going on
//! after a stop is deliberate, so it is only in the window.
//!
//! Not every Linux desktop has a place for it, and not every machine has the
//! library; nothing depends on it. A second start of Byline brings the window
//! back as well (`instance`).

use crate::opened::Opened;
use crate::{closing, instance};
use desk::api::Nothing;
use desk::{Change, Desk};
use std::panic::{AssertUnwindSafe, catch_unwind};
use tauri::menu::{Menu, MenuItem, PredefinedMenuItem};
use tauri::tray::{MouseButton, MouseButtonState, TrayIconBuilder, TrayIconEvent};
use tauri::{App, AppHandle, Manager, Wry};
use tokio::sync::broadcast::error::RecvError;

const OPEN: &str = "open";
const STOP: &str = "stop";
const QUIT: &str = "quit";

/// The line of the menu that changes.
struct Unread(MenuItem<Wry>);

/// The line that stops everything, or says that everything is stopped.
struct Stop(MenuItem<Wry>);

/// Puts the icon up, where there is a place for it.
pub(crate) fn open(app: &App) {
    // The library for it is loaded at run time, and its binding panics where
    // it is missing.
    match catch_unwind(AssertUnwindSafe(|| build(app))) {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::info!(%error, "there is no icon beside the clock"),
        Err(_) => tracing::info!("there is no icon beside the clock: a library is missing"),
    }
}

fn build(app: &App) -> tauri::Result<()> {
    let unread = MenuItem::new(app, line(0), false, None::<&str>)?;
    let stop = MenuItem::with_id(app, STOP, desk::text("tray_stop", []), true, None::<&str>)?;
    let items = [
        MenuItem::with_id(app, OPEN, desk::text("tray_open", []), true, None::<&str>)?,
        MenuItem::with_id(app, QUIT, desk::text("tray_quit", []), true, None::<&str>)?,
    ];
    let [show, quit] = &items;
    let gap = PredefinedMenuItem::separator(app)?;
    let menu = Menu::with_items(app, &[&unread, &gap, &stop, show, quit])?;
    let mut icon = TrayIconBuilder::with_id(instance::MAIN)
        .menu(&menu)
        .show_menu_on_left_click(false)
        .tooltip(desk::text("app_name", []))
        .on_menu_event(|app, event| match event.id.as_ref() {
            OPEN => instance::show(app),
            STOP => stop_all(app),
            QUIT => closing::quit(app),
            _ => {}
        })
        .on_tray_icon_event(|icon, event| {
            if let TrayIconEvent::Click {
                button: MouseButton::Left,
                button_state: MouseButtonState::Up,
                ..
            } = event
            {
                instance::show(icon.app_handle());
            }
        });
    if let Some(picture) = app.default_window_icon() {
        icon = icon.icon(picture.clone());
    }
    icon.build(app)?;
    app.manage(Unread(unread));
    app.manage(Stop(stop));
    Ok(())
}

/// Says how much is unread.
pub(crate) fn say_unread(app: &AppHandle, conversations: u32) {
    let Some(unread) = app.try_state::<Unread>() else {
        return;
    };
    if let Err(error) = unread.0.set_text(line(conversations)) {
        tracing::warn!(%error, "the icon beside the clock could not be told what is unread");
    }
}

/// Stops all sending, at once; the window shows it.
fn stop_all(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let opened = app.state::<Opened>().inner().clone();
        let stopped = opened.ask(|desk| async move { desk.outbox_stop(Nothing {}).await });
        if let Err(code) = stopped.await {
            tracing::error!(?code, "sending could not be stopped");
            instance::show(&app);
        }
    });
}

/// Keeps the line that stops everything as things are, for as long as there is a
/// desk.
pub(crate) fn follow_stop(desk: Desk, app: AppHandle) {
    tauri::async_runtime::spawn(async move {
        let mut changes = desk.changes();
        say_stopped(&desk, &app).await;
        loop {
            match changes.recv().await {
                Ok(Change::Outbox) | Err(RecvError::Lagged(_)) => say_stopped(&desk, &app).await,
                Ok(_) => {}
                Err(RecvError::Closed) => return,
            }
        }
    });
}

async fn say_stopped(desk: &Desk, app: &AppHandle) {
    let Some(stop) = app.try_state::<Stop>() else {
        return;
    };
    let Ok(standing) = desk.outbox_standing(Nothing {}).await else {
        return;
    };
    let (word, enabled) = match standing.stop {
        Some(_) => ("tray_stopped", false),
        None => ("tray_stop", true),
    };
    let told = stop
        .0
        .set_text(desk::text(word, []))
        .and(stop.0.set_enabled(enabled));
    if let Err(error) = told {
        tracing::warn!(%error, "the icon beside the clock could not be told of a stop");
    }
}

fn line(conversations: u32) -> String {
    match conversations {
        0 => desk::text("tray_all_read", []),
        some => desk::text("nav_unread", [("count", some.into())]),
    }
}
