//! Uploaded pictures (`contracts/x.md` §5, the simple uploads). A medium belongs
//! to the user who uploaded it, is good for one use, and for 24 hours; a picture
//! that became an avatar stays readable.

pub(crate) mod family;
pub(crate) mod older;
pub(crate) mod processing;

use std::convert::Infallible;

use base64::{Engine, prelude::BASE64_STANDARD};
use bytes::Bytes;
use http::Response;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use self::processing::MediaProcessing;
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
    #[serde(default)]
    processing: MediaProcessing,
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
    reuse: Reuse,
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
        let mut upload = Self::default();
        for (name, value) in fields(request).await? {
            match name.as_str() {
                "media" => upload.media = Some(value),
                "media_category" => {
                    upload.category = Some(String::from_utf8_lossy(&value).into_owned());
                }
                name => upload.note(name),
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
    let media = Media::uploaded(visit, category, picture.kind, upload.reuse);
    let id = media.id;
    let mut data = media.newer_json(visit.now_ms);
    data.insert("size".to_owned(), json!(bytes.len()));
    data.insert("image".to_owned(), media.image_json(&picture));
    if let Some(info) = media.processing_info(visit.now_ms) {
        data.insert("processing_info".to_owned(), info);
    }
    let outcome = Outcome {
        answer: answer::json(200, &json!({"data": data})),
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
    /// A medium that was just uploaded.
    fn uploaded(visit: &Visit<'_>, category: String, kind: Kind, reuse: Reuse) -> Self {
        Self {
            id: visit.state.next_id(visit.now_ms),
            owner: visit.caller,
            category,
            media_type: kind.media_type().to_owned(),
            uploaded_ms: visit.now_ms,
            used: false,
            reuse,
            processing: visit.switches.media_processing,
        }
    }

    /// What v2 says of it (§5.2).
    fn newer_json(&self, now_ms: i64) -> Map<String, Value> {
        Map::from_iter([
            ("id".to_owned(), json!(self.id)),
            ("media_key".to_owned(), json!(format!("3_{}", self.id))),
            ("expires_after_secs".to_owned(), self.left_s(now_ms).into()),
        ])
    }

    /// What v1.1 says of it (§5.1).
    fn older_json(&self, now_ms: i64) -> Map<String, Value> {
        Map::from_iter([
            ("media_id".to_owned(), self.id.number().into()),
            ("media_id_string".to_owned(), json!(self.id)),
            ("expires_after_secs".to_owned(), self.left_s(now_ms).into()),
        ])
    }

    fn image_json(&self, picture: &Picture) -> Value {
        json!({"w": picture.width, "h": picture.height, "image_type": self.media_type})
    }

    fn is_kept(&self, now_ms: i64) -> bool {
        self.left_s(now_ms) > 0
    }

    /// The seconds until it expires, rounded up.
    fn left_s(&self, now_ms: i64) -> i64 {
        let over_ms = self.uploaded_ms.saturating_add(DAY_MS);
        let left_ms = over_ms.saturating_sub(now_ms);
        left_ms.saturating_add(999).div_euclid(1000)
    }

    /// The medium that a call wants to use up: it must exist and not have
    /// expired (400 code 325), be the caller's, unused and ready (400 code 324).
    pub(crate) fn take<'a>(
        state: &'a State,
        id: &str,
        caller: Id,
        now_ms: i64,
    ) -> Result<&'a Self, Refusal> {
        let media = Id::parse(id)
            .and_then(|id| state.media.get(&id))
            .filter(|media| media.is_kept(now_ms))
            .ok_or_else(|| Refusal::v1(400, 325, "A media id was not found."))?;
        let is_used_up = media.used && !media.is_shared();
        if media.owner != caller || is_used_up || !media.is_ready(now_ms) {
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
            processing: MediaProcessing::Absent,
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
