//! What a route's budget allows now, counted from what this desk used.

use crate::{Engine, EngineError, Way};
use domain::{AccountId, NetworkUserId, Room, Timestamp, room};
use network::{Network, Route};
use std::sync::Arc;
use store::Read;

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
    customer: &NetworkUserId,
    now: Timestamp,
) -> Result<(Price, Room), EngineError> {
    let counted = route_room(store, network, account, Route::Send, now)?;
    let left = free_replies(store, network, account, customer, now)?;
    match (left, counted) {
        (0, room) => Ok((Price::Counted, room)),
        (_, Room::Left(left)) => Ok((Price::Free, Room::Left(left))),
        (free, Room::FullUntil(_)) => Ok((Price::Free, Room::Left(free))),
    }
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
                    store.spend(account, route.as_str(), now, None)?;
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
