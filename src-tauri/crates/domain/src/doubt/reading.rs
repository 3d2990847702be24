//! What one reading of the network's list says, whatever it is asked about.

use crate::{EventId, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// One reading, begun after an attempt had ended.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Reading {
    /// When it began, by our clock.
    pub at: Timestamp,
    /// When it began, by the network's clock: not later than this.
    pub network_at: Timestamp,
    /// How far back it went.
    pub reach: Reach,
    /// Whether everything was in it that is known to be there.
    pub shown: Shown,
    /// When the newest message it showed was made, of any conversation and from
    /// either side; by the network's clock.
    pub newest: Option<Timestamp>,
    /// The same of the oldest.
    pub oldest: Option<Timestamp>,
}

/// How far back a reading went.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// To a moment before the attempt can have done anything, or to the end of
    /// what the network shows.
    BeforeAttempt,
    /// Not so far.
    Short,
}

/// Whether a reading showed what is known to be there.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// It did.
    All,
    /// Something older than its newest message was missing.
    Lacking,
}

/// Does a list lack what is known to be there? Of what is newer than the newest
/// it shows, or older than the oldest, it need not show anything.
pub fn lacks(listed: &[(EventId, Timestamp)], known: &[(EventId, Timestamp)]) -> Shown {
    let times = || listed.iter().map(|(_, at)| *at);
    let (Some(oldest), Some(newest)) = (times().min(), times().max()) else {
        return Shown::All;
    };
    let ids: HashSet<&EventId> = listed.iter().map(|(id, _)| id).collect();
    let is_missing =
        |(id, at): &(EventId, Timestamp)| *at > oldest && *at < newest && !ids.contains(id);
    if known.iter().any(is_missing) {
        Shown::Lacking
    } else {
        Shown::All
    }
}
