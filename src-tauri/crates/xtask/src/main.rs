//! `cargo xtask`: everything one does with this project, without knowing how.
//!
//! It needs Rust and Node and installs the rest. Each subject has a file; a
//! command is a list of steps. What is started here ends with it.

mod bench;
mod bindings;
mod build;
mod ci;
mod conformance;
mod display;
mod edges;
mod icons;
mod licences;
mod metadata;
mod mutations;
mod npm;
mod packages;
mod page;
mod play;
mod simulate;
mod size;
mod soak;
mod step;
mod suite;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Runs, tests and checks Byline")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Install what is missing, build, and open Byline on a practice data folder
    Run {
        /// Build with optimisation
        #[arg(long)]
        release: bool,
        /// The data folder to open; without it, one of this checkout for practice
        #[arg(long, value_name = "FOLDER")]
        data: Option<PathBuf>,
    },
    /// Install what is missing and run every test
    Test {
        /// Run only the Rust tests whose names contain one of these
        filters: Vec<String>,
    },
    /// Everything that must hold before something lands: checks, then every test
    Ci,
    /// Write the page's TypeScript from the desk's types
    Bindings {
        /// Only say whether the committed ones are stale
        #[arg(long)]
        check: bool,
    },
    /// Ask the practice network section by section whether it keeps to the wire contract
    Conformance,
    /// Play simulated runs of delivery, with trouble, and judge them
    Simulate {
        /// Handed on: --seeds N, --from SEED, --seed SEED -v
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Kill, stop and simulate far longer than the tests do, and print what was met
    Soak,
    /// Break every rule of delivery in a copy, and show that a test notices each
    Mutations,
    /// Check who may know whom
    Deps,
    /// Check the licences and sources of everything that is built in
    Licences,
    /// Make all icons from icons/byline.svg
    Icons,
    /// Measure how fast and how large Byline is, each figure beside a floor or a peer
    Bench {
        /// Measure only these
        measures: Vec<bench::Measure>,
    },
    /// Check the size budget of page and release binary
    Size,
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n✗ {error:#}");
            // The failed program's own code, where it has one.
            error
                .downcast_ref::<step::Failed>()
                .and_then(|failed| failed.status.code())
                .and_then(|code| u8::try_from(code).ok())
                .map_or(ExitCode::FAILURE, ExitCode::from)
        }
    }
}

fn run(command: Command) -> Result<()> {
    match command {
        Command::Run { release, data } => play::run(release, data.as_deref()),
        Command::Test { filters } => suite::run(&filters),
        Command::Ci => ci::run(),
        Command::Bindings { check: false } => bindings::write(&build::exporter()?),
        Command::Bindings { check: true } => bindings::check(&build::exporter()?),
        Command::Conformance => conformance::run(),
        Command::Simulate { arguments } => simulate::run(&arguments),
        Command::Soak => soak::run(),
        Command::Mutations => mutations::run(),
        Command::Deps => edges::check(),
        Command::Licences => licences::check(),
        Command::Icons => icons::make(),
        Command::Bench { measures } => bench::run(&measures),
        Command::Size => size::run(),
    }
}
