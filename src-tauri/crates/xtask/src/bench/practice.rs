//! How many signed sends the practice network takes in a second: in process, as
//! simulated runs call it, and over its socket, as the window does. There is no
//! peer to compare with; the figure says whether 10,000 simulated runs fit into
//! ten minutes.

use crate::metadata;
use crate::step::{cargo, output, run as run_step};
use anyhow::Result;
use std::process::Command;

const LOAD: &str = "practice-load";

/// Measures and prints.
pub fn run() -> Result<()> {
    run_step(cargo(&[
        "build",
        "--release",
        "-p",
        "tests",
        "--bin",
        LOAD,
    ])?)?;
    let load = metadata::target_folder()?.join("release").join(LOAD);
    println!("\n{}", output(Command::new(load))?.trim_end());
    Ok(())
}
