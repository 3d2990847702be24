//! Media that are not ready at once (`contracts/x.md` §5.1, §5.2, §11 "Media"):
//! pending, in progress, and then succeeded or failed. Nothing happens in the
//! background: how far a medium is follows from its age by the network's clock.

use bytes::Bytes;
use http::Response;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::Media;
use crate::{answer, errors::Refusal, id::Id, routes::Family, world::Visit};

/// The age at which a medium is in progress, in ms.
const STARTED_MS: i64 = 2_000;
/// The age at which it has succeeded or failed, in ms.
const ENDED_MS: i64 = 6_000;

/// How a medium is processed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MediaProcessing {
    /// Not at all: it is ready with its upload.
    #[default]
    Absent,
    /// It is ready six seconds after its upload.
    Succeeds,
    /// It turns out to be broken six seconds after its upload.
    Fails,
}

impl Media {
    /// Whether it is ready for use.
    pub(super) fn is_ready(&self, now_ms: i64) -> bool {
        match self.processing {
            MediaProcessing::Absent => true,
            MediaProcessing::Succeeds => self.age_ms(now_ms) >= ENDED_MS,
            MediaProcessing::Fails => false,
        }
    }

    /// `processing_info` of §5.1; absent means ready.
    pub(super) fn processing_info(&self, now_ms: i64) -> Option<Value> {
        let age_ms = self.age_ms(now_ms);
        if self.processing == MediaProcessing::Absent {
            return None;
        }
        Some(if age_ms < STARTED_MS {
            json!({"state": "pending", "check_after_secs": seconds(STARTED_MS, age_ms)})
        } else if age_ms < ENDED_MS {
            json!({
                "state": "in_progress",
                "check_after_secs": seconds(ENDED_MS, age_ms),
                "progress_percent": age_ms.saturating_mul(100).div_euclid(ENDED_MS),
            })
        } else if self.processing == MediaProcessing::Fails {
            let message = "The file could not be processed.";
            json!({
                "state": "failed",
                "error": {"code": 1, "name": "InvalidMedia", "message": message},
            })
        } else {
            json!({"state": "succeeded", "progress_percent": 100})
        })
    }

    fn age_ms(&self, now_ms: i64) -> i64 {
        now_ms.saturating_sub(self.uploaded_ms)
    }
}

/// The whole seconds until `then_ms`, rounded up.
fn seconds(then_ms: i64, age_ms: i64) -> i64 {
    then_ms
        .saturating_sub(age_ms)
        .saturating_add(999)
        .div_euclid(1000)
}

/// `GET /2/media/upload?command=STATUS&media_id=` and the same in v1.1 (§5). A
/// medium that there is not, has expired or is somebody else's is 400 code 325;
/// another command, 400 code 44 or a problem.
pub(crate) fn status(visit: &Visit<'_>, family: Family) -> Result<Response<Bytes>, Refusal> {
    let command = visit.request.query("command").unwrap_or_default();
    if command != "STATUS" {
        return Err(match family {
            Family::V1 => Refusal::invalid_parameter("command"),
            Family::V2 => Refusal::invalid_request("command", command, "command must be STATUS."),
        });
    }
    let media = visit
        .request
        .query("media_id")
        .and_then(Id::parse)
        .and_then(|id| visit.state.media.get(&id))
        .filter(|media| media.owner == visit.caller && media.is_kept(visit.now_ms))
        .ok_or_else(|| Refusal::v1(400, 325, "A media id was not found."))?;
    let mut body = match family {
        Family::V1 => media.older_json(visit.now_ms),
        Family::V2 => media.newer_json(visit.now_ms),
    };
    if let Some(info) = media.processing_info(visit.now_ms) {
        body.insert("processing_info".to_owned(), info);
    }
    Ok(answer::json(
        200,
        &match family {
            Family::V1 => body.into(),
            Family::V2 => json!({"data": body}),
        },
    ))
}
