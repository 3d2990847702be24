//! What a crash left behind. A request that was on its way when the process
//! ended may have arrived or not: it becomes *in doubt*, and nothing is done
//! again by itself.

use crate::outbox::{log_outcome, step};
use crate::{Change, Engine, EngineError};
use domain::Outcome;
use domain::reply::Step;
use std::sync::PoisonError;
use store::PublishState;

impl Engine {
    /// Settles what the last process left. To be called once, before anything runs.
    pub async fn recover(&self) -> Result<(), EngineError> {
        self.doubt_orphans().await?;
        let now = self.now();
        self.write(move |store| {
            for left in store.publications()? {
                if left.state == PublishState::Publishing {
                    store.set_publication(left.account, left.look, &PublishState::InDoubt, now)?;
                }
            }
            Ok(())
        })
        .await?;
        self.tell(Change::Personas);
        Ok(())
    }

    /// Replies that are said to be sending, but by nobody: of a process that
    /// ended, or whose outcome could not be written down.
    pub(crate) async fn doubt_orphans(&self) -> Result<(), EngineError> {
        let flying = self
            .inner
            .flying
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        let orphans: Vec<_> = self
            .read(|store| Ok(store.replies_in("sending")?))
            .await?
            .into_iter()
            .filter(|reply| !flying.contains(&reply.content.id))
            .collect();
        if orphans.is_empty() {
            return Ok(());
        }
        let (now, desk) = (self.now(), self.desk());
        let doubted = self
            .write(move |store| {
                let mut doubted = Vec::new();
                for orphan in orphans {
                    // It may have been settled since it was read.
                    let Ok(reply) = step(store, orphan.content.id, Step::Doubt(now)) else {
                        continue;
                    };
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
}
