//! The shell: one window around one desk. It puts the desk, the page and the
//! system together and decides nothing; what a command means stands in `desk`.

mod around;
mod background;
mod badge;
mod clipboard;
mod closing;
mod commands;
mod documents;
mod dropped;
mod events;
mod handed;
mod instance;
#[cfg(target_os = "linux")]
mod linux;
mod opened;
mod scheme;
mod spelling;
mod told;
mod tray;
mod window;

use crate::background::Background;
use crate::closing::Wished;
use crate::commands::rescue::DataPlace;
use crate::documents::Documents;
use crate::dropped::Dropped;
use crate::opened::Opening;
use crate::told::Telling;
use anyhow::Context;
use desk::{Desk, ErrorCode, Options, VaultChoice};
use std::path::{Path, PathBuf};
use tauri::{App, AppHandle, Manager, RunEvent};

/// How the window was started.
#[derive(clap::Parser, Debug)]
#[command(name = "byline-app", version, about = "Byline's window")]
pub struct Arguments {
    /// The data folder; made where there is none. Default: the platform's.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
}

/// Opens the window and returns when it is closed.
///
/// # Errors
/// When the system gives no window, or knows no place for data. A data folder
/// that cannot be opened is no error here: the window says so.
pub fn run(arguments: Arguments) -> anyhow::Result<()> {
    #[cfg(target_os = "linux")]
    linux::prepare()?;
    note_panics();
    let data = match arguments.data {
        Some(data) => std::path::absolute(data)?,
        None => desk::default_folder().context("this system names no place for data")?,
    };
    let mut context = tauri::generate_context!();
    let app = tauri::Builder::default()
        .plugin(instance::plugin(&mut context, &data))
        .plugin(window::place_plugin(&data))
        .plugin(tauri_plugin_notification::init())
        .register_asynchronous_uri_scheme_protocol(scheme::SCHEME, scheme::answer)
        .invoke_handler(commands::handler())
        .on_window_event(|window, event| {
            closing::hear(window, event);
            dropped::hear(window, event);
        })
        .build(context)?;
    set_up(&app, &data)?;
    app.run(|app, event| match event {
        RunEvent::Exit => {
            if let Some(background) = app.try_state::<Background>() {
                background.stop();
            }
        }
        // A click on the icon in the Dock, where a window may be hidden.
        #[cfg(target_os = "macos")]
        RunEvent::Reopen { .. } => instance::show(app),
        _ => {}
    });
    Ok(())
}

/// Opens the desk, sets it to work and opens the window, in this order, so that
/// the page's first question finds an answer.
fn set_up(app: &App, data: &Path) -> anyhow::Result<()> {
    match desk::log_to(data) {
        Ok(log) => {
            app.manage(log);
        }
        Err(code) => eprintln!("byline: no log: {}", desk::sentence(&code)),
    }
    app.manage(Wished::default());
    app.manage(Dropped::default());
    app.manage(Documents::default());
    app.manage(DataPlace(data.to_owned()));
    app.manage(Telling::default());
    let (opening, opened) = Opening::begin();
    app.manage(opened);
    // Not beside the window: a window that died was seen twice when they were opened at once.
    let working = set_to_work(app.handle().clone(), data.to_owned(), opening);
    let desk = tauri::async_runtime::block_on(working);
    window::open(app, data)?;
    // What follows is done while the page comes. The icon is there before it is told of.
    tray::open(app);
    if let Some(desk) = desk {
        tray::follow_stop(desk.clone(), app.handle().clone());
        around::tell(desk, app.handle().clone());
    }
    Ok(())
}

/// Opens the desk and sets it to work. None where it could not be opened.
async fn set_to_work(app: AppHandle, data: PathBuf, opening: Opening) -> Option<Desk> {
    let opened = open_desk(&data).await;
    match &opened {
        Ok(desk) => {
            events::forward(desk, app.clone());
            app.manage(Background::start(desk.clone()));
        }
        Err(code) => tracing::error!(?code, "the data folder could not be opened"),
    }
    let desk = opened.as_ref().ok().cloned();
    opening.done(opened);
    desk
}

async fn open_desk(data: &Path) -> Result<Desk, ErrorCode> {
    Desk::open_patiently(|| Options::real(data.to_owned(), VaultChoice::from_environment()?)).await
}

/// A panic is written down by its place only: its words may hold a message.
fn note_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        tracing::error!(place, "a panic; the command in which it happened says so");
        eprintln!("byline: a panic at {}", place.unwrap_or_default());
    }));
}
