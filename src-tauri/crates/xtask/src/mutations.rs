//! `cargo xtask mutations`: does a test notice when a rule is broken? Each file
//! in `tests/mutations` is a patch that breaks one, with the name of the test
//! that has to fail then:
//!
//! ```text
//! Breaks: a reply overtakes one of its lane that is not settled
//! Caught-by: domain nothing_leaves_ahead_of_an_unsettled_reply_of_its_lane
//!
//! --- a/…
//! ```
//!
//! The patches are applied to a copy, one after the other. First every named
//! test has to pass there without them.

use crate::step::{cargo, command, output, root, run as run_step};
use anyhow::{Context, Result, bail, ensure};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

/// A rule that a patch breaks.
struct Mutation {
    name: String,
    patch: PathBuf,
    breaks: String,
    caught_by: Test,
}

/// A test by its package and name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Test {
    package: String,
    name: String,
}

/// How a test ended.
#[derive(PartialEq, Eq)]
enum Ended {
    Passed,
    Failed,
    /// No such test, or it does not compile.
    NotRun,
}

/// Breaks every rule in a copy, and fails unless each is noticed.
pub fn run() -> Result<()> {
    let mutations = read_all(&root()?.join("tests/mutations"))?;
    ensure!(!mutations.is_empty(), "there are no mutations");
    let place = root()?.join("target/mutations");
    let copy = copied(&place)?;
    let tests: BTreeSet<_> = mutations.iter().map(|one| one.caught_by.clone()).collect();
    for test in &tests {
        ensure!(
            test.run(&copy)? == Ended::Passed,
            "{} does not pass as things are",
            test.name
        );
    }
    let mut survived = Vec::new();
    for mutation in &mutations {
        git(&copy, &["apply", &mutation.patch.to_string_lossy()])
            .with_context(|| format!("{} does not apply any more", mutation.name))?;
        let ended = mutation.caught_by.run(&copy);
        git(&copy, &["checkout", "--quiet", "."])?;
        let noticed = match ended? {
            Ended::Failed => "noticed",
            Ended::Passed => "NOT NOTICED",
            Ended::NotRun => "NOT RUN",
        };
        println!(
            "{noticed:>11}  {}: {} ({})",
            mutation.name, mutation.breaks, mutation.caught_by.name
        );
        if noticed != "noticed" {
            survived.push(mutation.name.as_str());
        }
    }
    if !survived.is_empty() {
        bail!("broken and not noticed: {}", survived.join(", "));
    }
    println!("{} rules broken, each noticed", mutations.len());
    Ok(())
}

fn read_all(folder: &Path) -> Result<Vec<Mutation>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let patch = entry?.path();
        if patch.extension().is_some_and(|end| end == "patch") {
            found.push(read(patch)?);
        }
    }
    found.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(found)
}

fn read(patch: PathBuf) -> Result<Mutation> {
    let text = fs::read_to_string(&patch)?;
    let line = |head: &str| {
        text.lines()
            .find_map(|line| line.strip_prefix(head))
            .with_context(|| format!("{} lacks the line “{head}”", patch.display()))
    };
    let (breaks, caught_by) = (line("Breaks: ")?.to_owned(), line("Caught-by: ")?);
    let (package, name) = caught_by
        .split_once(' ')
        .with_context(|| format!("{}: a package and a test", patch.display()))?;
    let caught_by = Test {
        package: package.to_owned(),
        name: name.to_owned(),
    };
    let name = patch
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default();
    Ok(Mutation {
        name,
        breaks,
        caught_by,
        patch,
    })
}

/// A copy of what is committed, at the same commit.
fn copied(place: &Path) -> Result<PathBuf> {
    let copy = place.join("copy");
    if copy.is_dir() {
        fs::remove_dir_all(&copy)?;
    }
    fs::create_dir_all(place)?;
    let here = root()?;
    run_step(command(
        "git",
        &[
            "clone",
            "--quiet",
            "--shared",
            &here.to_string_lossy(),
            &copy.to_string_lossy(),
        ],
    )?)?;
    Ok(copy)
}

fn git(copy: &Path, arguments: &[&str]) -> Result<()> {
    let mut git = command("git", arguments)?;
    git.current_dir(copy);
    output(git).map(drop)
}

impl Test {
    fn run(&self, copy: &Path) -> Result<Ended> {
        let mut test = cargo(&["test", "--quiet", "--package", &self.package, &self.name])?;
        test.current_dir(copy)
            .env("CARGO_TARGET_DIR", copy.with_file_name("target"))
            .stderr(Stdio::null());
        let output = test.output().context("cargo could not be started")?;
        let said = String::from_utf8_lossy(&output.stdout);
        let counted = |word: &str| {
            said.lines()
                .filter(|line| line.starts_with("test result:"))
                .any(|line| !line.contains(&format!(" 0 {word};")))
        };
        Ok(if counted("failed") {
            Ended::Failed
        } else if output.status.success() && counted("passed") {
            Ended::Passed
        } else {
            Ended::NotRun
        })
    }
}
