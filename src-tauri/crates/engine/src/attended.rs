//! The conversation that somebody has before them is read more often, where its
//! account's people chose so: by itself, by another interface, with a budget and
//! a price of its own (`contracts/x.md` §4, §9).
//!
//! What is read so is ahead of the list of all messages. It is noted as such
//! (`store::read_ahead`), touches neither gaps nor tops (`domain::Progress`), and
//! is completed when the list comes to it.

use crate::budget::take;
use crate::inbox::keep_event;
use crate::{Change, Engine, EngineError, Leads};
use domain::{
    AccountId, MINUTE, NetworkUserId, Occasion, QuickReading, SeenMark, Timestamp, heed, next_use,
    room,
};
use network::{Class, Failure, Route};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use store::{Read, RouteWord};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

/// What somebody has before them.
#[derive(Default)]
pub(crate) struct Attended {
    conversation: Mutex<Option<(AccountId, NetworkUserId)>>,
    changed: Notify,
}

impl Attended {
    fn now(&self) -> MutexGuard<'_, Option<(AccountId, NetworkUserId)>> {
        self.conversation
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// What reading one conversation by itself brought.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ReadAside {
    /// Messages that were not known before.
    pub new_messages: u32,
    /// When it should be read next; `None`: nobody chose so, or its account is
    /// stopped.
    pub next: Option<Timestamp>,
}

impl Engine {
    /// Somebody has this conversation before them, and no other.
    pub async fn attend(
        &self,
        account: AccountId,
        customer: &NetworkUserId,
    ) -> Result<(), EngineError> {
        let known = self.account(account).await?;
        *self.inner.attended.now() = Some((account, customer.clone()));
        self.inner.attended.changed.notify_one();
        self.notice(&known, customer, Occasion::Seen, SeenMark(i64::MAX));
        Ok(())
    }

    /// Nobody has this conversation before them any more.
    pub fn leave(&self, account: AccountId, customer: &NetworkUserId) {
        let mut now = self.inner.attended.now();
        if now.as_ref() == Some(&(account, customer.clone())) {
            *now = None;
        }
    }

    /// Reads the conversation that somebody has before them, as often as its
    /// budget lasts, until told to stop.
    pub async fn run_reading_aside(&self, stop: CancellationToken) {
        loop {
            let attended = self.inner.attended.now().clone();
            let next = match attended {
                Some((account, customer)) => self.read_aside_or_log(account, &customer).await,
                None => None,
            };
            let due = async {
                match next {
                    Some(at) => self.inner.parts.clock.sleep(at.since(self.now())).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                () = stop.cancelled() => return,
                () = self.inner.attended.changed.notified() => {}
                () = due => {}
            }
        }
    }

    async fn read_aside_or_log(
        &self,
        account: AccountId,
        customer: &NetworkUserId,
    ) -> Option<Timestamp> {
        match self.read_aside(account, customer).await {
            Ok(read) => read.next,
            Err(error) => {
                tracing::info!(%error, "the open conversation could not be read");
                Some(self.now().plus(MINUTE))
            }
        }
    }

    /// Reads one conversation by itself, if it is time to.
    pub async fn read_aside(
        &self,
        account: AccountId,
        customer: &NetworkUserId,
    ) -> Result<ReadAside, EngineError> {
        let known = self.account(account).await?;
        if known.delivery.quick_reading == QuickReading::Off || known.stopped.is_some() {
            return Ok(nothing(None));
        }
        let way = self.way(&known).await?;
        let now = self.now();
        if way.leads == Leads::Out && self.offline_since().is_some() {
            return Ok(nothing(Some(now.plus(MINUTE))));
        }
        let due = self.next_aside(account, &way).await?;
        if due > now {
            return Ok(nothing(Some(due)));
        }
        if let Some(until) = self
            .spend_beside(account, &way, Route::ReadConversation)
            .await?
        {
            return Ok(nothing(Some(until)));
        }
        let call = way.network.recent_events(&way.at, &known.user, customer);
        let answer = self.call(account, &way, call).await;
        self.hear_beside(account, Route::ReadConversation, answer.as_ref().err())
            .await?;
        let (brand, network, now) = (known.user, Arc::clone(&way.network), self.now());
        let events = answer?.events;
        let new_messages = self
            .write(move |store| {
                let mut new = 0u32;
                // Oldest first: what was kept later was said later.
                for event in events.into_iter().rev() {
                    let id = event.id.clone();
                    if keep_event(store, network.as_ref(), account, &brand, event, now)? {
                        store.note_read_ahead(account, &id)?;
                        new = new.saturating_add(1);
                    }
                }
                Ok(new)
            })
            .await?;
        if new_messages > 0 {
            self.tell(Change::Conversation(account, customer.clone()));
            self.tell(Change::Inbox);
            self.inner.wake.notify_one();
        }
        let next = Some(self.next_aside(account, &way).await?);
        Ok(ReadAside { new_messages, next })
    }

    async fn next_aside(
        &self,
        account: AccountId,
        way: &crate::Way,
    ) -> Result<Timestamp, EngineError> {
        let (now, route) = (self.now(), Route::ReadConversation);
        let budget = way.network.budget(route).account;
        self.read(move |store| {
            let uses = store.spends(account, route.as_str())?;
            let full = full_until(store, account, route)?.filter(|&until| until > now);
            Ok(full.unwrap_or_else(|| next_use(budget, &uses, now)))
        })
        .await
    }

    /// Counts a use of a route for which nobody waits; the moment to wait for when
    /// there is no room, by our count or by the network's word.
    pub(crate) async fn spend_beside(
        &self,
        account: AccountId,
        way: &crate::Way,
        route: Route,
    ) -> Result<Option<Timestamp>, EngineError> {
        let (now, budget) = (self.now(), way.network.budget(route).account);
        self.write(move |store| {
            store.recall_spends(account, route.as_str(), now)?;
            let counted = room(budget, &store.spends(account, route.as_str())?, now);
            let room = heed(counted, full_until(store, account, route)?, now);
            take(store, room, account, route, now)
        })
        .await
    }

    /// Keeps the network's word that a route is used up, at least for a minute
    /// (`contracts/x.md` §8).
    pub(crate) async fn hear_beside(
        &self,
        account: AccountId,
        route: Route,
        failure: Option<&Failure>,
    ) -> Result<(), EngineError> {
        let Some(Class::WaitUntil(reset)) = failure.map(|failure| failure.class) else {
            return Ok(());
        };
        let heard_at = self.now();
        let least = heard_at.plus(MINUTE);
        let word = RouteWord {
            remaining: 0,
            resets_at: reset.unwrap_or(least).max(least),
            heard_at,
        };
        self.write(move |store| Ok(store.set_route_word(account, route.as_str(), word)?))
            .await
    }
}

fn nothing(next: Option<Timestamp>) -> ReadAside {
    ReadAside {
        new_messages: 0,
        next,
    }
}

/// Until when the network takes no use of a route, by its own word.
fn full_until(
    store: &Read<'_>,
    account: AccountId,
    route: Route,
) -> Result<Option<Timestamp>, EngineError> {
    let word = store.route_word(account, route.as_str())?;
    Ok(word
        .filter(|word| word.remaining == 0)
        .map(|word| word.resets_at))
}
