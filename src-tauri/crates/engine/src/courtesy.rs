//! Signs to customers: that their messages were read, and that somebody writes
//! (`domain::sign` says when).
//!
//! They wait in memory and are given one after the other, beside everything else.
//! No reply waits for one, and one that cannot be given now (no connection, no
//! room in the budget, a stop, an account that is stopped) is dropped: late it
//! would be untrue. What the network makes of one is logged and nothing more.

use crate::{Engine, EngineError, Leads};
use domain::reply::State;
use domain::{AccountId, EventId, NetworkUserId, Occasion, SeenMark, Sign, Timestamp, sign};
use network::Route;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use store::Account;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

type Conversation = (AccountId, NetworkUserId);

/// The most conversations of which it is remembered what their customers know.
const MOST_REMEMBERED: usize = 1_000;

/// What waits to be told, and what was.
#[derive(Default)]
pub(crate) struct Signs {
    book: Mutex<Book>,
    wake: Notify,
}

#[derive(Default)]
struct Book {
    waiting: HashMap<(Conversation, Occasion), Waiting>,
    /// Up to which message each customer knows that theirs were read.
    read: HashMap<Conversation, EventId>,
    /// When each customer was told last that somebody writes.
    typing: HashMap<Conversation, Timestamp>,
}

/// A sign that waits.
#[derive(Clone, Copy)]
struct Waiting {
    sign: Sign,
    /// How far whoever caused it had seen the conversation.
    seen: SeenMark,
    /// Not before.
    due: Timestamp,
}

impl Signs {
    fn book(&self) -> MutexGuard<'_, Book> {
        let mut book = self.book.lock().unwrap_or_else(PoisonError::into_inner);
        if book.read.len() > MOST_REMEMBERED {
            book.read.clear();
        }
        if book.typing.len() > MOST_REMEMBERED {
            book.typing.clear();
        }
        book
    }
}

impl Engine {
    /// Something happened in a conversation that its customer may be told of.
    /// Waits for nothing.
    pub fn notice(
        &self,
        account: &Account,
        customer: &NetworkUserId,
        occasion: Occasion,
        seen: SeenMark,
    ) {
        let Some(sign) = sign(&account.delivery, occasion) else {
            return;
        };
        let key = ((account.id, customer.clone()), occasion);
        let due = self.now();
        let mut book = self.inner.signs.book();
        book.waiting.insert(key, Waiting { sign, seen, due });
        drop(book);
        self.inner.signs.wake.notify_one();
    }

