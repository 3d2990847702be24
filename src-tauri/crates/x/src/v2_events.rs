//! One conversation by itself, over v2 (`contracts/x.md` §4). It takes the same
//! signature, has a budget of its own, and is billed by the message.
//!
//! It tells less than the list of v1.1: no app, no persona, no place that was
//! shared. A message that carries something it does not describe is left to the
//! list.

use crate::{
    address::address,
    answers::{Purpose, json, with_reading},
    json::{entries, id, text},
    text::as_written,
    waits::uses_left,
};
use domain::{AttachedMedia, EventId, MediaId, NetworkUserId, Timestamp};
use network::{Answer, Body, Call, Endpoint, MessageEvent, Method, Recent};
use serde_json::Value;

/// Each message is billed once a day (§9), so no more are asked for than are
/// said between two readings; the list brings the rest.
const MOST: &str = "10";

/// The newest messages between the brand and a customer. `sender_id` is asked
/// for as an expansion: the spec no longer names it as a field (§4).
pub(crate) fn recent(
    at: &Endpoint,
    brand: &NetworkUserId,
    customer: &NetworkUserId,
) -> Call<Recent> {
    let path = [
        "2",
        "dm_conversations",
        "with",
        customer.as_str(),
        "dm_events",
    ];
    let query = [
        ("max_results", MOST),
        ("event_types", "MessageCreate"),
        (
            "dm_event.fields",
            "attachments,created_at,entities,event_type,id,text",
        ),
        ("expansions", "attachments.media_keys,sender_id"),
        ("media.fields", "type,url"),
    ];
    let url = address(&at.api, &path, &query);
    let (brand, customer) = (brand.clone(), customer.clone());
    let read = move |answer: &Answer| {
        let page = json(answer, Purpose::Read)?;
        let media = entries(&page, "/includes/media");
        // An empty result has no `data` (§4).
        let listed = entries(&page, "/data").iter();
        Ok(Recent {
            events: listed
                .filter_map(|event| message(event, media, &brand, &customer))
                .collect(),
            left: uses_left(answer),
        })
    };
    let from = (Method::Get, url);
    with_reading(Purpose::Read, from, Body::Empty, Box::new(read))
}

/// Reads one message; `None` for what is none between the two, and for what the
/// list has to tell.
fn message(
    event: &Value,
    media: &[Value],
    brand: &NetworkUserId,
    customer: &NetworkUserId,
) -> Option<MessageEvent> {
    if text(event, "/event_type").is_some_and(|kind| kind != "MessageCreate") {
        return None;
    }
    let sender = NetworkUserId(id(event, "/sender_id")?);
    let recipient = match &sender {
        sender if sender == brand => customer.clone(),
        sender if sender == customer => brand.clone(),
        _ => return None,
    };
    let attached = match event.get("attachments") {
        Some(attachments) => Some(attached(attachments, media)?),
        None => None,
    };
    let written = text(event, "/text").unwrap_or_default();
    // A message has a text or something else (§3.2).
    if written.is_empty() && attached.is_none() {
        return None;
    }
    Some(MessageEvent {
        id: EventId(id(event, "/id")?),
        at: moment(event)?,
        sender,
        recipient,
        text: as_written(&written, &links(event)),
        profile: None,
        attachment: attached.as_ref().map(|one| one.kind.as_str().to_owned()),
        media: attached,
        app: None,
    })
}

/// The one medium of a message, where all of it is told.
fn attached(attachments: &Value, media: &[Value]) -> Option<AttachedMedia> {
    let [key] = entries(attachments, "/media_keys") else {
        return None;
    };
    let key = key.as_str()?;
    let told = media
        .iter()
        .find(|one| text(one, "/media_key").as_deref() == Some(key))?;
    // A key is the kind's number and the id (§5.2).
    let (_, id) = key.split_once('_')?;
    Some(AttachedMedia {
        id: MediaId(id.to_owned()),
        kind: text(told, "/type")?.parse().ok()?,
        address: Some(text(told, "/url")?),
    })
}

fn moment(event: &Value) -> Option<Timestamp> {
    let at: jiff::Timestamp = text(event, "/created_at")?.parse().ok()?;
    Some(Timestamp(at.as_millisecond()))
}

/// The wrapped links of a message with what they stand for.
fn links(event: &Value) -> Vec<(String, String)> {
    entries(event, "/entities/urls")
        .iter()
        .filter_map(|link| Some((text(link, "/url")?, text(link, "/expanded_url")?)))
        .collect()
}

#[cfg(test)]
#[path = "v2_events_tests.rs"]
mod tests;
