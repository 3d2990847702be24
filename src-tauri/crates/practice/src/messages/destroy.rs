//! `DELETE /1.1/direct_messages/events/destroy.json?id=` (`contracts/x.md` §3.1):
//! takes a message out of the caller's own view. There is no unsending.

use crate::{
    answer,
    errors::Refusal,
    state::Change,
    world::{Outcome, Visit},
};

/// 204 with an empty `text/html` body; 404 code 34 for a message that the caller
/// does not see. Either party may do it: the doc names the recipient alone, the
/// recording is of a message to oneself.
pub(crate) fn destroy(visit: &Visit<'_>) -> Result<Outcome, Refusal> {
    let message = visit.state.seen(visit.caller, visit.request.query_id()?)?;
    Ok(Outcome {
        answer: answer::no_html(),
        changes: vec![Change::MessageDeleted {
            by: visit.caller,
            id: message.id,
        }],
    })
}