    /// Gives signs until told to stop.
    pub async fn run_signs(&self, stop: CancellationToken) {
        loop {
            self.give_signs().await;
            let pause = self.until_next_sign();
            let due = async {
                match pause {
                    Some(pause) => self.inner.parts.clock.sleep(pause).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                () = stop.cancelled() => return,
                () = self.inner.signs.wake.notified() => {}
                () = due => {}
            }
        }
    }

    /// Gives the signs that are due.
    pub async fn give_signs(&self) {
        let now = self.now();
        let due: Vec<_> = {
            let mut book = self.inner.signs.book();
            let due = book.waiting.extract_if(|_, waiting| waiting.due <= now);
            due.collect()
        };
        for ((conversation, occasion), waiting) in due {
            let given = match waiting.sign {
                Sign::Read => self.tell_read(&conversation, waiting.seen).await,
                Sign::Typing => self.tell_typing(&conversation, occasion, now).await,
            };
            if let Err(error) = given {
                tracing::info!(%error, sign = ?waiting.sign, "a sign could not be given");
            }
        }
    }

    fn until_next_sign(&self) -> Option<Duration> {
        let now = self.now();
        let book = self.inner.signs.book();
        book.waiting.values().map(|one| one.due.since(now)).min()
    }

    async fn tell_read(
        &self,
        conversation: &Conversation,
        seen: SeenMark,
    ) -> Result<(), EngineError> {
        let (account, customer) = conversation.clone();
        let up_to = self
            .read(move |store| Ok(store.newest_inbound(account, &customer, seen)?))
            .await?;
        let Some(up_to) = up_to else {
            return Ok(());
        };
        if self.inner.signs.book().read.get(conversation) == Some(&up_to) {
            return Ok(());
        }
        let (account, customer) = conversation;
        let told = self
            .give(*account, Route::MarkRead, |way| {
                way.network.mark_read(&way.at, customer, &up_to)
            })
            .await?;
        if told == Given::Yes {
            let mut book = self.inner.signs.book();
            book.read.insert(conversation.clone(), up_to);
        }
        Ok(())
    }

    /// Told again only when the customer no longer sees it. After Send it is told
    /// until the reply leaves.
    async fn tell_typing(
        &self,
        conversation: &Conversation,
        occasion: Occasion,
        now: Timestamp,
    ) -> Result<(), EngineError> {
        let (account, customer) = conversation;
        let known = self.account(*account).await?;
        let network = self.inner.parts.reach.network(&known);
        let shows = network.affordances().typing_shows;
        let last = self.inner.signs.book().typing.get(conversation).copied();
        let fades = last.map(|at| at.plus(shows)).filter(|&at| at > now);
        let leaving = match occasion {
            Occasion::Released => self.is_leaving(conversation, now.plus(shows)).await?,
            _ => Leaving::No,
        };
        let again = match (occasion, fades, leaving) {
            (Occasion::Released, _, Leaving::No) => return Ok(()),
            (Occasion::Released, Some(fades), _) => {
                self.wait_to_type(conversation, fades);
                return Ok(());
            }
            (_, Some(_), _) => return Ok(()),
            (_, None, Leaving::Later) => Some(now.plus(shows)),
            (_, None, _) => None,
        };
        self.inner
            .signs
            .book()
            .typing
            .insert(conversation.clone(), now);
        let given = self
            .give(*account, Route::IndicateTyping, |way| {
                way.network.indicate_typing(&way.at, customer)
            })
            .await?;
        if let (Given::Yes, Some(again)) = (given, again) {
            self.wait_to_type(conversation, again);
        }
        Ok(())
    }

    fn wait_to_type(&self, conversation: &Conversation, due: Timestamp) {
        let waiting = Waiting {
            sign: Sign::Typing,
            seen: SeenMark(0),
            due,
        };
        let key = (conversation.clone(), Occasion::Released);
        let mut book = self.inner.signs.book();
        book.waiting.entry(key).or_insert(waiting);
    }

    /// Whether a reply of the conversation is held for undoing, or in its turn.
    async fn is_leaving(
        &self,
        conversation: &Conversation,
        faded: Timestamp,
    ) -> Result<Leaving, EngineError> {
        let (account, customer) = conversation.clone();
        let lane = self
            .read(move |store| Ok(store.lane(account, &customer)?))
            .await?;
        Ok(match lane.first().map(|reply| &reply.state) {
            Some(State::Held { until }) if *until > faded => Leaving::Later,
            Some(State::Held { .. } | State::Queued | State::Sending) => Leaving::Now,
            _ => Leaving::No,
        })
    }

    /// Makes a call for a sign, unless it may not be given now.
    async fn give(
        &self,
        account: AccountId,
        route: Route,
        call: impl FnOnce(&crate::Way) -> network::Call<()> + Send,
    ) -> Result<Given, EngineError> {
        let known = self.account(account).await?;
        if known.stopped.is_some() {
            return Ok(Given::No);
        }
        let way = self.way(&known).await?;
        if way.leads == Leads::Out && self.offline_since().is_some() {
            return Ok(Given::No);
        }
        // A stop ends these, too: it waits for none, and none begins after it.
        let Some(under_way) = self.inner.barrier.pass() else {
            return Ok(Given::No);
        };
        if self.spend_beside(account, &way, route).await?.is_some() {
            return Ok(Given::No);
        }
        let call = call(&way);
        let answer = tokio::select! {
            answer = self.call(account, &way, call) => answer,
            () = under_way.cut() => return Ok(Given::No),
        };
        self.hear_beside(account, route, answer.as_ref().err())
            .await?;
        answer?;
        Ok(Given::Yes)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Given {
    Yes,
    No,
}

/// Whether a reply is about to leave.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Leaving {
    No,
    /// Before what is told now has faded.
    Now,
    /// After that.
    Later,
}
