//! `events/list` and `events/show` (`contracts/x.md` §3.1, §3.3).

use bytes::Bytes;
use http::Response;
use serde_json::{Map, Value, json};

use super::Message;
use crate::{
    answer, budget::DAY_MS, cursor, errors::Refusal, id::Id, received::Received, state::State,
    switches::MessagePages, world::Visit,
};

/// How far back the list reaches (§3.1).
const READ_BACK_MS: i64 = 30 * DAY_MS;

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
        .filter(|message| state.sees(visit.caller, message))
        .filter(|message| message.at_ms >= oldest_ms && visit.shows(message))
        .peekable();
    let page: Vec<&Message> = rest.by_ref().take(count).collect();
    let events: Vec<Value> = page.iter().map(|message| message.read_by(visit)).collect();
    let own = page.iter().any(|message| message.from == visit.caller);
    let apps = if own { apps(state) } else { Map::new() };
    let mut body = json!({"events": events, "apps": apps});
    if let (Some(_), Some(last), Some(body)) = (rest.peek(), page.last(), body.as_object_mut()) {
        body.insert(
            "next_cursor".to_owned(),
            cursor::seal(&last.id.to_string()).into(),
        );
    }
    Ok(answer::json(200, &body))
}

/// `GET /1.1/direct_messages/events/show.json?id=`: a message that the caller
/// does not see is 404 code 34.
pub(crate) fn show(visit: &Visit<'_>) -> Result<Response<Bytes>, Refusal> {
    let message = visit.state.seen(visit.caller, visit.request.query_id()?)?;
    if !visit.shows(message) {
        return Err(Refusal::not_found());
    }
    let mut body = Map::new();
    body.insert("event".to_owned(), message.read_by(visit));
    if message.from == visit.caller {
        body.insert("apps".to_owned(), apps(visit.state).into());
    }
    Ok(answer::json(200, &body.into()))
}

/// `apps` of §3.1: the one app there is.
pub(crate) fn apps(state: &State) -> Map<String, Value> {
    let app = json!({"id": state.app.id, "name": state.app.name, "url": "https://example.com"});
    Map::from_iter([(state.app.id.to_string(), app)])
}

impl State {
    /// Whether `user` is a party of `message` and has not deleted it.
    pub(crate) fn sees(&self, user: Id, message: &Message) -> bool {
        message.concerns(user) && !self.deleted_messages.contains(&(user, message.id))
    }

    /// The message of this id, if `user` sees it; otherwise 404 code 34.
    pub(super) fn seen(&self, user: Id, id: Option<Id>) -> Result<&Message, Refusal> {
        let id = id.ok_or_else(Refusal::not_found)?;
        let place = self.messages.binary_search_by_key(&id, |one| one.id).ok();
        place
            .and_then(|place| self.messages.get(place))
            .filter(|message| self.sees(user, message))
            .ok_or_else(Refusal::not_found)
    }
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

impl Received {
    /// The query parameter `id`: 403 code 38 without it, nothing if it is no id.
    pub(crate) fn query_id(&self) -> Result<Option<Id>, Refusal> {
        self.query("id")
            .map(Id::parse)
            .ok_or_else(|| Refusal::v1(403, 38, "id parameter is missing."))
    }
}
