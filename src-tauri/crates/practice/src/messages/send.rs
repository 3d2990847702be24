//! `POST /1.1/direct_messages/events/new.json` (`contracts/x.md` §3.1 to §3.4).

use bytes::Bytes;
use http::Response;
use serde_json::{Value, json};

use super::{
    Message, attachments,
    body::{self, Data, Flaw, optional_text},
};
use crate::{
    answer,
    budget::Meter,
    cast::customers,
    doors::Door,
    errors::Refusal,
    id::Id,
    personas,
    received::Received,
    reply_window::ReplyWindow,
    state::Change,
    switches::PostAnswer,
    world::{Outcome, Visit},
};

/// Code points of a text (§3.2: characters, unit not given).
pub(crate) const TEXT_LIMIT: usize = 10_000;

/// Sends a message. An unknown recipient is 404 code 50 (§3.6); a message to
/// oneself is taken, as it was recorded (§3.1).
pub(crate) fn send(visit: &Visit<'_>) -> Result<Outcome, Refusal> {
    let state = visit.state;
    let asked = Asked::read(visit.request).map_err(|flaw| flaw.refusal(visit.switches))?;
    let to = state
        .user_exists(asked.recipient)
        .ok_or_else(|| Refusal::v1(404, 50, "User not found."))?;
    Door::check(state, to)?;
    let mut changes = Vec::new();
    if !ReplyWindow::is_free(&state.reply_windows, visit.caller, to, visit.now_ms) {
        changes.push(visit.spend(Meter::SendByUser, visit.caller)?);
        changes.push(visit.spend(Meter::SendByApp, state.app.id)?);
    }
    let custom_profile_id = match asked.custom_profile_id {
        Some(id) => {
            visit.switches.persona_access.check()?;
            Some(personas::usable(state, Id::parse(&id), visit.caller)?)
        }
        None => None,
    };
    let media = match asked.data.media_id {
        Some(id) => Some(attachments::take(visit, &id)?.id),
        None => None,
    };
    let message = Message {
        id: state.next_id(visit.now_ms),
        at_ms: visit.now_ms,
        from: visit.caller,
        to,
        text: asked.data.text,
        custom_profile_id,
        media,
        extras: asked.data.extras,
    };
    let answer = posted(&message, visit);
    let planned = customers::plan(state, &message);
    changes.push(Change::MessageSent(message));
    changes.extend(planned);
    Ok(Outcome { answer, changes })
}

/// The answer to a send: no `source_app_id`, and `custom_profile_id` echoed.
fn posted(message: &Message, visit: &Visit<'_>) -> Response<Bytes> {
    let mut message_create = message.message_create(visit.state, visit.request);
    if let Some(id) = message.custom_profile_id {
        message_create.insert("custom_profile_id".to_owned(), json!(id));
    }
    let event = match visit.switches.post_answer {
        PostAnswer::WithIdAndTime => json!({
            "type": "message_create",
            "id": message.id,
            "created_timestamp": message.at_ms.to_string(),
            "message_create": message_create,
        }),
        PostAnswer::DocSample => {
            json!({"type": "message_create", "message_create": message_create})
        }
        PostAnswer::Empty => return answer::empty(200),
    };
    answer::json(200, &json!({"event": event}))
}

/// What a send asks for.
struct Asked {
    recipient: Option<Id>,
    custom_profile_id: Option<String>,
    data: Data,
}

impl Asked {
    /// Reads the body of §3.2. The recipient may be a number or a string.
    fn read(request: &Received) -> Result<Self, Flaw> {
        let body = body::json(request)?;
        if body.pointer("/event/type").and_then(Value::as_str) != Some("message_create") {
            return Err(Flaw::field("event.type must be message_create."));
        }
        let created = body
            .pointer("/event/message_create")
            .unwrap_or(&Value::Null);
        let recipient = match created.pointer("/target/recipient_id") {
            Some(Value::String(id)) => Id::parse(id),
            Some(Value::Number(id)) => Id::parse(&id.to_string()),
            _ => return Err(Flaw::field("target.recipient_id is required.")),
        };
        Ok(Self {
            recipient,
            custom_profile_id: optional_text(created, "custom_profile_id")?,
            data: Data::read(created.get("message_data"), TEXT_LIMIT)?,
        })
    }
}
