//! Customers: who is there, who comes, what they write, and whether they take
//! messages.

use std::collections::BTreeMap;

use base64::{Engine, prelude::BASE64_STANDARD};
use bytes::Bytes;
use http::Response;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Ask, done, found, reading::conversation, refused, with};
use crate::{
    cast::{Character, Crowd},
    clock::Clock,
    errors::PracticeError,
    id::Id,
    media::Media,
    messages::{Extras, Message},
    picture,
    practice::Practice,
    state::Change,
    truth::{Party, Side},
};

pub use crate::doors::Door;

/// The largest picture that a customer can write in, in bytes (§5.2).
const PICTURE_LIMIT_BYTES: usize = 5 * 1024 * 1024;

/// A customer, and how the conversation with the first brand stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerStanding {
    /// Who it is.
    #[serde(flatten)]
    pub party: Party,
    /// Whether they take messages.
    pub door: Door,
    /// The newest message of the conversation.
    pub last: Option<LastMessage>,
    /// When the oldest message came that the brand has not answered, in ms since
    /// the Unix epoch.
    pub waiting_since_ms: Option<i64>,
}

/// The newest message of a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastMessage {
    /// The network's id.
    pub id: String,
    /// When it arrived, in ms since the Unix epoch.
    pub at_ms: i64,
    /// Who wrote it.
    pub from: Side,
    /// Its text; empty for a picture alone.
    pub text: String,
}

