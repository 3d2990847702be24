//! Uploaded pictures (`contracts/x.md` §5.2, the simple upload). A medium belongs
//! to the user who uploaded it, is good for one use, and for 24 hours; a picture
//! that became an avatar stays readable.

use std::convert::Infallible;

use base64::{Engine, prelude::BASE64_STANDARD};
use bytes::Bytes;
use http::Response;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{
    answer,
    budget::DAY_MS,
    errors::Refusal,
    id::Id,
    picture::{self, Kind, Picture},
    received::Received,
    state::{Change, State},
    switches::UnknownKey,
    world::{Outcome, Visit},
};

const IMAGE_LIMIT_BYTES: usize = 5 * 1024 * 1024;
const GIF_LIMIT_BYTES: usize = 15 * 1024 * 1024;
const GIF_LIMIT_WIDTH: u32 = 1280;
const GIF_LIMIT_HEIGHT: u32 = 1080;

/// A medium as the network keeps it; its bytes lie in the store.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Media {
    pub(crate) id: Id,
    owner: Id,
    pub(crate) category: String,
    pub(crate) media_type: String,
    uploaded_ms: i64,
    pub(crate) used: bool,
    #[serde(default)]
    pub(crate) reuse: Reuse,
}

/// How often a medium may be used (§3.5).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Reuse {
    /// Once.
    #[default]
    Once,
    /// As often as wanted: it was uploaded with `shared=true`.
    Shared,
}

/// The parts of an upload, as a form or as JSON.
#[derive(Debug, Default)]
pub(crate) struct Upload {
    media: Option<Bytes>,
    category: Option<String>,
    unknown: Option<String>,
}

impl Upload {
    /// Takes a body apart; a problem `invalid-request` if that fails.
    pub(crate) async fn read(request: &Received) -> Result<Self, Refusal> {
        match request.media_type().as_str() {
            "multipart/form-data" => Self::multipart(request)
                .await
                .map_err(|error| Refusal::invalid_request("media", "", &error.to_string())),
            "application/json" => Self::json(request),
            other => Err(Refusal::invalid_request(
                "content-type",
                other,
                "The body must be multipart/form-data or application/json.",
            )),
        }
    }

    async fn multipart(request: &Received) -> Result<Self, multer::Error> {
        let boundary = multer::parse_boundary(request.content_type())?;
        let body = request.body.clone();
        let whole = futures_util::stream::once(async move { Ok::<_, Infallible>(body) });
        let mut form = multer::Multipart::new(whole, boundary);
        let mut upload = Self::default();
        while let Some(field) = form.next_field().await? {
            match field.name() {
                Some("media") => upload.media = Some(field.bytes().await?),
                Some("media_category") => upload.category = Some(field.text().await?),
                Some(name) => upload.note(name),
                None => upload.note("(without a name)"),
            }
        }
        Ok(upload)
    }

    fn json(request: &Received) -> Result<Self, Refusal> {
        let body: Value = serde_json::from_slice(&request.body)
            .map_err(|error| Refusal::invalid_request("body", "", &error.to_string()))?;
        let mut upload = Self::default();
        for (key, value) in body.as_object().into_iter().flatten() {
            match key.as_str() {
                "media" => {
                    let bytes = value
                        .as_str()
                        .and_then(|text| BASE64_STANDARD.decode(text).ok());
                    let bytes = bytes.ok_or_else(|| {
                        Refusal::invalid_request("media", "", "media is not base64.")
                    })?;
                    upload.media = Some(bytes.into());
                }
                "media_category" => upload.category = value.as_str().map(str::to_owned),
                name => upload.note(name),
            }
        }
        Ok(upload)
    }

    /// `additional_owners` is documented and `media_type` is what X's own staff
    /// send (§5.2); everything else is unknown.
    fn note(&mut self, name: &str) {
        if !matches!(name, "additional_owners" | "media_type") {
            self.unknown = Some(name.to_owned());
        }
    }
}

