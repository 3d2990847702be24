//! A display and a session for windows where there is none: Xvfb, and a bus
//! with an unlocked keychain of its own, gone when the command ends.

use crate::step::Started;
use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// Is there a display to open a window on?
pub fn present() -> bool {
    !cfg!(target_os = "linux")
        || ["WAYLAND_DISPLAY", "DISPLAY"]
            .iter()
            .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// A virtual display with a session; everything of it ends when it is dropped.
pub struct Virtual {
    display: String,
    folder: TempDir,
    _server: Started,
}

impl Virtual {
    /// Starts a virtual display of 1400×1000.
    pub fn start() -> Result<Self> {
        let child = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1400x1000x24",
                "-nolisten",
                "tcp",
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("Xvfb could not be started; install the package xvfb")?;
        let mut server = Started(child);
        let mut number = String::new();
        let out = server.0.stdout.take().context("Xvfb has no output")?;
        BufReader::new(out)
            .read_line(&mut number)
            .context("Xvfb did not name its display")?;
        if number.trim().is_empty() {
            bail!("Xvfb ended without naming a display");
        }
        let folder = tempfile::Builder::new()
            .prefix("byline-session-")
            .tempdir()?;
        Ok(Self {
            display: format!(":{}", number.trim()),
            folder,
            _server: server,
        })
    }

    /// The command, on this display, in a session with an unlocked keychain.
    pub fn around(&self, command: &Command) -> Command {
        const SESSION: &str = "printf byline | gnome-keyring-daemon --unlock --components=secrets --daemonize \
                               >/dev/null 2>&1; exec \"$@\"";
        let mut wrapped = Command::new("dbus-run-session");
        wrapped
            .args(["--", "sh", "-c", SESSION, "sh"])
            .arg(command.get_program())
            .args(command.get_args());
        if let Some(folder) = command.get_current_dir() {
            wrapped.current_dir(folder);
        }
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => wrapped.env(name, value),
                None => wrapped.env_remove(name),
            };
        }
        wrapped
            .env("DISPLAY", &self.display)
            .env("XDG_DATA_HOME", self.folder.path())
            .env("XDG_RUNTIME_DIR", self.folder.path())
            .env("GDK_BACKEND", OsStr::new("x11"))
            .env("WEBKIT_DISABLE_COMPOSITING_MODE", "1")
            .env_remove("WAYLAND_DISPLAY");
        wrapped
    }
}
