//! What a person may decide about a reply: take it back, try again, put it
//! away. The transition table says when; nothing here adds to it.

use super::picture::note_picture;
use super::release::{back_to_draft, log_return};
use super::{log, step};
use crate::doubt::only_fit;
use crate::{Change, Engine, EngineError};
use domain::reply::{ReturnReason, State, Step};
use domain::{Event, MINUTE, Origin, ReplyId, SeenMark, StalePolicy, Timestamp};
use store::{LastLook, Message, Reply, Write};

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

    /// Queues a failed or returned reply again, as it is. `seen` is how far its
    /// author sees the conversation now; one that came back because the
    /// conversation went on leaves only when they saw what came, or where the
    /// account asks and this is the answer.
    pub async fn try_again(
        &self,
        id: ReplyId,
        seen: Option<SeenMark>,
    ) -> Result<Reply, EngineError> {
        let now = self.now();
        let reply = self
            .write(move |store| {
                let kept = store.reply(id)?.ok_or(EngineError::UnknownReply)?;
                let look = looked_again(store, &kept, seen, now)?;
                store.set_look(id, look)?;
                step(store, id, Step::TryAgain)
            })
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
                let kept =
                    store.unclaimed_message(doubted.account, &doubted.customer, text, since)?;
                let found = match kept {
                    Some(kept) => Some(kept),
                    None => only_fit(store, id, now)?,
                };
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
                    let media = store.attempts(id)?.pop().and_then(|last| last.media);
                    note_picture(store, &reply, &claimed.id, media, now)?;
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
    pub(super) fn moved(&self, reply: Reply) -> Reply {
        self.tell_reply(&reply);
        self.inner.wake.notify_one();
        reply
    }
}

/// What a reply's author has seen when they let it be tried again.
fn looked_again(
    store: &Write<'_>,
    reply: &Reply,
    seen: Option<SeenMark>,
    now: Timestamp,
) -> Result<LastLook, EngineError> {
    let content = &reply.content;
    let known = store.kept_mark(content.account, &content.customer)?;
    let seen = seen.map_or(reply.look.seen, |seen| seen.min(known));
    let look = LastLook { seen, at: now };
    let stale = State::Returned {
        why: ReturnReason::Stale,
    };
    if reply.state != stale {
        return Ok(look);
    }
    let account = store
        .account(content.account)?
        .ok_or(EngineError::UnknownAccount)?;
    match account.delivery.stale {
        StalePolicy::Ask | StalePolicy::Send => Ok(LastLook {
            seen: known,
            at: now,
        }),
        StalePolicy::Return => {
            let newest = store.newest_from_elsewhere(content.account, &content.customer)?;
            if newest.is_some_and(|newest| newest > seen) {
                return Err(EngineError::WentOn);
            }
            Ok(look)
        }
    }
}
