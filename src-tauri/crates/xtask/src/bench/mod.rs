//! `cargo xtask bench`: how fast and how large Byline is, each figure beside a
//! floor or a program that everybody knows.
//!
//! The sides of a comparison run in turn, so that what disturbs one disturbs
//! all. Medians and spreads are printed and judged by people; no test asserts a
//! time.

mod delivery;
mod figures;
mod filled;
mod memory;
mod opening;
mod portrait;
mod practice;
mod window;

use crate::packages::{self, Purpose};
use crate::{page, size};
use anyhow::Result;

/// Measures and prints everything.
pub fn run() -> Result<()> {
    packages::install(Purpose::Bench)?;
    page::install()?;
    page::build()?;
    size::check()?;
    portrait::run()?;
    practice::run()?;
    delivery::run()?;
    opening::run()?;
    window::run()
}
