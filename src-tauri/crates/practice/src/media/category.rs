//! What a file must be for its category (`contracts/x.md` §5.1, §5.2): how large,
//! and of which type by its first bytes, whatever the upload says of it.

use serde::{Deserialize, Serialize};

use super::flaw::MediaFlaw;
use crate::picture::{self, Kind, Picture};

const MB: u64 = 1024 * 1024;
const GIF_LIMIT_WIDTH: u32 = 1280;
const GIF_LIMIT_HEIGHT: u32 = 1080;

/// What the categories of one kind have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Image,
    Gif,
    Video,
    Subtitles,
}

impl Class {
    /// The class of a category as v2 spells it, or of none that there is.
    pub(super) fn of(category: &str) -> Result<Self, MediaFlaw> {
        match category {
            "tweet_image" | "dm_image" => Ok(Self::Image),
            "tweet_gif" | "dm_gif" => Ok(Self::Gif),
            "tweet_video" | "amplify_video" | "dm_video" => Ok(Self::Video),
            "subtitles" => Ok(Self::Subtitles),
            _ => Err(MediaFlaw::invalid(
                "media_category",
                category,
                "media_category must be one of tweet_image, tweet_gif, tweet_video, \
                 amplify_video, dm_image, dm_gif, dm_video, subtitles.",
            )),
        }
    }

    /// The largest file, in bytes (§5.2 "Sizes"). Videos end at 20 MB here, not
    /// at 512: a practice network keeps them, but has no use for large ones.
    pub(super) fn limit_bytes(self) -> u64 {
        match self {
            Self::Image | Self::Subtitles => 5 * MB,
            Self::Gif => 15 * MB,
            Self::Video => 20 * MB,
        }
    }
}

/// What a file turned out to be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Content {
    pub(super) media_type: &'static str,
    pub(super) extent: Extent,
}

/// How large a file is.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct Extent {
    pub(super) bytes: u64,
    /// Width and height of a picture.
    pub(super) pixels: Option<(u32, u32)>,
}

/// Holds the limits of the category (§5.2 "Sizes").
pub(super) fn check(category: &str, bytes: &[u8]) -> Result<Content, MediaFlaw> {
    let class = Class::of(category)?;
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if length > class.limit_bytes() {
        return Err(MediaFlaw::File(
            "The file is larger than its category allows.",
        ));
    }
    let (media_type, picture) = match class {
        Class::Image => {
            let picture = picture::read(bytes).ok_or(MediaFlaw::File(
                "The file is not a picture of type JPG, PNG, GIF or WEBP.",
            ))?;
            (picture.kind.media_type(), Some(picture))
        }
        Class::Gif => {
            let picture = gif(bytes)?;
            (picture.kind.media_type(), Some(picture))
        }
        Class::Video => (video(bytes)?, None),
        Class::Subtitles => (subtitles(bytes)?, None),
    };
    let pixels = picture.map(|picture| (picture.width, picture.height));
    Ok(Content {
        media_type,
        extent: Extent {
            bytes: length,
            pixels,
        },
    })
}

fn gif(bytes: &[u8]) -> Result<Picture, MediaFlaw> {
    let picture = picture::read(bytes)
        .filter(|picture| picture.kind == Kind::Gif)
        .ok_or(MediaFlaw::File("The file is not a GIF."))?;
    if picture.width > GIF_LIMIT_WIDTH || picture.height > GIF_LIMIT_HEIGHT {
        return Err(MediaFlaw::File("A GIF may be 1280x1080 pixels at most."));
    }
    Ok(picture)
}

/// MP4 and MOV begin with a box called `ftyp` that names the brand.
fn video(bytes: &[u8]) -> Result<&'static str, MediaFlaw> {
    match (bytes.get(4..8), bytes.get(8..12)) {
        (Some(b"ftyp"), Some(b"qt  ")) => Ok("video/quicktime"),
        (Some(b"ftyp"), Some(_)) => Ok("video/mp4"),
        _ => Err(MediaFlaw::File(
            "The file is not a video of type MP4 or MOV.",
        )),
    }
}

fn subtitles(bytes: &[u8]) -> Result<&'static str, MediaFlaw> {
    let text =
        std::str::from_utf8(bytes).map_err(|_| MediaFlaw::File("The subtitles are not text."))?;
    Ok(if text.starts_with("WEBVTT") {
        "text/vtt"
    } else {
        "text/srt"
    })
}

/// The types that `initialize` takes (§5.2).
const DECLARED: &[&str] = &[
    "video/mp4",
    "video/webm",
    "video/mp2t",
    "video/quicktime",
    "text/srt",
    "text/vtt",
    "image/jpeg",
    "image/gif",
    "image/bmp",
    "image/png",
    "image/webp",
    "image/pjpeg",
    "image/tiff",
    "model/gltf-binary",
    "model/vnd.usdz+zip",
];

/// Takes a declared type that is on the list (§5.2).
pub(super) fn check_declared(media_type: &str) -> Result<(), MediaFlaw> {
    if DECLARED.contains(&media_type) {
        return Ok(());
    }
    Err(MediaFlaw::invalid(
        "media_type",
        media_type,
        "media_type is none of the types that can be uploaded.",
    ))
}

/// Whether a file of this declared type turned out to be one. MP4 and MOV are
/// one family: cameras name either.
pub(super) fn is_declared(declared: &str, content: &Content) -> bool {
    match declared {
        "image/pjpeg" => content.media_type == "image/jpeg",
        "video/mp4" | "video/quicktime" => content.media_type.starts_with("video/"),
        declared => content.media_type == declared,
    }
}
