//! Budgets: how often a route may be used within a window. They are data of a
//! route (`contracts/x.md` §2, §3.4); Byline counts them itself, because X's
//! answer to a sent message carries no rate headers.

use crate::Timestamp;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// At most `limit` uses in any `window`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Budget {
    /// The most uses.
    pub limit: usize,
    /// The span in which they count.
    pub window: Duration,
}

impl Budget {
    /// The shortest span between uses that follow each other for ever: with it, or
    /// with any longer ones, no window holds more than `limit`. In whole
    /// milliseconds, as uses are counted; the whole window where nothing is allowed.
    pub fn spacing(self) -> Duration {
        let window = u64::try_from(self.window.as_millis()).unwrap_or(u64::MAX);
        let limit = u64::try_from(self.limit).unwrap_or(u64::MAX).max(1);
        Duration::from_millis(window.div_ceil(limit))
    }
}

/// Replies that a budget does not count: a message from the customer opens, or
/// opens again, a window in which `replies` are free (`contracts/x.md` §3.4).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FreeReplies {
    /// Free replies for each window.
    pub replies: usize,
    /// How long the window stays open.
    pub window: Duration,
}

impl FreeReplies {
    /// Is the next reply free, after `since` replies that followed the
    /// customer's last message?
    pub fn covers(self, last_inbound: Option<Timestamp>, since: usize, now: Timestamp) -> bool {
        last_inbound.is_some_and(|at| now.since(at) < self.window && since < self.replies)
    }
}

/// What a budget allows now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Room {
    /// This many uses are left.
    Left(usize),
    /// None is left before this moment.
    FullUntil(Timestamp),
}

/// Counts `uses` (in any order) against a budget.
pub fn room(budget: Budget, uses: &[Timestamp], now: Timestamp) -> Room {
    let mut counted: Vec<Timestamp> = uses
        .iter()
        .copied()
        .filter(|&at| at.plus(budget.window) > now)
        .collect();
    counted.sort_unstable();
    let left = budget.limit.saturating_sub(counted.len());
    // A place is free when all but `limit - 1` of the counted uses have left the window.
    match counted
        .len()
        .checked_sub(budget.limit)
        .and_then(|over| counted.get(over))
    {
        Some(frees) if left == 0 => Room::FullUntil(frees.plus(budget.window)),
        _ if left == 0 => Room::FullUntil(now.plus(budget.window)),
        _ => Room::Left(left),
    }
}

/// With all of a budget left, uses lie so many times closer than for ever.
const EAGER: u64 = 3;

/// When the next of uses that may go on for ever should be: soon while much is
/// left, later the less there is, so that none finds the budget used up.
pub fn next_use(budget: Budget, uses: &[Timestamp], now: Timestamp) -> Timestamp {
    let left = match room(budget, uses, now) {
        Room::FullUntil(until) => return until,
        Room::Left(left) => u64::try_from(left).unwrap_or(u64::MAX).max(1),
    };
    let window = u64::try_from(budget.window.as_millis()).unwrap_or(u64::MAX);
    let apart = window.div_ceil(left.saturating_mul(EAGER));
    uses.iter()
        .max()
        .map_or(now, |last| last.plus(Duration::from_millis(apart)).max(now))
}

/// The network's own word that a budget is used up goes before our count:
/// others use the account too.
pub fn heed(counted: Room, full_until: Option<Timestamp>, now: Timestamp) -> Room {
    match (counted, full_until.filter(|&until| until > now)) {
        (room, None) => room,
        (Room::Left(_), Some(until)) => Room::FullUntil(until),
        (Room::FullUntil(ours), Some(theirs)) => Room::FullUntil(ours.max(theirs)),
    }
}

