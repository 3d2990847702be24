//! The forecast of the whole outbox, from what is kept.

use crate::budget::free_replies;
use crate::{Engine, EngineError};
use domain::{
    AccountId, Course, Expected, LaneCourse, NetworkUserId, ReplyId, Waiting, forecast, pause_until,
};
use network::Route;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use store::{Account, Read, Reply};

impl Engine {
    /// When every unsettled reply is expected to leave.
    pub async fn forecast(&self) -> Result<HashMap<ReplyId, Expected>, EngineError> {
        let (now, reach) = (self.now(), Arc::clone(&self.inner.parts.reach));
        self.read(move |store| {
            let mut by_account: BTreeMap<AccountId, Vec<Reply>> = BTreeMap::new();
            for reply in store.outbox()? {
                by_account
                    .entry(reply.content.account)
                    .or_default()
                    .push(reply);
            }
            let mut expected = HashMap::new();
            for (id, outbox) in by_account {
                let account = store.account(id)?.ok_or(EngineError::UnknownAccount)?;
                let network = reach.network(&account);
                expected.extend(of_account(store, network.as_ref(), &account, &outbox, now)?);
            }
            Ok(expected)
        })
        .await
    }
}

fn of_account(
    store: &Read<'_>,
    network: &dyn network::Network,
    account: &Account,
    outbox: &[Reply],
    now: domain::Timestamp,
) -> Result<Vec<(ReplyId, Expected)>, EngineError> {
    let budget = network.budget(Route::Send);
    let window = budget.account.window;
    let mut uses = store.spends(account.id, Route::Send.as_str())?;
    uses.retain(|at| at.plus(window) > now);
    uses.sort_unstable();
    let course = Course {
        pace: account.delivery.pace.span(),
        pause: pause_until(&account.delivery, account.steps, now),
        left: budget.account.limit.saturating_sub(uses.len()),
        frees: uses.into_iter().map(|at| at.plus(window)).collect(),
    };
    let mut lanes: BTreeMap<&NetworkUserId, LaneCourse> = BTreeMap::new();
    for reply in outbox {
        let customer = &reply.content.customer;
        if !lanes.contains_key(customer) {
            let free = free_replies(store, network, account.id, customer, now)?;
            let last = store.last_inbound(account.id, customer)?;
            lanes.insert(customer, LaneCourse::of(budget.free, last, free));
        }
    }
    let waiting: Vec<_> = outbox
        .iter()
        .map(|reply| Waiting {
            lane: &reply.content.customer,
            state: &reply.state,
        })
        .collect();
    let lane_of = |customer| lanes.get(customer).copied().unwrap_or_default();
    let expected = forecast(&waiting, &course, lane_of, now);
    Ok(outbox
        .iter()
        .map(|reply| reply.content.id)
        .zip(expected)
        .collect())
}
