//! `cargo xtask bench`: how fast and how large Byline is, each figure beside a
//! floor or a program that everybody knows.
//!
//! The sides of a comparison run in turn, so that what disturbs one disturbs
//! all. Medians and spreads are printed and judged by people; no test asserts a
//! time.

mod delivery;
mod figures;
mod filled;
mod long;
mod memory;
mod opening;
mod portrait;
mod practice;
mod scrolling;
mod window;

use crate::packages::{self, Purpose};
use crate::{page, size};
use anyhow::Result;
use clap::ValueEnum;

/// What can be measured by itself, in the order in which all of it is.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Measure {
    /// The sizes of page and release binary
    Size,
    /// Making a portrait
    Portrait,
    /// Requests that the practice network answers
    Practice,
    /// CPU time of a delivered message
    Delivery,
    /// Opening a conversation of ten thousand messages
    Opening,
    /// Scrolling it in the window
    Scrolling,
    /// Start and memory of the window
    Window,
}

/// Measures and prints; everything where nothing is named.
pub fn run(named: &[Measure]) -> Result<()> {
    packages::install(Purpose::Bench)?;
    page::install()?;
    page::build()?;
    let mut long = None;
    for measure in Measure::value_variants() {
        if !named.is_empty() && !named.contains(measure) {
            continue;
        }
        match measure {
            Measure::Size => size::check()?,
            Measure::Portrait => portrait::run()?,
            Measure::Practice => practice::run()?,
            Measure::Delivery => delivery::run()?,
            Measure::Opening => opening::run(long::filled(&mut long)?)?,
            Measure::Scrolling => scrolling::run(long::filled(&mut long)?)?,
            Measure::Window => window::run()?,
        }
    }
    Ok(())
}
