//! Acting on what was read: what a reading says is kept, and what it proves is
//! settled, in one change.

use super::learn::learn;
use super::read::{List, seen};
use super::{Doubt, load, sent};
use crate::inbox::keep_event;
use crate::outbox::{log_outcome, note_picture, step};
use crate::{Change, Engine, EngineError, Way};
use domain::doubt::{Likeness, Reach, Verdict};
use domain::reply::Step;
use domain::{AccountId, AttemptId, DeskId, EventId, NetworkUserId, Outcome, ReplyId, Timestamp};
use network::Network;
use std::collections::HashSet;
use std::sync::Arc;
use store::{Account, Direction, Message, ReadBack, Reply, Write};

/// What a reading settled.
#[derive(Default)]
struct Settled {
    /// The replies, as they are now.
    replies: Vec<Reply>,
    /// The customers of whose conversations something new was read.
    heard: HashSet<NetworkUserId>,
}

impl Engine {
    /// Keeps what a reading says about these doubts, and settles what it proves; how
    /// many were settled.
    pub(super) async fn absorb(
        &self,
        account: AccountId,
        way: &Way,
        doubts: Vec<Doubt>,
        list: List,
    ) -> Result<usize, EngineError> {
        let (now, desk, network) = (self.now(), self.desk(), Arc::clone(&way.network));
        let settled = self
            .write(move |store| {
                let account = store.account(account)?.ok_or(EngineError::UnknownAccount)?;
                learn(store, &account, &list.events)?;
                let mut settled = Settled::default();
                for before in &doubts {
                    let Some(doubt) = still(store, before, now)? else {
                        continue;
                    };
                    keep(store, &account, &doubt, &list, before.is_due(now))?;
                    let Some(doubt) = still(store, before, now)? else {
                        continue;
                    };
                    match &doubt.verdict {
                        Some(Verdict::Found { event, at }) => {
                            let reply = take(store, desk, now, &doubt, event, *at)?;
                            settled.replies.push(reply);
                        }
                        Some(Verdict::ProvenAbsent)
                            if list.reading(&doubt).reach == Reach::BeforeAttempt =>
                        {
                            let customer = &doubt.reply.content.customer;
                            if hear(store, network.as_ref(), &account, &list, customer, now)? {
                                settled.heard.insert(customer.clone());
                            }
                            settled.replies.push(queue_again(store, desk, now, &doubt)?);
                        }
                        _ => {}
                    }
                }
                Ok(settled)
            })
            .await?;
        for reply in &settled.replies {
            self.tell_reply(reply);
        }
        for customer in settled.heard {
            self.tell(Change::Conversation(account, customer));
        }
        if !settled.replies.is_empty() {
            self.tell(Change::Inbox);
            self.inner.wake.notify_one();
        }
        // What is shown about a doubt has changed with every reading.
        self.tell(Change::Outbox);
        Ok(settled.replies.len())
    }
}

/// What was said in a conversation until this reading is known before anything
/// leaves there again: whether a reply still is an answer is judged by that. The
/// reading of news may have no room for a long time. Whether anything was new.
fn hear(
    store: &Write<'_>,
    network: &dyn Network,
    account: &Account,
    list: &List,
    customer: &NetworkUserId,
    now: Timestamp,
) -> Result<bool, EngineError> {
    let mut is_news = false;
    // Oldest first: what was kept later was said later.
    for event in list.of(customer).rev() {
        if keep_event(
            store,
            network,
            account.id,
            &account.user,
            event.clone(),
            now,
        )? {
            store.note_read_ahead(account.id, &event.id)?;
            is_news = true;
        }
    }
    Ok(is_news)
}

/// A reply that is proven absent joins the queue.
fn queue_again(
    store: &Write<'_>,
    desk: DeskId,
    now: Timestamp,
    doubt: &Doubt,
) -> Result<Reply, EngineError> {
    let reply = step(store, doubt.reply.content.id, Step::ProvenAbsent)?;
    let outcome = Outcome::NotArrived;
    log_outcome(store, desk, now, &reply, doubt.attempt.id, outcome)?;
    Ok(reply)
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
