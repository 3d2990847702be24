//! The page: its packages, its build, its tests.

use crate::step::{command, exists, output, root, run};
use anyhow::{Context, Result, bail};
use std::fs;
use std::process::Command;

const OLDEST_NODE: u32 = 20;

/// Installs the page's packages, where the lock file changed since the last time.
pub fn install() -> Result<()> {
    need_node()?;
    let ui = root()?.join("ui");
    let lock = fs::read_to_string(ui.join("package-lock.json"))
        .context("ui/package-lock.json is missing")?;
    let stamp = ui.join("node_modules/.installed-lock");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    run(npm(&["ci"])?)?;
    fs::write(stamp, lock).context("ui/node_modules cannot be written")
}

/// Builds the page; its size budget is part of that.
pub fn build() -> Result<()> {
    run(npm(&["run", "build"])?)
}

/// Formatting, lints and types.
pub fn check() -> Result<()> {
    run(npm(&["run", "format:check"])?)?;
    run(npm(&["run", "lint"])?)?;
    run(npm(&["run", "check"])?)
}

/// The page's tests.
pub fn test() -> Result<()> {
    run(npm(&["run", "test"])?)
}

/// npm in the page's folder.
pub fn npm(arguments: &[&str]) -> Result<Command> {
    let mut command = command("npm", arguments)?;
    command.current_dir(root()?.join("ui"));
    Ok(command)
}

fn need_node() -> Result<()> {
    if !exists("node") || !exists("npm") {
        bail!(
            "Node.js and npm are needed and were not found. Install Node.js {OLDEST_NODE} or newer, then try again."
        );
    }
    let version = output(command("node", &["--version"])?)?;
    let major = version
        .trim()
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|major| major.parse().ok());
    match major {
        Some(major) if OLDEST_NODE <= major => Ok(()),
        _ => bail!(
            "Node.js {} is too old. Install {OLDEST_NODE} or newer, then try again.",
            version.trim()
        ),
    }
}
