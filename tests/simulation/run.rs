//! One run, from its seed to its verdict; and many of them.

use crate::faults;
use crate::histogram::Histogram;
use crate::judge::{Doubts, Verdict, judge, ledgers, pictures};
use crate::plan::Plan;
use crate::play::Play;
use crate::record::Met;
use crate::template::Template;
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

/// What came of a run.
pub struct Outcome {
    /// Its seed.
    pub seed: u64,
    /// What was found out.
    pub verdict: Verdict,
    /// The faults that happened.
    pub met: BTreeMap<Met, u32>,
    /// Faults that were asked for and met nobody: the run does not count.
    pub unmet: Vec<String>,
    /// Whether a doubt can be settled without a person here: messages are shown
    /// soon, there is a witness, and nobody else speaks through the account.
    pub is_plain: bool,
    /// What happened.
    pub trace: Vec<String>,
}

/// Plays a run.
pub fn play(seed: u64, template: &Template) -> Outcome {
    runtime().block_on(async {
        let plan = Plan::draw(seed);
        let is_lone = plan.desks.len() == 1;
        let is_left_to_us = plan
            .desks
            .iter()
            .all(|desk| desk.doubt == desk::api::DoubtPolicy::ReadBack);
        let is_plain = is_lone && is_left_to_us && plan.witness && plan.lag_ms <= 30_000;
        let mut play = Play::prepare(plan, template).await;
        play.through().await;
        let mut wrong = ledgers(&play).await;
        let pictures = pictures(&play).await;
        let unmet = unmet(&play);
        play.ends().await;
        let mut verdict = judge(&play, &pictures);
        verdict.wrong.append(&mut wrong);
        let mut met = play.record.met();
        let mut looks_alike = false;
        for fired in play.practice.fired() {
            let name = faults::name(fired.fault.kind);
            looks_alike |= name == "LookAlike";
            let route = fired.fault.route.name().to_owned();
            *met.entry((name, route)).or_default() += 1;
        }
        for station in &play.stations {
            for place in station.life.places() {
                let (when, route) = place.split_once(' ').unwrap_or((&place, ""));
                let fault = format!("dies {when}");
                *met.entry((fault, route.to_owned())).or_default() += 1;
            }
        }
        Outcome {
            seed,
            verdict,
            met,
            unmet,
            is_plain: is_plain && !looks_alike,
            trace: play.record.trace(),
        }
    })
}

/// Makes what every run begins with.
pub fn template() -> Template {
    runtime().block_on(Template::make())
}

/// One thread for tasks and one for what blocks; time leaps when all wait.
fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .max_blocking_threads(1)
        // A task that a blocked one wakes waits until all that were ready before
        // it have had their turn: the order does not depend on the machine.
        .global_queue_interval(1_000_000)
        .enable_all()
        .start_paused(true)
        .build()
        .expect("a runtime")
}

fn unmet(play: &Play) -> Vec<String> {
    let mut unmet: Vec<_> = play
        .practice
        .faults()
        .into_iter()
        .map(|fault| format!("{:?} at {}", fault.kind, fault.route.name()))
        .collect();
    for station in &play.stations {
        if station.life.is_doomed() {
            unmet.push(format!("desk {} lives on", station.number));
        }
    }
    unmet
}

/// What came of many runs.
#[derive(Default)]
pub struct Sum {
    /// Runs that count.
    pub counted: u32,
    /// Runs of which a fault met nobody.
    pub uncounted: u32,
    /// Replies that were released in runs that count.
    pub released: u64,
    /// Messages that arrived in them.
    pub arrived: u64,
    /// How often what was wrong, in all runs.
    pub wrong: BTreeMap<crate::judge::Wrong, u32>,
    /// All doubts.
    pub doubts: Doubts,
    /// Those that can be settled without a person.
    pub plain: Doubts,
    /// Runs in which one of those was not.
    pub unsettled: Vec<u64>,
    /// Which faults met which routes.
    pub histogram: Histogram,
    /// Runs with something wrong.
    pub failed: Vec<Outcome>,
}

/// Failed runs that are kept to be shown.
const SHOWN: usize = 12;

impl Sum {
    fn add(&mut self, outcome: Outcome) {
        if outcome.unmet.is_empty() {
            self.counted += 1;
            self.released += u64::from(outcome.verdict.released);
            self.arrived += u64::from(outcome.verdict.arrived);
            self.histogram.add(&outcome.met);
            join(&mut self.doubts, outcome.verdict.doubts);
            if outcome.is_plain {
                join(&mut self.plain, outcome.verdict.doubts);
                if outcome.verdict.doubts.settled < outcome.verdict.doubts.all {
                    self.unsettled.push(outcome.seed);
                }
            }
        } else {
            self.uncounted += 1;
        }
        for (wrong, _) in &outcome.verdict.wrong {
            *self.wrong.entry(*wrong).or_default() += 1;
        }
        if !outcome.verdict.wrong.is_empty() && self.failed.len() < SHOWN {
            self.failed.push(outcome);
        }
    }

    /// Of all doubts that can be settled without a person, this part was.
    pub fn plain_share(&self) -> f64 {
        match self.plain.all {
            0 => 1.0,
            all => f64::from(self.plain.settled) / f64::from(all),
        }
    }
}

fn join(sum: &mut Doubts, one: Doubts) {
    sum.all += one.all;
    sum.settled += one.settled;
    sum.by_person += one.by_person;
    sum.open += one.open;
}

/// Plays many runs, side by side.
pub fn play_all(seeds: std::ops::Range<u64>, template: &Template) -> Sum {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let (next, sum) = (AtomicU64::new(seeds.start), Mutex::new(Sum::default()));
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::SeqCst);
                    if seed >= seeds.end {
                        return;
                    }
                    let outcome = play(seed, template);
                    sum.lock().expect("the sum").add(outcome);
                }
            });
        }
    });
    let mut sum = sum.into_inner().expect("the sum");
    sum.failed.sort_by_key(|outcome| outcome.seed);
    sum
}
