//! When it is read back: what is due, account by account, and again when the
//! next is due. It reads only while something is in doubt.

use super::{Doubt, doubts};
use crate::{Change, Engine, EngineError};
use domain::doubt::LONGEST_PAUSE;
use domain::{AccountId, MINUTE, SECOND, Timestamp};
use std::collections::BTreeMap;
use std::time::Duration;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio_util::sync::CancellationToken;

/// What reading back brought.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct DoubtsRead {
    /// Replies that are not in doubt any more.
    pub settled: usize,
    /// Accounts that could not be read: for want of a connection, of keys, or of
    /// budget.
    pub unread: usize,
}

impl Engine {
    /// Reads back until told to stop.
    pub async fn run_doubt(&self, stop: CancellationToken) {
        let mut changes = self.changes();
        while !stop.is_cancelled() {
            let read = self.settle_doubts().await;
            let pause = match &read {
                Ok(DoubtsRead { unread: 0, .. }) => self.until_next_reading().await,
                Ok(_) => MINUTE,
                Err(error) => {
                    tracing::error!(%error, "replies in doubt could not be read back; it tries again");
                    MINUTE
                }
            };
            let is_in_trouble = !matches!(read, Ok(DoubtsRead { unread: 0, .. }));
            let news = async {
                if is_in_trouble {
                    // It would fail again at once.
                    std::future::pending().await
                } else {
                    outbox_change(&mut changes).await
                }
            };
            tokio::select! {
                () = stop.cancelled() => return,
                () = self.inner.parts.clock.sleep(pause) => {}
                () = news => {}
            }
        }
    }

    /// Makes the readings that are due now, and settles what they prove. Trouble
    /// with one account is no reason not to read the next.
    pub async fn settle_doubts(&self) -> Result<DoubtsRead, EngineError> {
        let now = self.now();
        let due = self
            .read(move |store| {
                let doubts = doubts(store, now)?.into_iter();
                let due = doubts.filter(|doubt| doubt.is_due(now));
                let mut accounts: Vec<_> = due.map(|doubt| doubt.reply.content.account).collect();
                accounts.sort_unstable();
                accounts.dedup();
                Ok(accounts)
            })
            .await?;
        let mut read = DoubtsRead::default();
        for account in due {
            match self.settle_account(account).await {
                Ok(settled) => read.settled = read.settled.saturating_add(settled),
                Err(EngineError::Store(error)) => return Err(error.into()),
                Err(error) => {
                    tracing::info!(%error, "replies stay in doubt: their account was not read back");
                    read.unread = read.unread.saturating_add(1);
                }
            }
        }
        Ok(read)
    }

    /// Reads one account back for all of its doubts; how many were settled.
    async fn settle_account(&self, id: AccountId) -> Result<usize, EngineError> {
        let reading = self.reading(id);
        let _alone = reading.lock().await;
        // Asked again: another loop may have read it meanwhile.
        let now = self.now();
        let open = self.read(move |store| doubts_of(store, id, now)).await?;
        let is_due = |doubt: &&Doubt| doubt.is_due(now);
        let due: Vec<_> = open.iter().filter(is_due).cloned().collect();
        if due.is_empty() {
            return Ok(0);
        }
        let account = self.account(id).await?;
        let way = self.way(&account).await?;
        let list = self.read_back(id, &way, &due).await?;
        self.absorb(id, &way, open, list).await
    }

    async fn until_next_reading(&self) -> Duration {
        let now = self.now();
        let next = self.read(move |store| {
            let doubts = doubts(store, now)?;
            Ok(doubts.iter().filter_map(Doubt::next_reading).min())
        });
        match next.await {
            Ok(Some(at)) => at.since(now).clamp(SECOND, LONGEST_PAUSE),
            _ => LONGEST_PAUSE,
        }
    }
}

fn doubts_of(
    store: &store::Read<'_>,
    account: AccountId,
    now: Timestamp,
) -> Result<Vec<Doubt>, EngineError> {
    let mut by_account: BTreeMap<AccountId, Vec<Doubt>> = BTreeMap::new();
    for doubt in doubts(store, now)? {
        let of = by_account.entry(doubt.reply.content.account).or_default();
        of.push(doubt);
    }
    let open = by_account.remove(&account).unwrap_or_default().into_iter();
    Ok(open
        .filter(|doubt| doubt.next_reading().is_some())
        .collect())
}

/// Until something about the outbox has changed: there may be a new doubt.
async fn outbox_change(changes: &mut Receiver<Change>) {
    loop {
        match changes.recv().await {
            Ok(Change::Outbox) | Err(RecvError::Lagged(_)) => return,
            Ok(_) => {}
            // The stop comes before that.
            Err(RecvError::Closed) => std::future::pending().await,
        }
    }
}
