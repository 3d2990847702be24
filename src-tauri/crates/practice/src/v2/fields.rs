//! What a read asks for beside the events (`contracts/x.md` §4): fields,
//! expansions and kinds. A name that is none of them is 400 `invalid-request`.

use crate::{errors::Refusal, received::Received, users, world::Visit};

/// Spec, and what older pages and clients ask for. No message here refers to a
/// post, so nothing ever comes of `referenced_…`.
const EVENT_FIELDS: &[&str] = &[
    "attachments",
    "created_at",
    "dm_conversation_id",
    "entities",
    "event_type",
    "id",
    "text",
    "sender_id",
    "participant_ids",
    "referenced_posts",
    "referenced_tweets",
];
const EXPANSIONS: &[&str] = &[
    "attachments.media_keys",
    "participant_ids",
    "sender_id",
    "referenced_posts",
    "referenced_tweets.id",
];
/// §4 names the parameter and not its values; these are those of a picture.
const MEDIA_FIELDS: &[&str] = &[
    "alt_text",
    "duration_ms",
    "height",
    "media_key",
    "preview_image_url",
    "public_metrics",
    "type",
    "url",
    "variants",
    "width",
];
const EVENT_TYPES: &[&str] = &["MessageCreate", "ParticipantsJoin", "ParticipantsLeave"];

/// What was asked for.
pub(super) struct Wanted<'a> {
    event: Vec<&'a str>,
    expansions: Vec<&'a str>,
    pub(super) media: Vec<&'a str>,
    pub(super) user: users::Fields<'a>,
}

/// What a field of an event is, or an expansion that brings it along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Attachments,
    CreatedAt,
    Conversation,
    Entities,
    Sender,
    Participants,
}

impl<'a> Wanted<'a> {
    pub(super) fn read(visit: &Visit<'a>) -> Result<Self, Refusal> {
        let request = visit.request;
        for name in ["post.fields", "tweet.fields"] {
            names(request, name)?;
        }
        Ok(Self {
            event: listed(request, "dm_event.fields", EVENT_FIELDS)?,
            expansions: listed(request, "expansions", EXPANSIONS)?,
            media: listed(request, "media.fields", MEDIA_FIELDS)?,
            user: users::Fields::read(request)?,
        })
    }

    /// Whether events carry this part.
    pub(super) fn has(&self, part: Part) -> bool {
        let name = match part {
            Part::Attachments => "attachments",
            Part::CreatedAt => "created_at",
            Part::Conversation => "dm_conversation_id",
            Part::Entities => "entities",
            Part::Sender => "sender_id",
            Part::Participants => "participant_ids",
        };
        self.event.contains(&name) || self.expands(part)
    }

    /// Whether what this part names is described under `includes`.
    pub(super) fn expands(&self, part: Part) -> bool {
        let name = match part {
            Part::Attachments => "attachments.media_keys",
            Part::Sender => "sender_id",
            Part::Participants => "participant_ids",
            Part::CreatedAt | Part::Conversation | Part::Entities => return false,
        };
        self.expansions.contains(&name)
    }
}

/// `event_types`: all without it.
pub(super) fn event_types<'a>(visit: &Visit<'a>) -> Result<Vec<&'a str>, Refusal> {
    let asked = listed(visit.request, "event_types", EVENT_TYPES)?;
    if asked.is_empty() {
        return Ok(EVENT_TYPES.to_vec());
    }
    Ok(asked)
}

/// The comma-separated values of a parameter, each one of `known`.
fn listed<'a>(request: &'a Received, name: &str, known: &[&str]) -> Result<Vec<&'a str>, Refusal> {
    let Some(text) = request.query(name) else {
        return Ok(Vec::new());
    };
    let values: Vec<&str> = text.split(',').collect();
    match values.iter().find(|value| !known.contains(value)) {
        Some(bad) => {
            let message =
                format!("The `{name}` query parameter value [{bad}] is not one of {known:?}");
            Err(Refusal::invalid_request(name, bad, &message))
        }
        None => Ok(values),
    }
}

/// Fields of posts: §4 lists none, so whatever is shaped like a name is taken.
fn names(request: &Received, name: &str) -> Result<(), Refusal> {
    let text = request.query(name).unwrap_or("id");
    let is_name = |one: &str| {
        !one.is_empty()
            && one
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
    };
    match text.split(',').find(|one| !is_name(one)) {
        Some(bad) => {
            let message = format!("The `{name}` query parameter value [{bad}] is not valid");
            Err(Refusal::invalid_request(name, bad, &message))
        }
        None => Ok(()),
    }
}
