//! Uploads in parts (`contracts/x.md` §5.1, §5.2): begun, appended to in any
//! order, finished. A segment is a file of its own under an id of its own; one
//! that is sent again takes the place of the former. Only a finished upload is a
//! medium. An upload is its owner's, and for 24 hours.

use std::collections::BTreeMap;

use bytes::Bytes;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    Media, Reuse, Upload,
    category::{self, Class},
    flaw::MediaFlaw,
    left_s,
};
use crate::{
    answer,
    budget::DAY_MS,
    id::Id,
    routes::Family,
    state::{Change, State},
    world::{Outcome, Visit},
};

/// The largest segment, in bytes (§5.1).
const SEGMENT_LIMIT_BYTES: usize = 5 * 1024 * 1024;
/// The last place a segment can have (§5.1).
const LAST_SEGMENT: u16 = 999;

/// An upload that has begun.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Unfinished {
    pub(crate) id: Id,
    owner: Id,
    owners: Vec<Id>,
    category: String,
    /// As declared.
    media_type: String,
    total_bytes: u64,
    reuse: Reuse,
    begun_ms: i64,
    /// By their place.
    pub(crate) segments: BTreeMap<u16, Segment>,
}

/// A part of a file.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Segment {
    /// The id under which its bytes are kept.
    pub(crate) file: Id,
    bytes: u64,
}

/// `INIT` and `initialize`: 202 in v1.1. The whole is refused at once if it is
/// declared larger than its category allows.
pub(super) fn begin(
    visit: &Visit<'_>,
    upload: &Upload,
    family: Family,
) -> Result<Outcome, MediaFlaw> {
    let media_type = upload.required("media_type")?;
    category::check_declared(media_type)?;
    let category = match (family, upload.category()) {
        (_, Some(category)) => category,
        (Family::V1, None) => usual_category(media_type),
        (Family::V2, None) => return Err(MediaFlaw::Missing("media_category")),
    };
    let total_bytes = upload.number("total_bytes")?;
    if total_bytes > Class::of(category)?.limit_bytes() {
        let message = "The file is larger than its category allows.";
        return Err(MediaFlaw::invalid(
            "total_bytes",
            &total_bytes.to_string(),
            message,
        ));
    }
    let begun = Unfinished {
        id: visit.state.next_id(visit.now_ms),
        owner: visit.caller,
        owners: upload.owners()?,
        category: category.to_owned(),
        media_type: media_type.to_owned(),
        total_bytes,
        reuse: upload.reuse(),
        begun_ms: visit.now_ms,
        segments: BTreeMap::new(),
    };
    let told = begun.json(family, visit.now_ms);
    let forgotten = visit
        .state
        .unfinished
        .values()
        .filter(|one| !one.is_kept(visit.now_ms))
        .map(|one| Change::UploadForgotten { id: one.id });
    let mut changes: Vec<Change> = forgotten.collect();
    changes.push(Change::UploadBegun(begun));
    let status = match family {
        Family::V1 => 202,
        Family::V2 => 200,
    };
    Ok(Outcome {
        answer: answer::json(status, &told),
        changes,
    })
}

/// What v1.1 takes a file for that comes without a category.
fn usual_category(media_type: &str) -> &'static str {
    match media_type {
        "image/gif" => "tweet_gif",
        "text/srt" | "text/vtt" => "subtitles",
        video if video.starts_with("video/") => "tweet_video",
        _ => "tweet_image",
    }
}

/// `APPEND` and `append`: 204 in v1.1. Gives the bytes to keep, and under which
/// id.
pub(super) fn append(
    visit: &Visit<'_>,
    mut upload: Upload,
    family: Family,
) -> Result<(Outcome, Id, Bytes), MediaFlaw> {
    let own = of_call(visit, &upload, family)?;
    let index = upload.number("segment_index")?;
    let place = u16::try_from(index).ok().filter(|at| *at <= LAST_SEGMENT);
    let place = place.ok_or_else(|| {
        let message = "segment_index must be from 0 to 999.";
        MediaFlaw::invalid("segment_index", &index.to_string(), message)
    })?;
    let bytes = upload.media.take().filter(|bytes| !bytes.is_empty());
    let bytes = bytes.ok_or(MediaFlaw::Missing("media"))?;
    if bytes.len() > SEGMENT_LIMIT_BYTES {
        return Err(MediaFlaw::File("A segment may be 5 MB at most."));
    }
    let segment = Segment {
        file: visit.state.next_id(visit.now_ms),
        bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
    };
    let others = own.segments.iter().filter(|(at, _)| **at != place);
    let others: u64 = others.map(|(_, segment)| segment.bytes).sum();
    if others.saturating_add(segment.bytes) > own.total_bytes {
        return Err(MediaFlaw::File("The segments are more than total_bytes."));
    }
    let expires_s = own.begun_ms.saturating_add(DAY_MS).div_euclid(1000);
    let outcome = Outcome {
        answer: match family {
            Family::V1 => answer::empty(204),
            Family::V2 => answer::json(200, &json!({"data": {"expires_at": expires_s}})),
        },
        changes: vec![Change::SegmentAppended {
            upload: own.id,
            place,
            segment,
        }],
    };
    Ok((outcome, segment.file, bytes))
}

