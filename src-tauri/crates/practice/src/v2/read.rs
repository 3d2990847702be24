//! The reads of v2 (`contracts/x.md` §4): 30 days, newest first, of everybody, of
//! one person, of one conversation; and one event.

use std::cmp::Reverse;

use bytes::Bytes;
use http::Response;
use serde_json::{Map, Value, json};

use super::{
    conversation::Conversation,
    event::{self, Event},
    fields::{self, Wanted},
    pages::Page,
};
use crate::{answer, budget::DAY_MS, errors::Refusal, world::Visit};

/// How far back reads reach.
const READ_BACK_MS: i64 = 30 * DAY_MS;

/// `GET /2/dm_events`
pub(crate) fn all(visit: &Visit<'_>) -> Result<Response<Bytes>, Refusal> {
    list(visit, |_| true)
}

/// `GET /2/dm_conversations/with/{participant_id}/dm_events`
pub(crate) fn with_participant(visit: &Visit<'_>) -> Result<Response<Bytes>, Refusal> {
    let conversation = Conversation::with_named(visit)?;
    list(visit, |event| {
        event.conversation(visit.caller) == conversation
    })
}

/// `GET /2/dm_conversations/{id}/dm_events`
pub(crate) fn of_conversation(visit: &Visit<'_>) -> Result<Response<Bytes>, Refusal> {
    let conversation = Conversation::named(visit)?;
    list(visit, |event| {
        event.conversation(visit.caller) == conversation
    })
}

/// `GET /2/dm_events/{event_id}`: 404 for an event that the caller does not see.
pub(crate) fn one(visit: &Visit<'_>) -> Result<Response<Bytes>, Refusal> {
    let wanted = Wanted::read(visit)?;
    let event = event::named(visit)?;
    let mut body = Map::new();
    body.insert("data".to_owned(), event.json(visit, &wanted));
    body.extend(includes(visit, &wanted, &[event]));
    Ok(answer::json(200, &body.into()))
}

/// An empty result has no `data` (§4).
fn list(
    visit: &Visit<'_>,
    belongs: impl Fn(&Event<'_>) -> bool,
) -> Result<Response<Bytes>, Refusal> {
    let wanted = Wanted::read(visit)?;
    let types = fields::event_types(visit)?;
    let page = Page::read(visit.request)?;
    let oldest_ms = visit.now_ms.saturating_sub(READ_BACK_MS);
    let mut events: Vec<Event<'_>> = event::seen(visit)
        .filter(|event| event.at_ms() >= oldest_ms)
        .filter(|event| types.contains(&event.kind()) && belongs(event))
        .collect();
    events.sort_by_key(|event| Reverse(event.id()));
    let (page, meta) = page.cut(&events);
    let mut body = Map::new();
    if !page.is_empty() {
        let data: Vec<Value> = page.iter().map(|one| one.json(visit, &wanted)).collect();
        body.insert("data".to_owned(), data.into());
    }
    body.extend(includes(visit, &wanted, page));
    body.insert("meta".to_owned(), meta);
    Ok(answer::json(200, &body.into()))
}

/// `includes`: each user and medium once, if any was to be described.
fn includes(
    visit: &Visit<'_>,
    wanted: &Wanted<'_>,
    events: &[Event<'_>],
) -> Option<(String, Value)> {
    let mut users = Vec::new();
    let mut media = Vec::new();
    for event in events {
        for user in event.named_users(wanted) {
            if !users.contains(&user) {
                users.push(user);
            }
        }
        media.extend(event.described_media(visit, wanted));
    }
    let users: Vec<Value> = users
        .into_iter()
        .filter_map(|id| crate::users::described(visit, id, &wanted.user))
        .collect();
    let mut includes = Map::new();
    if !users.is_empty() {
        includes.insert("users".to_owned(), users.into());
    }
    if !media.is_empty() {
        includes.insert("media".to_owned(), media.into());
    }
    (!includes.is_empty()).then(|| ("includes".to_owned(), json!(includes)))
}
