//! Is a reply still an answer to what its author saw?
//!
//! *Stale* means that something not written at this desk ahead of it in its
//! lane arrived or was sent since its author last saw the conversation. Whatever
//! the account's policy, a reply that nobody looked at for 12 hours is looked at
//! again.

use crate::{HOUR, Timestamp};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// After so long without a look, a reply is not sent by itself.
pub const LONGEST_UNSEEN: Duration = HOUR.saturating_mul(12);

/// How far somebody has seen a conversation: the mark of the newest thing that
/// was kept of it then. Marks of one account only grow.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SeenMark(pub i64);

/// Whether a reply is still an answer to what its author saw.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Freshness {
    /// It is.
    Fresh,
    /// The conversation went on.
    WentOn,
    /// Nobody looked at it for too long.
    Old,
}

/// Judges a reply: since when it counts as looked at, how far its author saw,
/// and the newest mark of what did not come from this desk.
pub fn freshness(
    looked_at: Timestamp,
    seen: SeenMark,
    newest_foreign: Option<SeenMark>,
    now: Timestamp,
) -> Freshness {
    if newest_foreign.is_some_and(|mark| mark > seen) {
        Freshness::WentOn
    } else if now.since(looked_at) > LONGEST_UNSEEN {
        Freshness::Old
    } else {
        Freshness::Fresh
    }
}

#[cfg(test)]
mod tests {
    use super::{Freshness, SeenMark, freshness};
    use crate::{SECOND, Timestamp};

    #[test]
    fn what_came_after_the_look_makes_it_stale_and_what_came_before_does_not() {
        let judge = |newest| freshness(Timestamp(0), SeenMark(4), newest, Timestamp(1));
        assert_eq!(judge(None), Freshness::Fresh);
        assert_eq!(judge(Some(SeenMark(4))), Freshness::Fresh);
        assert_eq!(judge(Some(SeenMark(5))), Freshness::WentOn);
    }

    #[test]
    fn after_twelve_hours_somebody_looks_again() {
        let at = |now| freshness(Timestamp(0), SeenMark(0), None, now);
        let last = Timestamp(12 * 60 * 60 * 1_000);
        assert_eq!(at(last), Freshness::Fresh);
        assert_eq!(at(last.plus(SECOND)), Freshness::Old);
    }
}
