//! The built program, killed at random instants while it drains a queue against
//! a practice network in another process. Nothing is lost, nothing is there
//! twice, nothing is out of order, nobody speaks as somebody else, and the file
//! is sound after every kill.
//!
//! Between two lives a person settles what the kill left in doubt, by looking at
//! what the network holds: kills would soon meet nothing but lanes that wait.
//! `BYLINE_KILLS` says how many kills each test makes; `cargo xtask soak` makes
//! more of them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod desk_beside;
mod judge;
mod network;
mod program;

use desk_beside::Beside;
use judge::Judge;
use network::Network;
use program::Program;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use std::time::Duration;

/// Kills of one test, unless told otherwise: eight tests make 208.
const KILLS: usize = 26;

/// Replies that are queued for one life.
const REPLIES: usize = 16;

/// How many kills met what.
#[derive(Debug, Default)]
struct Met {
    /// The program had not sent anything yet.
    nothing_sent: usize,
    /// A message was on its way.
    in_doubt: usize,
    /// Some had left, and more were to leave.
    half_way: usize,
}

/// As many kills as are asked for, on one desk after another: a desk has left
/// 1,000 messages for a day.
fn kill_again_and_again(seed: u64) {
    let kills = std::env::var("BYLINE_KILLS").map_or(KILLS, |kills| kills.parse().unwrap());
    let mut chance = StdRng::seed_from_u64(seed);
    let mut met = Met::default();
    let mut left = kills;
    while left > 0 {
        left -= kill_one_desk(left.min(KILLS), &mut chance, &mut met);
    }
    eprintln!("seed {seed}, {kills} kills: {met:?}");
    assert!(met.in_doubt > 0, "no kill met a message on its way");
    assert!(met.half_way > 0, "no kill met a queue that was half way");
}

/// Kills one desk so often; how many of these were kills.
fn kill_one_desk(lives: usize, chance: &mut StdRng, met: &mut Met) -> usize {
    let place = tempfile::tempdir().unwrap();
    let network = Network::serve(&place.path().join("network"));
    let data = place.path().join("desk");
    let beside = Beside::prepare(&data, &network);
    let mut judge = Judge::default();
    let mut kills = 0;
    for life in 0..lives {
        judge.expects(beside.release(life, REPLIES));
        let before = network.said().len();
        let program = Program::start(&data);
        // Most kills are for messages on their way; some come before the first.
        if chance.random_bool(0.85) {
            program.until(|| network.said().len() > before);
        }
        let killed = program.kill_after(Duration::from_micros(chance.random_range(0..40_000)));
        if !killed {
            // It was done before. That is no kill, and the next life gets more.
            beside.settle_doubts(&network);
            continue;
        }
        kills += 1;
        if network.said().len() == before {
            met.nothing_sent += 1;
        } else {
            met.half_way += 1;
        }
        met.in_doubt += beside.settle_doubts(&network);
        beside.is_sound();
        judge.nothing_is_there_twice(&network);
    }
    // Without kills, what is left leaves.
    while beside.left() > 0 {
        Program::start(&data).ends();
        beside.settle_doubts(&network);
    }
    judge.everything_is_there_once_in_order_and_as_chosen(&network);
    beside.ledger_is_whole();
    kills
}

macro_rules! kills {
    ($($name:ident: $seed:literal,)*) => {
        $(#[test]
        fn $name() {
            kill_again_and_again($seed);
        })*
    };
}

kills! {
    a_queue_survives_its_kills_first_way: 1,
    a_queue_survives_its_kills_second_way: 2,
    a_queue_survives_its_kills_third_way: 3,
    a_queue_survives_its_kills_fourth_way: 4,
    a_queue_survives_its_kills_fifth_way: 5,
    a_queue_survives_its_kills_sixth_way: 6,
    a_queue_survives_its_kills_seventh_way: 7,
    a_queue_survives_its_kills_eighth_way: 8,
}
