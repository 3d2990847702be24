//! What a delivered message costs in CPU time, beside a loop without rules that
//! makes the same requests, keeps the same rows and syncs as often, and beside the
//! barest loop there can be (`tests/src/bin/delivery-cost`).
//!
//! Every run is a process of its own with a fresh folder and a fresh practice
//! network, which is a program apart and counts for nobody. The syncs are counted
//! once by a trace of system calls, in runs of their own. All sides are built
//! with the profile `simulate`: quick code, built quickly.

use super::figures::{Figures, Unit};
use crate::metadata;
use crate::step::{cargo, exists, output, run as run_step};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const PROFILE: &str = "simulate";

const COST: &str = "delivery-cost";

/// As many as the program delivers in one run.
const MESSAGES: f64 = 1_000.0;

const ROUNDS: u32 = 5;

/// How much of the barest loop's CPU time ours may be.
const REACH: f64 = 1.5;

/// What the program looks at where the measured part begins and ends.
const MARK: &str = "/the-measured-part";

/// Measures and prints.
pub fn run() -> Result<()> {
    let program = built()?;
    let mut sides = [
        Side::new("Byline", "byline"),
        Side::new("a loop that keeps the same rows", "keeping"),
        Side::new("a loop that keeps three rows", "bare"),
    ];
    // One round before the others fills what the system keeps.
    for round in 0..=ROUNDS {
        for side in &mut sides {
            let told = output(side.command(&program))?;
            if round > 0 {
                side.add(&told)?;
            }
        }
    }
    println!("\nCPU time per delivered message, {MESSAGES} messages, {ROUNDS} rounds in turn:");
    for side in &sides {
        println!("  {:<32} {}", side.name, side.cpu);
        println!("  {:<32} {} on the wall", "", side.wall);
    }
    let [ours, keeping, bare] = &sides;
    let ratio = ours.cpu.median() / bare.cpu.median();
    let verdict = if ratio <= REACH {
        "reached"
    } else {
        "NOT reached"
    };
    println!("  ratio to three rows {ratio:.2}, reach {REACH}: {verdict}");
    let kept = ours.cpu.median() / keeping.cpu.median();
    println!("  ratio to the same rows {kept:.2}");
    if exists("strace") {
        for side in &sides {
            println!("  {:<32} {} syncs", side.name, syncs(side, &program)?);
        }
    } else {
        println!("  Syncs are not counted: there is no strace here.");
    }
    Ok(())
}

/// One of the two, with what a message cost in each run.
struct Side {
    name: &'static str,
    argument: &'static str,
    cpu: Figures,
    wall: Figures,
}

impl Side {
    fn new(name: &'static str, argument: &'static str) -> Self {
        Self {
            name,
            argument,
            cpu: Figures::new(Unit::Microseconds),
            wall: Figures::new(Unit::Microseconds),
        }
    }

    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.arg(self.argument);
        command
    }

    /// Takes what a run printed: milliseconds of CPU and of the wall.
    fn add(&mut self, told: &str) -> Result<()> {
        let (cpu, wall) = told.trim().split_once(' ').context("two figures")?;
        self.cpu.add(cpu.parse::<f64>()? * 1000.0 / MESSAGES);
        self.wall.add(wall.parse::<f64>()? * 1000.0 / MESSAGES);
        Ok(())
    }
}

/// The syncs of the measured part of one run.
fn syncs(side: &Side, program: &Path) -> Result<usize> {
    let folder = tempfile::tempdir()?;
    let trace = folder.path().join("trace");
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-e", "trace=fsync,fdatasync,statx", "-o"]);
    command.arg(&trace).arg(program).arg(side.argument);
    output(command)?;
    Ok(between_marks(&fs::read_to_string(trace)?))
}

/// The syncs that began between the two marks.
fn between_marks(trace: &str) -> usize {
    let mut parts = trace.split(MARK).skip(1);
    let measured = parts.next().unwrap_or_default();
    let begun = |line: &&str| line.contains("fsync(") || line.contains("fdatasync(");
    measured.lines().filter(begun).count()
}

fn built() -> Result<PathBuf> {
    run_step(cargo(&[
        "build",
        "--profile",
        PROFILE,
        "--package",
        "tests",
        "--bin",
        COST,
    ])?)?;
    Ok(metadata::target_folder()?.join(PROFILE).join(COST))
}

#[cfg(test)]
mod tests {
    use super::between_marks;

    #[test]
    fn only_syncs_between_the_marks_count_and_each_once() {
        let trace = "7 fdatasync(3) = 0\n\
            7 statx(AT_FDCWD, \"/the-measured-part\", 0) = -1 ENOENT\n\
            8 fdatasync(3 <unfinished ...>\n\
            7 fsync(4) = 0\n\
            8 <... fdatasync resumed>) = 0\n\
            7 statx(AT_FDCWD, \"/the-measured-part\", 0) = -1 ENOENT\n\
            7 fsync(4) = 0\n";
        assert_eq!(between_marks(trace), 2);
    }
}
