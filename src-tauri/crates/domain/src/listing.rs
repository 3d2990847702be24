//! What a network's list of published looks says about the roster.
//!
//! A look whose publishing was left in doubt is found by its line and by when it
//! was created; the contract gives no other mark (`contracts/x.md` §2: the list
//! returns `name` and `created_timestamp`, never the media). It is proven absent
//! only by two complete lists at least a minute apart, both read after the
//! attempt ended. The contract is silent about how soon a new profile is listed,
//! so this is its rule for messages (§4.1, step 4) without the witness, which a
//! list of profiles cannot give.
//!
//! Invariant: nothing here leads to a second creation. What is not plainly there
//! and not proven absent stays in doubt.

use crate::{CustomProfileId, LookId, MINUTE, Timestamp};
use std::collections::HashSet;
use std::time::Duration;
use unicode_normalization::UnicodeNormalization;

/// How far the moment at which a network says that a profile was created may lie
/// outside of the attempt. The contract names no bound for a signature's time
/// (`contracts/x.md` §3.6: code 135 tells only that it is off), so this is our own.
pub const CLOCK_TOLERANCE: Duration = Duration::from_secs(600);

/// Between the two complete lists that prove absence (`contracts/x.md` §4.1).
pub const BETWEEN_LISTS: Duration = MINUTE;

/// A profile as the network lists it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listed {
    /// The network's id.
    pub id: CustomProfileId,
    /// The line as the network keeps it.
    pub line: String,
    /// When it was created, by the network's clock.
    pub created_at: Option<Timestamp>,
}

/// A look of which it is not known whether it is there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Doubt {
    /// The look.
    pub look: LookId,
    /// The line under which it would be there.
    pub line: String,
    /// When the attempt began, by the network's clock as far as it is known.
    pub begun_at: Timestamp,
    /// When it had surely ended, by the same clock.
    pub ended_at: Timestamp,
    /// When a complete list was first read, after the end, in which it was
    /// missing; by our clock.
    pub missed_at: Option<Timestamp>,
}

/// How much of a list was read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    /// All of it, to the page that names no next one (`contracts/x.md` §1.4).
    Whole,
    /// Not to its end.
    Part,
}

/// What follows for a look in doubt.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Finding {
    /// It is there.
    There(CustomProfileId),
    /// It is proven not to be there.
    Absent,
    /// It is missing from a complete list for the first time; another list has
    /// to be read [`BETWEEN_LISTS`] later.
    Missed,
    /// It stays in doubt: more than one profile may be it, or the list was not
    /// read to its end.
    Unclear,
}

/// What a list that was read at `now` says about each look in doubt. `known` are
/// the ids of profiles that are known to be other looks of this desk.
pub fn settle(
    doubts: &[Doubt],
    listed: &[Listed],
    known: &HashSet<CustomProfileId>,
    reach: Reach,
    now: Timestamp,
) -> Vec<Finding> {
    let candidates: Vec<Vec<&Listed>> = doubts
        .iter()
        .map(|doubt| {
            let may_be = |one: &&Listed| !known.contains(&one.id) && may_be(doubt, one);
            listed.iter().filter(may_be).collect()
        })
        .collect();
    let is_claimed_twice = |one: &Listed| {
        let claims = candidates.iter().filter(|candidates| {
            let mut ids = candidates.iter().map(|candidate| &candidate.id);
            ids.any(|id| *id == one.id)
        });
        claims.count() > 1
    };
    let finding = |(doubt, candidates): (&Doubt, &Vec<&Listed>)| match candidates.as_slice() {
        [only] if only.created_at.is_some() && !is_claimed_twice(only) => {
            Finding::There(only.id.clone())
        }
        [] if reach == Reach::Whole => match doubt.missed_at {
            Some(missed) if now.since(missed) >= BETWEEN_LISTS => Finding::Absent,
            _ => Finding::Missed,
        },
        _ => Finding::Unclear,
    };
    doubts.iter().zip(&candidates).map(finding).collect()
}

/// May this profile be the look in doubt? One that does not say when it was
/// created may be.
fn may_be(doubt: &Doubt, listed: &Listed) -> bool {
    let in_time = listed.created_at.is_none_or(|at| {
        at >= doubt.begun_at.minus(CLOCK_TOLERANCE) && at <= doubt.ended_at.plus(CLOCK_TOLERANCE)
    });
    in_time && same_line(&listed.line, &doubt.line)
}

/// Is this the line, as a network may keep it? The contract does not say whether
/// `name` comes back with HTML entities, as the text of messages does (§11).
fn same_line(kept: &str, ours: &str) -> bool {
    let plain = |text: &str| -> String {
        let text = text
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&");
        let words: Vec<&str> = text.split_whitespace().collect();
        words.join(" ").nfc().collect()
    };
    plain(kept) == plain(ours)
}

#[cfg(test)]
#[path = "listing_tests.rs"]
mod tests;
