//! Media that are not ready at once (`contracts/x.md` §5.1, §5.2, §11 "Media"):
//! pending, in progress, and then succeeded or failed. Nothing happens in the
//! background: how far a medium is follows from its age by the network's clock.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::Media;

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
