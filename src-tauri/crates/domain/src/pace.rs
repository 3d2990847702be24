//! The pace of an account: never two sends closer together than its people
//! chose, and slower for a day after the network took it for automation
//! (`contracts/x.md` §3.6, code 226).

use crate::{DAY, Delivery, SECOND, Timestamp};
use std::time::Duration;

/// How much slower after the network took the account for automation.
const SLOWER: u32 = 4;

/// The least pause then, whatever was chosen.
const LEAST_AFTER_SUSPICION: Duration = SECOND.saturating_mul(12);

/// What pace depends on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Steps {
    /// When the account's last attempt to send began.
    pub last: Option<Timestamp>,
    /// When the network last took the account for automation.
    pub suspected: Option<Timestamp>,
}

/// The moment before which nothing may leave; `None`: it may leave now. A clock
/// that was set back makes nobody wait longer than the pause itself.
pub fn pause_until(delivery: &Delivery, steps: Steps, now: Timestamp) -> Option<Timestamp> {
    let last = steps.last.filter(|&last| last <= now)?;
    let suspected = steps
        .suspected
        .is_some_and(|at| at <= now && now.since(at) < DAY);
    let chosen = delivery.pace.span();
    let pause = if suspected {
        chosen.saturating_mul(SLOWER).max(LEAST_AFTER_SUSPICION)
    } else {
        chosen
    };
    Some(last.plus(pause)).filter(|&until| until > now)
}

#[cfg(test)]
mod tests {
    use super::{Steps, pause_until};
    use crate::{DAY, Delivery, SECOND, Timestamp};
    use proptest::prelude::*;

    fn at(second: i64) -> Timestamp {
        Timestamp(second * 1_000)
    }

    fn after(last: i64, suspected: Option<i64>) -> Steps {
        Steps {
            last: Some(at(last)),
            suspected: suspected.map(at),
        }
    }

    #[test]
    fn two_sends_are_a_pause_apart() {
        let delivery = Delivery::default();
        assert_eq!(pause_until(&delivery, Steps::default(), at(0)), None);
        assert_eq!(
            pause_until(&delivery, after(10, None), at(11)),
            Some(at(13))
        );
        assert_eq!(pause_until(&delivery, after(10, None), at(13)), None);
    }

    #[test]
    fn an_account_taken_for_automation_goes_slower_for_a_day() {
        let delivery = Delivery::default();
        let steps = after(10, Some(9));
        assert_eq!(pause_until(&delivery, steps, at(11)), Some(at(22)));
        let day_later = at(10).plus(DAY);
        let steps = Steps {
            last: Some(day_later),
            ..steps
        };
        assert_eq!(
            pause_until(&delivery, steps, day_later),
            Some(day_later.plus(SECOND * 3))
        );
    }

    proptest! {
        #[test]
        fn whatever_the_clock_does_nobody_waits_longer_than_the_pause(
            last in 0i64..200_000_000, suspected in proptest::option::of(0i64..200_000_000), now in 0i64..200_000_000
        ) {
            let steps = Steps { last: Some(Timestamp(last)), suspected: suspected.map(Timestamp) };
            if let Some(until) = pause_until(&Delivery::default(), steps, Timestamp(now)) {
                prop_assert!(until.since(Timestamp(now)) <= SECOND * 12);
            }
        }
    }
}
