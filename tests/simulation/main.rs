//! Some of the simulated runs; `cargo xtask simulate` plays thousands.
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

use plan::Plan;
use run::{play_all, template};

#[test]
fn whatever_goes_wrong_nothing_is_lost_doubled_misordered_or_anybody_elses() {
    let sum = play_all(1..61, &template());
    for outcome in &sum.failed {
        eprintln!("{}", outcome.trace.join("\n"));
        eprintln!("run {}: {:#?}", outcome.seed, outcome.verdict.wrong);
    }
    eprintln!("{}", sum.histogram);
    assert!(sum.wrong.is_empty(), "{:?}", sum.wrong);
    assert!(sum.counted > 40, "{} runs count", sum.counted);
    assert!(sum.histogram.faults().len() >= 15, "{}", sum.histogram);
    eprintln!("{} of the plain doubts settled", sum.plain_share());
    // So few runs say little about shares; thousands do.
    assert!(sum.plain.all - sum.plain.settled <= 2, "{:?}", sum.plain);
}

#[test]
fn a_number_draws_the_same_run_again() {
    for seed in 1..200 {
        let [one, other] = [Plan::draw(seed), Plan::draw(seed)];
        assert_eq!(format!("{one:?}"), format!("{other:?}"), "run {seed}");
    }
}
