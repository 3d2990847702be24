//! What a person may decide about a reply: take it back, try again, put it
//! away. The transition table says when; nothing here adds to it.

use super::release::{back_to_draft, log_return};
use super::{log, step};
use crate::{Change, Engine, EngineError};
use domain::reply::{ReturnReason, Step};
use domain::{Event, MINUTE, Origin, ReplyId};
use store::{Message, Reply};

impl Engine {
    /// Puts a reply that has not left back into its author's draft. What
    /// automation wrote has none: it may be discarded, which the ledger keeps.
    pub async fn take_back(&self, id: ReplyId) -> Result<Reply, EngineError> {
        let now = self.now();
        let reply = self
            .write(move |store| {
                let written = store.reply(id)?.ok_or(EngineError::UnknownReply)?;
                if written.content.origin == Origin::Automation {
                    let state = written.state.name();
                    return Err(domain::reply::Forbidden { state }.into());
                }
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

    /// A person has looked at a reply in doubt and says that it arrived: it is
    /// sent, and the message that was read, or will be, is that reply.
    pub async fn arrived(&self, id: ReplyId, by: Origin) -> Result<Reply, EngineError> {
        let (now, desk) = (self.now(), self.desk());
        let reply = self
            .write(move |store| {
                let doubted = store.reply(id)?.ok_or(EngineError::UnknownReply)?.content;
                // Clocks differ: what was sent a little before is meant as well.
                let since = doubted.released_at.minus(MINUTE);
                let text = doubted.text.as_str();
                let found =
                    store.unclaimed_message(doubted.account, &doubted.customer, text, since)?;
                let reply = step(
                    store,
                    id,
                    Step::Found(found.as_ref().map_or(now, |found| found.at)),
                )?;
                let event_id = found.as_ref().map(|found| found.id.clone());
                if let Some(found) = found {
                    let claimed = Message {
                        look: Some(doubted.look),
                        reply: Some(id),
                        ..found
                    };
                    store.keep_message(doubted.account, &claimed)?;
                }
                let event = Event::SaidArrived {
                    reply: id,
                    event_id,
                    by,
                };
                log(store, desk, now, &reply, event)?;
                Ok(reply)
            })
            .await?;
        self.tell(Change::Inbox);
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
