//! `POST /2/dm_conversations/with/{participant_id}/messages` and
//! `POST /2/dm_conversations/{dm_conversation_id}/messages` (`contracts/x.md` §4).

use bytes::Bytes;
use http::{HeaderValue, Response, header::LOCATION};
use serde_json::json;

use super::{
    body::{self, Draft},
    budgets::DayMeters,
    conversation::Conversation,
};
use crate::{
    answer,
    cast::customers,
    doors::Door,
    errors::Refusal,
    id::Id,
    messages::{Extras, Message},
    state::Change,
    world::{Outcome, Visit},
};

/// Writes to one person.
pub(crate) fn to_participant(visit: &Visit<'_>) -> Result<Outcome, Refusal> {
    write(visit, Conversation::with_named(visit)?)
}

/// Writes in a conversation of two or of several.
pub(crate) fn to_conversation(visit: &Visit<'_>) -> Result<Outcome, Refusal> {
    write(visit, Conversation::named(visit)?)
}

/// 201 with both ids. A closed door is 403 with code 150 or 349, as in v1.1. It
/// takes its place among the free replies of §3.4 as any message does, and is
/// counted here all the same.
fn write(visit: &Visit<'_>, conversation: Conversation) -> Result<Outcome, Refusal> {
    let body = body::read(visit, &Draft::KEYS)?;
    let draft = Draft::of(visit, &body)?;
    let id = visit.state.next_id(visit.now_ms);
    let written = match conversation {
        Conversation::With(to) => {
            Door::check(visit.state, to)?;
            let message = Message {
                id,
                at_ms: visit.now_ms,
                from: visit.caller,
                to,
                text: draft.text,
                custom_profile_id: None,
                media: draft.media,
                extras: Extras::default(),
            };
            let planned = customers::plan(visit.state, &message);
            let sent = [Change::MessageSent(message)];
            sent.into_iter().chain(planned).collect()
        }
        Conversation::Group(group) => vec![super::groups::wrote(visit, group, id, draft)],
    };
    let mut changes = DayMeters::SENDS.spend(visit)?;
    changes.extend::<Vec<Change>>(written);
    Ok(Outcome {
        answer: created(visit, &conversation.id(visit.caller), id),
        changes,
    })
}

/// 201, with a `location` header to the new event (§4).
pub(super) fn created(visit: &Visit<'_>, conversation: &str, event: Id) -> Response<Bytes> {
    let data = json!({"dm_conversation_id": conversation, "dm_event_id": event});
    let mut answer = answer::json(201, &json!({"data": data}));
    let location = format!("{}/2/dm_events/{event}", visit.request.base_url());
    if let Ok(location) = HeaderValue::from_str(&location) {
        answer.headers_mut().insert(LOCATION, location);
    }
    answer
}
