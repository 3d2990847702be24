//! Forgetting a customer, while nothing is being read of their account: what a
//! reading under way has heard must not bring them back.

use crate::{Change, Engine, EngineError};
use domain::{AccountId, Entry, Event, NetworkUserId, Origin};
use store::HeldOf;

impl Engine {
    /// Deletes everything of a customer, and writes into the ledger that somebody
    /// was forgotten; what it was. The file is not rewritten yet.
    ///
    /// # Errors
    /// [`EngineError::Unsettled`] as long as a reply to them is not settled.
    pub async fn forget(
        &self,
        account: AccountId,
        customer: NetworkUserId,
        by: Option<Origin>,
    ) -> Result<HeldOf, EngineError> {
        let reading = self.reading(account);
        let _alone = reading.lock().await;
        let (now, desk, salt) = (self.now(), self.desk(), crate::parts::salt());
        let held = self
            .write(move |store| {
                let held = store.held_of(account, &customer)?;
                if held.unsettled > 0 {
                    return Err(EngineError::Unsettled {
                        replies: held.unsettled,
                    });
                }
                let through = store.account(account)?.ok_or(EngineError::UnknownAccount)?;
                store.forget(account, &customer, salt, now)?;
                store.append(
                    desk,
                    &Entry {
                        at: now,
                        account: through.name(),
                        event: Event::Forgotten { by },
                    },
                )?;
                Ok(held)
            })
            .await?;
        self.tell(Change::Inbox);
        self.tell(Change::Drafts);
        self.tell(Change::Outbox);
        Ok(held)
    }
}