/// `POST /2/media/upload`: the outcome, and the bytes to keep under the new id.
pub(crate) fn upload(visit: &Visit<'_>, upload: Upload) -> Result<(Outcome, Id, Bytes), Refusal> {
    if let (Some(name), UnknownKey::Refused) = (&upload.unknown, visit.switches.unknown_key) {
        let message = format!("[{name}] is not one of the parameters of this endpoint.");
        return Err(Refusal::invalid_request(name, "", &message));
    }
    let category = upload.category.unwrap_or_default();
    let bytes = upload
        .media
        .ok_or_else(|| Refusal::invalid_request("media", "", "media is required."))?;
    let picture = check(&category, &bytes)?;
    let media = Media {
        id: visit.state.next_id(visit.now_ms),
        owner: visit.caller,
        category,
        media_type: picture.kind.media_type().to_owned(),
        uploaded_ms: visit.now_ms,
        used: false,
        reuse: Reuse::Once,
    };
    let id = media.id;
    let body = json!({"data": {
        "id": id,
        "media_key": format!("3_{id}"),
        "size": bytes.len(),
        "expires_after_secs": DAY_MS / 1000,
        "image": {"w": picture.width, "h": picture.height, "image_type": media.media_type},
    }});
    let outcome = Outcome {
        answer: answer::json(200, &body),
        changes: vec![Change::MediaUploaded(media)],
    };
    Ok((outcome, id, bytes))
}

/// Holds the limits of the category. Videos and subtitles belong to the chunked
/// upload, which this network does not speak.
fn check(category: &str, bytes: &[u8]) -> Result<Picture, Refusal> {
    let refused = |message: &str| Refusal::invalid_request("media", "", message);
    let limit = match category {
        "tweet_image" | "dm_image" => IMAGE_LIMIT_BYTES,
        "tweet_gif" | "dm_gif" => GIF_LIMIT_BYTES,
        _ => {
            return Err(Refusal::invalid_request(
                "media_category",
                category,
                "media_category must be one of tweet_image, tweet_gif, dm_image, dm_gif.",
            ));
        }
    };
    if bytes.len() > limit {
        return Err(refused("The file is larger than its category allows."));
    }
    let picture = picture::read(bytes)
        .ok_or_else(|| refused("The file is not a picture of type JPG, PNG, GIF or WEBP."))?;
    let is_gif_category = limit == GIF_LIMIT_BYTES;
    if is_gif_category && picture.kind != Kind::Gif {
        return Err(refused("The file is not a GIF."));
    }
    if is_gif_category && (picture.width > GIF_LIMIT_WIDTH || picture.height > GIF_LIMIT_HEIGHT) {
        return Err(refused("A GIF may be 1280x1080 pixels at most."));
    }
    Ok(picture)
}

impl Media {
    /// The medium that a call wants to use up: it must exist and not have
    /// expired (400 code 325), be the caller's and unused (400 code 324).
    pub(crate) fn take<'a>(
        state: &'a State,
        id: &str,
        caller: Id,
        now_ms: i64,
    ) -> Result<&'a Self, Refusal> {
        let media = Id::parse(id)
            .and_then(|id| state.media.get(&id))
            .filter(|media| now_ms < media.uploaded_ms.saturating_add(DAY_MS))
            .ok_or_else(|| Refusal::v1(400, 325, "A media id was not found."))?;
        let is_used_up = media.used && !media.is_shared();
        if media.owner != caller || is_used_up {
            return Err(Refusal::v1(
                400,
                324,
                format!("The validation of media ids failed for {}.", media.id),
            ));
        }
        Ok(media)
    }

    /// Whether it may be used more than once.
    pub(crate) fn is_shared(&self) -> bool {
        self.reuse == Reuse::Shared
    }

    /// A photo (PNG) that a customer sends: used by the message it comes with.
    pub(crate) fn of_customer(id: Id, owner: Id, now_ms: i64) -> Self {
        Self {
            id,
            owner,
            category: "dm_image".to_owned(),
            media_type: Kind::Png.media_type().to_owned(),
            uploaded_ms: now_ms,
            used: true,
            reuse: Reuse::Once,
        }
    }

    /// Where the network serves the picture.
    pub(crate) fn path(state: &State, id: Id) -> String {
        let media_type = state.media.get(&id).map(|media| media.media_type.as_str());
        let extension = Kind::extension(media_type.unwrap_or_default());
        format!("/media/{id}.{extension}")
    }

    /// The id in the last part of such a path, and the picture's media type.
    pub(crate) fn at_path(state: &State, last: &str) -> Option<(Id, &'static str)> {
        let (id, _) = last.split_once('.')?;
        let media = state.media.get(&Id::parse(id)?)?;
        let media_type = [Kind::Png, Kind::Gif, Kind::Webp, Kind::Jpeg]
            .into_iter()
            .map(Kind::media_type)
            .find(|media_type| *media_type == media.media_type)?;
        Some((media.id, media_type))
    }
}

/// `GET /media/{id}.jpg` and the like: no signature, as on `pbs.twimg.com`.
pub(crate) fn serve(media_type: &'static str, bytes: Bytes) -> Response<Bytes> {
    answer::with_body(200, media_type, bytes)
}
