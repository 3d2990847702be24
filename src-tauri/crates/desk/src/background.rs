//! What goes on by itself while a window is open: the outbox moves, and the
//! inbox is read within its budget.

use crate::{Change, Desk};
use domain::{AccountId, MINUTE};
use rand::Rng;
use std::time::Duration;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio_util::sync::CancellationToken;

/// Desks of one account must not read in step: each pause is longer than it has
/// to be by up to this part of it, and never shorter.
const JITTER: u32 = 8;

impl Desk {
    /// Runs the outbox, reads the inbox, answers other processes and keeps the data
    /// safe until told to stop. Does nothing in a process that is not the folder's owner.
    pub async fn run(&self, stop: CancellationToken) {
        if !self.is_owner() {
            return;
        }
        self.clear_copies_of_keys().await;
        // Keys that were out of reach when Byline ended may be at hand now.
        if let Err(error) = self.inner.engine.try_ways_again().await {
            tracing::warn!(%error, "replies that wait for keys could not be woken");
        }
        tokio::join!(
            self.inner.engine.run_outbox(stop.clone()),
            self.inner.engine.run_roster(stop.clone()),
            self.inner.engine.run_doubt(stop.clone()),
            self.inner.engine.run_signs(stop.clone()),
            self.inner.engine.run_reading_aside(stop.clone()),
            self.read_inbox(stop.clone()),
            self.fetch_pictures(stop.clone()),
            self.answer_others(stop.clone()),
            self.keep_data_safe(stop),
        );
    }

    /// Fetches pictures of people and of messages whenever something new has
    /// appeared.
    async fn fetch_pictures(&self, stop: CancellationToken) {
        let mut changes = self.changes();
        loop {
            for account in self.accounts().await {
                if let Err(error) = self.inner.engine.fetch_avatars(account).await {
                    tracing::info!(%error, "pictures of people could not be fetched");
                }
                if let Err(error) = self.inner.engine.fetch_media(account).await {
                    tracing::info!(%error, "pictures of messages could not be fetched");
                }
            }
            loop {
                tokio::select! {
                    () = stop.cancelled() => return,
                    change = changes.recv() => match change {
                        Ok(Change::Inbox | Change::Accounts) | Err(RecvError::Lagged(_)) => break,
                        Ok(_) => {}
                        Err(RecvError::Closed) => return,
                    }
                }
            }
        }
    }

    async fn read_inbox(&self, stop: CancellationToken) {
        let mut changes = self.changes();
        loop {
            self.read_all().await;
            let pause = self.until_next_reading().await;
            tokio::select! {
                () = stop.cancelled() => return,
                () = self.inner.clock.sleep(pause) => {}
                // What could not be read for want of keys is read now.
                () = vault_change(&mut changes) => {}
            }
        }
    }

    /// What the budget for polling spreads over its window, and some jitter.
    async fn until_next_reading(&self) -> Duration {
        let spacing = self.inner.engine.between_readings().await;
        let spacing = spacing.unwrap_or_else(|error| {
            tracing::error!(%error, "how often the inbox may be read could not be found out");
            None
        });
        let spacing = spacing.unwrap_or(MINUTE);
        spacing + rand::rng().random_range(Duration::ZERO..=spacing / JITTER)
    }

    /// Reads every account; trouble with one is no reason not to read the next.
    async fn read_all(&self) {
        for account in self.accounts().await {
            if let Err(error) = self.inner.engine.sync(account).await {
                tracing::info!(%error, "an inbox could not be read");
            }
        }
    }

    async fn accounts(&self) -> Vec<AccountId> {
        let accounts = self.read(|store| Ok(store.accounts()?)).await;
        accounts.map_or_else(
            |code| {
                tracing::error!(?code, "the accounts could not be listed");
                Vec::new()
            },
            |accounts| accounts.into_iter().map(|account| account.id).collect(),
        )
    }
}

/// Until something about the vault has changed.
async fn vault_change(changes: &mut Receiver<Change>) {
    loop {
        match changes.recv().await {
            Ok(Change::Vault) => return,
            Ok(_) | Err(RecvError::Lagged(_)) => {}
            // The stop comes before that.
            Err(RecvError::Closed) => std::future::pending().await,
        }
    }
}
