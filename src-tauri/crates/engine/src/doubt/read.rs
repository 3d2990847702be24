//! One reading of an account's messages for all of its replies in doubt: from
//! the newest back to before the oldest attempt, as far as the budget goes.
//!
//! What is read here is not the news: a reading of those ends at the first message
//! it knows, and would leave a gap behind what this one brought.

use super::{Doubt, by_network};
use crate::budget::Reads;
use crate::{Engine, EngineError, Way};
use domain::doubt::{CLOCK_TOLERANCE, REACH, Reach, Reading, Seen, Shown, lacks};
use domain::{AccountId, EventId, NetworkUserId, SECOND, Timestamp};
use network::MessageEvent;
use std::collections::HashSet;
use std::sync::atomic::Ordering;

/// The most pages of one reading: all that 15 minutes allow (`contracts/x.md` §3.4).
const PAGES: usize = 15;

/// What the network showed.
pub(super) struct List {
    /// When the reading began, by our clock.
    began: Timestamp,
    /// The same by the network's clock, not later than this.
    network_at: Timestamp,
    /// The messages, as they were listed.
    pub(super) events: Vec<MessageEvent>,
    /// Whether the list ended.
    ended: bool,
    /// Whether every message could be read.
    legible: bool,
    /// What was known to be on the network before the reading began.
    known: Vec<(EventId, Timestamp)>,
}

/// Before this moment, by the network's clock, an attempt can have done nothing.
fn earliest(doubt: &Doubt) -> Timestamp {
    by_network(doubt.attempt.started_at, doubt.attempt.server_offset).minus(CLOCK_TOLERANCE)
}

impl Engine {
    /// Reads back to before the oldest of these doubts. For whoever holds the
    /// account's reading.
    pub(super) async fn read_back(
        &self,
        account: AccountId,
        way: &Way,
        doubts: &[Doubt],
    ) -> Result<List, EngineError> {
        let began = self.now();
        let offset = self.offset(account).load(Ordering::Relaxed);
        let oldest = doubts.iter().map(earliest).min().unwrap_or(began);
        // What is older than the network shows is not looked for.
        let until = oldest.max(by_network(began, offset).minus(REACH));
        let known = self
            .read(move |store| Ok(store.known_since(account, until)?))
            .await?;
        let mut list = List {
            began,
            network_at: by_network(began, offset).plus(CLOCK_TOLERANCE),
            events: Vec::new(),
            ended: false,
            legible: true,
            known,
        };
        let (mut cursors, mut cursor) = (HashSet::new(), None);
        for number in 0..PAGES {
            let page = self.list_page(account, way, cursor.as_deref(), Reads::Back);
            let page = match page.await? {
                Ok(page) => page,
                Err(until) if number == 0 => return Err(EngineError::NoRoom(until)),
                Err(_) => break,
            };
            if number == 0
                && let Some(told) = page.told_at
            {
                // It is told in whole seconds.
                list.network_at = told.plus(SECOND);
            }
            list.legible &= page.unreadable == 0;
            list.events.extend(page.events);
            let Some(next) = page.next else {
                list.ended = true;
                break;
            };
            // A list that names a page again goes in a circle and has no end.
            if !cursors.insert(next.clone()) || list.goes_back_to(until) {
                break;
            }
            cursor = Some(next);
        }
        Ok(list)
    }
}

impl List {
    /// What this reading says about one doubt.
    pub(super) fn reading(&self, doubt: &Doubt) -> Reading {
        let times = || self.events.iter().map(|event| event.at);
        let reach = if self.ended || self.goes_back_to(earliest(doubt)) {
            Reach::BeforeAttempt
        } else {
            Reach::Short
        };
        let listed: Vec<_> = self
            .events
            .iter()
            .map(|event| (event.id.clone(), event.at))
            .collect();
        Reading {
            at: self.began,
            network_at: self.network_at,
            reach,
            shown: if self.legible {
                lacks(&listed, &self.known)
            } else {
                Shown::Lacking
            },
            newest: times().max(),
            oldest: times().min(),
        }
    }

    /// The messages exchanged with one customer, as they were listed.
    pub(super) fn of<'a>(
        &'a self,
        customer: &'a NetworkUserId,
    ) -> impl DoubleEndedIterator<Item = &'a MessageEvent> {
        let theirs =
            move |event: &&MessageEvent| event.sender == *customer || event.recipient == *customer;
        self.events.iter().filter(theirs)
    }

    /// Did it go back to before a moment? Only of a list that is in order, newest
    /// first, does its end say so.
    fn goes_back_to(&self, moment: Timestamp) -> bool {
        let times = || self.events.iter().map(|event| event.at);
        times().is_sorted_by(|newer, older| newer >= older)
            && times().next_back().is_some_and(|oldest| oldest < moment)
    }
}

/// A message as a candidate.
pub(super) fn seen(event: &MessageEvent) -> Seen {
    Seen {
        id: event.id.clone(),
        at: event.at,
        text: event.text.clone(),
        attachment: event.attachment.clone(),
        media: event.media.as_ref().map(|media| media.id.clone()),
        profile: event.profile.clone(),
        app: event.app.clone(),
    }
}
