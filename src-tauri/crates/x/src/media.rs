//! Uploading a picture whole, in one request (`contracts/x.md` §5), in either
//! of two ways: v2, and v1.1 where v2 is switched off. Both give ids of one
//! space. The media is good for one use within 24 h.

use crate::{
    address::address,
    answers::{Purpose, json, with_reading},
    errors::{senseless, told},
    json::{id, text},
};
use domain::{MediaId, SECOND};
use network::{
    Answer, Body, Call, Class, Endpoint, Failure, Method, NewMedia, Part, Processing, Scope,
    UploadWay, UploadedMedia,
};
use serde_json::Value;
use std::time::Duration;
use url::Url;

/// v2 before v1.1, whose end X has announced more than once (§5.1).
pub(crate) const WAYS: &[UploadWay] = &[UploadWay::Newer, UploadWay::Older];

/// How long to wait before asking again where X does not say.
const USUAL_PAUSE: Duration = SECOND;

/// The longest pause taken from X's word.
const LONGEST_PAUSE: Duration = SECOND.saturating_mul(30);

/// What pictures of messages are uploaded under (§3.5).
pub(crate) const MESSAGE_CATEGORY: &str = "dm_image";

/// The whole picture in one request: at most 5 MB (§5.2), which
/// [`crate::limits::LIMITS`] declares.
pub(crate) fn upload(at: &Endpoint, way: UploadWay, media: NewMedia) -> Call<UploadedMedia> {
    let body = Body::Multipart(vec![
        Part {
            name: "media_category",
            file: None,
            bytes: media.category.as_bytes().to_vec(),
        },
        Part {
            name: "media",
            file: Some(("picture.jpg", "image/jpeg")),
            bytes: media.jpeg,
        },
    ]);
    let read = move |answer: &Answer| read(answer, way);
    let to = (Method::Post, uploads(at, way, &[]));
    with_reading(Purpose::Upload, to, body, Box::new(read))
}

/// How far X is with media that it processes.
pub(crate) fn upload_status(at: &Endpoint, way: UploadWay, id: &MediaId) -> Call<UploadedMedia> {
    let query = [("command", "STATUS"), ("media_id", id.as_str())];
    let read = move |answer: &Answer| read(answer, way);
    let from = (Method::Get, uploads(at, way, &query));
    with_reading(Purpose::Upload, from, Body::Empty, Box::new(read))
}

/// v2 has its uploads beside everything else; v1.1 on a host of their own.
fn uploads(at: &Endpoint, way: UploadWay, query: &[(&str, &str)]) -> Url {
    match way {
        UploadWay::Newer => address(&at.api, &["2", "media", "upload"], query),
        UploadWay::Older => address(&at.upload, &["1.1", "media", "upload.json"], query),
    }
}

/// Without `processing_info` media is ready (§5.1). One whose processing has
/// failed is worth another upload.
fn read(answer: &Answer, way: UploadWay) -> Result<UploadedMedia, Failure> {
    let value = json(answer, Purpose::Upload)?;
    let (place, name) = match way {
        UploadWay::Newer => (value.pointer("/data"), "/id"),
        UploadWay::Older => (Some(&value), "/media_id_string"),
    };
    let found = place.and_then(|media| Some((media, id(media, name)?)));
    let (media, id) = found.ok_or_else(|| senseless(answer, Purpose::Upload))?;
    let processing = match text(media, "/processing_info/state").as_deref() {
        None | Some("succeeded") => Processing::Done,
        Some("failed") => return Err(told(answer, Class::UploadAgain, Scope::Request)),
        Some(_) => Processing::AskIn(pause(media)),
    };
    let id = MediaId(id);
    Ok(UploadedMedia { id, processing })
}

fn pause(media: &Value) -> Duration {
    let seconds = media
        .pointer("/processing_info/check_after_secs")
        .and_then(Value::as_u64);
    seconds.map_or(USUAL_PAUSE, |seconds| {
        Duration::from_secs(seconds).clamp(USUAL_PAUSE, LONGEST_PAUSE)
    })
}

#[cfg(test)]
#[path = "media_tests.rs"]
mod tests;
