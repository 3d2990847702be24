//! The event object of v2 (`contracts/x.md` §4). The ids and the text are those
//! that v1.1 reads: t.co links, HTML entities.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::{
    conversation::{Conversation, is_user_id},
    entities,
    fields::{Part, Wanted},
    groups::{GroupEvent, News},
    problems::not_found,
};
use crate::{
    errors::Refusal,
    id::Id,
    links,
    messages::{Message, attachments},
    world::Visit,
};

/// Something that the caller sees.
#[derive(Debug, Clone, Copy)]
pub(super) enum Event<'a> {
    /// A message between two.
    Between(&'a Message),
    /// Something in a group.
    Grouped(&'a GroupEvent),
}

/// Everything that the caller sees by now, in no order.
pub(super) fn seen<'v>(visit: &'v Visit<'_>) -> impl Iterator<Item = Event<'v>> {
    let state = visit.state;
    let messages = state.messages.iter();
    let messages = messages.filter(|one| state.sees(visit.caller, one) && visit.shows(one));
    let grouped = state.group_events.iter().filter(|one| {
        let group = state.group(one.group);
        group.is_some_and(|group| group.participants.contains(&visit.caller))
            && !state.deleted_messages.contains(&(visit.caller, one.id))
            && visit.shows_at(one.id, one.at_ms)
    });
    let messages = messages.map(Event::Between);
    messages.chain(grouped.map(Event::Grouped))
}

/// The event that the path names: 400 `invalid-request` for what is no id, 404
/// for one that the caller does not see.
pub(super) fn named<'v>(visit: &'v Visit<'_>) -> Result<Event<'v>, Refusal> {
    let text = visit.argument();
    let id = Id::parse(text)
        .filter(|_| is_user_id(text))
        .ok_or_else(|| {
            let message = "The `event_id` path parameter must match ^[0-9]{1,19}$";
            Refusal::invalid_request("event_id", text, message)
        })?;
    seen(visit)
        .find(|event| event.id() == id)
        .ok_or_else(|| not_found("dm_event", "event_id", text))
}

impl Event<'_> {
    pub(super) fn id(&self) -> Id {
        match self {
            Self::Between(message) => message.id,
            Self::Grouped(event) => event.id,
        }
    }

    pub(super) fn at_ms(&self) -> i64 {
        match self {
            Self::Between(message) => message.at_ms,
            Self::Grouped(event) => event.at_ms,
        }
    }

    /// `event_type`. Nobody leaves a group here.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Grouped(GroupEvent {
                news: News::Joined { .. },
                ..
            }) => "ParticipantsJoin",
            Self::Between(_) | Self::Grouped(_) => "MessageCreate",
        }
    }

    /// The conversation it belongs to, as one of those who are in it names it.
    pub(super) fn conversation(&self, of: Id) -> Conversation {
        match self {
            Self::Between(message) if message.from == of => Conversation::With(message.to),
            Self::Between(message) => Conversation::With(message.from),
            Self::Grouped(event) => Conversation::Group(event.group),
        }
    }

    fn sender(&self) -> Id {
        match self {
            Self::Between(message) => message.from,
            Self::Grouped(event) => event.by,
        }
    }

    fn text(&self) -> Option<&str> {
        match self {
            Self::Between(message) => Some(&message.text),
            Self::Grouped(event) => match &event.news {
                News::Wrote { text, .. } => Some(text),
                News::Joined { .. } => None,
            },
        }
    }

    fn media(&self) -> Option<Id> {
        match self {
            Self::Between(message) => message.media,
            Self::Grouped(event) => match &event.news {
                News::Wrote { media, .. } => *media,
                News::Joined { .. } => None,
            },
        }
    }

    /// Those who joined. On messages there are none since June 2025.
    fn participants(&self) -> &[Id] {
        match self {
            Self::Grouped(GroupEvent {
                news: News::Joined { participants },
                ..
            }) => participants,
            Self::Between(_) | Self::Grouped(_) => &[],
        }
    }

    /// `id`, `event_type` and `text` always, the rest where it was asked for.
    pub(super) fn json(&self, visit: &Visit<'_>, wanted: &Wanted<'_>) -> Value {
        let mut event = Map::new();
        let mut put = |key: &str, value: Value| event.insert(key.to_owned(), value);
        put("id", json!(self.id()));
        put("event_type", self.kind().into());
        if let Some(text) = self.text() {
            let wrapped = links::wrap(text, self.id());
            if wanted.has(Part::Entities)
                && let Some(entities) = entities::of(&wrapped, visit.state)
            {
                put("entities", entities);
            }
            put("text", wrapped.text.into());
        }
        if let Some(media) = self.media().filter(|_| wanted.has(Part::Attachments)) {
            put("attachments", json!({"media_keys": [key(media)]}));
        }
        if wanted.has(Part::CreatedAt)
            && let Ok(at) = Timestamp::from_millisecond(self.at_ms())
        {
            put("created_at", format!("{at:.3}").into());
        }
        if wanted.has(Part::Conversation) {
            let conversation = self.conversation(visit.caller).id(visit.caller);
            put("dm_conversation_id", conversation.into());
        }
        if wanted.has(Part::Sender) {
            put("sender_id", json!(self.sender()));
        }
        if wanted.has(Part::Participants) && !self.participants().is_empty() {
            put("participant_ids", json!(self.participants()));
        }
        event.into()
    }

    /// Whom `includes.users` describes.
    pub(super) fn named_users(&self, wanted: &Wanted<'_>) -> Vec<Id> {
        let sender = wanted.expands(Part::Sender).then(|| self.sender());
        let participants = wanted
            .expands(Part::Participants)
            .then(|| self.participants());
        let participants = participants.unwrap_or_default().iter().copied();
        sender.into_iter().chain(participants).collect()
    }

    /// What `includes.media` says: `media_key` and `type` always.
    pub(super) fn described_media(&self, visit: &Visit<'_>, wanted: &Wanted<'_>) -> Option<Value> {
        let media = self.media().filter(|_| wanted.expands(Part::Attachments))?;
        let older = attachments::json(self.id(), media, visit.state, visit.request);
        let of = |name: &str| older.get(name).cloned().unwrap_or_default();
        let mut described = Map::new();
        described.insert("media_key".to_owned(), key(media).into());
        described.insert("type".to_owned(), of("type"));
        if wanted.media.contains(&"url") {
            described.insert("url".to_owned(), of("media_url_https"));
        }
        Some(described.into())
    }
}

/// The media key, as the upload named it (§5.2).
fn key(media: Id) -> String {
    format!("3_{media}")
}
