//! Did a message of which nobody knows whether it arrived, arrive? The rule of
//! `contracts/x.md` §4.1 and of the product, as one pure question.
//!
//! *Found* is one message, and only one, that can be nothing else. *Proven
//! absent* takes two complete readings at least [`BETWEEN_READINGS`] apart, each
//! with a *witness*: a message made later than anything the attempt can have
//! done. Everything else is read again, or is for a person, who may decide at any
//! time.
//!
//! Our clock decides nothing here. When an attempt ended is known by the
//! network's own clock, as it stood in the first answer that was asked for after
//! the end; so no jump of ours makes an older message a witness. Two things can
//! still happen after the end, and are waited for: a request that was written
//! into a dead connection is delivered late ([`LATEST_EFFECT`]), and the network
//! shows one message later than its neighbours ([`LONGEST_LAG`]).
//!
//! Invariant: where the network shows its messages in the order in which they
//! were made, however late, nothing that arrived is proven absent; and no lag of
//! one message up to [`LONGEST_LAG`] breaks that either.

mod likeness;
mod reading;

pub use likeness::{Likeness, Seen, Sent, is_of_these_words};
pub use reading::{Reach, Reading, Shown, lacks};

use crate::{DoubtPolicy, EventId, MINUTE, Neighbours, SECOND, Timestamp};
use std::collections::HashSet;
use std::time::Duration;

/// Between the two readings that prove absence (`contracts/x.md` §4.1, step 4).
pub const BETWEEN_READINGS: Duration = MINUTE;

/// So long after its end an attempt may still take effect: a system goes on
/// delivering what was written into a connection that a program has left (Linux
/// tries eight times, about 100 s).
pub const LATEST_EFFECT: Duration = MINUTE.saturating_mul(2);

/// So much later than its neighbours a single message may be shown. The contract
/// knows that messages are shown late (§11) and names no bound: this is ours.
pub const LONGEST_LAG: Duration = MINUTE.saturating_mul(10);

/// How far the moment at which a signed request was made, by our clock as the
/// network corrected it, may lie from the one at which the network takes it. It
/// refuses what is further off (`contracts/x.md` §3.6, code 135) and does not say
/// how far that is; this is more than any known figure.
pub const CLOCK_TOLERANCE: Duration = MINUTE.saturating_mul(10);

/// The network shows 30 days (`contracts/x.md` §3.1); what is nearly as old is
/// not looked for.
pub const REACH: Duration = crate::DAY.saturating_mul(29);

/// Reading back begins so long after the doubt: at once it would often be too
/// early.
pub const FIRST_PAUSE: Duration = SECOND.saturating_mul(5);

/// The longest pause between two readings.
pub const LONGEST_PAUSE: Duration = MINUTE.saturating_mul(15);

/// A reply in doubt.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Question {
    /// What was sent.
    pub sent: Sent,
    /// Since when it is in doubt, by our clock.
    pub since: Timestamp,
    /// Replies of the same words to the same customer of which a person said that
    /// they had arrived, and whose message was not read yet: each could claim it.
    pub unread_siblings: usize,
}

/// How the account wants it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rule {
    /// Who settles it.
    pub policy: DoubtPolicy,
    /// Whether other desks speak through the account, as its people say or as
    /// messages show.
    pub neighbours: Neighbours,
}

/// What follows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// It arrived: as this message.
    Found {
        /// The message.
        event: EventId,
        /// When the network took it.
        at: Timestamp,
    },
    /// It did not arrive.
    ProvenAbsent,
    /// It has to be read again.
    ReadAgain {
        /// Not before then, by our clock.
        not_before: Timestamp,
    },
    /// A person decides.
    AskPerson {
        /// Why.
        why: WhyAsked,
        /// Reading goes on meanwhile, where it may still show something; not
        /// before then.
        again: Option<Timestamp>,
    },
}

/// Why a person decides.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WhyAsked {
    /// The account is set so.
    SetToAsk,
    /// More than one message may be it, or more than one reply may be the message.
    Several,
    /// One message may be it, or another desk's.
    MayBeAnotherDesks,
    /// A message looks like it and is not surely it.
    LooksAlike,
    /// It is older than what the network shows.
    BeyondReach,
}

/// What all readings so far say. `seen` are the messages to the same customer
/// that were read since and that no other reply has claimed.
pub fn judge(question: &Question, readings: &[Reading], seen: &[Seen], rule: Rule) -> Verdict {
    let verdict = judge_by_readings(question, readings, seen, rule.neighbours);
    match (rule.policy, verdict) {
        (DoubtPolicy::ReadBack, verdict) => verdict,
        (DoubtPolicy::Ask, verdict) => Verdict::AskPerson {
            why: WhyAsked::SetToAsk,
            again: verdict.reads_again(),
        },
    }
}

