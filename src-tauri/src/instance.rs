//! One window for one data folder: a second start on the same folder brings the
//! first window to the front and ends. Windows on different folders are
//! strangers.
//!
//! Where the system has no way to find the first (no session bus on Linux), the
//! second window opens as a reader: the folder's lock, not this, keeps writers
//! apart.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Context, Manager, Wry};

/// The one window.
pub(crate) const MAIN: &str = "main";

/// Gives each data folder a name of its own in the system, and watches for it.
pub(crate) fn plugin(context: &mut Context, data: &Path) -> TauriPlugin<Wry> {
    let name = name(&context.config().identifier, data);
    // On Linux the bus has names of its own; elsewhere the program's is taken.
    if !cfg!(target_os = "linux") {
        context.config_mut().identifier.clone_from(&name);
    }
    tauri_plugin_single_instance::Builder::new()
        .dbus_id(name)
        .callback(|app, _, _| show(app))
        .build()
}

/// Whether a second start finds this one, and so brings back a hidden window.
/// On Linux that takes a session bus.
pub(crate) fn is_found_again() -> bool {
    let named = |name| std::env::var_os(name).filter(|value| !value.is_empty());
    !cfg!(target_os = "linux")
        || named("DBUS_SESSION_BUS_ADDRESS").is_some()
        || named("XDG_RUNTIME_DIR").is_some_and(|folder| Path::new(&folder).join("bus").exists())
}

/// Brings the window to the front, wherever it was.
pub(crate) fn show(app: &AppHandle) {
    let Some(window) = app.get_webview_window(MAIN) else {
        return;
    };
    let shown = window
        .unminimize()
        .and_then(|()| window.show())
        .and_then(|()| window.set_focus());
    if let Err(error) = shown {
        tracing::warn!(%error, "the window could not be brought to the front");
    }
}

fn name(identifier: &str, data: &Path) -> String {
    let whole = std::path::absolute(data).unwrap_or_else(|_| data.to_owned());
    let whole = whole.canonicalize().unwrap_or(whole);
    let mut hasher = DefaultHasher::new();
    whole.hash(&mut hasher);
    format!("{identifier}.f{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::name;
    use std::path::Path;

    #[test]
    fn a_folder_has_one_name_however_it_is_written_and_two_folders_have_two() {
        let here = std::env::current_dir().unwrap();
        assert_eq!(name("app", &here), name("app", &here.join(".")));
        assert_ne!(name("app", &here), name("app", Path::new("/")));
    }
}
