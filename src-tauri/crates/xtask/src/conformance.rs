//! `cargo xtask conformance`: does the practice network keep to the wire
//! contract? Asked by a client that shares no code with it, a check for each
//! section, and by client libraries that others wrote for X.

use crate::build;
use crate::npm::{self, npm};
use crate::packages::{self, Purpose};
use crate::step::{cargo, exists, run as run_step};
use anyhow::Result;
use std::path::Path;

/// The libraries of others, with their own lock file.
const STRANGERS: &str = "tests/strangers";

/// Installs, builds and asks.
pub fn run() -> Result<()> {
    packages::install(Purpose::Build)?;
    install()?;
    let cli = build::command_line()?;
    let mut checks = if exists("cargo-nextest") {
        cargo(&[
            "nextest",
            "run",
            "--no-fail-fast",
            "-p",
            "tests",
            "--test",
            "conformance",
        ])?
    } else {
        cargo(&[
            "test",
            "--no-fail-fast",
            "-p",
            "tests",
            "--test",
            "conformance",
        ])?
    };
    checks.env("BYLINE_CLI", &cli);
    run_step(checks)?;
    strangers(&cli)
}

/// Installs the libraries of others.
pub fn install() -> Result<()> {
    npm::install(STRANGERS)
}

/// Lets the libraries of others talk to a served practice network.
pub fn strangers(cli: &Path) -> Result<()> {
    let mut asked = npm(STRANGERS, &["run", "test"])?;
    asked.env("BYLINE", cli);
    run_step(asked)
}
