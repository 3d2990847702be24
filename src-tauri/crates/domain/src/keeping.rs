//! Which backups are kept: everything of the last day, then the newest of each
//! day, then the newest of each week. And how long messages are kept.
//!
//! Invariant: the newest backup always stays, whatever the clock says.

use crate::{DAY, Timestamp};
use std::collections::BTreeSet;
use std::time::Duration;

/// So many days have their newest backup kept.
pub const DAILY: usize = 7;

/// So many weeks have their newest backup kept.
pub const WEEKLY: usize = 4;

/// Messages are never deleted before this age, in days: what the network still
/// lists (`contracts/x.md` §3.4: 30 days) would come back with the next reading.
pub const FEWEST_DAYS: u32 = 30;

/// The longest that can be chosen, in days.
pub const MOST_DAYS: u32 = 36_500;

/// The backups that stay, of those made at these moments; days and weeks are
/// counted in UTC.
///
/// Kept are those of the 24 hours before `now` and any from its future, the
/// newest of each of the newest seven days that have one, and the newest of each
/// of the newest four weeks that have one.
pub fn backups_kept(made_at: &[Timestamp], now: Timestamp) -> BTreeSet<Timestamp> {
    let all: BTreeSet<Timestamp> = made_at.iter().copied().collect();
    let fresh = now.minus(DAY);
    let mut kept: BTreeSet<Timestamp> = all.iter().copied().filter(|at| *at > fresh).collect();
    kept.extend(newest_of_each(&all, day, DAILY));
    kept.extend(newest_of_each(&all, week, WEEKLY));
    kept
}

/// The newest of each of the newest `most` spans.
fn newest_of_each(
    all: &BTreeSet<Timestamp>,
    span: impl Fn(Timestamp) -> i64,
    most: usize,
) -> Vec<Timestamp> {
    let mut newest: Vec<Timestamp> = Vec::new();
    for at in all.iter().rev() {
        let is_new = newest.last().is_none_or(|last| span(*last) != span(*at));
        if is_new {
            newest.push(*at);
        }
        if newest.len() == most {
            break;
        }
    }
    newest
}

/// The number of a day since the epoch.
fn day(at: Timestamp) -> i64 {
    at.0.div_euclid(i64::try_from(DAY.as_millis()).unwrap_or(i64::MAX))
}

/// The number of a week; weeks begin on Monday, and the epoch was a Thursday.
fn week(at: Timestamp) -> i64 {
    day(at).saturating_add(3).div_euclid(7)
}

/// Everything older than this goes, where messages are kept for so many days.
/// `None` where that is fewer than [`FEWEST_DAYS`] or more than [`MOST_DAYS`].
pub fn kept_since(days: u32, now: Timestamp) -> Option<Timestamp> {
    (FEWEST_DAYS..=MOST_DAYS)
        .contains(&days)
        .then(|| now.minus(DAY.saturating_mul(days)))
}

/// How long until something that happens daily is to happen again; nothing left
/// where it is time, or where the clock was set back behind the last time.
pub fn until_next_day(last: Option<Timestamp>, now: Timestamp) -> Duration {
    match last {
        Some(last) if last <= now => DAY.saturating_sub(now.since(last)),
        Some(_) | None => Duration::ZERO,
    }
}

#[cfg(test)]
#[path = "keeping_tests.rs"]
mod tests;
