//! `cargo xtask simulate`: thousands of simulated runs of delivery, each drawn
//! from a number. The program stands in `tests/simulation`.

use crate::step::{cargo, run as run_step};
use anyhow::Result;

/// Builds it and plays; everything said behind the command is handed on to it.
pub fn run(arguments: &[String]) -> Result<()> {
    let mut all = vec![
        "run",
        "--quiet",
        "--profile",
        "simulate",
        "--package",
        "tests",
        "--example",
        "simulate",
        "--",
    ];
    all.extend(arguments.iter().map(String::as_str));
    run_step(cargo(&all)?)
}
