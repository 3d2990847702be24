//! How long a conversation of ten thousand messages takes to open, its first page
//! through the desk, beside one of a hundred at the same desk
//! (`tests/src/bin/opening-cost`). Both were seen before.

use super::figures::{Figures, Unit};
use super::filled::{Server, fill};
use crate::metadata;
use crate::step::{cargo, output, run as run_step};
use anyhow::{Context, Result};
use std::process::Command;

const PERSONAS: &str = "20";
const CONVERSATIONS: &str = "100";
const MESSAGES: &str = "10000";

/// The two that are measured; they come after the conversations.
const LENGTHS: [&str; 2] = ["10000", "100"];
const CUSTOMERS: [&str; 2] = ["guest_100", "guest_101"];

const ROUNDS: &str = "201";

/// How much of the short one's time the long one may take.
const REACH: f64 = 1.3;

/// Locks the secrets of a desk that lives as long as the measuring.
const PASSPHRASE: (&str, &str) = ("BYLINE_PASSPHRASE", "a passphrase for measuring");

/// Measures and prints.
pub fn run() -> Result<()> {
    let build = ["build", "--release", "-p", "cli", "-p", "tests", "--bins"];
    run_step(cargo(&build)?)?;
    let programs = metadata::target_folder()?.join("release");
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("data");
    let server = Server::start(&programs.join("byline"), folder.path())?;
    let mut filler = Command::new(programs.join("fill-desk"));
    filler.env(PASSPHRASE.0, PASSPHRASE.1).arg(&data);
    filler.args([PERSONAS, CONVERSATIONS, MESSAGES]);
    fill(filler.args(LENGTHS), &server)?;

    let mut opener = Command::new(programs.join("opening-cost"));
    opener.env(PASSPHRASE.0, PASSPHRASE.1).arg(&data);
    opener.arg(ROUNDS).args(CUSTOMERS);
    let told = output(opener)?;
    let (mut long, mut short) = (
        Figures::new(Unit::Microseconds),
        Figures::new(Unit::Microseconds),
    );
    for line in told.lines() {
        let (one, other) = line.split_once(' ').context("two figures")?;
        long.add(one.parse()?);
        short.add(other.parse()?);
    }
    println!("\nA conversation's first page through the desk, {ROUNDS} rounds in turn:");
    println!("  {} messages   {long}", LENGTHS[0]);
    println!("  {} messages   {short}", LENGTHS[1]);
    let ratio = long.median() / short.median();
    let verdict = if ratio <= REACH {
        "reached"
    } else {
        "NOT reached"
    };
    println!("  ratio {ratio:.2}, reach {REACH}: {verdict}");
    Ok(())
}
