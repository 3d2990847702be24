//! Turns the bytes somebody chose as a photo into the portrait that X gets:
//! an sRGB JPEG of 400×400 without a trace of where it came from.
//!
//! In two steps. [`open`] turns a stranger's bytes into a *working copy*, which
//! is kept; [`cut`] takes a square of the working copy as the portrait, as often
//! as a person moves it. [`faces`] proposes squares. Nothing is ever enlarged.
//! Pictures beside messages go through the same hands: [`still`], [`sendable`].
//!
//! The bytes are a stranger's. So: the format is read from the content, never
//! from a name; what the header declares is checked before memory is asked
//! for; a file that ends early is refused rather than shown half grey; and a
//! picture that cannot be used is a [`Refusal`] with its reason, never a panic.
//!
//! Pure and synchronous: nothing is read from disk, written or logged. A picture
//! at the limits takes about a second and up to about a gigabyte, so callers put
//! [`open`] on a blocking thread, one at a time.
//!
//! Each step has a file: name the format (`format`), see that the file is whole
//! (`whole`), decode (`decode`), scale (`scale`), bring to sRGB on white
//! (`colour`), write (`encode`).

mod colour;
mod crop;
mod cut;
mod decode;
mod encode;
mod faces;
mod format;
mod jpeg;
mod note;
mod open;
mod propose;
mod redraw;
mod refusal;
mod scale;
mod still;
mod whole;

pub use crop::Crop;
pub use cut::{Portrait, cut, size, small};
pub use faces::{Face, faces};
pub use format::Format;
pub use note::Note;
pub use open::{Original, open};
pub use refusal::Refusal;
pub use still::{Still, sendable, still};

use serde::{Deserialize, Serialize};

/// Width and height of a portrait, in pixels, where the photo has as many. X
/// documents no pixel size (`contracts/x.md §2.2`); 400 is what it shows an
/// avatar at, at most.
pub const SIDE: u32 = 400;

/// The longer side of a portrait's small copy, at most, in pixels: 48 on a
/// screen that draws two for one.
pub const SMALL_SIDE: u32 = 96;

/// The longer side of a working copy, at most, in pixels.
pub const WORKING_SIDE: u32 = 1600;

/// The longer side of a picture that is sent with a message, at most, in pixels.
/// X documents none for pictures of messages; this is ours.
pub const MESSAGE_SIDE: u32 = 4096;

/// The shortest side of a portrait's photo, and of a crop, in pixels.
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

impl Size {
    pub(crate) fn longer(self) -> u32 {
        self.width.max(self.height)
    }

    pub(crate) fn shorter(self) -> u32 {
        self.width.min(self.height)
    }
}
