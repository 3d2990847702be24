//! The parameters of an upload call, however they came: as JSON, in a form, as
//! multipart or in the query (`contracts/x.md` §5). All are kept as text, lists
//! with commas; the file itself is decoded.

use std::convert::Infallible;

use base64::{Engine, prelude::BASE64_STANDARD};
use bytes::Bytes;
use serde_json::Value;

use super::{Reuse, flaw::MediaFlaw, step::Step};
use crate::{errors::Refusal, id::Id, received::Received, routes::Family, switches::UnknownKey};

/// The most additional owners (§5.1).
const OWNER_LIMIT: usize = 100;

/// The parameters of one call.
#[derive(Debug, Default)]
pub(crate) struct Upload {
    pub(super) media: Option<Bytes>,
    texts: Vec<(String, String)>,
}

impl Upload {
    /// Takes a body of v2 apart; a problem `invalid-request` if that fails. An
    /// empty one has no parameters.
    pub(crate) async fn read(request: &Received) -> Result<Self, Refusal> {
        if request.body.is_empty() {
            return Ok(Self::default());
        }
        match request.media_type().as_str() {
            "multipart/form-data" => {
                let mut upload = Self::default();
                let fields = fields(request)
                    .await
                    .map_err(|error| Refusal::invalid_request("media", "", &error.to_string()))?;
                for (name, value) in fields {
                    match name.as_str() {
                        "media" => upload.media = Some(value),
                        _ => upload.add(name, &value),
                    }
                }
                Ok(upload)
            }
            "application/json" => Self::json(request),
            other => Err(Refusal::invalid_request(
                "content-type",
                other,
                "The body must be multipart/form-data or application/json.",
            )),
        }
    }

    /// Takes a call of v1.1 apart, query and body; 400 code 38 if that fails.
    pub(crate) async fn read_older(request: &Received) -> Result<Self, Refusal> {
        let missing = || MediaFlaw::Missing("media").into_refusal(Family::V1);
        let mut upload = Self::default();
        upload.texts.clone_from(&request.query);
        let parts: Vec<(String, Bytes)> = if request.media_type() == "multipart/form-data" {
            fields(request).await.map_err(|_| missing())?
        } else {
            let form = request.form().into_iter();
            form.map(|(name, value)| (name, value.into())).collect()
        };
        for (name, value) in parts {
            match name.as_str() {
                "media" => upload.media = Some(value),
                "media_data" => {
                    let bytes = BASE64_STANDARD.decode(&value).map_err(|_| missing())?;
                    upload.media = Some(bytes.into());
                }
                _ => upload.add(name, &value),
            }
        }
        Ok(upload)
    }

    fn json(request: &Received) -> Result<Self, Refusal> {
        let refused = |key: &str, message: &str| Refusal::invalid_request(key, "", message);
        let body: Value = serde_json::from_slice(&request.body)
            .map_err(|error| refused("body", &error.to_string()))?;
        let body = body
            .as_object()
            .ok_or_else(|| refused("body", "The body must be an object."))?;
        let mut upload = Self::default();
        for (key, value) in body {
            if key == "media" {
                let bytes = value
                    .as_str()
                    .and_then(|text| BASE64_STANDARD.decode(text).ok())
                    .ok_or_else(|| refused("media", "media is not base64."))?;
                upload.media = Some(bytes.into());
                continue;
            }
            let text = text(key, value)
                .ok_or_else(|| refused(key, &format!("{key} is not of the right type.")))?;
            upload.texts.push((key.clone(), text));
        }
        Ok(upload)
    }

    fn add(&mut self, name: String, value: &[u8]) {
        let text = String::from_utf8_lossy(value).into_owned();
        self.texts.push((name, text));
    }