/// The caller's upload that a call is about: it must have begun and be neither
/// expired nor finished.
pub(super) fn of_call<'a>(
    visit: &'a Visit<'_>,
    upload: &Upload,
    family: Family,
) -> Result<&'a Unfinished, MediaFlaw> {
    let text = match family {
        Family::V1 => upload.required("media_id")?,
        Family::V2 => visit.argument(),
    };
    let unknown = || MediaFlaw::Unknown(text.to_owned());
    let id = Id::parse(text).ok_or_else(unknown)?;
    let finished = visit.state.media.get(&id);
    if finished.is_some_and(|media| media.owner == visit.caller && media.is_kept(visit.now_ms)) {
        return Err(MediaFlaw::WrongStage(text.to_owned()));
    }
    visit
        .state
        .unfinished
        .get(&id)
        .filter(|one| one.owner == visit.caller && one.is_kept(visit.now_ms))
        .ok_or_else(unknown)
}

impl Unfinished {
    /// The ids of its segments in order, if none is missing and they are as
    /// many bytes as declared.
    pub(super) fn files(&self) -> Result<Vec<Id>, MediaFlaw> {
        if (0..)
            .zip(self.segments.keys())
            .any(|(at, place)| at != *place)
        {
            return Err(MediaFlaw::File("A segment is missing."));
        }
        let sum: u64 = self.segments.values().map(|segment| segment.bytes).sum();
        if self.segments.is_empty() || sum != self.total_bytes {
            return Err(MediaFlaw::File("The segments are not total_bytes long."));
        }
        Ok(self.segments.values().map(|segment| segment.file).collect())
    }

    /// `FINALIZE` and `finalize`: 201 in v1.1. The file must be what its
    /// category takes and what was declared. Its 24 hours begin anew.
    pub(super) fn finish(
        &self,
        visit: &Visit<'_>,
        whole: &[u8],
        family: Family,
    ) -> Result<Outcome, MediaFlaw> {
        let content = category::check(&self.category, whole)?;
        if !category::is_declared(&self.media_type, &content) {
            return Err(MediaFlaw::File("The file is not of its media_type."));
        }
        let media = Media {
            id: self.id,
            owner: self.owner,
            owners: self.owners.clone(),
            category: self.category.clone(),
            media_type: content.media_type.to_owned(),
            extent: Some(content.extent),
            uploaded_ms: visit.now_ms,
            used: false,
            reuse: self.reuse,
            processing: visit.switches.media_processing,
        };
        let status = match family {
            Family::V1 => 201,
            Family::V2 => 200,
        };
        Ok(Outcome {
            answer: answer::json(status, &media.json(family, visit.now_ms)),
            changes: vec![Change::MediaUploaded(media)],
        })
    }

    /// Whether `user` has begun it, and not long ago.
    pub(super) fn is_open_to(&self, user: Id, now_ms: i64) -> bool {
        self.owner == user && self.is_kept(now_ms)
    }

    fn is_kept(&self, now_ms: i64) -> bool {
        left_s(self.begun_ms, now_ms) > 0
    }

    fn json(&self, family: Family, now_ms: i64) -> Value {
        super::told(self.id, family, left_s(self.begun_ms, now_ms), [])
    }
}

impl State {
    /// The files that nothing names any more once these changes are applied:
    /// segments whose upload ends, or that come again.
    pub(crate) fn left_over_by(&self, changes: &[Change]) -> Vec<Id> {
        let all = |id: &Id| {
            let begun = self.unfinished.get(id);
            let segments = begun.into_iter().flat_map(|begun| begun.segments.values());
            segments.map(|segment| segment.file).collect()
        };
        let of = |change: &Change| -> Vec<Id> {
            match change {
                Change::MediaUploaded(media) => all(&media.id),
                Change::UploadForgotten { id } => all(id),
                Change::SegmentAppended { upload, place, .. } => {
                    let begun = self.unfinished.get(upload);
                    let former = begun.and_then(|begun| begun.segments.get(place));
                    former.map(|segment| segment.file).into_iter().collect()
                }
                _ => Vec::new(),
            }
        };
        changes.iter().flat_map(of).collect()
    }
}