/// Somebody who is to be added: they write nothing by themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Newcomer {
    /// Without `@`: 4 to 15 letters, digits and `_`.
    pub handle: String,
    /// Display name; the handle, if it is empty.
    #[serde(default)]
    pub name: String,
    /// What their profile says.
    #[serde(default)]
    pub about: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Inventing {
    character: Character,
    seed: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Writing {
    #[serde(default)]
    text: String,
    /// Base64.
    picture: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Opening {
    door: Door,
}

impl Practice {
    /// Every customer, those who wait longest first, then those whose
    /// conversation is newest.
    ///
    /// # Errors
    /// If an answer that has become due cannot be kept.
    pub fn customers(&self) -> Result<Vec<CustomerStanding>, PracticeError> {
        let now_ms = self.clock.now_ms();
        let mut world = self.world();
        world.catch_up(now_ms)?;
        let state = &world.state;
        let brand = state.brands.first().map_or(Id::default(), |brand| brand.id);
        let mut conversations: BTreeMap<Id, (&Message, Option<i64>)> = BTreeMap::new();
        for message in &state.messages {
            let (customer, waiting) = if message.to == brand {
                let before = conversations.get(&message.from);
                let since = before.and_then(|(_, since)| *since);
                (message.from, Some(since.unwrap_or(message.at_ms)))
            } else if message.from == brand {
                (message.to, None)
            } else {
                continue;
            };
            conversations.insert(customer, (message, waiting));
        }
        let mut customers: Vec<CustomerStanding> = state
            .customers
            .iter()
            .map(|customer| {
                let conversation = conversations.get(&customer.id);
                CustomerStanding {
                    party: customer.party(),
                    door: Door::of(state, customer.id),
                    last: conversation.map(|(message, _)| last(message, brand)),
                    waiting_since_ms: conversation.and_then(|(_, since)| *since),
                }
            })
            .collect();
        customers.sort_by_key(|one| {
            let newest = one.last.as_ref().map_or(0, |last| last.at_ms);
            (
                one.waiting_since_ms.unwrap_or(i64::MAX),
                newest.saturating_neg(),
            )
        });
        Ok(customers)
    }

    /// Adds somebody who writes only what is written as them.
    ///
    /// # Errors
    /// If the handle is none or taken, or the customer cannot be kept.
    pub fn add_customer(&self, newcomer: &Newcomer) -> Result<(), PracticeError> {
        self.world().add(newcomer)
    }

    /// Lets a customer write to the first brand now; gives the message's id.
    ///
    /// # Errors
    /// If no customer has this handle, the text is empty, or the message cannot
    /// be kept.
    pub fn customer_writes(&self, handle: &str, text: &str) -> Result<String, PracticeError> {
        self.customer_sends(handle, text, None)
    }

    /// Lets a customer write to the first brand now, with a picture (JPG, PNG,
    /// GIF or WEBP of at most 5 MiB) if one is given; gives the message's id.
    ///
    /// # Errors
    /// If no customer has this handle, there is neither text nor picture, the
    /// picture is none, or the message cannot be kept.
    pub fn customer_sends(
        &self,
        handle: &str,
        text: &str,
        picture: Option<Bytes>,
    ) -> Result<String, PracticeError> {
        if text.is_empty() && picture.is_none() {
            return Err(PracticeError::NothingWritten);
        }
        let kind = picture.as_ref().map(media_type).transpose()?;
        let now_ms = self.clock.now_ms();
        let mut world = self.world();
        world.catch_up(now_ms)?;
        let (brand, customer) = conversation(&world.state, handle)?;
        let (from, to) = (customer.id, brand.id);
        let mut id = world.state.next_id(now_ms);
        let mut changes = Vec::new();
        let mut media = None;
        if let (Some(bytes), Some(kind)) = (&picture, kind) {
            let mut sent = Media::of_customer(id, from, now_ms);
            kind.clone_into(&mut sent.media_type);
            world.store.put_media(id, bytes)?;
            changes.push(Change::MediaUploaded(sent));
            media = Some(id);
            id = id.following(now_ms);
        }
        changes.push(Change::CustomerWrote(Message {
            id,
            at_ms: now_ms,
            from,
            to,
            text: text.to_owned(),
            custom_profile_id: None,
            media,
            extras: Extras {
                welcome_message: world.state.unanswered_greeting(from, to),
                ..Extras::default()
            },
        }));
        world.commit(changes)?;
        Ok(id.to_string())
    }

    /// Lets a customer take messages, or no longer. It lasts until it is changed.
    ///
    /// # Errors
    /// If no customer has this handle, or the change cannot be kept.
    pub fn set_door(&self, handle: &str, door: Door) -> Result<(), PracticeError> {
        let mut world = self.world();
        let customer = conversation(&world.state, handle)?.1.id;
        world.commit(vec![Change::DoorSet { customer, door }])
    }
}

pub(super) fn steer(practice: &Practice, ask: &Ask<'_>) -> Option<Response<Bytes>> {
    let body = &ask.request.body;
    Some(match (ask.method, ask.parts.as_slice()) {
        ("GET", ["customers"]) => found(practice.customers()),
        ("POST", ["customers"]) => with(body, |one: Newcomer| done(practice.add_customer(&one))),
        ("POST", ["customers", handle, "write"]) => {
            with(body, |writing: Writing| write(practice, handle, &writing))
        }
        ("POST", ["customers", handle, "door"]) => with(body, |asked: Opening| {
            done(practice.set_door(handle, asked.door))
        }),
        ("POST", ["invent"]) => with(body, |asked: Inventing| {
            let invented = practice.invent(asked.character, asked.seed);
            found(invented.map(|handle| json!({"handle": handle})))
        }),
        ("POST", ["crowd"]) => with(body, |crowd: Crowd| {
            let came = practice.crowd(crowd.seed, crowd.how_many, crowd.over_minutes);
            found(came.map(|handles| json!({"handles": handles})))
        }),
        _ => return None,
    })
}

fn write(practice: &Practice, handle: &str, writing: &Writing) -> Response<Bytes> {
    let encoded = writing.picture.as_deref();
    match encoded.map(|text| BASE64_STANDARD.decode(text)).transpose() {
        Ok(picture) => {
            let written = practice.customer_sends(handle, &writing.text, picture.map(Bytes::from));
            found(written.map(|id| json!({"id": id})))
        }
        Err(_) => refused(400, "picture is not base64"),
    }
}

fn media_type(picture: &Bytes) -> Result<&'static str, PracticeError> {
    if picture.len() > PICTURE_LIMIT_BYTES {
        return Err(PracticeError::NoPicture("it is larger than 5 MiB"));
    }
    picture::read(picture)
        .map(|picture| picture.kind.media_type())
        .ok_or(PracticeError::NoPicture("it is no JPG, PNG, GIF or WEBP"))
}

fn last(message: &Message, brand: Id) -> LastMessage {
    LastMessage {
        id: message.id.to_string(),
        at_ms: message.at_ms,
        from: if message.from == brand {
            Side::Brand
        } else {
            Side::Customer
        },
        text: message.text.clone(),
    }
}