impl Verdict {
    /// When it is read again, by our clock.
    pub fn reads_again(&self) -> Option<Timestamp> {
        match self {
            Self::ReadAgain { not_before } => Some(*not_before),
            Self::AskPerson { again, .. } => *again,
            Self::Found { .. } | Self::ProvenAbsent => None,
        }
    }
}

fn judge_by_readings(
    question: &Question,
    readings: &[Reading],
    seen: &[Seen],
    neighbours: Neighbours,
) -> Verdict {
    let ask = |why, again| Verdict::AskPerson { why, again };
    let mut known = HashSet::new();
    let (mut fits, mut others) = (Vec::new(), 0usize);
    for one in seen.iter().filter(|one| known.insert(&one.id)) {
        match question.sent.likeness(one) {
            Some(Likeness::Fits) => fits.push(one),
            Some(Likeness::FromElsewhere | Likeness::Alike) => others = others.saturating_add(1),
            None => {}
        }
    }
    let again = next_reading(question, readings);
    match fits.as_slice() {
        [only] if question.unread_siblings == 0 => match neighbours {
            Neighbours::Alone => Verdict::Found {
                event: only.id.clone(),
                at: only.at,
            },
            Neighbours::Several => ask(WhyAsked::MayBeAnotherDesks, None),
        },
        [_, ..] => ask(WhyAsked::Several, None),
        [] if others > 0 => ask(WhyAsked::LooksAlike, Some(again)),
        [] if is_beyond_reach(question, readings) => ask(WhyAsked::BeyondReach, None),
        [] if is_proven_absent(readings) => Verdict::ProvenAbsent,
        [] => Verdict::ReadAgain { not_before: again },
    }
}

/// The moment, by the network's clock, at which the attempt had surely ended:
/// every reading began after that.
pub fn ended_by(readings: &[Reading]) -> Option<Timestamp> {
    readings.iter().map(|reading| reading.network_at).min()
}

/// Does a reading say that what it does not show is not there?
pub fn counts(reading: &Reading, ended_by: Timestamp) -> bool {
    let has_witness = reading
        .newest
        .is_some_and(|newest| newest > ended_by.plus(LATEST_EFFECT));
    has_witness && reading.reach == Reach::BeforeAttempt && reading.shown == Shown::All
}

fn is_proven_absent(readings: &[Reading]) -> bool {
    let Some(ended_by) = ended_by(readings) else {
        return false;
    };
    let proofs = || readings.iter().filter(|one| counts(one, ended_by));
    proofs().any(|last| {
        let is_late = last.network_at >= ended_by.plus(LONGEST_LAG);
        // Both clocks have to say so: either may have jumped.
        let is_apart = |first: &Reading| {
            last.network_at.since(first.network_at) >= BETWEEN_READINGS
                && last.at.since(first.at) >= BETWEEN_READINGS
        };
        is_late && proofs().any(is_apart)
    })
}

fn is_beyond_reach(question: &Question, readings: &[Reading]) -> bool {
    let oldest_possible = question.sent.begun_at.minus(CLOCK_TOLERANCE);
    readings
        .last()
        .is_some_and(|reading| reading.network_at.since(oldest_possible) > REACH)
}

/// When it has to be read next: soon, then ever less often; once a reading
/// counts, when a second one can.
fn next_reading(question: &Question, readings: &[Reading]) -> Timestamp {
    let (Some(first), Some(last)) = (readings.first(), readings.last()) else {
        return question.since.plus(FIRST_PAUSE);
    };
    let a_little_more = |span: Duration| span.saturating_add(SECOND.saturating_mul(2));
    let proof = ended_by(readings)
        .and_then(|ended_by| readings.iter().position(|one| counts(one, ended_by)));
    if let Some(at) = proof
        && readings.len().saturating_sub(at) == 1
    {
        let late = first.at.plus(a_little_more(LONGEST_LAG));
        return late.max(last.at.plus(a_little_more(BETWEEN_READINGS)));
    }
    let since_proof = readings.len().saturating_sub(proof.unwrap_or(0));
    last.at.plus(pause(since_proof))
}

/// A minute, doubling with every reading, at most [`LONGEST_PAUSE`].
fn pause(readings: usize) -> Duration {
    let doubled = u32::try_from(readings.saturating_sub(1))
        .ok()
        .and_then(|by| 1u32.checked_shl(by))
        .unwrap_or(u32::MAX);
    BETWEEN_READINGS.saturating_mul(doubled).min(LONGEST_PAUSE)
}

/// Is it time? A clock that went back has to wait for nothing: the moments that
/// were noted by it mean something else now.
pub fn is_due(not_before: Timestamp, readings: &[Reading], now: Timestamp) -> bool {
    now >= not_before || readings.last().is_some_and(|last| now < last.at)
}

#[cfg(test)]
#[path = "doubt_tests.rs"]
mod tests;
