//! `cargo xtask soak`: the trials of delivery, for longer than a test may take.
//! What they met is printed: kills by their instant, stops by their latency,
//! faults by their route.

use crate::build::{Profile, programs};
use crate::simulate;
use crate::step::{cargo, run as run_step};
use crate::suite;
use anyhow::Result;

/// Kills of each of the eight tests: a thousand in all.
const KILLS: &str = "125";

/// Runs them one after the other.
pub fn run() -> Result<()> {
    suite::install()?;
    let built = programs(Profile::Tests)?;
    let mut kills = cargo(&[
        "test",
        "--package",
        "tests",
        "--test",
        "kills",
        "--",
        "--nocapture",
    ])?;
    kills
        .env("BYLINE_CLI", &built.cli)
        .env("BYLINE_KILLS", KILLS);
    run_step(kills)?;
    run_step(cargo(&[
        "test",
        "--package",
        "tests",
        "--test",
        "suite",
        "--",
        "--nocapture",
        "stop::",
    ])?)?;
    // As many as ten thousand of them count.
    simulate::run(&[])
}
