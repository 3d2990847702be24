//! What a customer does in the conversation with the first brand beside writing:
//! opening it, leaving it, and choosing one of the choices that it offers.

use bytes::Bytes;
use http::Response;
use serde::Deserialize;
use serde_json::json;

use super::{Ask, done, found, reading::conversation, with};
use crate::{
    clock::Clock,
    errors::PracticeError,
    id::Id,
    messages::{Chosen, Extras, Message},
    practice::Practice,
    state::Change,
    welcome::{Inbox, greeting::Opening},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Opens {
    /// The one that a link names.
    welcome_message_id: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Chooses {
    label: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Takes {
    inbox: Inbox,
}

impl Practice {
    /// Lets a customer open the conversation with the first brand, by a link that
    /// names a welcome message if one is given. Gives the id of the welcome
    /// message that greeted them: the named one, or the brand's default at the
    /// first opening, after leaving, and after seven idle days (§3.1).
    ///
    /// # Errors
    /// If no customer has this handle, or the opening cannot be kept.
    pub fn customer_opens(
        &self,
        handle: &str,
        welcome_message_id: Option<&str>,
    ) -> Result<Option<String>, PracticeError> {
        let now_ms = self.clock.now_ms();
        let mut world = self.world();
        world.catch_up(now_ms)?;
        let (brand, customer) = conversation(&world.state, handle)?;
        let (customer, brand) = (customer.id, brand.id);
        let named = welcome_message_id.and_then(Id::parse);
        let greeting = world.state.greeting((customer, brand), named, now_ms);
        let greeted = greeting.as_ref().map(|welcome| welcome.id.to_string());
        world.commit(vec![Change::ConversationOpened(Opening {
            customer,
            brand,
            at_ms: now_ms,
            greeting,
        })])?;
        Ok(greeted)
    }

    /// Lets a customer leave the conversation with the first brand: the next
    /// opening is greeted like a first one.
    ///
    /// # Errors
    /// If no customer has this handle, or the change cannot be kept.
    pub fn customer_leaves(&self, handle: &str) -> Result<(), PracticeError> {
        let mut world = self.world();
        let (brand, customer) = conversation(&world.state, handle)?;
        let left = Change::ConversationLeft {
            customer: customer.id,
            brand: brand.id,
        };
        world.commit(vec![left])
    }

    /// Lets a customer choose what stands last in the conversation with the first
    /// brand, by its label, which becomes the text of their message; gives the
    /// message's id.
    ///
    /// # Errors
    /// If no customer has this handle, no such choice is offered, or the message
    /// cannot be kept.
    pub fn customer_chooses(&self, handle: &str, label: &str) -> Result<String, PracticeError> {
        let now_ms = self.clock.now_ms();
        let mut world = self.world();
        world.catch_up(now_ms)?;
        let state = &world.state;
        let (brand, customer) = conversation(state, handle)?;
        let choices = state.choices(customer.id, brand.id);
        let choice = choices
            .iter()
            .find(|choice| choice.label == label)
            .ok_or_else(|| PracticeError::NoChoice(label.to_owned()))?;
        let message = Message {
            id: state.next_id(now_ms),
            at_ms: now_ms,
            from: customer.id,
            to: brand.id,
            text: choice.label.clone(),
            custom_profile_id: None,
            media: None,
            extras: Extras {
                chosen: Some(Chosen {
                    metadata: choice.metadata.clone(),
                }),
                welcome_message: state.unanswered_greeting(customer.id, brand.id),
                ..Extras::default()
            },
        };
        let id = message.id.to_string();
        world.commit(vec![Change::CustomerWrote(message)])?;
        Ok(id)
    }

    /// Says whose messages the first brand takes. Only an account that takes
    /// everybody's may have welcome messages (§3.1).
    ///
    /// # Errors
    /// If the change cannot be kept.
    pub fn set_inbox(&self, inbox: Inbox) -> Result<(), PracticeError> {
        let mut world = self.world();
        let brand = world.state.brands.first().map(|brand| brand.id);
        let brand = brand.unwrap_or_default();
        world.commit(vec![Change::InboxSet { brand, inbox }])
    }
}

pub(super) fn steer(practice: &Practice, ask: &Ask<'_>) -> Option<Response<Bytes>> {
    let body = &ask.request.body;
    Some(match (ask.method, ask.parts.as_slice()) {
        ("POST", ["customers", handle, "open"]) => with(body, |asked: Opens| {
            let greeted = practice.customer_opens(handle, asked.welcome_message_id.as_deref());
            found(greeted.map(|id| json!({"welcome_message_id": id})))
        }),
        ("POST", ["customers", handle, "leave"]) => done(practice.customer_leaves(handle)),
        ("POST", ["customers", handle, "choose"]) => with(body, |asked: Chooses| {
            let chosen = practice.customer_chooses(handle, &asked.label);
            found(chosen.map(|id| json!({"id": id})))
        }),
        ("POST", ["inbox"]) => with(body, |asked: Takes| done(practice.set_inbox(asked.inbox))),
        _ => return None,
    })
}
