//! `POST /1.1/media/upload.json`, the simple upload (`contracts/x.md` §5.1): the
//! file as it is or as base64, in a multipart body or in a form. Its media have
//! the ids of the newer interface.

use base64::{Engine, prelude::BASE64_STANDARD};
use bytes::Bytes;
use serde_json::json;

use super::{Media, Reuse, Upload, check, fields};
use crate::{
    answer,
    errors::Refusal,
    id::Id,
    received::Received,
    state::Change,
    world::{Outcome, Visit},
};

impl Upload {
    /// Takes a body apart; 400 code 38 if that fails. `INIT`, `APPEND` and
    /// `FINALIZE` are refused with 400 code 44: this network does not take files
    /// in parts.
    pub(crate) async fn read_older(request: &Received) -> Result<Self, Refusal> {
        let parts: Vec<(String, Bytes)> = if request.media_type() == "multipart/form-data" {
            fields(request).await.map_err(|_| missing())?
        } else {
            let form = request.form().into_iter();
            form.map(|(name, value)| (name, value.into())).collect()
        };
        let mut upload = Self::default();
        for (name, value) in parts {
            let text = || String::from_utf8_lossy(&value).into_owned();
            match name.as_str() {
                "media" => upload.media = Some(value),
                "media_data" => {
                    let bytes = BASE64_STANDARD.decode(&value).map_err(|_| missing())?;
                    upload.media = Some(bytes.into());
                }
                "media_category" => upload.category = Some(newer_spelling(&text()).to_owned()),
                "shared" if text() == "true" => upload.reuse = Reuse::Shared,
                "command" => return Err(Refusal::invalid_parameter("command")),
                _ => {}
            }
        }
        Ok(upload)
    }
}

/// The spelling that some client libraries use (§5.1).
fn newer_spelling(category: &str) -> &str {
    match category {
        "TweetImage" => "tweet_image",
        "TweetGif" => "tweet_gif",
        "DmImage" => "dm_image",
        "DmGif" => "dm_gif",
        other => other,
    }
}

/// The simple upload: the outcome, and the bytes to keep under the new id. A
/// file that its category does not take is 400 code 324.
pub(crate) fn upload(visit: &Visit<'_>, upload: Upload) -> Result<(Outcome, Id, Bytes), Refusal> {
    let bytes = upload.media.ok_or_else(missing)?;
    let category = upload.category.unwrap_or_else(|| "tweet_image".to_owned());
    let picture = check(&category, &bytes)
        .map_err(|_| Refusal::v1(400, 324, "The validation of the media failed."))?;
    let media = Media::uploaded(visit, category, picture.kind, upload.reuse);
    let id = media.id;
    let mut body = media.older_json(visit.now_ms);
    body.insert("size".to_owned(), json!(bytes.len()));
    body.insert("image".to_owned(), media.image_json(&picture));
    if let Some(info) = media.processing_info(visit.now_ms) {
        body.insert("processing_info".to_owned(), info);
    }
    let outcome = Outcome {
        answer: answer::json(200, &body.into()),
        changes: vec![Change::MediaUploaded(media)],
    };
    Ok((outcome, id, bytes))
}

fn missing() -> Refusal {
    Refusal::v1(400, 38, "media parameter is missing.")
}
