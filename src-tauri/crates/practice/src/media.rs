//! Uploaded media (`contracts/x.md` §5). A medium belongs to the user who
//! uploaded it and to those named with it, is good for one use unless it is
//! shared, and for 24 hours; a picture that became an avatar stays readable.
//! Both interfaces upload, at once or in parts, into one space of ids.

mod category;
pub(crate) mod family;
mod flaw;
pub(crate) mod processing;
mod simple;
pub(crate) mod status;
pub(crate) mod step;
pub(crate) mod unfinished;
mod upload;

use bytes::Bytes;
use http::Response;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

pub(crate) use self::upload::Upload;
use self::{category::Extent, processing::MediaProcessing};
use crate::{
    answer, budget::DAY_MS, errors::Refusal, id::Id, picture::Kind, routes::Family, state::State,
};

/// A medium as the network keeps it; its bytes lie in the store.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Media {
    pub(crate) id: Id,
    owner: Id,
    /// Who else may use it.
    #[serde(default)]
    owners: Vec<Id>,
    pub(crate) category: String,
    pub(crate) media_type: String,
    /// Not known of what was uploaded to an older network.
    #[serde(default)]
    extent: Option<Extent>,
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

/// The media types that are kept, with the ends of their file names.
const SERVED: &[(&str, &str)] = &[
    ("image/jpeg", "jpg"),
    ("image/png", "png"),
    ("image/gif", "gif"),
    ("image/webp", "webp"),
    ("video/mp4", "mp4"),
    ("video/quicktime", "mov"),
    ("text/vtt", "vtt"),
    ("text/srt", "srt"),
];

/// What both interfaces say of an id, each in its words (§5.1, §5.2).
fn told<const N: usize>(
    id: Id,
    family: Family,
    left_s: i64,
    more: [(&str, Option<Value>); N],
) -> Value {
    let mut told = match family {
        Family::V1 => Map::from_iter([
            ("media_id".to_owned(), json!(id.number())),
            ("media_id_string".to_owned(), json!(id)),
        ]),
        Family::V2 => Map::from_iter([
            ("id".to_owned(), json!(id)),
            ("media_key".to_owned(), json!(format!("3_{id}"))),
        ]),
    };
    told.insert("expires_after_secs".to_owned(), left_s.into());
    for (key, value) in more {
        if let Some(value) = value {
            told.insert(key.to_owned(), value);
        }
    }
    match family {
        Family::V1 => told.into(),
        Family::V2 => json!({"data": told}),
    }
}

/// The seconds of the 24 hours that are left, rounded up.
fn left_s(since_ms: i64, now_ms: i64) -> i64 {
    let over_ms = since_ms.saturating_add(DAY_MS);
    let left_ms = over_ms.saturating_sub(now_ms);
    left_ms.saturating_add(999).div_euclid(1000)
}

impl Media {
    /// What uploads, `FINALIZE` and `STATUS` answer (§5.1, §5.2).
    fn json(&self, family: Family, now_ms: i64) -> Value {
        let is_video = self.media_type.starts_with("video/");
        let pixels = self.extent.and_then(|extent| extent.pixels);
        let image = pixels.map(|(w, h)| json!({"w": w, "h": h, "image_type": self.media_type}));
        told(
            self.id,
            family,
            left_s(self.uploaded_ms, now_ms),
            [
                ("size", self.extent.map(|extent| extent.bytes.into())),
                ("image", image),
                (
                    "video",
                    is_video.then(|| json!({"video_type": self.media_type})),
                ),
                ("processing_info", self.processing_info(now_ms)),
            ],
        )
    }

    fn is_kept(&self, now_ms: i64) -> bool {
        left_s(self.uploaded_ms, now_ms) > 0
    }

    /// The medium that a call wants to use up: it must exist and not have
    /// expired (400 code 325), be the caller's, finished, unused and ready (400
    /// code 324; §3.5, §11 "Media").
    pub(crate) fn take<'a>(
        state: &'a State,
        id: &str,
        caller: Id,
        now_ms: i64,
    ) -> Result<&'a Self, Refusal> {
        let invalid = |id: Id| {
            let message = format!("The validation of media ids failed for {id}.");
            Refusal::v1(400, 324, message)
        };
        let parsed = Id::parse(id);
        let begun = parsed.and_then(|id| state.unfinished.get(&id));
        if let Some(begun) = begun.filter(|begun| begun.is_open_to(caller, now_ms)) {
            return Err(invalid(begun.id));
        }
        let media = parsed
            .and_then(|id| state.media.get(&id))
            .filter(|media| media.is_kept(now_ms))
            .ok_or_else(|| Refusal::v1(400, 325, "A media id was not found."))?;
        let is_theirs = media.owner == caller || media.owners.contains(&caller);
        let is_used_up = media.used && !media.is_shared();
        if !is_theirs || is_used_up || !media.is_ready(now_ms) {
            return Err(invalid(media.id));
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
            owners: Vec::new(),
            category: "dm_image".to_owned(),
            media_type: Kind::Png.media_type().to_owned(),
            extent: None,
            uploaded_ms: now_ms,
            used: true,
            reuse: Reuse::Once,
            processing: MediaProcessing::Absent,
        }
    }

    /// Where the network serves the file.
    pub(crate) fn path(state: &State, id: Id) -> String {
        let media_type = state.media.get(&id).map(|media| media.media_type.as_str());
        let served = SERVED.iter().find(|(kind, _)| Some(*kind) == media_type);
        let extension = served.map_or("jpg", |(_, extension)| extension);
        format!("/media/{id}.{extension}")
    }

    /// The id in the last part of such a path, and the file's media type.
    pub(crate) fn at_path(state: &State, last: &str) -> Option<(Id, &'static str)> {
        let (id, _) = last.split_once('.')?;
        let media = state.media.get(&Id::parse(id)?)?;
        let mut served = SERVED.iter();
        let (media_type, _) = served.find(|(kind, _)| *kind == media.media_type)?;
        Some((media.id, media_type))
    }
}

/// `GET /media/{id}.jpg` and the like: no signature, as on `pbs.twimg.com`.
pub(crate) fn serve(media_type: &'static str, bytes: Bytes) -> Response<Bytes> {
    answer::with_body(200, media_type, bytes)
}
