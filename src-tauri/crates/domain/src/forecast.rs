//! When will each reply of an account leave? A forecast for people, from what
//! is known now: states, order, pace, free replies and the budget. It promises
//! nothing; the gate decides when the time has come.

use crate::reply::State;
use crate::{FreeReplies, Timestamp};
use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

/// An unsettled reply, as the forecast sees it. `L` names its lane.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Waiting<'a, L> {
    /// Its conversation.
    pub lane: L,
    /// Where it is in its life.
    pub state: &'a State,
}

/// What holds for the whole account.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Course {
    /// The time between two sends.
    pub pace: Duration,
    /// The pace forbids anything before then.
    pub pause: Option<Timestamp>,
    /// Counted sends that are left now.
    pub left: usize,
    /// When each used place of the budget is free again, earliest first.
    pub frees: Vec<Timestamp>,
}

/// What holds for one lane.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct LaneCourse {
    /// Replies that cost nothing now.
    pub free: usize,
    /// Until when they do.
    pub free_until: Option<Timestamp>,
}

/// When a reply is expected to leave.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Expected {
    /// It is leaving.
    Now,
    /// About then.
    At(Timestamp),
    /// When a person has decided about it.
    WhenDecided,
    /// When a person has decided about one ahead of it.
    BehindDecision,
    /// Not within what the budget lets foresee.
    Unknown,
}

/// A reply that time alone lets go, in its lane.
struct Ready {
    index: usize,
    not_before: Timestamp,
}

