//! Turns the bytes somebody chose as a photo into the portrait that X gets:
//! a 400×400 sRGB JPEG without a trace of where it came from.
//!
//! The bytes are a stranger's. So: the format is read from the content, never
//! from a name; what the header declares is checked before memory is asked
//! for; a file that ends early is refused rather than shown half grey; and a
//! picture that cannot be used is a [`Refusal`] with its reason, never a panic.
//!
//! Pure and synchronous: nothing is read from disk, written or logged. A picture
//! at the limits takes about a second and up to about a gigabyte, so callers put
//! [`prepare`] on a blocking thread, one at a time.
//!
//! The order, each step in a file of its own: name the format (`format`),
//! see that the file is whole (`whole`), decode (`decode`), cut the square
//! (`crop`), scale, turn upright, bring to sRGB on white (`colour`), encode.
//! Cutting and scaling come first because they make everything after them cheap.

mod colour;
mod crop;
mod decode;
mod format;
mod jpeg;
mod note;
mod refusal;
mod render;
mod whole;

pub use crop::Crop;
pub use format::Format;
pub use note::Note;
pub use refusal::Refusal;

use std::fmt;

use serde::{Deserialize, Serialize};

/// Width and height of a portrait, in pixels. X documents no pixel size
/// (`contracts/x.md §2.2`); 400 is what it shows an avatar at, at most.
pub const SIDE: u32 = 400;

/// The shortest side of a picture, and of a crop, in pixels.
pub const MIN_SIDE: u32 = 128;

/// The largest file taken, in bytes: 50 MB.
pub const MAX_BYTES: u64 = 50_000_000;

/// The largest picture taken, in pixels: 100 megapixels.
pub const MAX_PIXELS: u64 = 100_000_000;

/// The largest portrait X takes, in bytes: 5 MB (`contracts/x.md §2.2`). A
/// portrait of [`SIDE`] × [`SIDE`] is far below it.
pub const MAX_PORTRAIT_BYTES: usize = 5_000_000;

/// A picture's size in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Size {
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
}

/// A portrait, ready to be stored and uploaded.
#[derive(Clone, PartialEq, Eq)]
pub struct Portrait {
    /// A baseline JPEG of [`SIDE`] × [`SIDE`] pixels in sRGB, at most
    /// [`MAX_PORTRAIT_BYTES`] long, without any metadata.
    pub jpeg: Vec<u8>,
    /// What was done that the person may want to know, each at most once.
    pub notes: Vec<Note>,
    /// The size of the picture it was made from, upright.
    pub source: Size,
}

/// Without the bytes: a face has no place in a log.
impl fmt::Debug for Portrait {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Portrait")
            .field("bytes", &self.jpeg.len())
            .field("notes", &self.notes)
            .field("source", &self.source)
            .finish()
    }
}

/// Makes a portrait from the bytes of a JPEG, PNG, WebP or GIF.
///
/// # Errors
/// A [`Refusal`] that says why this picture, or this crop of it, cannot be a
/// portrait. The same bytes and crop always give the same answer.
pub fn prepare(bytes: &[u8], crop: Crop) -> Result<Portrait, Refusal> {
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if length > MAX_BYTES {
        return Err(Refusal::TooManyBytes { bytes: length });
    }
    let format = format::name(bytes)?;
    let picture = decode::guarded(bytes, format)?;
    let source = picture.upright_size();
    let square = crop.square_in(source)?;
    let mut notes = picture.notes.clone();
    if square.size < SIDE {
        notes.push(Note::Enlarged);
    }
    let jpeg = render::render(picture, square, &mut notes)?;
    Ok(Portrait {
        jpeg,
        notes,
        source,
    })
}
