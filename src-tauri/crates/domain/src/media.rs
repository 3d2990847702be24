//! What comes with a message besides its text.

use crate::MediaId;
use std::str::FromStr;
use thiserror::Error;

/// A picture or film that came with a message, as its network tells of it
/// (`contracts/x.md` §3.3, §3.5).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AttachedMedia {
    /// The network's id.
    pub id: MediaId,
    /// What it is.
    pub kind: MediaKind,
    /// Where it can be fetched, where that was told.
    pub address: Option<String>,
}

/// What a medium is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MediaKind {
    /// A still picture.
    Photo,
    /// A short film without sound; its address shows the first picture.
    AnimatedGif,
    /// A film.
    Video,
}

impl MediaKind {
    /// Its name on X and in the store.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Photo => "photo",
            Self::AnimatedGif => "animated_gif",
            Self::Video => "video",
        }
    }
}

/// A word that names no kind of medium.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
#[error("this is no kind of medium")]
pub struct NoMediaKind;

impl FromStr for MediaKind {
    type Err = NoMediaKind;

    fn from_str(text: &str) -> Result<Self, NoMediaKind> {
        [Self::Photo, Self::AnimatedGif, Self::Video]
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or(NoMediaKind)
    }
}
