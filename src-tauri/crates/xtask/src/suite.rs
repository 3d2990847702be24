//! `cargo xtask test`: every test there is. The runners' own summaries come last.

use crate::build::{Profile, Programs, WHOLE_WINDOW, programs};
use crate::display::Virtual;
use crate::packages::{self, Purpose};
use crate::step::{cargo, exists, run as run_step};
use crate::{conformance, page};
use anyhow::Result;

/// Installs, builds and tests; with filters only the Rust tests of such names.
pub fn run(filters: &[String]) -> Result<()> {
    install()?;
    if filters.is_empty() {
        page::check()?;
    }
    page::build()?;
    let built = programs(Profile::Tests)?;
    if filters.is_empty() {
        every(&built)
    } else {
        rust(&built, filters)
    }
}

/// What every test needs.
pub fn install() -> Result<()> {
    packages::install(Purpose::Tests)?;
    page::install()?;
    conformance::install()
}

/// Every test of the built programs: examples in the documentation, the clients
/// of others, the page, then Rust. In this order the summaries stand together at the end.
pub fn every(built: &Programs) -> Result<()> {
    if has_nextest() {
        // nextest leaves them out; `cargo test` runs them by itself.
        run_step(cargo(&[
            "test",
            "--quiet",
            "--workspace",
            "--doc",
            "--features",
            WHOLE_WINDOW,
        ])?)?;
    }
    conformance::strangers(&built.cli)?;
    page::test()?;
    rust(built, &[])
}

/// The Rust tests of the whole workspace, with a desktop of their own for the
/// window's (never the keychain of whoever runs them), and the built programs
/// named for those that start them.
fn rust(built: &Programs, filters: &[String]) -> Result<()> {
    let mut arguments = if has_nextest() {
        // Failures and the slow in full: a line for each of the others would
        // push the page's summary out of sight.
        vec!["nextest", "run", "--no-fail-fast", "--status-level", "slow"]
    } else {
        vec!["test", "--no-fail-fast"]
    };
    arguments.extend(["--workspace", "--features", WHOLE_WINDOW]);
    if !has_nextest() {
        arguments.push("--");
    }
    arguments.extend(filters.iter().map(String::as_str));
    let mut tests = cargo(&arguments)?;
    tests
        .env("BYLINE_APP", &built.app)
        .env("BYLINE_CLI", &built.cli);
    if cfg!(target_os = "linux") {
        let desktop = Virtual::start()?;
        desktop.show(&mut tests);
        return run_step(tests);
    }
    run_step(tests)
}

fn has_nextest() -> bool {
    exists("cargo-nextest")
}