    /// A parameter, if it was given.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        let mut named = self.texts.iter().filter(|(key, _)| key == name);
        named.next().map(|(_, value)| value.as_str())
    }

    pub(super) fn required(&self, name: &'static str) -> Result<&str, MediaFlaw> {
        self.text(name).ok_or(MediaFlaw::Missing(name))
    }

    /// A parameter that is a whole number.
    pub(super) fn number(&self, name: &'static str) -> Result<u64, MediaFlaw> {
        let text = self.required(name)?;
        text.parse()
            .map_err(|_| MediaFlaw::invalid(name, text, "This is not a whole number."))
    }

    /// The category as v2 spells it, if one was given.
    pub(super) fn category(&self) -> Option<&str> {
        self.text("media_category").map(newer_spelling)
    }

    pub(super) fn reuse(&self) -> Reuse {
        match self.text("shared") {
            Some("true") => Reuse::Shared,
            _ => Reuse::Once,
        }
    }

    /// Who else may use it (§5.1: 100 at most).
    pub(super) fn owners(&self) -> Result<Vec<Id>, MediaFlaw> {
        let text = self.text("additional_owners").unwrap_or_default();
        let wrong = || {
            let message = "additional_owners are up to 100 user ids.";
            MediaFlaw::invalid("additional_owners", text, message)
        };
        let named = text.split(',').map(str::trim).filter(|id| !id.is_empty());
        let owners: Option<Vec<Id>> = named.map(Id::parse).collect();
        owners
            .filter(|owners| owners.len() <= OWNER_LIMIT)
            .ok_or_else(wrong)
    }

    /// Refuses a parameter that this call of v2 does not have, unless the switch
    /// says otherwise (§11). `media_type` is what X's own staff send with the
    /// simple upload (§5.2).
    pub(super) fn check_keys(&self, step: Step, unknown: UnknownKey) -> Result<(), Refusal> {
        let known: &[&str] = match step {
            Step::Simple => &["media_category", "additional_owners", "media_type"],
            Step::Begin => &[
                "media_category",
                "media_type",
                "total_bytes",
                "shared",
                "additional_owners",
            ],
            Step::Append => &["segment_index"],
            Step::Finish => &[],
        };
        let mut names = self.texts.iter().map(|(name, _)| name.as_str());
        match (names.find(|name| !known.contains(name)), unknown) {
            (Some(name), UnknownKey::Refused) => {
                let message = format!("[{name}] is not one of the parameters of this endpoint.");
                Err(Refusal::invalid_request(name, "", &message))
            }
            _ => Ok(()),
        }
    }
}

/// A JSON value as text, if it is of the type that §5.2 gives its key.
fn text(key: &str, value: &Value) -> Option<String> {
    match key {
        "total_bytes" => value.as_u64().map(|number| number.to_string()),
        "shared" => value.as_bool().map(|shared| shared.to_string()),
        "additional_owners" => {
            let owners: Option<Vec<&str>> = value.as_array()?.iter().map(Value::as_str).collect();
            Some(owners?.join(","))
        }
        "media_category" | "media_type" => value.as_str().map(str::to_owned),
        _ => Some(
            value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned),
        ),
    }
}

/// The spelling that some client libraries use (§5.1).
fn newer_spelling(category: &str) -> &str {
    match category {
        "TweetImage" => "tweet_image",
        "TweetGif" => "tweet_gif",
        "TweetVideo" => "tweet_video",
        "DmImage" => "dm_image",
        "DmGif" => "dm_gif",
        "DmVideo" => "dm_video",
        other => other,
    }
}

/// The fields of a multipart body.
async fn fields(request: &Received) -> Result<Vec<(String, Bytes)>, multer::Error> {
    let boundary = multer::parse_boundary(request.content_type())?;
    let body = request.body.clone();
    let whole = futures_util::stream::once(async move { Ok::<_, Infallible>(body) });
    let mut form = multer::Multipart::new(whole, boundary);
    let mut fields = Vec::new();
    while let Some(field) = form.next_field().await? {
        let name = field.name().unwrap_or("(without a name)").to_owned();
        fields.push((name, field.bytes().await?));
    }
    Ok(fields)
}
