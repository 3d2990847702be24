//! Messages as [`crate::Practice::truth`] and [`crate::Practice::view`] show
//! them. A customer sees what they have not been told of by events too: the
//! greeting at the top, who is typing, what was read.

use crate::{
    id::Id,
    media::Media,
    messages::{Extras, Message, signs::Between},
    state::State,
    switches::PersonaDeletion,
    truth::{
        AttachmentSeen, ButtonSeen, Carried, ChoiceSeen, PersonaSeen, Seen, Side, Told, TypingSeen,
    },
    welcome::Greeting,
};

/// One conversation, looked at by its customer.
pub(crate) struct Sight<'a> {
    pub(crate) state: &'a State,
    pub(crate) deletion: PersonaDeletion,
    pub(crate) brand: Id,
    pub(crate) customer: Id,
}

impl Sight<'_> {
    /// Messages that the customer has not deleted and greetings, oldest first.
    pub(crate) fn messages(&self) -> Vec<Seen> {
        let conversation = self.state.conversation(self.customer, self.brand);
        let greetings = conversation.map_or(&[][..], |one| &one.greetings);
        let mut greetings = greetings.iter().peekable();
        let mut seen = Vec::new();
        for message in &self.state.messages {
            while let Some(greeting) = greetings.next_if(|one| one.after < message.id) {
                seen.push(self.greeting(greeting));
            }
            seen.extend(self.message(message));
        }
        seen.extend(greetings.map(|greeting| self.greeting(greeting)));
        seen
    }

    /// Whether the brand is typing.
    pub(crate) fn typing(&self, now_ms: i64) -> TypingSeen {
        let between = Between {
            by: self.brand,
            with: self.customer,
        };
        if self.state.is_typing(between, now_ms) {
            TypingSeen::Typing
        } else {
            TypingSeen::Quiet
        }
    }

    fn message(&self, message: &Message) -> Option<Seen> {
        let from = match (message.from, message.to) {
            between if between == (self.brand, self.customer) => Side::Brand,
            between if between == (self.customer, self.brand) => Side::Customer,
            _ => return None,
        };
        if !self.state.sees(self.customer, message) {
            return None;
        }
        Some(Seen {
            id: message.id.to_string(),
            at_ms: message.at_ms,
            from,
            text: message.text.clone(),
            persona: persona(self.state, message.custom_profile_id, self.deletion),
            photo: message.media.map(|id| Media::path(self.state, id)),
            carried: carried(self.state, message.media, &message.extras),
            read_at_ms: self.state.read_at(message),
        })
    }

    fn greeting(&self, greeting: &Greeting) -> Seen {
        let welcome = &greeting.welcome;
        Seen {
            id: welcome.id.to_string(),
            at_ms: greeting.at_ms,
            from: Side::Brand,
            text: welcome.text.clone(),
            persona: persona(self.state, welcome.custom_profile_id, self.deletion),
            photo: welcome.media.map(|id| Media::path(self.state, id)),
            carried: carried(self.state, welcome.media, &welcome.extras),
            read_at_ms: None,
        }
    }
}

/// A message as it was written.
pub(crate) fn told(state: &State, message: &Message) -> Told {
    let chosen = message.extras.chosen.as_ref();
    Told {
        id: message.id.to_string(),
        at_ms: message.at_ms,
        sender_id: message.from.to_string(),
        recipient_id: message.to.to_string(),
        text: message.text.clone(),
        custom_profile_id: message.custom_profile_id.map(|id| id.to_string()),
        persona: persona(state, message.custom_profile_id, PersonaDeletion::Keep),
        carried: carried(state, message.media, &message.extras),
        chosen_metadata: chosen.and_then(|chosen| chosen.metadata.clone()),
        read_at_ms: state.read_at(message),
    }
}

fn carried(state: &State, media: Option<Id>, extras: &Extras) -> Carried {
    let media = media.map(|id| AttachmentSeen::Media(Media::path(state, id)));
    let location = extras.location.as_ref().map(AttachmentSeen::from);
    Carried {
        attachment: media.or(location),
        choices: extras
            .quick_replies
            .iter()
            .map(|one| ChoiceSeen {
                label: one.label.clone(),
                description: one.description.clone(),
            })
            .collect(),
        buttons: extras
            .ctas
            .iter()
            .map(|one| ButtonSeen {
                label: one.label.clone(),
                url: one.url.clone(),
            })
            .collect(),
    }
}

/// The persona on a message; a destroyed one as the switch says.
fn persona(state: &State, id: Option<Id>, deletion: PersonaDeletion) -> Option<PersonaSeen> {
    let persona = state.personas.get(&id?)?;
    if persona.destroyed && deletion == PersonaDeletion::Drop {
        return None;
    }
    Some(PersonaSeen {
        name: persona.name.clone(),
        avatar: Media::path(state, persona.avatar),
    })
}
