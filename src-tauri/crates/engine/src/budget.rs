//! What a route's budget allows now, counted from what this desk used.

use crate::{Engine, EngineError, Way};
use domain::{AccountId, Budget, MINUTE, NetworkUserId, Room, Timestamp, both, heed, room};
use network::{Class, EventPage, Failure, Network, Route};
use std::sync::Arc;
use std::time::Duration;
use store::{Account, Read, RouteWord, Spend, Write};

/// A use that a budget allows, and whether it counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Price {
    /// It is one of the free replies.
    Free,
    /// It counts.
    Counted,
}

/// What a route allows, for uses that always count.
pub(crate) fn route_room(
    store: &Read<'_>,
    network: &dyn Network,
    account: AccountId,
    route: Route,
    now: Timestamp,
) -> Result<Room, EngineError> {
    let (budget, route) = (network.budget(route).account, route.as_str());
    let used = store.spends_since(account, route, now.minus(budget.window))?;
    if used < budget.limit {
        return Ok(Room::Left(budget.limit.saturating_sub(used)));
    }
    Ok(room(budget, &store.spends(account, route)?, now))
}

/// Readings of messages that polling leaves to reading back replies in doubt.
pub(crate) const KEPT_FOR_READING_BACK: usize = 4;

/// For what a reading of messages is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Reads {
    /// What is new; it leaves some of the budget alone.
    News,
    /// What became of a reply in doubt.
    Back,
}

/// What a reading may draw on.
pub(crate) fn list_budget(network: &dyn Network, reads: Reads) -> Budget {
    let whole = network.budget(Route::ListEvents).account;
    Budget {
        limit: whole.limit.saturating_sub(kept_from(reads)),
        ..whole
    }
}

/// How much of the budget a reading leaves alone.
fn kept_from(reads: Reads) -> usize {
    match reads {
        Reads::News => KEPT_FOR_READING_BACK,
        Reads::Back => 0,
    }
}

/// What reading messages allows: by our count, and by the network's own word,
/// which knows of other desks.
fn list_room(
    store: &Read<'_>,
    network: &dyn Network,
    account: AccountId,
    reads: Reads,
    now: Timestamp,
) -> Result<Room, EngineError> {
    let (budget, kept) = (list_budget(network, reads), kept_from(reads));
    let uses = store.spends(account, Route::ListEvents.as_str())?;
    let word = store.route_word(account, Route::ListEvents.as_str())?;
    let since = |word: &RouteWord| uses.iter().filter(|&&at| at > word.heard_at).count();
    let full_until = word
        .filter(|word| word.holds(now))
        .filter(|word| {
            let left = usize::try_from(word.remaining).unwrap_or(usize::MAX);
            left.saturating_sub(since(word)) <= kept
        })
        .map(|word| word.resets_at);
    Ok(heed(room(budget, &uses, now), full_until, now))
}

/// What sending to one customer costs now, and what is left of the budget. A
/// free reply finds room even when the budget is used up.
pub(crate) fn send_room(
    store: &Read<'_>,
    network: &dyn Network,
    account: AccountId,
    app: Option<&str>,
    customer: &NetworkUserId,
    now: Timestamp,
) -> Result<(Price, Room), EngineError> {
    let counted = match app {
        Some(app) => both(
            route_room(store, network, account, Route::Send, now)?,
            app_room(store, network, app, now)?,
        ),
        None => route_room(store, network, account, Route::Send, now)?,
    };
    let left = free_replies(store, network, account, customer, now)?;
    let (price, room) = match (left, counted) {
        (0, room) => (Price::Counted, room),
        (_, Room::Left(left)) => (Price::Free, Room::Left(left)),
        (free, Room::FullUntil(_)) => (Price::Free, Room::Left(free)),
    };
    let word = store.route_word(account, Route::Send.as_str())?;
    let full_until = word
        .filter(|word| word.holds(now) && word.remaining == 0)
        .map(|word| word.resets_at);
    Ok((price, heed(room, full_until, now)))
}

/// What all accounts of an app may send together.
fn app_room(
    store: &Read<'_>,
    network: &dyn Network,
    app: &str,
    now: Timestamp,
) -> Result<Room, EngineError> {
    let Some(budget) = network.budget(Route::Send).app else {
        return Ok(Room::Left(usize::MAX));
    };
    let (route, since) = (Route::Send.as_str(), now.minus(budget.window));
    let used = store.spends_of_app(app, route, since)?;
    let left = budget.limit.saturating_sub(used);
    if left > 0 {
        return Ok(Room::Left(left));
    }
    let first = store.first_spend_of_app(app, route, since)?.unwrap_or(now);
    Ok(Room::FullUntil(first.plus(budget.window)))
}

/// Notes until when replies to a customer are free, which gives those that wait
/// their hurry.
pub(crate) fn note_free_until(
    store: &Write<'_>,
    network: &dyn Network,
    account: AccountId,
    customer: &NetworkUserId,
    now: Timestamp,
) -> Result<(), EngineError> {
    let free = free_until(store, network, account, customer, now)?;
    Ok(store.set_free_until(account, customer, free)?)
}

/// Until when replies to a customer are free, where one is.
fn free_until(
    store: &Read<'_>,
    network: &dyn Network,
    account: AccountId,
    customer: &NetworkUserId,
    now: Timestamp,
) -> Result<Option<Timestamp>, EngineError> {
    let Some(rule) = network.budget(Route::Send).free else {
        return Ok(None);
    };
    if free_replies(store, network, account, customer, now)? == 0 {
        return Ok(None);
    }
    let last = store.last_inbound(account, customer)?;
    Ok(last.map(|at| at.plus(rule.window)))
}

