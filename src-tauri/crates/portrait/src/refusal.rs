//! Why a picture cannot be a portrait. Every variant is one sentence in the
//! catalogue; the fields are that sentence's arguments.

use serde::Serialize;

use crate::{Format, MAX_BYTES, MAX_PIXELS, MIN_SIDE};

/// Why [`open`](crate::open) or [`cut`](crate::cut) refused. Nothing was kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Refusal {
    /// The content is no picture that Byline knows, whatever its name says.
    #[error("not a picture")]
    NotAPicture,
    /// A HEIC or HEIF photo, as iPhones take them: to be exported as JPEG.
    #[error("a HEIC photo, which X does not take")]
    Heic,
    /// A picture or document of another kind.
    #[error("{name} is not supported")]
    UnsupportedFormat {
        /// The format's own name, such as `BMP`: the same in every language.
        name: &'static str,
    },
    /// The shorter side is under [`MIN_SIDE`].
    #[error("{width}×{height} is under {MIN_SIDE} pixels on a side")]
    TooSmall {
        /// Of the picture, upright, in pixels.
        width: u32,
        /// Of the picture, upright, in pixels.
        height: u32,
    },
    /// The file is over [`MAX_BYTES`].
    #[error("{bytes} bytes are over {MAX_BYTES}")]
    TooManyBytes {
        /// Of the file.
        bytes: u64,
    },
    /// The header declares over [`MAX_PIXELS`]; nothing was decoded.
    #[error("{width}×{height} is over {MAX_PIXELS} pixels")]
    TooManyPixels {
        /// As the header declares, in pixels.
        width: u32,
        /// As the header declares, in pixels.
        height: u32,
    },
    /// The file ends before the picture does: a download that broke off.
    #[error("the {format} file ends before the picture does")]
    Truncated {
        /// What the file began as.
        format: Format,
    },
    /// The file is whole in length but its content cannot be read.
    #[error("the {format} file is damaged: {reason}")]
    Damaged {
        /// What the file began as.
        format: Format,
        /// The decoder's words, for a log; not for the person.
        reason: String,
    },
    /// The file is an animation, where only a still picture can be sent.
    #[error("an animation")]
    Moves,
    /// The crop is not wholly inside the picture.
    #[error("the crop {x},{y},{size} leaves the picture of {width}×{height}")]
    CropOutside {
        /// Left edge asked for, in pixels of the picture it is cut from.
        x: u32,
        /// Top edge asked for.
        y: u32,
        /// Side asked for.
        size: u32,
        /// Of the picture it is cut from.
        width: u32,
        /// Of the picture it is cut from.
        height: u32,
    },
    /// The crop's side is under [`MIN_SIDE`].
    #[error("a crop of {size} pixels is under {MIN_SIDE}")]
    CropTooSmall {
        /// Side asked for, in pixels of the picture it is cut from.
        size: u32,
    },
}

impl Refusal {
    pub(crate) fn damaged(format: Format, reason: impl std::fmt::Display) -> Self {
        Self::Damaged {
            format,
            reason: reason.to_string(),
        }
    }
}
