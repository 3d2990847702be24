//! Acting on what was read: what a reading says is kept, and what it proves is
//! settled, each in one change.

use super::learn::learn;
use super::read::{List, seen};
use super::{Doubt, load, sent};
use crate::outbox::{log_outcome, note_picture, step};
use crate::{Change, Engine, EngineError};
use domain::doubt::{Likeness, Reach, Verdict};
use domain::reply::Step;
use domain::{AccountId, AttemptId, DeskId, EventId, Outcome, ReplyId, Timestamp};
use store::{Account, Direction, Message, ReadBack, Reply, Write};

/// What follows from a reading, for one reply.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Follows {
    /// It is settled: it was found.
    Found,
    /// It is proven absent, and may be queued as soon as these messages of its
    /// conversation, which the reading showed, are known.
    Absent(ReplyId, Vec<EventId>),
    /// Nothing yet.
    Open,
}

impl Engine {
    /// Keeps what a reading says about these doubts, and settles what was found.
    pub(super) async fn absorb(
        &self,
        account: AccountId,
        doubts: Vec<Doubt>,
        list: List,
    ) -> Result<Vec<Follows>, EngineError> {
        let (now, desk) = (self.now(), self.desk());
        let (follows, found) = self
            .write(move |store| {
                let account = store.account(account)?.ok_or(EngineError::UnknownAccount)?;
                learn(store, &account, &list.events)?;
                let (mut follows, mut found) = (Vec::new(), Vec::new());
                for before in &doubts {
                    let id = before.reply.content.id;
                    let Some(doubt) = still(store, before, now)? else {
                        continue;
                    };
                    keep(store, &account, &doubt, &list, before.is_due(now))?;
                    let Some(doubt) = still(store, before, now)? else {
                        continue;
                    };
                    let after = match &doubt.verdict {
                        Some(Verdict::Found { event, at }) => {
                            found.push(take(store, desk, now, &doubt, event, *at)?);
                            Follows::Found
                        }
                        Some(Verdict::ProvenAbsent) => {
                            let customer = &doubt.reply.content.customer;
                            Follows::Absent(id, list.of(customer))
                        }
                        _ => Follows::Open,
                    };
                    follows.push(after);
                }
                Ok((follows, found))
            })
            .await?;
        for reply in &found {
            self.tell_reply(reply);
            self.tell(Change::Inbox);
        }
        if !found.is_empty() {
            self.inner.wake.notify_one();
        }
        // What is shown about a doubt has changed with every reading.
        self.tell(Change::Outbox);
        Ok(follows)
    }

    /// Queues a reply that is proven absent; `false` where that is not so any
    /// more, or where what was read of its conversation is not known yet: whether
    /// it still is an answer could not be judged.
    pub(super) async fn queue_again(
        &self,
        id: ReplyId,
        heard: Vec<EventId>,
    ) -> Result<bool, EngineError> {
        let (now, desk) = (self.now(), self.desk());
        let queued = self
            .write(move |store| {
                let reply = store.reply(id)?.ok_or(EngineError::UnknownReply)?;
                let Some(doubt) = load(store, reply, now)? else {
                    return Ok(None);
                };
                if doubt.verdict != Some(Verdict::ProvenAbsent) {
                    return Ok(None);
                }
                for event in &heard {
                    if store.message(doubt.reply.content.account, event)?.is_none() {
                        return Ok(None);
                    }
                }
                let reply = step(store, id, Step::ProvenAbsent)?;
                let outcome = Outcome::NotArrived;
                log_outcome(store, desk, now, &reply, doubt.attempt.id, outcome)?;
                Ok(Some(reply))
            })
            .await?;
        let Some(reply) = queued else {
            return Ok(false);
        };
        self.tell_reply(&reply);
        self.inner.wake.notify_one();
        Ok(true)
    }
}

/// The same doubt as it stands now, unless a person settled it meanwhile.
fn still(store: &Write<'_>, before: &Doubt, now: Timestamp) -> Result<Option<Doubt>, EngineError> {
    let reply = store
        .reply(before.reply.content.id)?
        .ok_or(EngineError::UnknownReply)?;
    let doubt = load(store, reply, now)?;
    Ok(doubt.filter(|doubt| doubt.verdict.is_some() && doubt.attempt.id == before.attempt.id))
}

/// Keeps a reading, and what it showed that may be the reply. A reading that was
/// made for another doubt and did not reach back far enough for this one says
/// nothing about it.
fn keep(
    store: &Write<'_>,
    account: &Account,
    doubt: &Doubt,
    list: &List,
    is_due: bool,
) -> Result<(), EngineError> {
    let reading = list.reading(doubt);
    if reading.reach == Reach::Short && !is_due {
        return Ok(());
    }
    let content = &doubt.reply.content;
    let signs = store.app_signs(account.id)?;
    let sent = sent(store, &doubt.reply, &doubt.attempt, &signs)?;
    let mut candidates = 0u32;
    for event in &list.events {
        if event.sender != account.user || event.recipient != content.customer {
            continue;
        }
        let known = store.message(account.id, &event.id)?;
        let claimed_by = known.and_then(|message| message.reply);
        let seen = seen(event);
        if claimed_by.is_none() && sent.likeness(&seen).is_some() {
            store.add_doubt_candidate(doubt.attempt.id, &seen)?;
            candidates = candidates.saturating_add(1);
        }
    }
    let read = ReadBack {
        reading,
        candidates,
    };
    Ok(store.add_read_back(doubt.attempt.id, &read)?)
}

/// The one message that was read back and fits a reply in doubt, for a person
/// who says that it arrived.
pub(crate) fn only_fit(
    store: &Write<'_>,
    id: ReplyId,
    now: Timestamp,
) -> Result<Option<Message>, EngineError> {
    let reply = store.reply(id)?.ok_or(EngineError::UnknownReply)?;
    let Some(doubt) = load(store, reply, now)? else {
        return Ok(None);
    };
    let mut fits = doubt
        .candidates
        .iter()
        .filter(|(_, likeness)| *likeness == Likeness::Fits);
    Ok(match (fits.next(), fits.next()) {
        (Some((seen, _)), None) => Some(as_message(&doubt, &seen.id, seen.at)),
        _ => None,
    })
}

/// The reply is that message.
fn take(
    store: &Write<'_>,
    desk: DeskId,
    now: Timestamp,
    doubt: &Doubt,
    event: &EventId,
    at: Timestamp,
) -> Result<Reply, EngineError> {
    let (content, attempt): (_, AttemptId) = (&doubt.reply.content, doubt.attempt.id);
    let reply = step(store, content.id, Step::Found(at))?;
    let message = as_message(doubt, event, at);
    store.keep_message(content.account, &message)?;
    note_picture(store, &reply, event, doubt.attempt.media.clone(), now)?;
    let outcome = Outcome::Sent {
        event_id: event.clone(),
    };
    log_outcome(store, desk, now, &reply, attempt, outcome)?;
    Ok(reply)
}

/// The message that a reply is.
fn as_message(doubt: &Doubt, event: &EventId, at: Timestamp) -> Message {
    let content = &doubt.reply.content;
    let seen = doubt.candidates.iter().find(|(seen, _)| seen.id == *event);
    Message {
        id: event.clone(),
        customer: content.customer.clone(),
        direction: Direction::Out,
        text: content.text.as_str().to_owned(),
        attachment: seen.and_then(|(seen, _)| seen.attachment.clone()),
        at,
        look: Some(content.look),
        reply: Some(content.id),
    }
}
