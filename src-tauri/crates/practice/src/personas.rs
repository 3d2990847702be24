//! Personas on the wire: X's *custom profiles* (`contracts/x.md` §2). They are
//! created and destroyed, never changed; what is destroyed stays known, because
//! messages were sent with it and destroying it again succeeds.

use bytes::Bytes;
use http::Response;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{
    answer,
    budget::Meter,
    cursor,
    errors::Refusal,
    id::Id,
    media::Media,
    messages::Count,
    received::Received,
    state::{Change, State},
    switches::{AvatarCategory, AvatarType, NameUnit, PersonaPages, Switches},
    world::{Outcome, Visit},
};

/// Characters of a name, in the unit of [`NameUnit`] (§2.1).
const NAME_LIMIT: usize = 48;

/// A persona as the network keeps it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Persona {
    pub(crate) id: Id,
    pub(crate) owner: Id,
    pub(crate) name: String,
    /// The media id of its picture.
    pub(crate) avatar: Id,
    created_ms: i64,
    pub(crate) destroyed: bool,
}

/// `POST /1.1/custom_profiles/new.json`
pub(crate) fn create(visit: &Visit<'_>) -> Result<Outcome, Refusal> {
    let state = visit.state;
    let spent = visit.spend(Meter::PersonaCreate, visit.caller)?;
    let asked = Asked::read(visit.request, visit.switches)?;
    if length(&asked.name, visit.switches.name_unit) > NAME_LIMIT {
        return Err(Refusal::v1(
            403,
            151,
            "There was an error creating your custom profile: Field name has a display length over 48.",
        ));
    }
    let media = Media::take(state, &asked.media_id, visit.caller, visit.now_ms)?;
    check_category(media, visit.switches.avatar_category)?;
    let persona = Persona {
        id: state.next_id(visit.now_ms),
        owner: visit.caller,
        name: asked.name,
        avatar: media.id,
        created_ms: visit.now_ms,
        destroyed: false,
    };
    let body = json!({"custom_profile": persona.json(state, visit.request)});
    Ok(Outcome {
        answer: answer::json(200, &body),
        changes: vec![spent, Change::PersonaCreated(persona)],
    })
}

/// `GET /1.1/custom_profiles/{id}.json`, with or without `.json` (§2).
pub(crate) fn show(visit: &Visit<'_>) -> Result<Response<Bytes>, Refusal> {
    let last = visit.argument();
    let id = last.strip_suffix(".json").unwrap_or(last);
    let persona = find(visit.state, Id::parse(id), visit.caller)
        .filter(|persona| !persona.destroyed)
        .ok_or_else(Refusal::not_found)?;
    let body = json!({"custom_profile": persona.json(visit.state, visit.request)});
    Ok(answer::json(200, &body))
}

/// `DELETE /1.1/custom_profiles/destroy.json?id=`: 204, and 204 again.
pub(crate) fn destroy(visit: &Visit<'_>) -> Result<Outcome, Refusal> {
    let spent = visit.spend(Meter::PersonaDestroy, visit.caller)?;
    let id = visit
        .request
        .query("id")
        .ok_or_else(|| Refusal::v1(403, 38, "id parameter is missing."))?;
    let persona = find(visit.state, Id::parse(id), visit.caller).ok_or_else(Refusal::not_found)?;
    Ok(Outcome {
        answer: answer::empty(204),
        changes: vec![spent, Change::PersonaDestroyed { id: persona.id }],
    })
}

/// `GET /1.1/custom_profiles/list.json`: oldest first, at most 50 a page. Only a
/// missing `next_cursor` ends the list.
pub(crate) fn list(visit: &Visit<'_>) -> Result<Response<Bytes>, Refusal> {
    let count = Count::read(visit.request)?.0;
    let place = match visit.request.query("cursor") {
        Some(cursor) => Place::read(cursor).ok_or_else(|| Refusal::invalid_parameter("cursor"))?,
        None => Place::After(Id::default()),
    };
    let is_first = visit.request.query("cursor").is_none();
    let holes = is_first && visit.switches.persona_pages == PersonaPages::Holes;

    let own = visit
        .state
        .personas
        .values()
        .filter(|persona| persona.owner == visit.caller && !persona.destroyed);
    let mut entries: Vec<Value> = Vec::new();
    let next = match place {
        Place::BeforeHole(after) => Some(Place::After(after)),
        Place::After(after) => {
            if holes {
                entries.push(json!({}));
            }
            let mut rest = own.filter(|persona| persona.id > after).peekable();
            let mut last = after;
            for persona in rest.by_ref().take(count.saturating_sub(entries.len())) {
                entries.push(persona.json(visit.state, visit.request));
                last = persona.id;
            }
            if holes {
                Some(Place::BeforeHole(last))
            } else {
                rest.peek().map(|_| Place::After(last))
            }
        }
    };
    let next = match visit.switches.persona_pages {
        PersonaPages::RepeatedCursor => Some(Place::After(Id::default())),
        PersonaPages::Plain | PersonaPages::Holes => next,
    };
    let mut body = json!({"custom_profiles": entries});
    if let (Some(next), Some(body)) = (next, body.as_object_mut()) {
        body.insert("next_cursor".to_owned(), next.cursor().into());
    }
    Ok(answer::json(200, &body))
}

