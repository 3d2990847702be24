//! The page: its packages, its build, its tests.

use crate::npm::{self, npm};
use crate::step::run;
use anyhow::Result;

const FOLDER: &str = "ui";

/// Installs the page's packages.
pub fn install() -> Result<()> {
    npm::install(FOLDER)
}

/// Builds the page; its size budget is part of that.
pub fn build() -> Result<()> {
    run(npm(FOLDER, &["run", "build"])?)
}

/// Formatting, lints and types.
pub fn check() -> Result<()> {
    run(npm(FOLDER, &["run", "format:check"])?)?;
    run(npm(FOLDER, &["run", "lint"])?)?;
    run(npm(FOLDER, &["run", "check"])?)
}

/// The page's tests.
pub fn test() -> Result<()> {
    run(npm(FOLDER, &["run", "test"])?)
}
