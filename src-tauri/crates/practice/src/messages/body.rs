//! Reading `message_data` (`contracts/x.md` §3.2), for messages and welcome
//! messages alike. What a network cannot use is a [`Flaw`].

use serde_json::Value;

use super::{Extras, ctas, locations, quick_replies};
use crate::{errors::Refusal, received::Received, switches::Switches};

/// Why a body is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// A field is missing or has the wrong shape: code 214.
    Field(String),
    /// A limit is exceeded: 403 code 151, with the reason in the text.
    Limit(String),
    /// The text is too long: 403 code 354.
    TooLong,
    /// Coordinates that are not on the globe: 400 code 3.
    OffTheGlobe,
    /// Not exactly one medium: 400 code 323.
    MediaCount,
}

impl Flaw {
    pub(crate) fn field(message: impl Into<String>) -> Self {
        Self::Field(message.into())
    }

    /// The refusal of §3.6.
    pub(crate) fn refusal(self, switches: &Switches) -> Refusal {
        match self {
            Self::Field(message) => Refusal::bad_field(switches.status_214, message),
            Self::Limit(reason) => Refusal::v1(
                403,
                151,
                format!("There was an error sending your message: {reason}"),
            ),
            Self::TooLong => Refusal::v1(
                403,
                354,
                "The text of your direct message is over the max character limit.",
            ),
            Self::OffTheGlobe => Refusal::v1(400, 3, "Invalid coordinates."),
            Self::MediaCount => Refusal::v1(
                400,
                323,
                "Exactly one media id may be attached to a message.",
            ),
        }
    }
}

/// `message_data`, taken apart; the media id is not looked up yet.
#[derive(Debug)]
pub(crate) struct Data {
    pub(crate) text: String,
    pub(crate) media_id: Option<String>,
    pub(crate) extras: Extras,
}

/// A JSON body: anything else, a form too, is code 214 (§11).
pub(crate) fn json(request: &Received) -> Result<Value, Flaw> {
    if request.media_type() != "application/json" {
        return Err(Flaw::field("The request body must be JSON."));
    }
    serde_json::from_slice(&request.body)
        .map_err(|_| Flaw::field("The request body is not valid JSON."))
}

impl Data {
    /// Reads `message_data`, with at most `text_limit` code points of text
    /// (§3.2: characters, unit not given). Text or an attachment has to be there.
    pub(crate) fn read(data: Option<&Value>, text_limit: usize) -> Result<Self, Flaw> {
        let data = data
            .and_then(Value::as_object)
            .ok_or_else(|| Flaw::field("message_data is required."))?;
        let known = ["text", "attachment", "quick_reply", "ctas"];
        if let Some(key) = data.keys().find(|key| !known.contains(&key.as_str())) {
            let message = format!("message_data.{key} is not known to the practice network.");
            return Err(Flaw::Field(message));
        }
        let text = match data.get("text") {
            None => String::new(),
            Some(Value::String(text)) => text.clone(),
            Some(_) => return Err(Flaw::field("text must be a string.")),
        };
        let mut extras = Extras::default();
        let media_id = match data.get("attachment") {
            None => None,
            Some(attachment) if attachment["type"] == "location" => {
                extras.location = Some(locations::read(attachment)?);
                None
            }
            Some(attachment) => Some(media_id(attachment)?),
        };
        if text.is_empty() && media_id.is_none() && extras.location.is_none() {
            return Err(Flaw::field(
                "message_data: one of text or attachment is required.",
            ));
        }
        if text.chars().count() > text_limit {
            return Err(Flaw::TooLong);
        }
        if let Some(quick_reply) = data.get("quick_reply") {
            extras.quick_replies = quick_replies::read(quick_reply)?;
        }
        if let Some(ctas) = data.get("ctas") {
            extras.ctas = ctas::read(ctas)?;
        }
        Ok(Self {
            text,
            media_id,
            extras,
        })
    }
}

/// The one media id of an attachment. `type` may be left out.
fn media_id(attachment: &Value) -> Result<String, Flaw> {
    if let Some(kind) = attachment.get("type")
        && kind != "media"
    {
        return Err(Flaw::field("attachment.type must be media or location."));
    }
    match attachment.pointer("/media/id") {
        Some(Value::String(id)) => Ok(id.clone()),
        Some(Value::Array(_)) => Err(Flaw::MediaCount),
        _ if attachment.get("media").is_some_and(Value::is_array) => Err(Flaw::MediaCount),
        _ => Err(Flaw::field("attachment.media.id is required.")),
    }
}

/// A string that may be missing.
pub(crate) fn optional_text(object: &Value, key: &str) -> Result<Option<String>, Flaw> {
    match object.get(key) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(Flaw::Field(format!("{key} must be a string."))),
    }
}

/// A string that has to be there.
pub(crate) fn needed_text(object: &Value, key: &str) -> Result<String, Flaw> {
    optional_text(object, key)?.ok_or_else(|| Flaw::Field(format!("{key} is required.")))
}
