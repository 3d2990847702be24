//! Settles looks in doubt by itself, by reading what the network lists. It reads
//! only while something is in doubt, and ever less often where that does not help.

use crate::{Engine, EngineError};
use domain::listing::BETWEEN_LISTS;
use domain::{AccountId, HOUR, SECOND};
use std::time::Duration;
use store::PublishState;
use tokio_util::sync::CancellationToken;

/// A little longer than two lists have to be apart.
const FIRST_PAUSE: Duration = BETWEEN_LISTS.saturating_add(SECOND);

/// The longest pause between two lists of one account while it has doubts.
const LONGEST_PAUSE: Duration = HOUR;

impl Engine {
    /// Runs until told to stop.
    pub async fn run_roster(&self, stop: CancellationToken) {
        let mut pause = FIRST_PAUSE;
        loop {
            let accounts = self.accounts_in_doubt().await.unwrap_or_else(|error| {
                tracing::error!(%error, "looks in doubt could not be found out");
                Vec::new()
            });
            for account in &accounts {
                if let Err(error) = self.compare_roster(*account).await {
                    tracing::info!(%error, "a look stays in doubt: its account was not listed");
                }
            }
            let next = async {
                if accounts.is_empty() {
                    std::future::pending().await
                } else {
                    self.inner.parts.clock.sleep(pause).await;
                }
            };
            tokio::select! {
                () = stop.cancelled() => return,
                () = self.inner.doubted.notified() => pause = FIRST_PAUSE,
                () = next => pause = pause.saturating_mul(2).min(LONGEST_PAUSE),
            }
        }
    }

    async fn accounts_in_doubt(&self) -> Result<Vec<AccountId>, EngineError> {
        let published = self.read(|store| Ok(store.publications()?)).await?;
        let mut accounts: Vec<AccountId> = published
            .into_iter()
            .filter(|one| one.state == PublishState::InDoubt)
            .map(|one| one.account)
            .collect();
        accounts.sort_unstable();
        accounts.dedup();
        Ok(accounts)
    }
}
