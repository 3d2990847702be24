//! Direct messages (`contracts/x.md` §3): sending and reading back. The text is
//! kept as it was written; links and escapes are made on the way out.

use bytes::Bytes;
use http::Response;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::{
    answer,
    budget::{DAY_MS, Meter},
    cast::customers,
    cursor,
    doors::Door,
    errors::Refusal,
    id::Id,
    links,
    media::Media,
    personas,
    received::Received,
    reply_window::ReplyWindow,
    state::{Change, State},
    switches::{MessagePages, PostAnswer, ReadBackPersona, Switches},
    world::{Outcome, Visit},
};

/// Code points of a text (§3.2: characters, unit not given).
const TEXT_LIMIT: usize = 10_000;
/// How far back reads reach (§3.1).
const READ_BACK_MS: i64 = 30 * DAY_MS;

/// A message as the network keeps it: the text as it was written.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Message {
    pub(crate) id: Id,
    pub(crate) at_ms: i64,
    pub(crate) from: Id,
    pub(crate) to: Id,
    pub(crate) text: String,
    pub(crate) custom_profile_id: Option<Id>,
    pub(crate) media: Option<Id>,
}

/// `POST /1.1/direct_messages/events/new.json`
pub(crate) fn send(visit: &Visit<'_>) -> Result<Outcome, Refusal> {
    let state = visit.state;
    let asked = Asked::read(visit.request, visit.switches)?;
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
    let media = match asked.media_id {
        Some(id) => Some(Media::take(state, &id, visit.caller, visit.now_ms)?.id),
        None => None,
    };
    let message = Message {
        id: state.next_id(visit.now_ms),
        at_ms: visit.now_ms,
        from: visit.caller,
        to,
        text: asked.text,
        custom_profile_id,
        media,
    };
    let answer = posted(&message, visit);
    let planned = customers::plan(state, &message);
    changes.push(Change::MessageSent(message));
    changes.extend(planned);
    Ok(Outcome { answer, changes })
}

/// `GET /1.1/direct_messages/events/list.json`: 30 days, newest first, sent and
/// received.
pub(crate) fn list(visit: &Visit<'_>) -> Result<Response<Bytes>, Refusal> {
    let state = visit.state;
    let count = Count::read(visit.request)?.0;
    let before = match visit.request.query("cursor") {
        Some(cursor) => cursor::open(cursor)
            .and_then(|id| Id::parse(&id))
            .ok_or_else(|| Refusal::invalid_parameter("cursor"))?,
        None if visit.switches.message_pages == MessagePages::EmptyFirst => {
            let body = json!({"events": [], "apps": {}, "next_cursor": cursor::seal(&Id::MAX.to_string())});
            return Ok(answer::json(200, &body));
        }
        None => Id::MAX,
    };
    let oldest_ms = visit.now_ms.saturating_sub(READ_BACK_MS);
    // By their ids the messages lie in order, and no id is older than its message.
    let from = state
        .messages
        .partition_point(|one| one.id < Id::at(oldest_ms));
    let to = state.messages.partition_point(|one| one.id < before);
    let mut rest = state
        .messages
        .get(from..to)
        .unwrap_or_default()
        .iter()
        .rev()
        .filter(|message| message.from == visit.caller || message.to == visit.caller)
        .filter(|message| message.at_ms >= oldest_ms && visit.shows(message))
        .peekable();
    let page: Vec<&Message> = rest.by_ref().take(count).collect();
    let events: Vec<Value> = page.iter().map(|message| message.read_by(visit)).collect();
    let mut apps = Map::new();
    if page.iter().any(|message| message.from == visit.caller) {
        let app = json!({"id": state.app.id, "name": state.app.name, "url": "https://example.com"});
        apps.insert(state.app.id.to_string(), app);
    }
    let mut body = json!({"events": events, "apps": apps});
    if let (Some(_), Some(last), Some(body)) = (rest.peek(), page.last(), body.as_object_mut()) {
        body.insert(
            "next_cursor".to_owned(),
            cursor::seal(&last.id.to_string()).into(),
        );
    }
    Ok(answer::json(200, &body))
}

/// How many entries a page may have (§2, §3.1).
pub(crate) struct Count(pub(crate) usize);

impl Count {
    /// Reads `count`: 20 by default, 1 to 50; anything else is 400 code 44.
    pub(crate) fn read(request: &Received) -> Result<Self, Refusal> {
        let Some(text) = request.query("count") else {
            return Ok(Self(20));
        };
        let count = text.parse().ok().filter(|count| (1..=50).contains(count));
        count
            .map(Self)
            .ok_or_else(|| Refusal::invalid_parameter("count"))
    }
}

