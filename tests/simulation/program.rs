//! `cargo xtask simulate`: thousands of runs of everything that delivers, each
//! drawn from a number, in simulated time, with trouble. A run that went wrong
//! says its number, with which it is played again. What happens within one
//! instant at two desks, or after a death, may come in another order then.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod book;
mod chance;
mod clock;
mod faults;
mod histogram;
mod judge;
mod life;
mod order;
mod person;
mod plan;
mod play;
mod record;
mod run;
mod station;
mod template;
mod way;

use clap::Parser;
use run::{Outcome, Sum, play, play_all, template};
use std::process::ExitCode;

#[derive(Parser)]
#[command(about = "Plays simulated runs of delivery and judges them")]
struct Arguments {
    /// How many runs; in about one of thirteen a fault meets nobody, and it does not count
    #[arg(long, default_value_t = 11_000)]
    seeds: u64,
    /// The first run's number
    #[arg(long, default_value_t = 1)]
    from: u64,
    /// Only this run
    #[arg(long)]
    seed: Option<u64>,
    /// Tell everything that happens in it
    #[arg(short, long)]
    verbose: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let template = template();
    if let Some(seed) = arguments.seed {
        let outcome = play(seed, &template);
        show(&outcome, arguments.verbose);
        return verdict(outcome.verdict.wrong.is_empty());
    }
    #[allow(clippy::disallowed_methods, reason = "how long the runs take is told")]
    let began = std::time::Instant::now();
    let sum = play_all(arguments.from..arguments.from + arguments.seeds, &template);
    tell(&sum);
    let minutes = began.elapsed().as_secs_f64() / 60.0;
    println!(
        "{:.1} min, {:.0} runs a minute",
        minutes,
        arguments.seeds as f64 / minutes
    );
    verdict(sum.wrong.is_empty())
}

fn verdict(is_right: bool) -> ExitCode {
    match is_right {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

fn tell(sum: &Sum) {
    for outcome in &sum.failed {
        show(outcome, false);
    }
    println!("\nWhich faults met which routes:\n{}", sum.histogram);
    println!(
        "{} runs count; in {} a fault met nobody",
        sum.counted, sum.uncounted
    );
    println!("{} replies released, {} arrived", sum.released, sum.arrived);
    println!("in doubt: {:?}", sum.doubts);
    let faults = sum.histogram.faults().len();
    println!("{faults} kinds of faults happened");
    println!(
        "of those with a lag of at most 30 s, a witness and nobody else at the account: {:?}, {:.2} % settled without a person",
        sum.plain,
        100.0 * sum.plain_share()
    );
    println!("  not so in the runs {:?}", sum.unsettled);
    println!("wrong: {:?}", sum.wrong);
}

fn show(outcome: &Outcome, verbose: bool) {
    println!("\nrun {}: {:?}", outcome.seed, outcome.verdict.doubts);
    if verbose {
        for line in &outcome.trace {
            println!("{line}");
        }
        println!("met: {:#?}", outcome.met);
        println!("unmet: {:?}", outcome.unmet);
    }
    for (wrong, what) in &outcome.verdict.wrong {
        println!("  {wrong:?}: {what}");
    }
}