/// Forecasts one account's part of the outbox, which is given in its order. One
/// answer for each reply, in the same order.
pub fn forecast<L: Ord + Copy>(
    outbox: &[Waiting<'_, L>],
    course: &Course,
    lane_of: impl Fn(L) -> LaneCourse,
    now: Timestamp,
) -> Vec<Expected> {
    let mut expected = vec![Expected::Unknown; outbox.len()];
    let mut lanes: BTreeMap<L, (LaneCourse, VecDeque<Ready>)> = BTreeMap::new();
    let mut decided_first: BTreeMap<L, ()> = BTreeMap::new();
    // A scheduled one joins at its time, behind those that are in the lane.
    let (scheduled, in_lane): (Vec<_>, Vec<_>) = outbox
        .iter()
        .enumerate()
        .partition(|(_, one)| matches!(one.state, State::Scheduled { .. }));
    for (index, one) in in_lane.into_iter().chain(scheduled) {
        let not_before = match one.state {
            State::Sending => {
                set(&mut expected, index, Expected::Now);
                continue;
            }
            State::Queued => now,
            state => match state.due_at() {
                Some(at) => at.max(now),
                None => {
                    set(&mut expected, index, Expected::WhenDecided);
                    decided_first.insert(one.lane, ());
                    continue;
                }
            },
        };
        if decided_first.contains_key(&one.lane) {
            set(&mut expected, index, Expected::BehindDecision);
            continue;
        }
        let (_, lane) = lanes
            .entry(one.lane)
            .or_insert_with(|| (lane_of(one.lane), VecDeque::new()));
        lane.push_back(Ready { index, not_before });
    }
    let mut at = course.pause.unwrap_or(now).max(now);
    let (mut left, mut frees) = (course.left, course.frees.iter().copied());
    loop {
        lanes.retain(|_, (_, lane)| !lane.is_empty());
        let heads = lanes.iter().filter_map(|(key, (course, lane))| {
            let head = lane.front()?;
            let hurry = course.free_until.filter(|&until| until > at);
            let key_of_turn = (
                head.not_before.max(at),
                hurry.unwrap_or(Timestamp(i64::MAX)),
                head.index,
            );
            Some((key_of_turn, *key))
        });
        let Some(((turn, _, _), key)) = heads.min() else {
            return expected;
        };
        at = turn;
        let Some((course_of_lane, lane)) = lanes.get_mut(&key) else {
            return expected;
        };
        let is_free =
            course_of_lane.free > 0 && course_of_lane.free_until.is_some_and(|until| until > at);
        if is_free {
            course_of_lane.free = course_of_lane.free.saturating_sub(1);
        } else if left > 0 {
            left = left.saturating_sub(1);
        } else if let Some(place) = frees.next() {
            at = at.max(place);
        } else {
            return expected;
        }
        if let Some(ready) = lane.pop_front() {
            set(&mut expected, ready.index, Expected::At(at));
        }
        at = at.plus(course.pace);
    }
}

/// How free replies stand in a lane.
impl LaneCourse {
    /// From the rule, the customer's last message and the replies since.
    pub fn of(rule: Option<FreeReplies>, last_inbound: Option<Timestamp>, free: usize) -> Self {
        Self {
            free,
            free_until: rule
                .zip(last_inbound)
                .map(|(rule, last)| last.plus(rule.window)),
        }
    }
}

fn set(expected: &mut [Expected], index: usize, what: Expected) {
    if let Some(place) = expected.get_mut(index) {
        *place = what;
    }
}

#[cfg(test)]
mod tests {
    use super::{Course, Expected, LaneCourse, Waiting, forecast};
    use crate::reply::{State, WaitReason};
    use crate::{SECOND, Said, Timestamp, Zone};

    fn at(second: i64) -> Timestamp {
        Timestamp(second * 1_000)
    }

    fn course(left: usize) -> Course {
        Course {
            pace: SECOND * 3,
            pause: None,
            left,
            frees: vec![at(100)],
        }
    }

    fn waiting(lane: u8, state: &State) -> Waiting<'_, u8> {
        Waiting { lane, state }
    }

    fn none(_: u8) -> LaneCourse {
        LaneCourse::default()
    }

    #[test]
    fn replies_leave_one_after_the_other_in_the_accounts_pace() {
        let queued = State::Queued;
        let outbox = [
            waiting(1, &queued),
            waiting(2, &queued),
            waiting(1, &queued),
        ];
        let expected = forecast(&outbox, &course(9), none, at(0));
        assert_eq!(
            expected,
            [
                Expected::At(at(0)),
                Expected::At(at(3)),
                Expected::At(at(6))
            ]
        );
    }

    #[test]
    fn who_is_about_to_lose_the_free_window_goes_first_but_never_ahead_in_a_lane() {
        let queued = State::Queued;
        let outbox = [
            waiting(1, &queued),
            waiting(2, &queued),
            waiting(2, &queued),
        ];
        let hurry = |lane| LaneCourse {
            free: 5,
            free_until: Some(at(if lane == 2 { 50 } else { 500 })),
        };
        let expected = forecast(&outbox, &course(0), hurry, at(0));
        assert_eq!(
            expected,
            [
                Expected::At(at(6)),
                Expected::At(at(0)),
                Expected::At(at(3))
            ]
        );
    }

    #[test]
    fn those_behind_a_decision_wait_for_it_and_other_lanes_do_not() {
        let failed = State::Failed {
            said: Said::new(403, None, ""),
        };
        let queued = State::Queued;
        let outbox = [
            waiting(1, &failed),
            waiting(1, &queued),
            waiting(2, &queued),
        ];
        let expected = forecast(&outbox, &course(9), none, at(0));
        assert_eq!(
            expected,
            [
                Expected::WhenDecided,
                Expected::BehindDecision,
                Expected::At(at(0))
            ]
        );
    }

    #[test]
    fn a_held_one_keeps_its_lane_and_a_scheduled_one_joins_at_its_time() {
        let held = State::Held { until: at(10) };
        let later = State::Scheduled {
            at: at(5),
            zone: Zone::parse("UTC").unwrap(),
        };
        let queued = State::Queued;
        let outbox = [waiting(1, &later), waiting(1, &held), waiting(1, &queued)];
        let expected = forecast(&outbox, &course(9), none, at(0));
        assert_eq!(
            expected,
            [
                Expected::At(at(16)),
                Expected::At(at(10)),
                Expected::At(at(13))
            ]
        );
    }

    #[test]
    fn a_used_up_budget_gives_places_as_they_are_freed_and_no_further() {
        let offline = State::Waiting {
            until: at(4),
            why: WaitReason::Offline,
        };
        let outbox = [
            waiting(1, &offline),
            waiting(2, &offline),
            waiting(3, &State::Sending),
        ];
        let expected = forecast(&outbox, &course(0), none, at(0));
        assert_eq!(
            expected,
            [Expected::At(at(100)), Expected::Unknown, Expected::Now]
        );
    }
}
