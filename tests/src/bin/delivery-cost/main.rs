//! What the delivery of a thousand messages costs in CPU time: Byline's engine
//! over a real data folder and real sockets; a loop without any rule that makes the
//! same requests, keeps the same rows in the same file and syncs as often; or the
//! barest loop, which keeps three rows for a message.
//!
//! `delivery-cost byline|keeping|bare` prints milliseconds of CPU time a thousand
//! messages took and those of the wall. The practice network runs as
//! `delivery-cost network`, a process of its own, and counts for nobody. What is
//! prepared before and what is asked afterwards stands outside the measured part,
//! which begins and ends with a look at [`MARK`], so that a trace of system calls
//! shows it.

mod bare;
mod byline;
mod cpu;
mod keeping;
mod outward;
mod prepared;
mod served;

use anyhow::{Result, bail};
use std::time::{Duration, Instant};

/// As many as a brand may send in a day (`contracts/x.md` §3.4).
const MESSAGES: usize = 1_000;

const LINE: &str = "Ana Ruiz, Care Team";

const PHOTO: &[u8] = include_bytes!("../../simulated/ana.png");

/// No such file; looking at it marks the measured part in a trace.
const MARK: &str = "/the-measured-part";

#[tokio::main]
async fn main() -> Result<()> {
    match std::env::args().nth(1).as_deref() {
        Some("network") => served::serve().await,
        Some("byline") => byline::run().await.map(|cost| println!("{cost}")),
        Some("keeping") => keeping::run().await.map(|cost| println!("{cost}")),
        Some("bare") => bare::run().await.map(|cost| println!("{cost}")),
        _ => bail!("delivery-cost byline|keeping|bare|network"),
    }
}

/// The text of a message by its number.
fn text(number: usize) -> String {
    format!("We are looking into it, one moment please. ({number})")
}

/// What the measured part cost.
struct Cost {
    cpu: Duration,
    wall: Duration,
}

impl std::fmt::Display for Cost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.cpu.as_millis(), self.wall.as_millis())
    }
}

/// The measured part, from now to [`Measured::end`].
struct Measured {
    cpu: Duration,
    since: Instant,
}

#[expect(clippy::disallowed_methods, reason = "time is what is measured here")]
impl Measured {
    fn begin() -> Result<Self> {
        mark();
        Ok(Self {
            cpu: cpu::used()?,
            since: Instant::now(),
        })
    }

    fn end(self) -> Result<Cost> {
        let cost = Cost {
            cpu: cpu::used()?.saturating_sub(self.cpu),
            wall: self.since.elapsed(),
        };
        mark();
        Ok(cost)
    }
}

fn mark() {
    // That it is not there is not the point.
    let _ = std::fs::metadata(MARK);
}