/// What two budgets allow together.
pub fn both(one: Room, other: Room) -> Room {
    match (one, other) {
        (Room::Left(one), Room::Left(other)) => Room::Left(one.min(other)),
        (Room::FullUntil(one), Room::FullUntil(other)) => Room::FullUntil(one.max(other)),
        (Room::FullUntil(until), Room::Left(_)) | (Room::Left(_), Room::FullUntil(until)) => {
            Room::FullUntil(until)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Budget, FreeReplies, Room, both, heed, next_use, room};
    use crate::{DAY, MINUTE, Timestamp};
    use proptest::prelude::*;

    const LIST: Budget = Budget {
        limit: 15,
        window: MINUTE.saturating_mul(15),
    };

    fn at(minute: i64) -> Timestamp {
        Timestamp(minute * 60_000)
    }

    #[test]
    fn a_used_up_budget_names_the_moment_when_a_place_is_free() {
        let uses: Vec<_> = (0..15).map(at).collect();
        assert_eq!(room(LIST, &uses, at(14)), Room::FullUntil(at(15)));
        assert_eq!(room(LIST, &uses, at(15)), Room::Left(1));
        assert_eq!(room(LIST, &[], at(0)), Room::Left(15));
    }

    #[test]
    fn five_replies_are_free_and_the_sixth_is_not() {
        let free = FreeReplies {
            replies: 5,
            window: DAY,
        };
        assert!(free.covers(Some(at(0)), 4, at(1)));
        assert!(!free.covers(Some(at(0)), 5, at(1)));
        assert!(!free.covers(Some(at(0)), 0, at(24 * 60)));
        assert!(!free.covers(None, 0, at(0)));
    }

    #[test]
    fn the_networks_word_and_a_second_budget_only_take_room_away() {
        let (left, full) = (Room::Left(3), Room::FullUntil(at(9)));
        assert_eq!(heed(left, None, at(1)), left);
        assert_eq!(heed(left, Some(at(1)), at(1)), left);
        assert_eq!(heed(left, Some(at(2)), at(1)), Room::FullUntil(at(2)));
        assert_eq!(heed(full, Some(at(2)), at(1)), full);
        assert_eq!(both(left, Room::Left(1)), Room::Left(1));
        assert_eq!(both(full, left), full);
        assert_eq!(both(full, Room::FullUntil(at(10))), Room::FullUntil(at(10)));
    }

    #[test]
    fn fifteen_in_fifteen_minutes_are_one_a_minute() {
        assert_eq!(LIST.spacing(), MINUTE);
        assert_eq!(Budget { limit: 0, ..LIST }.spacing(), LIST.window);
    }

    #[test]
    fn the_first_uses_follow_each_other_soon_and_the_budget_never_runs_out() {
        let (mut now, mut uses) = (at(100), Vec::new());
        for nth in 0..200 {
            assert!(matches!(room(LIST, &uses, now), Room::Left(_)), "use {nth}");
            uses.push(now);
            let next = next_use(LIST, &uses, now);
            match nth {
                0 => assert_eq!(next.since(now).as_secs(), 21),
                _ => assert!(next > now),
            }
            now = next;
        }
    }

    #[test]
    fn after_a_rest_the_next_use_is_now() {
        assert_eq!(next_use(LIST, &[], at(9)), at(9));
        assert_eq!(next_use(LIST, &[at(0)], at(9)), at(9));
        let full: Vec<_> = (0..15).map(at).collect();
        assert_eq!(next_use(LIST, &full, at(14)), at(15));
    }

    proptest! {
        #[test]
        fn whoever_keeps_the_spacing_always_finds_room(
            limit in 1usize..40, window in 1u64..2_000_000,
            late in proptest::collection::vec(0u64..20_000, 1..120)
        ) {
            let budget = Budget { limit, window: std::time::Duration::from_millis(window) };
            let (mut now, mut uses) = (at(0), Vec::new());
            for late in late {
                prop_assert!(matches!(room(budget, &uses, now), Room::Left(_)));
                uses.push(now);
                now = now.plus(budget.spacing() + std::time::Duration::from_millis(late));
            }
        }

        #[test]
        fn waiting_until_the_named_moment_always_frees_a_place(
            mut uses in proptest::collection::vec(0i64..10_000, 0..60), limit in 1usize..20
        ) {
            let budget = Budget { limit, window: MINUTE };
            let stamps: Vec<_> = uses.drain(..).map(|s| Timestamp(s * 50)).collect();
            let now = Timestamp(500_000);
            match room(budget, &stamps, now) {
                Room::Left(left) => prop_assert!(left > 0),
                Room::FullUntil(until) => {
                    prop_assert!(until > now);
                    prop_assert!(matches!(room(budget, &stamps, until), Room::Left(_)));
                    prop_assert!(matches!(room(budget, &stamps, until.minus(std::time::Duration::from_millis(1))), Room::FullUntil(_)));
                }
            }
        }
    }
}
