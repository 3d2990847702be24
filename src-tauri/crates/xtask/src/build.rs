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
    /// With optimisation.
    Release,
}

/// The built programs.
pub struct Programs {
    /// The window.
    pub app: PathBuf,
    /// The command line.
    pub cli: PathBuf,
}

/// Builds the window and the command line.
pub fn programs(profile: Profile) -> Result<Programs> {
    // The whole workspace at once, as the tests build it: other features would
    // build everything twice.
    let mut arguments = vec!["build", "--workspace", "--bins", "--features", WHOLE_WINDOW];
    if profile == Profile::Release {
        arguments.push("--release");
    }
    run(cargo(&arguments)?)?;
    let folder = crate::metadata::target_folder()?.join(match profile {
        Profile::Dev => "debug",
        Profile::Release => "release",
    });
    let program = |name: &str| {
        let path = folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
        path.canonicalize()
            .with_context(|| format!("{} was not built", path.display()))
    };
    Ok(Programs {
        app: program("byline-app")?,
        cli: program("byline")?,
    })
}
