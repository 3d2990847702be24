//! System packages: installed on Debian and Ubuntu, named elsewhere.

use crate::step::{command, exists, output, run};
use anyhow::{Result, bail};
use std::process::Command;

/// What building and opening the window needs.
const BUILD: [&str; 8] = [
    "build-essential",
    "libayatana-appindicator3-dev",
    "libgtk-3-dev",
    "librsvg2-dev",
    "libssl-dev",
    "libwebkit2gtk-4.1-dev",
    "libxdo-dev",
    "pkg-config",
];

/// What a window without a display, and every test, needs besides.
const TESTS: [&str; 10] = [
    "ca-certificates",
    "dbus",
    "dbus-x11",
    "fonts-noto-cjk",
    "fonts-noto-color-emoji",
    "fonts-noto-core",
    "gnome-keyring",
    "strace",
    "webkit2gtk-driver",
    "xvfb",
];

/// What `cargo xtask bench` measures against, besides building the window.
const BENCH: [&str; 2] = ["imagemagick", "libvips-tools"];

/// What the packages are for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Building and opening the window.
    Build,
    /// Playing it without a display, and testing.
    Tests,
    /// Measuring.
    Bench,
}

/// Makes sure that the system has what it needs.
pub fn install(purpose: Purpose) -> Result<()> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    if !exists("dpkg-query") || !exists("apt-get") {
        eprintln!(
            "This is neither Debian nor Ubuntu. If the build stops, install what these packages of Debian hold:\n  {}",
            wanted(purpose).join(" ")
        );
        return Ok(());
    }
    let missing = missing(purpose);
    if missing.is_empty() {
        return Ok(());
    }
    let Some(mut prefix) = rights()? else {
        bail!(
            "System packages are missing and there is no right to install them here. Install them, then try again:\n  \
             apt-get install {}",
            missing.join(" ")
        );
    };
    eprintln!("Installing system packages: {}", missing.join(" "));
    prefix.push("env");
    prefix.push("DEBIAN_FRONTEND=noninteractive");
    prefix.push("apt-get");
    if let Err(error) = run(apt(&prefix, &["update", "-qq"])?) {
        eprintln!("{error:#}. The lists of packages may be old; going on with them.");
    }
    let mut install = vec!["install", "-y", "-qq"];
    install.extend(missing);
    run(apt(&prefix, &install)?)
}

/// The packages that are not installed; all of them where there is no dpkg.
pub fn missing(purpose: Purpose) -> Vec<&'static str> {
    let mut missing = wanted(purpose);
    missing.retain(|package| !installed(package));
    missing
}

fn wanted(purpose: Purpose) -> Vec<&'static str> {
    match purpose {
        Purpose::Build => BUILD.to_vec(),
        Purpose::Tests => BUILD.iter().chain(&TESTS).copied().collect(),
        Purpose::Bench => BUILD.iter().chain(&TESTS).chain(&BENCH).copied().collect(),
    }
}

fn apt(prefix: &[&str], arguments: &[&str]) -> Result<Command> {
    let (program, first) = match prefix {
        [program, first @ ..] => (*program, first),
        [] => ("apt-get", prefix),
    };
    let all: Vec<&str> = first.iter().chain(arguments).copied().collect();
    command(program, &all)
}

fn installed(package: &str) -> bool {
    command("dpkg-query", &["-W", "-f=${Status}", package])
        .and_then(output)
        .is_ok_and(|status| status.contains("ok installed"))
}

/// What to put before a command that needs rights: nothing for root, sudo
/// otherwise; `None` when there is neither.
fn rights() -> Result<Option<Vec<&'static str>>> {
    let root = output(command("id", &["-u"])?)?.trim() == "0";
    Ok(match (root, exists("sudo")) {
        (true, _) => Some(Vec::new()),
        (false, true) => Some(vec!["sudo"]),
        (false, false) => None,
    })
}
