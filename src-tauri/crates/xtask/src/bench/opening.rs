//! How long a conversation of ten thousand messages takes to open, its first page
//! through the desk, beside one of a hundred at the same desk
//! (`tests/src/bin/opening-cost`): while nobody has seen either, and when both
//! were seen.

use super::figures::{Figures, Unit};
use super::long::{Desk, HANDLES, LENGTHS, PASSPHRASE};
use crate::step::output;
use anyhow::{Context, Result};
use std::process::Command;

const ROUNDS: &str = "201";

/// How much of the short one's time the long one may take.
const REACH: f64 = 1.3;

/// Measures and prints.
pub fn run(desk: &Desk) -> Result<()> {
    println!("\nA conversation's first page through the desk, {ROUNDS} rounds in turn:");
    for state in ["unread", "seen"] {
        let mut opener = Command::new(desk.programs.join("opening-cost"));
        opener.env(PASSPHRASE.0, PASSPHRASE.1).arg(&desk.data);
        opener.args([state, ROUNDS]).args(HANDLES);
        judge(state, &output(opener)?)?;
    }
    Ok(())
}

/// Prints what was told of the two.
fn judge(state: &str, told: &str) -> Result<()> {
    let mut long = Figures::new(Unit::Microseconds);
    let mut short = Figures::new(Unit::Microseconds);
    for line in told.lines() {
        let (one, other) = line.split_once(' ').context("two figures")?;
        long.add(one.parse()?);
        short.add(other.parse()?);
    }
    println!("  {state}, {:>5} messages   {long}", LENGTHS[0]);
    println!("  {state}, {:>5} messages   {short}", LENGTHS[1]);
    let ratio = long.median() / short.median();
    let verdict = if ratio <= REACH {
        "reached"
    } else {
        "NOT reached"
    };
    println!("  {state}, ratio {ratio:.2}, reach {REACH}: {verdict}");
    Ok(())
}
