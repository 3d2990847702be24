//! Node's packages: of the page, and of the strangers' clients that are tested
//! against the practice network. Each folder has its own lock file.

use crate::step::{command, exists, output, root, run};
use anyhow::{Context, Result, bail};
use std::fs;
use std::process::Command;

const OLDEST_NODE: u32 = 20;

/// Installs a folder's packages, where its lock file changed since the last time.
pub fn install(folder: &str) -> Result<()> {
    need_node()?;
    let place = root()?.join(folder);
    let lock = fs::read_to_string(place.join("package-lock.json"))
        .with_context(|| format!("{folder}/package-lock.json is missing"))?;
    let stamp = place.join("node_modules/.installed-lock");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    run(npm(folder, &["ci"])?)?;
    fs::write(stamp, lock).with_context(|| format!("{folder}/node_modules cannot be written"))
}

/// npm in a folder.
pub fn npm(folder: &str, arguments: &[&str]) -> Result<Command> {
    let mut command = command("npm", arguments)?;
    command.current_dir(root()?.join(folder));
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
