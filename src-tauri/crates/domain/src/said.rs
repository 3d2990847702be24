//! What a network answered, kept word for word so that people can be shown it.

use serde::{Deserialize, Serialize};

/// The network's own words for a refusal or a trouble.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Said {
    /// The HTTP status.
    pub status: u16,
    /// The network's code, where it gave one (`contracts/x.md` §3.6).
    pub code: Option<i64>,
    /// The network's sentence, at most 500 characters of it; may be empty.
    pub words: String,
}

impl Said {
    /// The longest sentence kept, in characters.
    pub const LONGEST: usize = 500;

    /// Keeps an answer, shortening a sentence that is longer than [`Said::LONGEST`].
    pub fn new(status: u16, code: Option<i64>, words: &str) -> Self {
        Self {
            status,
            code,
            words: words.chars().take(Self::LONGEST).collect(),
        }
    }
}