/// Where a page of the list begins.
#[derive(Debug, Clone, Copy)]
enum Place {
    /// After this id.
    After(Id),
    /// A wholly empty page that leads to what comes after this id.
    BeforeHole(Id),
}

impl Place {
    fn cursor(self) -> String {
        match self {
            Self::After(id) => cursor::seal(&format!("p{id}")),
            Self::BeforeHole(id) => cursor::seal(&format!("e{id}")),
        }
    }

    fn read(cursor: &str) -> Option<Self> {
        let text = cursor::open(cursor)?;
        match text.strip_prefix('e') {
            Some(id) => Id::parse(id).map(Self::BeforeHole),
            None => Id::parse(text.strip_prefix('p')?).map(Self::After),
        }
    }
}

impl Persona {
    /// The object of §2: `avatar.media.url` only, never the media id.
    fn json(&self, state: &State, request: &Received) -> Value {
        let path = Media::path(state, self.avatar);
        json!({
            "id": self.id,
            "created_timestamp": self.created_ms.to_string(),
            "name": self.name,
            "avatar": {"media": {"url": format!("{}{path}", request.base_url())}},
        })
    }
}

fn find(state: &State, id: Option<Id>, owner: Id) -> Option<&Persona> {
    let persona = state.personas.get(&id?)?;
    (persona.owner == owner).then_some(persona)
}

/// The persona that a message names, if the sender may use it; otherwise 403
/// code 151 (§11).
pub(crate) fn usable(state: &State, id: Option<Id>, owner: Id) -> Result<Id, Refusal> {
    find(state, id, owner)
        .filter(|persona| !persona.destroyed)
        .map(|persona| persona.id)
        .ok_or_else(|| {
            Refusal::v1(
                403,
                151,
                "There was an error sending your message: custom_profile_id is not valid.",
            )
        })
}

/// What a create call asks for.
struct Asked {
    name: String,
    media_id: String,
}

impl Asked {
    fn read(request: &Received, switches: &Switches) -> Result<Self, Refusal> {
        let refused = |message: &'static str| Refusal::bad_field(switches.status_214, message);
        if request.media_type() != "application/json" {
            return Err(refused("The request body must be JSON."));
        }
        let body: Value = serde_json::from_slice(&request.body)
            .map_err(|_| refused("The request body is not valid JSON."))?;
        let text = |pointer: &str| body.pointer(pointer).and_then(Value::as_str);
        let name = text("/custom_profile/name")
            .filter(|name| !name.trim().is_empty())
            .ok_or_else(|| refused("custom_profile.name is required."))?;
        let media_id = text("/custom_profile/avatar/media/id")
            .ok_or_else(|| refused("custom_profile.avatar.media.id is required."))?;
        let kind = body.pointer("/custom_profile/avatar/type");
        match switches.avatar_type {
            AvatarType::Required if kind.and_then(Value::as_str) != Some("media") => {
                return Err(refused("custom_profile.avatar.type must be media."));
            }
            AvatarType::Refused if kind.is_some() => {
                return Err(refused("custom_profile.avatar.type is not known."));
            }
            AvatarType::Ignored | AvatarType::Required | AvatarType::Refused => {}
        }
        Ok(Self {
            name: name.to_owned(),
            media_id: media_id.to_owned(),
        })
    }
}

fn check_category(media: &Media, accepted: AvatarCategory) -> Result<(), Refusal> {
    let fits = match accepted {
        AvatarCategory::Any => true,
        AvatarCategory::DmImage => media.category == "dm_image",
        AvatarCategory::TweetImage => media.category == "tweet_image",
    };
    if fits {
        return Ok(());
    }
    Err(Refusal::v1(
        400,
        324,
        format!("The validation of media ids failed for {}.", media.id),
    ))
}

/// Characters of `name` in the given unit (§2.1; weights per code point).
fn length(name: &str, unit: NameUnit) -> usize {
    match unit {
        NameUnit::CodePoints => name.chars().count(),
        NameUnit::Utf16 => name.encode_utf16().count(),
        NameUnit::Weighted => name.chars().map(weight).sum(),
    }
}

fn weight(character: char) -> usize {
    match u32::from(character) {
        0..=0x10FF | 0x2000..=0x200D | 0x2010..=0x201F | 0x2032..=0x2037 => 1,
        _ => 2,
    }
}
