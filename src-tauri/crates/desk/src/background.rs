//! What goes on by itself while a window is open: the outbox moves, and the
//! inbox is read within its budget.

use crate::Desk;
use crate::api::{InboxSync, Nothing};
use rand::Rng;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// Between two readings: 15 in 15 minutes are allowed (`contracts/x.md` §3.4);
/// this leaves some for reading by hand.
const BETWEEN_READINGS: Duration = Duration::from_secs(75);

/// Desks of one account must not read in step.
const JITTER: Duration = Duration::from_secs(10);

impl Desk {
    /// Runs the outbox and reads the inbox until told to stop. Does nothing in
    /// a process that is not the folder's owner.
    pub async fn run(&self, stop: CancellationToken) {
        if !self.is_owner() {
            return;
        }
        tokio::join!(
            self.inner.engine.run_outbox(stop.clone()),
            self.read_inbox(stop)
        );
    }

    async fn read_inbox(&self, stop: CancellationToken) {
        loop {
            self.read_all().await;
            let jitter = rand::rng().random_range(Duration::ZERO..JITTER);
            tokio::select! {
                () = stop.cancelled() => return,
                () = self.inner.clock.sleep(BETWEEN_READINGS + jitter) => {}
            }
        }
    }

    /// Reads every account; trouble with one is no reason not to read the next.
    async fn read_all(&self) {
        let accounts = match self.account_list(Nothing {}).await {
            Ok(list) => list.accounts,
            Err(code) => return tracing::error!(?code, "the accounts could not be listed"),
        };
        for account in accounts {
            let only = InboxSync {
                account: Some(account.id),
            };
            if let Err(code) = self.inbox_sync(only).await {
                tracing::info!(?code, "an inbox could not be read");
            }
        }
    }
}
