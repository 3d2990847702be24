//! What of an account's list of messages was read, and what was not.
//!
//! A network lists messages newest first, page by page, and shows the last thirty
//! days (`contracts/x.md` §3.1). A reading can be cut at every page. What it left
//! is a [`Gap`]: a span of time, both ends included, in which messages may lie
//! that nobody has read.
//!
//! Invariant: everything between the first reading's reach and [`Progress::top`]
//! was read or lies in a gap. A gap shrinks only by a page that covers its newer
//! end; what can no longer be read stays as a gap beyond reach.

use crate::{DAY, HOUR, Timestamp};
use std::time::Duration;

/// How far back a network shows messages (`contracts/x.md` §3.1).
pub const REACH: Duration = DAY.saturating_mul(30);

/// A first reading takes a while, in which the oldest messages leave the reach.
const FIRST_READING: Duration = HOUR;

/// A span that was not read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Gap {
    /// Its newer end: what came later was read.
    pub newer: Timestamp,
    /// Its older end: what came before was read, or was never in reach.
    pub older: Timestamp,
    /// How it can be read.
    pub road: Road,
}

/// How a gap can be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Road {
    /// From this cursor of the network on; it lies at the newer end, or above it.
    Cursor(String),
    /// From the newest message on.
    FromTop,
    /// Not any more: the network no longer shows it.
    BeyondReach,
}

/// What is older than this is listed, if it ever will be: so a quiet account's
/// top does not sink out of reach.
const LONGEST_UNLISTED: Duration = DAY;

/// How far an account's list was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Progress {
    /// Up to here, from the older side, everything was read or lies in a gap.
    pub top: Timestamp,
    /// What was not read below it, newest first.
    pub gaps: Vec<Gap>,
}

/// What one page showed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PageSeen {
    /// The newest message's time.
    pub newest: Option<Timestamp>,
    /// The time of the last message on it.
    pub oldest: Option<Timestamp>,
    /// Whether an earlier reading had brought that last message.
    pub last: LastOnPage,
    /// Where the next page begins.
    pub next: Option<String>,
    /// When it was read.
    pub now: Timestamp,
}

/// Whether an earlier reading had brought a page's last message.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LastOnPage {
    /// It had.
    Known,
    /// It had not.
    New,
}

impl Gap {
    fn is_read_from(&self, from: Option<&str>) -> bool {
        matches!((&self.road, from), (Road::Cursor(own), Some(from)) if own == from)
    }
}

impl Progress {
    /// Nothing was read yet: what is in reach now has to be.
    pub fn begin(now: Timestamp) -> Self {
        Self {
            top: now.minus(REACH).plus(FIRST_READING),
            gaps: Vec::new(),
        }
    }

    /// Where reading goes on after the news: at the newest gap that has a cursor.
    pub fn next(&self) -> Option<&str> {
        self.gaps.iter().find_map(|gap| match &gap.road {
            Road::Cursor(cursor) => Some(cursor.as_str()),
            Road::FromTop | Road::BeyondReach => None,
        })
    }

    /// What can still be read, newest first.
    pub fn open(&self) -> impl Iterator<Item = &Gap> {
        self.gaps.iter().filter(|gap| gap.road != Road::BeyondReach)
    }

    /// Notes a page: the newest one, or the one that began at a cursor of a gap.
    pub fn read(&mut self, from: Option<&str>, page: &PageSeen) {
        let Some((lo, hi)) = self.covered(from, page) else {
            return;
        };
        let reach = page.now.minus(REACH);
        let ended = page.next.is_none();
        let gaps = std::mem::take(&mut self.gaps);
        // Below the page, whatever has no cursor of its own goes on from there.
        let mut onward = page.next.clone();
        for mut gap in gaps {
            if gap.road == Road::BeyondReach || gap.newer > hi {
                self.gaps.push(gap);
                continue;
            }
            if ended {
                if gap.older < reach {
                    gap.newer = gap.newer.min(reach);
                    gap.road = Road::BeyondReach;
                    self.gaps.push(gap);
                }
                continue;
            }
            let met = gap.newer >= lo;
            // A known message of the older end's time was read below the gap only
            // where the gap itself is longer than that moment.
            let last = if gap.is_read_from(from) && gap.newer > gap.older {
                page.last
            } else {
                LastOnPage::New
            };
            if met && is_reached(gap.older, lo, last) {
                continue;
            }
            // One's own cursor may lie further down among messages of one time.
            if gap.newer > lo || gap.is_read_from(from) || gap.road == Road::FromTop {
                gap.newer = gap.newer.min(lo);
                gap.road = onward.take().map_or(Road::FromTop, Road::Cursor);
            }
            self.gaps.push(gap);
        }
    }

    /// Which span a page covers. News that do not reach what was read before make
    /// a gap of their own.
    fn covered(&mut self, from: Option<&str>, page: &PageSeen) -> Option<(Timestamp, Timestamp)> {
        const START: Timestamp = Timestamp(i64::MIN);
        if from.is_none() {
            let lo = match (&page.next, page.oldest) {
                (None, _) => START,
                (Some(_), Some(oldest)) => oldest,
                (Some(_), None) => page.now.max(self.top),
            };
            let reached = is_reached(self.top, lo, page.last);
            if !reached || page.next.is_none() {
                let newer = page.newest.unwrap_or(page.now).max(self.top);
                let gap = Gap {
                    newer,
                    older: self.top,
                    road: Road::FromTop,
                };
                self.gaps.insert(0, gap);
            }
            let settled = page.now.minus(LONGEST_UNLISTED);
            self.top = self.top.max(page.newest.unwrap_or(lo)).max(settled);
            return Some((lo, Timestamp(i64::MAX)));
        }
        let gap = self.gaps.iter().find(|gap| gap.is_read_from(from))?;
        let lo = match (&page.next, page.oldest) {
            (None, _) => START,
            (Some(_), Some(oldest)) => oldest.min(gap.newer),
            (Some(_), None) => gap.newer,
        };
        Some((lo, gap.newer))
    }

    /// The network no longer takes a cursor: the gap is read from the top again.
    pub fn lose(&mut self, cursor: &str) {
        for gap in &mut self.gaps {
            if gap.is_read_from(Some(cursor)) {
                gap.road = Road::FromTop;
            }
        }
    }

    /// What the network no longer shows is not looked for any more.
    pub fn age(&mut self, now: Timestamp) {
        let reach = now.minus(REACH);
        for gap in &mut self.gaps {
            if gap.newer < reach {
                gap.road = Road::BeyondReach;
            }
        }
    }
}

/// Does a page that goes down to `lo` reach `bound`? Several messages can have
/// the same time: only one that is known shows that those below it are.
fn is_reached(bound: Timestamp, lo: Timestamp, last: LastOnPage) -> bool {
    lo < bound || (lo == bound && last == LastOnPage::Known)
}

#[cfg(test)]
#[path = "gaps_tests.rs"]
mod tests;
