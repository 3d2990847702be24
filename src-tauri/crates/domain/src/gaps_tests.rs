use super::{Gap, LastOnPage, PageSeen, Progress, REACH, Road};
use crate::{DAY, HOUR, Timestamp};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::ops::Bound;

const PAGE: usize = 4;

/// A network with messages at these moments, and a desk that reads them.
struct World {
    now: Timestamp,
    listed: BTreeSet<(Timestamp, u32)>,
    known: BTreeSet<(Timestamp, u32)>,
    progress: Progress,
    /// A cursor of an older era is refused.
    era: u32,
    since: Timestamp,
}

impl World {
    fn new() -> Self {
        let now = Timestamp(100 * 86_400_000);
        Self {
            now,
            listed: BTreeSet::new(),
            known: BTreeSet::new(),
            progress: Progress::begin(now),
            era: 0,
            since: now.minus(REACH).plus(HOUR),
        }
    }

    fn write(&mut self, at: Timestamp) {
        let number = u32::try_from(self.listed.len()).unwrap();
        self.listed.insert((at, number));
    }

    /// One page; `None` where the cursor is refused.
    fn page(&mut self, from: Option<&str>) -> Option<PageSeen> {
        let upper = match from {
            None => Bound::Unbounded,
            Some(cursor) => {
                let parts: Vec<i64> = cursor.split('.').map(|one| one.parse().unwrap()).collect();
                if parts[0] != i64::from(self.era) {
                    return None;
                }
                Bound::Excluded((Timestamp(parts[1]), u32::try_from(parts[2]).unwrap()))
            }
        };
        let reach = self.now.minus(REACH);
        let below = (Bound::Included((reach, 0)), upper);
        let mut rest: Vec<_> = self.listed.range(below).rev().copied().collect();
        let more = rest.len() > PAGE;
        rest.truncate(PAGE);
        let last = rest.last().copied();
        let seen = PageSeen {
            newest: rest.first().map(|one| one.0),
            oldest: last.map(|one| one.0),
            last: match last.is_some_and(|last| self.known.contains(&last)) {
                true => LastOnPage::Known,
                false => LastOnPage::New,
            },
            next: last
                .filter(|_| more)
                .map(|(at, number)| format!("{}.{}.{}", self.era, at.0, number)),
            now: self.now,
        };
        self.known.extend(rest);
        Some(seen)
    }

    /// A reading that is cut after so many pages.
    fn sync(&mut self, pages: usize) {
        self.progress.age(self.now);
        let mut cursor: Option<String> = None;
        for _ in 0..pages {
            match self.page(cursor.as_deref()) {
                Some(seen) => self.progress.read(cursor.as_deref(), &seen),
                None => self.progress.lose(&cursor.unwrap()),
            }
            cursor = self.progress.next().map(str::to_owned);
            if cursor.is_none() {
                break;
            }
        }
    }

    /// Messages that are neither known nor in a gap.
    fn holes(&self) -> Vec<(Timestamp, u32)> {
        let told = |at: Timestamp| {
            let mut gaps = self.progress.gaps.iter();
            at >= self.progress.top || gaps.any(|gap| gap.older <= at && at <= gap.newer)
        };
        let missing = self.listed.difference(&self.known);
        missing
            .filter(|(at, _)| *at >= self.since && !told(*at))
            .copied()
            .collect()
    }
}

#[derive(Clone, Debug)]
enum Step {
    Write { count: usize, apart: i64 },
    Wait { hours: u32 },
    Forget,
    Sync { pages: usize },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let one = prop_oneof![
        4 => (0usize..30, prop_oneof![Just(0i64), 1i64..5_000_000])
            .prop_map(|(count, apart)| Step::Write { count, apart }),
        2 => prop_oneof![4 => 1u32..30, 1 => 500u32..1_500].prop_map(|hours| Step::Wait { hours }),
        1 => Just(Step::Forget),
        5 => (1usize..7).prop_map(|pages| Step::Sync { pages }),
    ];
    proptest::collection::vec(one, 1..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn whatever_arrives_and_whatever_cuts_a_reading_no_hole_is_without_its_gap(steps in steps()) {
        let mut world = World::new();
        for back in 0..10 {
            world.write(world.now.minus(DAY.saturating_mul(back * 4)));
        }
        for step in steps {
            match step {
                Step::Write { count, apart } => for _ in 0..count {
                    world.now = Timestamp(world.now.0 + apart);
                    world.write(world.now);
                },
                Step::Wait { hours } => world.now = world.now.plus(HOUR.saturating_mul(hours)),
                Step::Forget => world.era += 1,
                Step::Sync { pages } => world.sync(pages),
            }
            prop_assert_eq!(world.holes(), vec![], "{:?}", world.progress);
        }
        // Left alone, everything in reach is read.
        for _ in 0..400 {
            world.sync(6);
        }
        let reach = world.now.minus(REACH);
        prop_assert_eq!(world.holes(), vec![]);
        prop_assert_eq!(world.progress.open().count(), 0);
        let unread: Vec<_> = world.listed.difference(&world.known)
            .filter(|(at, _)| *at >= reach && *at >= world.since).collect();
        prop_assert!(unread.is_empty(), "{unread:?}");
    }
}

fn gap(newer: i64, older: i64, road: Road) -> Gap {
    Gap {
        newer: Timestamp(newer),
        older: Timestamp(older),
        road,
    }
}

#[test]
fn what_lies_longer_than_thirty_days_back_stays_as_a_gap_that_says_so() {
    let mut world = World::new();
    world.sync(1);
    let start = world.now;
    for _ in 0..20 {
        world.now = world.now.plus(HOUR);
        world.write(world.now);
    }
    world.sync(1);
    assert_eq!(world.progress.open().count(), 1);
    world.now = start.plus(DAY.saturating_mul(40));
    world.sync(6);
    assert_eq!(world.progress.open().count(), 0);
    let told: Vec<_> = world
        .progress
        .gaps
        .iter()
        .map(|gap| (gap.newer, gap.older))
        .collect();
    let reach = world.now.minus(REACH);
    let last_read = start.plus(HOUR.saturating_mul(20));
    let cut = start.plus(HOUR.saturating_mul(17));
    assert_eq!(
        told,
        [(reach, last_read), (cut, world.since.max(start.minus(DAY)))]
    );
}

#[test]
fn a_lost_cursor_is_replaced_by_the_way_from_the_top() {
    let mut progress = Progress {
        top: Timestamp(9),
        gaps: vec![gap(5, 2, Road::Cursor("a".to_owned()))],
    };
    progress.lose("a");
    assert_eq!(progress.next(), None);
    let page = PageSeen {
        newest: Some(Timestamp(9)),
        oldest: Some(Timestamp(7)),
        last: LastOnPage::Known,
        next: Some("b".to_owned()),
        now: Timestamp(10),
    };
    progress.read(None, &page);
    assert_eq!(progress.gaps, [gap(5, 2, Road::Cursor("b".to_owned()))]);
}
