//! What an inbox lacks, for showing it: what is still to be read, and what can
//! no longer be.

use crate::budget::{Reads, list_budget};
use crate::{Engine, EngineError};
use domain::{AccountId, Arrivals, Behind, Gap, Progress, Readings, Timestamp, behind, missed};
use std::collections::HashMap;
use std::sync::Arc;
use store::Read;

/// From so many of the newest messages it is reckoned how many come.
const SAMPLE: u32 = 500;

/// What an account's inbox lacks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lacking {
    /// What was not read yet.
    pub behind: Option<Behind>,
    /// What the network no longer shows, newest first.
    pub missed: Vec<Gap>,
}

impl Engine {
    /// What the inboxes lack; an account that lacks nothing is not among them.
    pub async fn lacking(&self) -> Result<HashMap<AccountId, Lacking>, EngineError> {
        let (now, reach) = (self.now(), Arc::clone(&self.inner.parts.reach));
        self.read(move |store| {
            let mut all = HashMap::new();
            for account in store.accounts()? {
                let Some(progress) = store.progress(account.id)? else {
                    continue;
                };
                if progress.gaps.is_empty() {
                    continue;
                }
                let network = reach.network(&account);
                let readings = Readings {
                    budget: list_budget(network.as_ref(), Reads::News),
                    page: network.affordances().events_per_page,
                };
                let lately = lately(store, account.id, &progress, now)?;
                let lacking = Lacking {
                    behind: behind(&progress, lately, readings, now),
                    missed: missed(&progress).cloned().collect(),
                };
                all.insert(account.id, lacking);
            }
            Ok(all)
        })
        .await
    }
}

/// What came since the newest gap: there nothing is missing.
fn lately(
    store: &Read<'_>,
    account: AccountId,
    progress: &Progress,
    now: Timestamp,
) -> Result<Option<Arrivals>, EngineError> {
    let Some(newest) = progress.open().next() else {
        return Ok(None);
    };
    let (messages, oldest) = store.arrivals_since(account, newest.newer, SAMPLE)?;
    Ok(oldest.map(|oldest| Arrivals {
        messages: usize::try_from(messages).unwrap_or(usize::MAX),
        within: now.since(oldest),
    }))
}
