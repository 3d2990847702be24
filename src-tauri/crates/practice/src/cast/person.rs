//! An invented person as the network keeps it: name, face, and everything they
//! will say.

use serde::{Deserialize, Serialize};

use super::portraits::Look;

/// Somebody who was drawn from a seed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Person {
    pub(crate) name: String,
    pub(crate) about: String,
    pub(crate) look: Look,
    /// Their answers, one for each turn of the brand; then they fall silent.
    pub(crate) answers: Vec<Saying>,
}

/// Something that a customer writes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Saying {
    pub(crate) text: String,
    /// The seed of the photo that goes with it.
    pub(crate) photo: Option<u64>,
}

impl Saying {
    pub(crate) fn text(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            photo: None,
        }
    }
}
