//! Steering the network and looking behind it: by Rust calls, and by the same
//! under `/_practice/` without a signature. Customers write in here, faults are
//! asked for, and what really happened can be read.

use bytes::Bytes;
use http::{Method, Response};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::json;

use crate::{
    access::PersonaAccess,
    accounts::Brand,
    answer,
    cast::customers::Customer,
    cast::{Character, Crowd},
    console,
    errors::{PracticeError, Refusal},
    faults::Fault,
    media::Media,
    messages::Message,
    practice::Practice,
    routes::Family,
    state::{Change, State},
    switches::{PersonaDeletion, Switches},
    truth::{PersonaSeen, Seen, Side, Told, View},
    world::World,
};

#[derive(Deserialize)]
struct Inventing {
    character: Character,
    seed: u64,
}

#[derive(Deserialize)]
struct Writing {
    text: String,
}

/// Answers a control request; `path` is what follows `/_practice/`.
pub(crate) fn answer(
    practice: &Practice,
    method: &Method,
    path: &str,
    body: &Bytes,
) -> Response<Bytes> {
    if let Some(answer) = console::steer(practice, method.as_str(), path, body) {
        return answer;
    }
    let parts: Vec<&str> = path.split('/').collect();
    match (method.as_str(), parts.as_slice()) {
        ("POST", ["fault"]) => with(body, |fault: Fault| {
            practice.inject(fault);
            answer::empty(204)
        }),
        ("GET", ["fired"]) => found(Ok(practice.fired())),
        ("POST", ["access"]) => with(body, |access: PersonaAccess| {
            practice.set_access(access);
            answer::empty(204)
        }),
        ("POST", ["switches"]) => with(body, |switches: Switches| {
            practice.set_switches(switches);
            answer::empty(204)
        }),
        ("POST", ["customers", handle, "write"]) => with(body, |writing: Writing| {
            found(
                practice
                    .customer_writes(handle, &writing.text)
                    .map(|id| json!({"id": id})),
            )
        }),
        ("POST", ["invent"]) => with(body, |asked: Inventing| {
            let invented = practice.invent(asked.character, asked.seed);
            found(invented.map(|handle| json!({"handle": handle})))
        }),
        ("POST", ["crowd"]) => with(body, |crowd: Crowd| {
            let came = practice.crowd(crowd.seed, crowd.how_many, crowd.over_minutes);
            found(came.map(|handles| json!({"handles": handles})))
        }),
        ("GET", ["truth"]) => found(practice.truth()),
        ("GET", ["view", handle]) => found(practice.view(handle)),
        _ => Refusal::not_found().into_answer(Family::V1),
    }
}

pub(crate) fn with<T: DeserializeOwned>(
    body: &Bytes,
    then: impl FnOnce(T) -> Response<Bytes>,
) -> Response<Bytes> {
    match serde_json::from_slice(body) {
        Ok(value) => then(value),
        Err(error) => answer::json(400, &json!({"error": error.to_string()})),
    }
}

fn found(value: Result<impl Serialize, PracticeError>) -> Response<Bytes> {
    let error = match value.map(|value| serde_json::to_value(value)) {
        Ok(Ok(value)) => return answer::json(200, &value),
        Ok(Err(error)) => (500, error.to_string()),
        Err(error @ PracticeError::UnknownCustomer(_)) => (404, error.to_string()),
        Err(error) => (500, error.to_string()),
    };
    answer::json(error.0, &json!({"error": error.1}))
}

pub(crate) fn customer_writes(
    world: &mut World,
    handle: &str,
    text: &str,
    now_ms: i64,
) -> Result<String, PracticeError> {
    world.catch_up(now_ms)?;
    let (brand, customer) = conversation(&world.state, handle)?;
    let message = Message {
        id: world.state.next_id(now_ms),
        at_ms: now_ms,
        from: customer.id,
        to: brand.id,
        text: text.to_owned(),
        custom_profile_id: None,
        media: None,
    };
    let id = message.id.to_string();
    world.commit(vec![Change::CustomerWrote(message)])?;
    Ok(id)
}

pub(crate) fn truth(world: &mut World, now_ms: i64) -> Result<Vec<Told>, PracticeError> {
    world.catch_up(now_ms)?;
    let state = &world.state;
    let messages = state.messages.iter().map(|message| Told {
        id: message.id.to_string(),
        at_ms: message.at_ms,
        sender_id: message.from.to_string(),
        recipient_id: message.to.to_string(),
        text: message.text.clone(),
        custom_profile_id: message.custom_profile_id.map(|id| id.to_string()),
        persona: persona(state, message, PersonaDeletion::Keep),
    });
    Ok(messages.collect())
}

pub(crate) fn view(world: &mut World, handle: &str, now_ms: i64) -> Result<View, PracticeError> {
    world.catch_up(now_ms)?;
    let state = &world.state;
    let (brand, customer) = conversation(state, handle)?;
    let messages = state.messages.iter().filter_map(|message| {
        let from = match (message.from, message.to) {
            between if between == (brand.id, customer.id) => Side::Brand,
            between if between == (customer.id, brand.id) => Side::Customer,
            _ => return None,
        };
        Some(Seen {
            id: message.id.to_string(),
            at_ms: message.at_ms,
            from,
            text: message.text.clone(),
            persona: persona(state, message, world.switches.persona_deletion),
        })
    });
    Ok(View {
        brand: brand.party(),
        customer: customer.party(),
        messages: messages.collect(),
    })
}

/// The first brand and the customer of this handle.
fn conversation<'a>(
    state: &'a State,
    handle: &str,
) -> Result<(&'a Brand, &'a Customer), PracticeError> {
    let customer = state
        .customers
        .iter()
        .find(|customer| customer.handle.eq_ignore_ascii_case(handle));
    state
        .brands
        .first()
        .zip(customer)
        .ok_or_else(|| PracticeError::UnknownCustomer(handle.to_owned()))
}

/// The persona on a message; a destroyed one as the switch says.
fn persona(state: &State, message: &Message, deletion: PersonaDeletion) -> Option<PersonaSeen> {
    let persona = state.personas.get(&message.custom_profile_id?)?;
    if persona.destroyed && deletion == PersonaDeletion::Drop {
        return None;
    }
    Some(PersonaSeen {
        name: persona.name.clone(),
        avatar: Media::path(state, persona.avatar),
    })
}
