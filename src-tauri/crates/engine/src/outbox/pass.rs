//! What a person may do with a lane that stands still: let those behind its head
//! go first, give a reply another time, or let one go on that was held.

use super::release::released;
use super::{log, looked, step};
use crate::budget::note_free_until;
use crate::{Change, Engine, EngineError, Leave};
use domain::reply::{State, Step};
use domain::{Event, MessageBody, Origin, ReplyId, Timestamp, Zone};
use std::sync::Arc;
use store::{LastLook, NewReply, Reply};

impl Engine {
    /// Lets the replies behind this one go first: it goes to the end of its lane.
    pub async fn skip(&self, id: ReplyId, by: Origin) -> Result<Reply, EngineError> {
        let (now, desk) = (self.now(), self.desk());
        let reply = self
            .write(move |store| {
                let skipped = store.reply(id)?.ok_or(EngineError::UnknownReply)?;
                if !skipped.state.may_be_skipped() {
                    let state = skipped.state.name();
                    return Err(domain::reply::Forbidden { state }.into());
                }
                let lane = store.lane(skipped.content.account, &skipped.content.customer)?;
                let behind =
                    |other: &Reply| other.place > skipped.place && other.state.holds_its_lane();
                if !lane.iter().any(behind) {
                    return Err(EngineError::NothingBehind);
                }
                store.put_last(id)?;
                log(store, desk, now, &skipped, Event::Skipped { reply: id, by })?;
                store.reply(id)?.ok_or(EngineError::UnknownReply)
            })
            .await?;
        Ok(self.moved(reply))
    }

    /// Gives a held or scheduled reply a (new) time.
    pub async fn reschedule(
        &self,
        id: ReplyId,
        at: Timestamp,
        zone: Zone,
    ) -> Result<Reply, EngineError> {
        if at <= self.now() {
            return Err(EngineError::TimeOver);
        }
        let reply = self
            .write(move |store| step(store, id, Step::Reschedule(at, zone)))
            .await?;
        Ok(self.moved(reply))
    }

    /// Puts another text in the place of a reply that has not left. The first
    /// text is settled as a draft that nobody needs; the new one leaves in its
    /// place of the lane. A scheduled one keeps its time: nothing sends it early.
    pub async fn edit(&self, id: ReplyId, text: MessageBody) -> Result<Reply, EngineError> {
        let (now, new_id) = (self.now(), ReplyId::new(self.ids()));
        let reach = Arc::clone(&self.inner.parts.reach);
        let reply = self
            .write(move |store| {
                let before = store.reply(id)?.ok_or(EngineError::UnknownReply)?.state;
                let old = step(store, id, Step::TakeBack)?;
                let account = store
                    .account(old.content.account)?
                    .ok_or(EngineError::UnknownAccount)?;
                let state = match before {
                    State::Scheduled { .. } => before,
                    _ => released(&State::Draft, Leave::AtOnce, &account, now)?,
                };
                let content = NewReply {
                    id: new_id,
                    text,
                    released_at: now,
                    ..old.content.clone()
                };
                let seen = store.kept_mark(account.id, &content.customer)?;
                store.add_reply(&content, &state, LastLook { seen, at: now })?;
                store.take_place(new_id, old.place)?;
                note_free_until(
                    store,
                    reach.network(&account).as_ref(),
                    account.id,
                    &content.customer,
                    now,
                )?;
                store.reply(new_id)?.ok_or(EngineError::UnknownReply)
            })
            .await?;
        Ok(self.moved(reply))
    }

    /// Ends the time for undoing, or releases a reply anew that was taken back.
    /// Its text leaves the draft where nothing else was written there. A
    /// scheduled one keeps its time: nothing sends it early.
    pub async fn let_go(&self, id: ReplyId) -> Result<Reply, EngineError> {
        let (now, reach) = (self.now(), Arc::clone(&self.inner.parts.reach));
        let reply = self
            .write(move |store| {
                let kept = store.reply(id)?.ok_or(EngineError::UnknownReply)?;
                if kept.state != State::Draft {
                    return match kept.state {
                        State::Held { .. } => step(store, id, Step::Due),
                        state => Err(domain::reply::Forbidden {
                            state: state.name(),
                        }
                        .into()),
                    };
                }
                let content = &kept.content;
                let account = store
                    .account(content.account)?
                    .ok_or(EngineError::UnknownAccount)?;
                let state = released(&kept.state, Leave::AtOnce, &account, now)?;
                store.set_state(id, &state)?;
                store.put_last(id)?;
                looked(store, &kept, now)?;
                note_free_until(
                    store,
                    reach.network(&account).as_ref(),
                    account.id,
                    &content.customer,
                    now,
                )?;
                if let Origin::Operator(author) = content.origin {
                    let draft = store.draft(account.id, &content.customer, author)?;
                    let is_same = |draft: &store::Draft| {
                        draft.text == content.text.as_str() && draft.picture == content.picture
                    };
                    if let Some(draft) = draft.filter(is_same) {
                        let emptied = store::Draft {
                            text: String::new(),
                            picture: None,
                            ..draft
                        };
                        store.keep_draft(account.id, &content.customer, author, &emptied)?;
                    }
                }
                store.reply(id)?.ok_or(EngineError::UnknownReply)
            })
            .await?;
        self.tell(Change::Drafts);
        Ok(self.moved(reply))
    }
}