/// How many replies to a customer are free now.
pub(crate) fn free_replies(
    store: &Read<'_>,
    network: &dyn Network,
    account: AccountId,
    customer: &NetworkUserId,
    now: Timestamp,
) -> Result<usize, EngineError> {
    let Some(rule) = network.budget(Route::Send).free else {
        return Ok(0);
    };
    let last = store.last_inbound(account, customer)?;
    let since = match last {
        Some(at) => store.sends_since(account, customer, at, rule.replies)?,
        None => 0,
    };
    Ok((since..rule.replies)
        .filter(|&used| rule.covers(last, used, now))
        .count())
}

/// Counts a use, where there is room.
pub(crate) fn take(
    store: &Write<'_>,
    room: Room,
    account: AccountId,
    route: Route,
    now: Timestamp,
) -> Result<Option<Timestamp>, EngineError> {
    if let Room::FullUntil(until) = room {
        return Ok(Some(until));
    }
    store.spend(&Spend {
        account,
        route: route.as_str(),
        at: now,
        attempt: None,
        app: None,
    })?;
    Ok(None)
}

/// What an answer says about the budget, by our clock, which may be hours off: a
/// budget is counted anew within its window. A refusal for want of it holds for at
/// least a minute (`contracts/x.md` §8).
fn word_of(
    answer: &Result<EventPage, Failure>,
    window: Duration,
    heard_at: Timestamp,
) -> Option<RouteWord> {
    let latest = heard_at.plus(window);
    match answer {
        Ok(page) => page.left.map(|left| {
            let by_ours = |told| heard_at.plus(left.resets_at.since(told));
            RouteWord {
                remaining: left.remaining,
                resets_at: page.told_at.map_or(left.resets_at, by_ours).min(latest),
                heard_at,
            }
        }),
        Err(failure) => match failure.class {
            Class::WaitUntil(until) => Some(RouteWord {
                remaining: 0,
                resets_at: until
                    .unwrap_or(heard_at)
                    .clamp(heard_at.plus(MINUTE), latest),
                heard_at,
            }),
            _ => None,
        },
    }
}

/// What sending to one customer may cost now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Allowance {
    /// Replies that are free now.
    pub free: usize,
    /// What is left of the account's budget for all others.
    pub left: usize,
}

impl Engine {
    /// Counts a use of a route before it is made; the moment to wait for when
    /// there is no room.
    pub(crate) async fn spend(
        &self,
        account: AccountId,
        way: &Way,
        route: Route,
    ) -> Result<Option<Timestamp>, EngineError> {
        let (now, network) = (self.now(), Arc::clone(&way.network));
        self.write(move |store| {
            store.recall_spends(account, route.as_str(), now)?;
            let room = match route {
                Route::ListEvents => list_room(store, network.as_ref(), account, Reads::Back, now)?,
                _ => route_room(store, network.as_ref(), account, route, now)?,
            };
            take(store, room, account, route, now)
        })
        .await
    }

    /// Reads one page of messages, within what such a reading may use; the moment to
    /// wait for when there is no room. What the network says of the budget is kept,
    /// whatever the reading is for: others use it too.
    pub(crate) async fn list_page(
        &self,
        account: AccountId,
        way: &Way,
        cursor: Option<&str>,
        reads: Reads,
    ) -> Result<Result<EventPage, Timestamp>, EngineError> {
        let (now, network) = (self.now(), Arc::clone(&way.network));
        let full_until = self
            .write(move |store| {
                store.recall_spends(account, Route::ListEvents.as_str(), now)?;
                let room = list_room(store, network.as_ref(), account, reads, now)?;
                take(store, room, account, Route::ListEvents, now)
            })
            .await?;
        if let Some(until) = full_until {
            return Ok(Err(until));
        }
        let list = way.network.list_events(&way.at, cursor);
        let answer = self.call(account, way, list).await;
        let window = way.network.budget(Route::ListEvents).account.window;
        let word = word_of(&answer, window, self.now());
        if let Some(word) = word {
            self.write(move |store| {
                Ok(store.set_route_word(account, Route::ListEvents.as_str(), word)?)
            })
            .await?;
        }
        Ok(Ok(answer?))
    }

    /// How far apart regular readings of all accounts have to lie, so that no window
    /// holds more of them than polling may use; `None` without an account.
    pub async fn between_readings(&self) -> Result<Option<Duration>, EngineError> {
        let accounts = self.read(|store| Ok(store.accounts()?)).await?;
        let spacing = |account: &Account| {
            let network = self.inner.parts.reach.network(account);
            list_budget(network.as_ref(), Reads::News).spacing()
        };
        Ok(accounts.iter().map(spacing).max())
    }

    /// What sending to a customer may cost now, for showing it.
    pub async fn allowance(
        &self,
        account: AccountId,
        customer: &NetworkUserId,
    ) -> Result<Allowance, EngineError> {
        let known = self.account(account).await?;
        let (network, customer, now) = (
            self.inner.parts.reach.network(&known),
            customer.clone(),
            self.now(),
        );
        self.read(move |store| {
            let left = match route_room(store, network.as_ref(), account, Route::Send, now)? {
                Room::Left(left) => left,
                Room::FullUntil(_) => 0,
            };
            Ok(Allowance {
                free: free_replies(store, network.as_ref(), account, &customer, now)?,
                left,
            })
        })
        .await
    }
}
