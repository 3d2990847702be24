//! Building the programs.

use crate::step::{cargo, run};
use anyhow::{Context, Result};
use std::path::PathBuf;

/// The feature with which the window carries its page inside.
pub const WHOLE_WINDOW: &str = "byline-app/custom-protocol";

/// How to build.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Quickly.
    Dev,
    /// Quickly, and the tests with it. What only tests use switches features on
    /// in tauri and zbus: built apart, both and all above them are built twice.
    Tests,
    /// With optimisation.
    Release,
}

/// The built programs.
pub struct Programs {
    /// The window.
    pub app: PathBuf,
    /// The command line.
    pub cli: PathBuf,
    /// What writes the page's TypeScript.
    pub exporter: PathBuf,
}

/// Builds every program of the workspace.
pub fn programs(profile: Profile) -> Result<Programs> {
    let mut arguments = vec!["build", "--workspace", "--bins", "--features", WHOLE_WINDOW];
    match profile {
        Profile::Dev => {}
        Profile::Tests => arguments.push("--tests"),
        Profile::Release => arguments.push("--release"),
    }
    run(cargo(&arguments)?)?;
    Ok(Programs {
        app: built(profile, "byline-app")?,
        cli: built(profile, "byline")?,
        exporter: built(profile, EXPORTER)?,
    })
}

/// Builds only what writes the page's TypeScript; that needs no system package.
pub fn exporter() -> Result<PathBuf> {
    run(cargo(&["build", "--package", "desk", "--bin", EXPORTER])?)?;
    built(Profile::Dev, EXPORTER)
}

/// Builds only the command line.
pub fn command_line() -> Result<PathBuf> {
    run(cargo(&["build", "--package", "cli"])?)?;
    built(Profile::Dev, "byline")
}

const EXPORTER: &str = "export-bindings";

fn built(profile: Profile, name: &str) -> Result<PathBuf> {
    let folder = match profile {
        Profile::Dev | Profile::Tests => "debug",
        Profile::Release => "release",
    };
    let path = crate::metadata::target_folder()?
        .join(folder)
        .join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    path.canonicalize()
        .with_context(|| format!("{} was not built", path.display()))
}
