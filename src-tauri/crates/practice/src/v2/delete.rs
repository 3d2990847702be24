//! `DELETE /2/dm_events/{event_id}` (`contracts/x.md` §4): takes an event out of
//! the caller's own view, as v1.1's destroy does. There is no unsending.

use serde_json::json;

use super::{budgets::DayMeters, event};
use crate::{
    answer,
    errors::Refusal,
    state::Change,
    world::{Outcome, Visit},
};

/// 200; 404 for an event that the caller does not see.
pub(crate) fn delete(visit: &Visit<'_>) -> Result<Outcome, Refusal> {
    let id = event::named(visit)?.id();
    let mut changes = DayMeters::DELETES.spend(visit)?;
    changes.push(Change::MessageDeleted {
        by: visit.caller,
        id,
    });
    Ok(Outcome {
        answer: answer::json(200, &json!({"data": {"deleted": true}})),
        changes,
    })
}
