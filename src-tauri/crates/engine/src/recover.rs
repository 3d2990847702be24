//! What a crash left behind. A request that was on its way when the process
//! ended may have arrived or not: it becomes *in doubt*, and nothing is done
//! again by itself.

use crate::outbox::{log_outcome, step};
use crate::{Change, Engine, EngineError};
use domain::reply::Step;
use domain::{AccountId, Entry, Event, Outcome, ReplyId};
use std::collections::HashSet;
use std::sync::PoisonError;
use store::PublishState;

impl Engine {
    /// Settles what the last process left. To be called once, before anything runs.
    pub async fn recover(&self) -> Result<(), EngineError> {
        self.heed_stop().await?;
        self.doubt_orphans().await?;
        let accounts = self.read(|store| Ok(store.accounts()?)).await?;
        for account in accounts {
            self.doubt_publishing(account.id).await?;
        }
        Ok(())
    }

    /// Looks that are said to be on their way to an account, but by nobody. Only
    /// for whoever holds the account's roster, or before anything runs.
    pub(crate) async fn doubt_publishing(&self, id: AccountId) -> Result<(), EngineError> {
        let (now, desk) = (self.now(), self.desk());
        let doubted = self
            .write(move |store| {
                let account = store.account(id)?.ok_or(EngineError::UnknownAccount)?;
                let mut doubted = false;
                for left in store.publications_on(id)? {
                    if left.state != PublishState::Publishing {
                        continue;
                    }
                    store.set_publication(id, left.look, &PublishState::InDoubt, now)?;
                    let dressed = store.look(left.look)?.ok_or(EngineError::UnknownPersona)?;
                    let entry = Entry {
                        at: now,
                        account: account.name(),
                        event: Event::PublishFailed {
                            persona: dressed.persona.id,
                            look: left.look,
                            said: None,
                        },
                    };
                    store.append(desk, &entry)?;
                    doubted = true;
                }
                Ok(doubted)
            })
            .await?;
        if doubted {
            self.tell(Change::Personas);
        }
        Ok(())
    }

    /// Replies that are said to be sending, but by nobody: of a process that
    /// ended, or whose outcome could not be written down.
    pub(crate) async fn doubt_orphans(&self) -> Result<(), EngineError> {
        let sending = self.read(|store| Ok(store.ids_in("sending")?)).await?;
        if sending.iter().all(|&id| self.is_flying(id)) {
            return Ok(());
        }
        let (now, desk, engine) = (self.now(), self.desk(), self.clone());
        let doubted = self
            .write(move |store| {
                let mut doubted = Vec::new();
                // Asked again within the change: an attempt takes off before it
                // writes *sending*, and lands after it wrote what became of it.
                for orphan in store.replies_in("sending")? {
                    if engine.is_flying(orphan.content.id) {
                        continue;
                    }
                    let reply = step(store, orphan.content.id, Step::Doubt(now))?;
                    if let Some(attempt) = store.attempts(reply.content.id)?.pop() {
                        log_outcome(store, desk, now, &reply, attempt.id, Outcome::InDoubt)?;
                    }
                    doubted.push(reply);
                }
                Ok(doubted)
            })
            .await?;
        for reply in doubted {
            self.tell_reply(&reply);
        }
        Ok(())
    }

    /// The replies that are being tried in this process. Whenever one is no
    /// longer, [`Change::Outbox`](crate::Change) is told.
    pub fn under_way(&self) -> HashSet<ReplyId> {
        self.inner
            .flying
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Does an attempt of it run in this process?
    pub(crate) fn is_flying(&self, id: ReplyId) -> bool {
        self.inner
            .flying
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .contains(&id)
    }
}
