//! A desktop for windows where there is none: Xvfb, and a session bus with an
//! unlocked keychain of its own. Whoever runs this keeps their own session and
//! keychain untouched, and everything here ends with the command.

use crate::step::{Started, tied};
use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

/// Is there a display to open a window on?
pub fn present() -> bool {
    !cfg!(target_os = "linux")
        || ["WAYLAND_DISPLAY", "DISPLAY"]
            .iter()
            .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// A desktop that nobody sees; everything of it ends when it is dropped.
///
/// The fields end in this order: the keychain; the bus, and with it what it
/// started; the display; the folder.
pub struct Virtual {
    address: String,
    display: String,
    keychain: Option<Started>,
    _bus: Started,
    _server: Started,
    folder: TempDir,
}

impl Virtual {
    /// Starts a display of 1400×1000 with a free number, a bus and a keychain.
    pub fn start() -> Result<Self> {
        let mut builder = tempfile::Builder::new();
        builder.prefix("byline-session-");
        // Only its owner may enter it: it holds the keychain's socket.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
        let folder = builder
            .tempdir()
            .context("no folder for a virtual desktop can be made")?;
        let mut xvfb = Command::new("Xvfb");
        xvfb.args(["-displayfd", "1", "-screen", "0", "1400x1000x24"]);
        xvfb.args(["-nolisten", "tcp"]);
        let (server, number) = first_line(&xvfb, "xvfb")?;
        let display = format!(":{number}");
        let mut daemon = Command::new("dbus-daemon");
        daemon.args(["--session", "--nofork", "--nopidfile", "--print-address=1"]);
        session(&mut daemon, &display, &folder);
        let (bus, address) = first_line(&daemon, "dbus")?;
        let mut desktop = Self {
            address,
            display,
            keychain: None,
            _bus: bus,
            _server: server,
            folder,
        };
        desktop.unlock_keychain()?;
        Ok(desktop)
    }

    /// Lets a command show its windows here and keep its secrets here.
    pub fn show(&self, command: &mut Command) {
        session(command, &self.display, &self.folder);
        command.env("DBUS_SESSION_BUS_ADDRESS", &self.address);
    }

    /// Starts the keychain with a password of no worth and waits until it
    /// answers for its name: asked earlier, the bus would start a second one.
    fn unlock_keychain(&mut self) -> Result<()> {
        let mut keyring = Command::new("gnome-keyring-daemon");
        keyring.args(["--unlock", "--components=secrets", "--foreground"]);
        self.show(&mut keyring);
        let mut child = tied(&keyring)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context(
                "gnome-keyring-daemon could not be started; install the package gnome-keyring",
            )?;
        let input = child.stdin.take();
        let keychain = self.keychain.insert(Started(child));
        input
            .context("the keychain takes no password")?
            .write_all(b"byline")
            .context("the keychain took no password")?;
        for _ in 0..MOST_QUESTIONS {
            if let Some(status) = keychain.0.try_wait()? {
                bail!("gnome-keyring-daemon ended ({status}): the virtual desktop has no keychain");
            }
            if owned(&self.address)? {
                return Ok(());
            }
            std::thread::sleep(BETWEEN_QUESTIONS);
        }
        bail!("gnome-keyring-daemon does not answer: the virtual desktop has no keychain");
    }
}

/// Ten seconds in all.
const MOST_QUESTIONS: u32 = 500;
const BETWEEN_QUESTIONS: Duration = Duration::from_millis(20);

/// Does somebody answer for the Secret Service's name on this bus?
fn owned(address: &str) -> Result<bool> {
    let answer = Command::new("dbus-send")
        .args([
            &format!("--bus={address}"),
            "--print-reply",
            "--dest=org.freedesktop.DBus",
            "/org/freedesktop/DBus",
            "org.freedesktop.DBus.NameHasOwner",
            "string:org.freedesktop.secrets",
        ])
        .output()
        .context("dbus-send could not be started; install the package dbus")?;
    Ok(String::from_utf8_lossy(&answer.stdout).contains("boolean true"))
}

/// Starts a program that says in one line when it is ready, and what it is.
fn first_line(command: &Command, package: &str) -> Result<(Started, String)> {
    let name = command.get_program().to_string_lossy().into_owned();
    let child = tied(command)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| format!("{name} could not be started; install the package {package}"))?;
    let mut started = Started(child);
    let out = started.0.stdout.take();
    let mut line = String::new();
    BufReader::new(out.with_context(|| format!("{name} has no output"))?)
        .read_line(&mut line)
        .with_context(|| format!("{name} cannot be read"))?;
    let line = line.trim().to_owned();
    if line.is_empty() {
        bail!("{name} ended before it was ready; is the package {package} installed?");
    }
    Ok((started, line))
}

fn session(command: &mut Command, display: &str, folder: &TempDir) {
    command
        .env("DISPLAY", display)
        .env("XDG_DATA_HOME", folder.path())
        .env("XDG_RUNTIME_DIR", folder.path())
        .env("GDK_BACKEND", "x11")
        .env("WEBKIT_DISABLE_COMPOSITING_MODE", "1")
        .env_remove("WAYLAND_DISPLAY");
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::Virtual;
    use crate::packages::{Purpose, missing};
    use std::path::Path;
    use std::process::Command;

    #[test]
    fn a_virtual_desktop_has_an_unlocked_keychain_and_leaves_nothing_behind() {
        if !missing(Purpose::Tests).is_empty() {
            eprintln!("not shown here: `cargo xtask test` installs what this needs");
            return;
        }
        let desktop = Virtual::start().unwrap();
        let socket = format!(
            "/tmp/.X11-unix/X{}",
            desktop.display.trim_start_matches(':')
        );
        let folder = desktop.folder.path().to_owned();
        assert!(Path::new(&socket).exists());

        let mut asked = Command::new("dbus-send");
        asked.args([
            "--session",
            "--print-reply",
            "--dest=org.freedesktop.secrets",
            "/org/freedesktop/secrets/collection/login",
            "org.freedesktop.DBus.Properties.Get",
            "string:org.freedesktop.Secret.Collection",
            "string:Locked",
        ]);
        desktop.show(&mut asked);
        let answer = asked.output().unwrap();
        let answer = String::from_utf8_lossy(&answer.stdout).into_owned();
        assert!(answer.contains("boolean false"), "{answer}");

        drop(desktop);
        assert!(!Path::new(&socket).exists(), "the display still runs");
        assert!(!folder.exists(), "the folder is still there");
    }
}
