//! The outbox: every reply that was released and is not settled.
//!
//! A *lane* is one conversation's part of it. Only the first unsettled reply of
//! a lane may leave; lanes do not wait for each other. The order is the order
//! of pressing Send, unless a person lets those behind a reply go first.

mod answer;
mod attempt;
mod decide;
mod forecast;
mod kept_back;
mod pass;
mod picture;
mod release;
mod run;
mod stop;

pub(crate) use picture::note_picture;
pub use release::{Beside, Leave, NewRelease, Written};
pub(crate) use stop::Barrier;
pub use stop::Stop;

use crate::{Change, Engine, EngineError};
use domain::reply::{Step, next};
use domain::{AttemptId, DeskId, Entry, Event, Outcome, ReplyId, Timestamp};
use store::{LastLook, Reply, Write};

/// Takes one step of a reply's life, within a change: the only place where the
/// transition table is applied to what is kept. The reply in its new state.
pub(crate) fn step(store: &Write<'_>, id: ReplyId, step: Step) -> Result<Reply, EngineError> {
    let reply = store.reply(id)?.ok_or(EngineError::UnknownReply)?;
    advance(store, reply, step)
}

/// The same for a reply that was read within this change.
fn advance(store: &Write<'_>, mut reply: Reply, step: Step) -> Result<Reply, EngineError> {
    reply.state = next(&reply.state, step)?;
    store.set_state(reply.content.id, &reply.state)?;
    Ok(reply)
}

/// Adds an event about a reply to the ledger.
pub(crate) fn log(
    store: &Write<'_>,
    desk: DeskId,
    at: Timestamp,
    reply: &Reply,
    event: Event,
) -> Result<(), EngineError> {
    let account = store
        .account_name(reply.content.account)?
        .ok_or(EngineError::UnknownAccount)?;
    Ok(store.append(desk, &Entry { at, account, event })?)
}

/// Lets a reply's age begin now, with what its author saw as it was.
pub(crate) fn looked_at(
    store: &Write<'_>,
    reply: &Reply,
    now: Timestamp,
) -> Result<(), EngineError> {
    let look = LastLook {
        at: now,
        ..reply.look
    };
    Ok(store.set_look(reply.content.id, look)?)
}

/// Renews what a reply's author saw: everything up to now.
pub(crate) fn looked(store: &Write<'_>, reply: &Reply, now: Timestamp) -> Result<(), EngineError> {
    let seen = store.kept_mark(reply.content.account, &reply.content.customer)?;
    Ok(store.set_look(reply.content.id, LastLook { seen, at: now })?)
}

/// Writes down how an attempt ended, in the attempt and in the ledger. One that
/// surely did not arrive has used nothing of the budget.
pub(crate) fn log_outcome(
    store: &Write<'_>,
    desk: DeskId,
    at: Timestamp,
    reply: &Reply,
    attempt: AttemptId,
    outcome: Outcome,
) -> Result<(), EngineError> {
    store.end_attempt(attempt, &outcome, at)?;
    if outcome == Outcome::NotArrived {
        store.refund(attempt)?;
    }
    log(
        store,
        desk,
        at,
        reply,
        Event::Outcome {
            reply: reply.content.id,
            attempt,
            outcome,
        },
    )
}

impl Engine {
    /// Tells that a reply changed.
    pub(crate) fn tell_reply(&self, reply: &Reply) {
        self.tell(Change::Outbox);
        self.tell(Change::Conversation(
            reply.content.account,
            reply.content.customer.clone(),
        ));
    }
}
