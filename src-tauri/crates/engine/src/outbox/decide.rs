//! What a person may decide about a reply: take it back, try again, put it
//! away. The transition table says when; nothing here adds to it.

use super::release::{back_to_draft, log_return};
use super::{log, step};
use crate::{Change, Engine, EngineError};
use domain::reply::{ReturnReason, Step};
use domain::{Event, Origin, ReplyId};
use store::Reply;

impl Engine {
    /// Puts a reply that has not left back into its author's draft.
    pub async fn take_back(&self, id: ReplyId) -> Result<Reply, EngineError> {
        let now = self.now();
        let reply = self
            .write(move |store| {
                let reply = step(store, id, Step::TakeBack)?;
                back_to_draft(store, &reply, now)?;
                Ok(reply)
            })
            .await?;
        self.tell(Change::Drafts);
        Ok(self.moved(reply))
    }

    /// Queues a failed or returned reply again, as it is.
    pub async fn try_again(&self, id: ReplyId) -> Result<Reply, EngineError> {
        let reply = self
            .write(move |store| step(store, id, Step::TryAgain))
            .await?;
        Ok(self.moved(reply))
    }

    /// A person has looked at a reply in doubt and wants it back.
    pub async fn give_back(&self, id: ReplyId) -> Result<Reply, EngineError> {
        let (now, desk, why) = (self.now(), self.desk(), ReturnReason::PersonDecided);
        let reply = self
            .write(move |store| {
                let reply = step(store, id, Step::Return(why.clone()))?;
                log_return(store, desk, now, &reply, why)?;
                Ok(reply)
            })
            .await?;
        Ok(self.moved(reply))
    }

    /// A person throws a reply away; the ledger keeps that.
    pub async fn discard(&self, id: ReplyId, by: Origin) -> Result<Reply, EngineError> {
        let (now, desk) = (self.now(), self.desk());
        let reply = self
            .write(move |store| {
                let reply = step(store, id, Step::Discard)?;
                log(store, desk, now, &reply, Event::Discarded { reply: id, by })?;
                Ok(reply)
            })
            .await?;
        Ok(self.moved(reply))
    }

    /// Tells it, and lets those behind it go on.
    fn moved(&self, reply: Reply) -> Reply {
        self.tell_reply(&reply);
        self.inner.wake.notify_one();
        reply
    }
}
