//! The closed bodies of v2 (`contracts/x.md` §4): a key that they do not name is
//! 400 `invalid-request`, or ignored where the switch `unknown_key` says so.

use serde_json::{Map, Value};

use super::problems::{bad_body, forbidden};
use crate::{
    errors::Refusal,
    id::Id,
    media::Media,
    messages::{TEXT_LIMIT, body::Flaw},
    switches::UnknownKey,
    world::Visit,
};

type Object = Map<String, Value>;

/// What is to be written: text, a medium, or both.
pub(super) struct Draft {
    pub(super) text: String,
    pub(super) media: Option<Id>,
}

/// The JSON object of a request that knows these keys.
pub(super) fn read(visit: &Visit<'_>, known: &[&str]) -> Result<Object, Refusal> {
    let request = visit.request;
    if request.media_type() != "application/json" {
        return Err(Refusal::invalid_request(
            "content-type",
            request.content_type(),
            "The body must be application/json.",
        ));
    }
    let body: Value = serde_json::from_slice(&request.body)
        .map_err(|error| Refusal::invalid_request("body", "", &error.to_string()))?;
    object(visit, "body", &body, known)
}

/// A closed object.
pub(super) fn object(
    visit: &Visit<'_>,
    name: &str,
    value: &Value,
    known: &[&str],
) -> Result<Object, Refusal> {
    let object = value
        .as_object()
        .ok_or_else(|| bad_body(name, value, &format!("{name} must be an object.")))?;
    if visit.switches.unknown_key == UnknownKey::Refused
        && let Some((key, value)) = object
            .iter()
            .find(|(key, _)| !known.contains(&key.as_str()))
    {
        let message = format!(
            "$.{key}: is not defined in the schema and the schema does not allow additional properties"
        );
        return Err(bad_body(key, value, &message));
    }
    Ok(object.clone())
}

impl Draft {
    /// Keys of a message.
    pub(super) const KEYS: [&'static str; 2] = ["text", "attachments"];

    /// Reads a message: text of 1 to 10,000 code points (403 code 354 above, as
    /// in v1.1; v2 names no limit \[?\]), one attachment, or both.
    pub(super) fn of(visit: &Visit<'_>, message: &Object) -> Result<Self, Refusal> {
        let text = match message.get("text") {
            None => None,
            Some(Value::String(text)) if !text.is_empty() => Some(text.clone()),
            Some(other) => {
                return Err(bad_body(
                    "text",
                    other,
                    "text must be a string of at least 1 character.",
                ));
            }
        };
        let media_id = match message.get("attachments") {
            None => None,
            Some(attachments) => Some(media_id(visit, attachments)?),
        };
        if text.is_none() && media_id.is_none() {
            return Err(bad_body(
                "text",
                &Value::Null,
                "One of text or attachments is required.",
            ));
        }
        let text = text.unwrap_or_default();
        if text.chars().count() > TEXT_LIMIT {
            return Err(Flaw::TooLong.refusal(visit.switches));
        }
        let media = media_id.map(|id| attach(visit, &id)).transpose()?;
        Ok(Self { text, media })
    }
}

/// The media id of `[{"media_id":"…"}]`: the service takes exactly one.
fn media_id(visit: &Visit<'_>, attachments: &Value) -> Result<String, Refusal> {
    let [only] = attachments
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default()
    else {
        return Err(bad_body(
            "attachments",
            attachments,
            "attachments must be an array of one attachment.",
        ));
    };
    let attachment = object(visit, "attachments", only, &["media_id"])?;
    attachment
        .get("media_id")
        .and_then(Value::as_str)
        .map(str::to_owned)
        .ok_or_else(|| bad_body("attachments", attachments, "media_id is required."))
}

/// The medium to send: codes 325 and 324 as in v1.1, and 403 `about:blank` for
/// one of a category that is not for messages (§4 "Errors seen").
fn attach(visit: &Visit<'_>, id: &str) -> Result<Id, Refusal> {
    let media = Media::take(visit.state, id, visit.caller, visit.now_ms)?;
    if !media.category.starts_with("dm_") {
        return Err(forbidden(
            "You are not permitted to attach this media to a DM event.",
        ));
    }
    Ok(media.id)
}
