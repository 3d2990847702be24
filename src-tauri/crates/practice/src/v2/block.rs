//! `POST /2/users/{id}/dm/block` and `…/unblock` (`contracts/x.md` §4): what a
//! blocked customer writes does not arrive, and does not arrive later either.
//! The customer sees nothing of it.

use serde_json::json;

use super::{budgets::DayMeters, conversation::user_named};
use crate::{
    answer,
    budget::Meter,
    errors::Refusal,
    id::Id,
    state::{Change, State},
    world::{Outcome, Visit},
};

/// Blocks somebody; again is the same.
pub(crate) fn block(visit: &Visit<'_>) -> Result<Outcome, Refusal> {
    let user = user_named(visit, "id")?;
    let by = visit.caller;
    changed(visit, Change::Blocked { by, user })
}

/// Lets somebody write again; again is the same.
pub(crate) fn unblock(visit: &Visit<'_>) -> Result<Outcome, Refusal> {
    let user = user_named(visit, "id")?;
    let by = visit.caller;
    changed(visit, Change::Unblocked { by, user })
}

/// 200; §4 does not show the body \[?\].
fn changed(visit: &Visit<'_>, change: Change) -> Result<Outcome, Refusal> {
    let mut changes = DayMeters::BLOCKS.spend(visit)?;
    changes.push(visit.spend(Meter::DmBlockOfApp, visit.state.app.id)?);
    changes.push(change);
    Ok(Outcome {
        answer: answer::json(200, &json!({"data": {"success": true}})),
        changes,
    })
}

impl State {
    /// What is going to happen, with what blocks keep from arriving: said before
    /// the message itself, so that it opens no reply window.
    pub(crate) fn with_kept_out(&self, changes: Vec<Change>) -> Vec<Change> {
        let mut all = Vec::with_capacity(changes.len());
        for change in changes {
            if let Some(message) = change.written_by_customer()
                && self.has_blocked(message.to, message.from)
            {
                all.push(Change::MessageKeptOut {
                    of: message.to,
                    id: message.id,
                });
            }
            all.push(change);
        }
        all
    }

    fn has_blocked(&self, by: Id, user: Id) -> bool {
        self.blocks.contains(&(by, user))
    }
}
