//! The event object (`contracts/x.md` §3.3).

use serde_json::{Map, Value, json};

use super::{Extras, Message, attachments, ctas, entities, quick_replies};
use crate::{
    id::Id, links, received::Received, state::State, switches::ReadBackPersona, world::Visit,
};

/// What stands in `message_data`, of a message or a welcome message.
pub(crate) struct Contents<'a> {
    pub(crate) id: Id,
    pub(crate) text: &'a str,
    pub(crate) media: Option<Id>,
    pub(crate) extras: &'a Extras,
}

impl Contents<'_> {
    /// `message_data` as it is read back.
    pub(crate) fn message_data(&self, state: &State, request: &Received) -> Value {
        let wrapped = links::wrap(self.text, self.id);
        let mut data = Map::new();
        let mut put = |key: &str, value: Value| data.insert(key.to_owned(), value);
        put("entities", entities::of(&wrapped, state));
        put("text", wrapped.text.into());
        if let Some(media) = self.media {
            let media = attachments::json(self.id, media, state, request);
            put("attachment", json!({"type": "media", "media": media}));
        }
        if let Some(location) = &self.extras.location {
            let attachment = json!({"type": "location", "location": location.json()});
            put("attachment", attachment);
        }
        if !self.extras.quick_replies.is_empty() {
            let options = quick_replies::write(&self.extras.quick_replies);
            put("quick_reply", options);
        }
        if let Some(chosen) = &self.extras.chosen {
            put("quick_reply_response", chosen.json());
        }
        if !self.extras.ctas.is_empty() {
            put("ctas", ctas::write(&self.extras.ctas, self.id));
        }
        data.into()
    }
}

impl Message {
    /// The event object as reads return it.
    pub(crate) fn read_by(&self, visit: &Visit<'_>) -> Value {
        let mut message_create = self.message_create(visit.state, visit.request);
        if self.from == visit.caller {
            message_create.insert("source_app_id".to_owned(), json!(visit.state.app.id));
        }
        if let (ReadBackPersona::Present, Some(id)) =
            (visit.switches.read_back_persona, self.custom_profile_id)
        {
            message_create.insert("custom_profile_id".to_owned(), json!(id));
        }
        let mut event = Map::new();
        event.insert("type".to_owned(), "message_create".into());
        event.insert("id".to_owned(), json!(self.id));
        event.insert(
            "created_timestamp".to_owned(),
            self.at_ms.to_string().into(),
        );
        if let Some(id) = self.extras.welcome_message {
            let initiated_via = json!({"welcome_message_id": id});
            event.insert("initiated_via".to_owned(), initiated_via);
        }
        event.insert("message_create".to_owned(), message_create.into());
        event.into()
    }

    pub(super) fn message_create(&self, state: &State, request: &Received) -> Map<String, Value> {
        let contents = Contents {
            id: self.id,
            text: &self.text,
            media: self.media,
            extras: &self.extras,
        };
        let mut message_create = Map::new();
        message_create.insert("target".to_owned(), json!({"recipient_id": self.to}));
        message_create.insert("sender_id".to_owned(), json!(self.from));
        message_create.insert(
            "message_data".to_owned(),
            contents.message_data(state, request),
        );
        message_create
    }
}
