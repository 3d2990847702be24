//! Direct messages (`contracts/x.md` §3): sending one, and reading them back.

use crate::{
    address::address,
    answers::{Purpose, call, json, with_reading},
    attachment,
    errors::senseless,
    json::{entries, id, moment, text, write},
    text::as_written,
    waits::{their_time, uses_left},
};
use domain::{CustomProfileId, EventId, NetworkUserId};
use network::{Answer, Arrival, Body, Call, Endpoint, EventPage, MessageEvent, Method, NewMessage};
use serde::Serialize;
use serde_json::Value;

const MESSAGE: &str = "message_create";

#[derive(Serialize)]
struct NewEvent<'a> {
    event: Event<'a>,
}

#[derive(Serialize)]
struct Event<'a> {
    r#type: &'static str,
    message_create: MessageCreate<'a>,
}

/// `custom_profile_id` stands here, whatever the prose of X's page says (§2.3).
#[derive(Serialize)]
struct MessageCreate<'a> {
    target: Target<'a>,
    custom_profile_id: &'a str,
    message_data: MessageData<'a>,
}

#[derive(Serialize)]
struct Target<'a> {
    recipient_id: &'a str,
}

#[derive(Serialize)]
struct MessageData<'a> {
    /// Text or attachment is enough (§3.2).
    #[serde(skip_serializing_if = "str::is_empty")]
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    attachment: Option<Attachment<'a>>,
}

/// Exactly one medium (§3.2).
#[derive(Serialize)]
struct Attachment<'a> {
    r#type: &'static str,
    media: Media<'a>,
}

#[derive(Serialize)]
struct Media<'a> {
    id: &'a str,
}

/// A success without `event.id` means that X took something but does not say
/// what (§3.3): in doubt.
pub(crate) fn send(at: &Endpoint, message: &NewMessage<'_>) -> Call<Arrival> {
    let url = address(
        &at.api,
        &["1.1", "direct_messages", "events", "new.json"],
        &[],
    );
    let message_create = MessageCreate {
        target: Target {
            recipient_id: message.to.as_str(),
        },
        custom_profile_id: message.profile.as_str(),
        message_data: MessageData {
            text: message.text.as_str(),
            attachment: message.media.map(|id| Attachment {
                r#type: "media",
                media: Media { id: id.as_str() },
            }),
        },
    };
    let event = Event {
        r#type: MESSAGE,
        message_create,
    };
    let body = Body::Json(write(&NewEvent { event }));
    call(Purpose::Send, (Method::Post, url), body, |answer| {
        let id = EventId(id(answer, "/event/id")?);
        Some(Arrival {
            id,
            at: moment(answer, "/event/created_timestamp"),
        })
    })
}

/// One page of the last 30 days, sent and received, newest first. It may be
/// empty while the list goes on (§3.1).
pub(crate) fn list(at: &Endpoint, cursor: Option<&str>) -> Call<EventPage> {
    let mut query = vec![("count", "50")];
    query.extend(cursor.map(|cursor| ("cursor", cursor)));
    let url = address(
        &at.api,
        &["1.1", "direct_messages", "events", "list.json"],
        &query,
    );
    let read = |answer: &Answer| {
        let page = json(answer, Purpose::Read)?;
        let next = id(&page, "/next_cursor");
        if next.is_none() && page.get("events").is_none() {
            return Err(senseless(answer, Purpose::Read));
        }
        let listed = entries(&page, "/events");
        let may_be = || listed.iter().filter(|event| may_be_message(event));
        let events: Vec<_> = may_be().filter_map(message).collect();
        Ok(EventPage {
            unreadable: may_be().count().saturating_sub(events.len()),
            events,
            next,
            told_at: their_time(answer),
            left: uses_left(answer),
        })
    };
    let from = (Method::Get, url);
    with_reading(Purpose::Read, from, Body::Empty, Box::new(read))
}

/// Some events are none, such as somebody's joining of a group: they say so.
fn may_be_message(event: &Value) -> bool {
    text(event, "/type").is_none_or(|kind| kind == MESSAGE)
}

/// Reads one message (§3.3); `None` for what lacks what makes one.
fn message(event: &Value) -> Option<MessageEvent> {
    if text(event, "/type").as_deref() != Some(MESSAGE) {
        return None;
    }
    let create = event.get(MESSAGE)?;
    Some(MessageEvent {
        id: EventId(id(event, "/id")?),
        at: moment(event, "/created_timestamp")?,
        sender: NetworkUserId(id(create, "/sender_id")?),
        recipient: NetworkUserId(id(create, "/target/recipient_id")?),
        text: as_written(&words(create), &links(create)),
        profile: id(create, "/custom_profile_id").map(CustomProfileId),
        attachment: attachment::word(create),
        media: attachment::media(create),
        app: id(create, "/source_app_id"),
    })
}

/// The text without the link to its own medium, which X puts behind it: nobody
/// wrote that.
fn words(create: &Value) -> String {
    let text = text(create, "/message_data/text").unwrap_or_default();
    let without = attachment::link(create)
        .filter(|link| !link.is_empty())
        .and_then(|link| {
            text.trim_end()
                .strip_suffix(link.as_str())
                .map(str::trim_end)
        });
    without.map_or_else(|| text.clone(), str::to_owned)
}

/// The wrapped links of a message with what they stand for.
fn links(create: &Value) -> Vec<(String, String)> {
    entries(create, "/message_data/entities/urls")
        .iter()
        .filter_map(|link| Some((text(link, "/url")?, text(link, "/expanded_url")?)))
        .collect()
}

#[cfg(test)]
#[path = "messages_tests.rs"]
mod tests;