impl Message {
    /// The event object of §3.3 as reads return it.
    fn read_by(&self, visit: &Visit<'_>) -> Value {
        let mut message_create = self.message_create(visit.state, visit.request);
        if self.from == visit.caller {
            message_create.insert("source_app_id".to_owned(), json!(visit.state.app.id));
        }
        if let (ReadBackPersona::Present, Some(id)) =
            (visit.switches.read_back_persona, self.custom_profile_id)
        {
            message_create.insert("custom_profile_id".to_owned(), json!(id));
        }
        json!({
            "type": "message_create",
            "id": self.id,
            "created_timestamp": self.at_ms.to_string(),
            "message_create": message_create,
        })
    }

    fn message_create(&self, state: &State, request: &Received) -> Map<String, Value> {
        let wrapped = links::wrap(&self.text, self.id);
        let mut data = Map::new();
        data.insert("entities".to_owned(), wrapped.entities());
        data.insert("text".to_owned(), wrapped.text.into());
        if let Some(media) = self.media {
            let url = format!("{}{}", request.base_url(), Media::path(state, media));
            let media = json!({"id_str": media, "media_url_https": url, "type": "photo"});
            data.insert(
                "attachment".to_owned(),
                json!({"type": "media", "media": media}),
            );
        }
        let mut message_create = Map::new();
        message_create.insert("target".to_owned(), json!({"recipient_id": self.to}));
        message_create.insert("sender_id".to_owned(), json!(self.from));
        message_create.insert("message_data".to_owned(), data.into());
        message_create
    }
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
    text: String,
    media_id: Option<String>,
}

impl Asked {
    /// Reads the body of §3.2; what it lacks is code 214, what is too long 354.
    fn read(request: &Received, switches: &Switches) -> Result<Self, Refusal> {
        let asked = Self::parse(request)
            .map_err(|message| Refusal::bad_field(switches.status_214, message))?;
        if asked.text.chars().count() > TEXT_LIMIT {
            return Err(Refusal::v1(
                403,
                354,
                "The text of your direct message is over the max character limit.",
            ));
        }
        Ok(asked)
    }

    fn parse(request: &Received) -> Result<Self, String> {
        if request.media_type() != "application/json" {
            return Err("The request body must be JSON.".to_owned());
        }
        let body: Value = serde_json::from_slice(&request.body)
            .map_err(|_| "The request body is not valid JSON.".to_owned())?;
        if body.pointer("/event/type").and_then(Value::as_str) != Some("message_create") {
            return Err("event.type must be message_create.".to_owned());
        }
        let created = body
            .pointer("/event/message_create")
            .unwrap_or(&Value::Null);
        let recipient = match created.pointer("/target/recipient_id") {
            Some(Value::String(id)) => Id::parse(id),
            Some(Value::Number(id)) => Id::parse(&id.to_string()),
            _ => return Err("target.recipient_id is required.".to_owned()),
        };
        let data = created.get("message_data").unwrap_or(&Value::Null);
        refuse_unpractised(data)?;
        let asked = Self {
            recipient,
            custom_profile_id: optional_text(created, "custom_profile_id")?,
            text: optional_text(data, "text")?.unwrap_or_default(),
            media_id: attached(data)?,
        };
        if asked.text.is_empty() && asked.media_id.is_none() {
            return Err("message_data: one of text or attachment is required.".to_owned());
        }
        Ok(asked)
    }
}

/// Parts of §3.2 that this network does not know are refused, so that nobody
/// believes they were sent.
fn refuse_unpractised(data: &Value) -> Result<(), String> {
    let mut keys = data.as_object().into_iter().flatten().map(|(key, _)| key);
    match keys.find(|key| !matches!(key.as_str(), "text" | "attachment")) {
        Some(key) => Err(format!(
            "message_data.{key} is not known to the practice network."
        )),
        None => Ok(()),
    }
}

fn optional_text(object: &Value, key: &str) -> Result<Option<String>, String> {
    match object.get(key) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(format!("{key} must be a string.")),
    }
}

fn attached(data: &Value) -> Result<Option<String>, String> {
    let Some(attachment) = data.get("attachment") else {
        return Ok(None);
    };
    match attachment.pointer("/media/id").and_then(Value::as_str) {
        Some(id) => Ok(Some(id.to_owned())),
        None => Err("attachment.media.id is required.".to_owned()),
    }
}
