//! `cargo xtask ci`: what must hold before something lands.

use crate::build::{Profile, Programs, programs};
use crate::step::{cargo, run as run_step};
use crate::{bindings, edges, licences, page, suite};
use anyhow::Result;
use std::time::{Duration, Instant};

/// Runs all checks, then every test. Stops at the first that fails.
pub fn run() -> Result<()> {
    let mut times = Times::default();
    times.of("install", suite::install)?;
    times.of("format", || run_step(cargo(&["fmt", "--all", "--check"])?))?;
    times.of("who may know whom", edges::check)?;
    times.of("licences", licences::check)?;
    times.of("page: format, lints, types", page::check)?;
    times.of("page: build", page::build)?;
    let clippy = [
        "clippy",
        "--workspace",
        "--all-targets",
        "--features",
        crate::build::WHOLE_WINDOW,
        "--",
        "-D",
        "warnings",
    ];
    times.of("lints", || run_step(cargo(&clippy)?))?;
    let built: Programs = times.of("build", || programs(Profile::Tests))?;
    times.of("bindings", || bindings::check(&built.exporter))?;
    times.print();
    // Last, so that the runners' summaries close the output.
    suite::every(&built)
}

/// How long each step took.
#[derive(Default)]
struct Times(Vec<(&'static str, Duration)>);

impl Times {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place of this program where time is measured"
    )]
    fn of<T>(&mut self, name: &'static str, step: impl FnOnce() -> Result<T>) -> Result<T> {
        let start = Instant::now();
        let done = step()?;
        self.0.push((name, start.elapsed()));
        Ok(done)
    }

    fn print(&self) {
        eprintln!("\nSteps so far:");
        for (name, span) in &self.0 {
            eprintln!("  {:>6} s  {name}", span.as_secs());
        }
    }
}
