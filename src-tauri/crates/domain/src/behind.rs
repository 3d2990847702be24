//! How far an inbox is behind, and when it will have caught up.
//!
//! What was not read lies in [`Gap`]s (see [`Progress`]); how many messages that
//! are, only reading tells. Until then they are reckoned from what came lately.
//! Every figure here is for people to look at: nothing is decided by it.

use crate::{Budget, Gap, Progress, REACH, Road, Timestamp};
use std::time::Duration;

/// Fewer messages say nothing about how many come.
const FEWEST: usize = 20;

/// Readings of each window that look for news first.
const FOR_NEWS: usize = 2;

/// Messages that were read without a gap, up to now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Arrivals {
    /// How many.
    pub messages: usize,
    /// Within what time.
    pub within: Duration,
}

/// What reading may use.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Readings {
    /// How many pages, in what time.
    pub budget: Budget,
    /// Messages on a page.
    pub page: usize,
}

/// What of an inbox was not read yet and still can be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Behind {
    /// The oldest of it came after this.
    pub from: Timestamp,
    /// The newest of it came before this.
    pub to: Timestamp,
    /// About how many messages; `None` where nothing tells.
    pub messages: Option<usize>,
    /// When it will have been read.
    pub outlook: Outlook,
}

/// When an inbox will have caught up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outlook {
    /// About then.
    By(Timestamp),
    /// Not while so much comes: more than may be read.
    NotAtThisRate,
    /// Nothing tells.
    Unknown,
}

/// What of an inbox was not read yet; `None` where it is up to date.
pub fn behind(
    progress: &Progress,
    lately: Option<Arrivals>,
    readings: Readings,
    now: Timestamp,
) -> Option<Behind> {
    let reach = now.minus(REACH);
    let open = || progress.open();
    let from = open().map(|gap| gap.older).min()?.max(reach);
    let to = open().map(|gap| gap.newer).max()?.max(from);
    let rate = lately.filter(|lately| lately.messages >= FEWEST && !lately.within.is_zero());
    let Some(rate) = rate else {
        return Some(Behind {
            from,
            to,
            messages: None,
            outlook: Outlook::Unknown,
        });
    };
    let unread: u128 = open().map(|gap| length(gap, reach)).sum();
    let messages = (rate.arriving_in(unread)).max(1);
    Some(Behind {
        from,
        to,
        messages: usize::try_from(messages).ok().map(roughly),
        outlook: outlook(messages, rate, readings, now),
    })
}

/// Spans that the network no longer shows, newest first.
pub fn missed(progress: &Progress) -> impl Iterator<Item = &Gap> {
    let gaps = progress.gaps.iter();
    gaps.filter(|gap| gap.road == Road::BeyondReach)
}

impl Arrivals {
    fn arriving_in(self, millis: u128) -> u128 {
        let messages = u128::try_from(self.messages).unwrap_or(u128::MAX);
        let within = self.within.as_millis().max(1);
        messages.saturating_mul(millis).div_ceil(within)
    }
}

/// In milliseconds, as far as the network still shows it.
fn length(gap: &Gap, reach: Timestamp) -> u128 {
    gap.newer.since(gap.older.max(reach)).as_millis()
}

/// Each window's readings, less what they bring of news, shrink what is left.
fn outlook(messages: u128, rate: Arrivals, readings: Readings, now: Timestamp) -> Outlook {
    let window = readings.budget.window.as_millis();
    let pages = readings.budget.limit.saturating_sub(FOR_NEWS);
    let read = u128::try_from(pages.saturating_mul(readings.page)).unwrap_or(u128::MAX);
    let gained = read.saturating_sub(rate.arriving_in(window));
    if gained == 0 {
        return Outlook::NotAtThisRate;
    }
    let millis = messages.saturating_mul(window).div_ceil(gained);
    let millis = u64::try_from(millis).unwrap_or(u64::MAX);
    Outlook::By(now.plus(Duration::from_millis(millis)))
}

/// Two figures are all that a reckoning is worth.
fn roughly(messages: usize) -> usize {
    let mut step = 1usize;
    while messages / step >= 100 {
        step = step.saturating_mul(10);
    }
    messages.div_ceil(step).saturating_mul(step)
}

#[cfg(test)]
mod tests {
    use super::{Arrivals, Behind, Outlook, Readings, behind, missed, roughly};
    use crate::{Budget, DAY, Gap, HOUR, MINUTE, Progress, Road, Timestamp};

    const READINGS: Readings = Readings {
        budget: Budget {
            limit: 11,
            window: MINUTE.saturating_mul(15),
        },
        page: 50,
    };

    fn now() -> Timestamp {
        Timestamp(0).plus(DAY * 100)
    }

    fn gap(older: Timestamp, newer: Timestamp, road: Road) -> Gap {
        Gap { newer, older, road }
    }

    fn after(gaps: Vec<Gap>) -> Progress {
        Progress { top: now(), gaps }
    }

    fn hour_a_day_ago() -> Progress {
        let older = now().minus(DAY);
        after(vec![gap(older, older.plus(HOUR), Road::FromTop)])
    }

    fn lately(messages: usize) -> Option<Arrivals> {
        let within = HOUR;
        Some(Arrivals { messages, within })
    }

    #[test]
    fn an_inbox_without_open_gaps_is_not_behind() {
        let old = now().minus(DAY * 40);
        let past = gap(old, old.plus(HOUR), Road::BeyondReach);
        let progress = after(vec![past.clone()]);
        assert_eq!(behind(&progress, lately(100), READINGS, now()), None);
        assert_eq!(missed(&progress).collect::<Vec<_>>(), [&past]);
    }

    #[test]
    fn what_is_not_read_is_reckoned_from_what_came_lately() {
        let found = behind(&hour_a_day_ago(), lately(900), READINGS, now());
        // 9 pages of 50 in a quarter of an hour, of which 225 are news.
        let expected = Behind {
            from: now().minus(DAY),
            to: now().minus(DAY).plus(HOUR),
            messages: Some(900),
            outlook: Outlook::By(now().plus(HOUR)),
        };
        assert_eq!(found, Some(expected));
    }

    #[test]
    fn where_more_comes_than_may_be_read_nothing_is_promised() {
        let found = behind(&hour_a_day_ago(), lately(1800), READINGS, now()).unwrap();
        assert_eq!(found.outlook, Outlook::NotAtThisRate);
        let none = Readings {
            page: 0,
            ..READINGS
        };
        let found = behind(&hour_a_day_ago(), lately(900), none, now()).unwrap();
        assert_eq!(found.outlook, Outlook::NotAtThisRate);
    }

    #[test]
    fn a_handful_of_messages_tells_nothing() {
        for arrivals in [None, lately(3)] {
            let found = behind(&hour_a_day_ago(), arrivals, READINGS, now()).unwrap();
            assert_eq!(found.messages, None);
            assert_eq!(found.outlook, Outlook::Unknown);
        }
    }

    #[test]
    fn only_what_the_network_still_shows_counts() {
        let (older, newer) = (now().minus(DAY * 60), now().minus(DAY * 29));
        let progress = after(vec![gap(older, newer, Road::FromTop)]);
        let found = behind(&progress, lately(20), READINGS, now()).unwrap();
        assert_eq!(found.from, now().minus(DAY * 30));
        assert_eq!(found.messages, Some(480));
    }

    #[test]
    fn two_figures_are_given() {
        let given: Vec<_> = [1, 99, 101, 123, 8_765].map(roughly).into();
        assert_eq!(given, [1, 99, 110, 130, 8_800]);
    }
}
