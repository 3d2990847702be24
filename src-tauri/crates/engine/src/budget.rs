//! What a route's budget allows now, counted from what this desk used.

use crate::{Engine, EngineError, Way};
use domain::{AccountId, NetworkUserId, Room, Timestamp, both, heed, room};
use network::{Network, Route};
use std::sync::Arc;
use store::{Read, Spend};

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
    let uses = store.spends(account, route.as_str())?;
    Ok(room(network.budget(route).account, &uses, now))
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
        .filter(|word| word.remaining == 0)
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

/// Until when replies to a customer are free, where one is.
pub(crate) fn free_until(
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
        Some(at) => store.sends_since(account, customer, at)?,
        None => 0,
    };
    Ok((since..rule.replies)
        .filter(|&used| rule.covers(last, used, now))
        .count())
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
        self.write(
            move |store| match route_room(store, network.as_ref(), account, route, now)? {
                Room::FullUntil(until) => Ok(Some(until)),
                Room::Left(_) => {
                    store.spend(&Spend {
                        account,
                        route: route.as_str(),
                        at: now,
                        attempt: None,
                        app: None,
                    })?;
                    Ok(None)
                }
            },
        )
        .await
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
