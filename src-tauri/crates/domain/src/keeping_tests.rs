use super::{DAILY, FEWEST_DAYS, WEEKLY, backups_kept, day, kept_since, until_next_day, week};
use crate::{DAY, HOUR, Timestamp};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::time::Duration;

/// Wednesday, 2025-01-01, 12:00 UTC.
const NOON: Timestamp = Timestamp(1_735_732_800_000);

fn days_before(days: u32) -> Timestamp {
    NOON.minus(DAY.saturating_mul(days))
}

#[test]
fn a_year_of_daily_backups_leaves_a_week_of_days_and_a_month_of_weeks() {
    let made: Vec<_> = (0..365).map(days_before).collect();
    let kept: Vec<_> = backups_kept(&made, NOON).into_iter().rev().collect();
    // The Sundays before: 29, 22 and 15 December; the 29th is among the days.
    let expected: Vec<_> = [0, 1, 2, 3, 4, 5, 6, 10, 17].map(days_before).to_vec();
    assert_eq!(kept, expected);
}

#[test]
fn of_an_earlier_day_only_the_newest_stays_and_of_the_last_day_all_do() {
    let hours = |hours: u32| NOON.minus(HOUR.saturating_mul(hours));
    let made: Vec<_> = [0, 3, 20, 30, 40, 41].map(hours).to_vec();
    let kept = backups_kept(&made, NOON);
    let expected: BTreeSet<_> = [0, 3, 20, 40].map(hours).into_iter().collect();
    assert_eq!(kept, expected);
}

#[test]
fn messages_are_kept_for_a_month_at_least() {
    assert_eq!(kept_since(FEWEST_DAYS - 1, NOON), None);
    assert_eq!(kept_since(u32::MAX, NOON), None);
    assert_eq!(kept_since(FEWEST_DAYS, NOON), Some(days_before(30)));
}

#[test]
fn what_happens_daily_waits_for_the_rest_of_a_day_and_never_for_a_clock_set_back() {
    assert_eq!(until_next_day(None, NOON), Duration::ZERO);
    assert_eq!(until_next_day(Some(NOON.minus(HOUR)), NOON), DAY - HOUR);
    assert_eq!(until_next_day(Some(NOON.minus(DAY)), NOON), Duration::ZERO);
    assert_eq!(until_next_day(Some(NOON.plus(DAY)), NOON), Duration::ZERO);
}

proptest! {
    #[test]
    fn the_newest_stays_nothing_is_invented_and_the_number_is_bounded(
        hours in proptest::collection::vec(0u32..20_000, 1..80), behind in 0u32..200
    ) {
        let made: Vec<_> = hours.iter().map(|h| NOON.minus(HOUR.saturating_mul(*h))).collect();
        let now = NOON.minus(HOUR.saturating_mul(behind));
        let all: BTreeSet<_> = made.iter().copied().collect();
        let kept = backups_kept(&made, now);
        prop_assert!(kept.is_subset(&all));
        prop_assert!(kept.contains(all.last().unwrap()));
        let fresh = all.iter().filter(|at| **at > now.minus(DAY)).count();
        prop_assert!(kept.len() <= fresh + DAILY + WEEKLY);
        // Every one of the newest days, and every one of the newest weeks, is there.
        for wanted in all.iter().map(|at| day(*at)).collect::<BTreeSet<_>>().iter().rev().take(DAILY) {
            prop_assert!(kept.contains(all.iter().rfind(|at| day(**at) == *wanted).unwrap()));
        }
        for wanted in all.iter().map(|at| week(*at)).collect::<BTreeSet<_>>().iter().rev().take(WEEKLY) {
            prop_assert!(kept.contains(all.iter().rfind(|at| week(**at) == *wanted).unwrap()));
        }
    }

    #[test]
    fn asking_again_removes_nothing_more(
        hours in proptest::collection::vec(0u32..20_000, 1..80)
    ) {
        let made: Vec<_> = hours.iter().map(|h| NOON.minus(HOUR.saturating_mul(*h))).collect();
        let kept = backups_kept(&made, NOON);
        let again: Vec<_> = kept.iter().copied().collect();
        prop_assert_eq!(backups_kept(&again, NOON), kept);
    }
}
