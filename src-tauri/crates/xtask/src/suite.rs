//! `cargo xtask test`: every test there is. The runners' own summaries come last.

use crate::build::{Profile, Programs, WHOLE_WINDOW, programs};
use crate::display::Virtual;
use crate::packages::{self, Purpose};
use crate::page;
use crate::step::{cargo, exists, run as run_step};
use anyhow::Result;

/// Installs, builds and tests; with filters only the Rust tests of such names.
pub fn run(filters: &[String]) -> Result<()> {
    install()?;
    if filters.is_empty() {
        page::check()?;
        page::test()?;
    }
    page::build()?;
    rust(&programs(Profile::Dev)?, filters)
}

/// What every test needs.
pub fn install() -> Result<()> {
    packages::install(Purpose::Tests)?;
    page::install()
}

/// The Rust tests of the whole workspace, with a display and a session for the
/// window's, and the built programs named for those that start them.
pub fn rust(built: &Programs, filters: &[String]) -> Result<()> {
    let nextest = exists("cargo-nextest");
    let mut arguments = if nextest {
        vec!["nextest", "run"]
    } else {
        vec!["test"]
    };
    arguments.extend(["--workspace", "--features", WHOLE_WINDOW]);
    if !nextest {
        arguments.extend(["--no-fail-fast", "--"]);
    }
    arguments.extend(filters.iter().map(String::as_str));
    let mut tests = cargo(&arguments)?;
    tests
        .env("BYLINE_APP", &built.app)
        .env("BYLINE_CLI", &built.cli);
    if cfg!(target_os = "linux") {
        let display = Virtual::start()?;
        return run_step(display.around(&tests));
    }
    run_step(tests)
}
