//! From a stranger's bytes to a picture that is shown or sent whole, beside a
//! message: nothing is cut off, and nothing but pixels is left.

use std::fmt;

use crate::{Format, Note, Refusal, Size, crop::share, encode, redraw};

/// Qualities to try, 1 to 100, until a picture is small enough in bytes; then
/// it is made smaller in pixels.
const QUALITIES: [u8; 3] = [92, 85, 75];

/// A picture that goes with a message.
#[derive(Clone, PartialEq, Eq)]
pub struct Still {
    /// A baseline JPEG in sRGB without any metadata, upright, on white.
    pub jpeg: Vec<u8>,
    /// Its size.
    pub size: Size,
    /// What was done that the person may want to know, each at most once.
    pub notes: Vec<Note>,
}

/// Without the bytes: what customers and brands show each other has no place in a log.
impl fmt::Debug for Still {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Still")
            .field("bytes", &self.jpeg.len())
            .field("size", &self.size)
            .field("notes", &self.notes)
            .finish()
    }
}

/// Draws the bytes of a JPEG, PNG, WebP or GIF anew, at most `side` pixels on
/// the longer side; of an animation its first frame.
///
/// # Errors
/// A [`Refusal`] that says why nothing can be drawn. The same bytes always give
/// the same answer.
pub fn still(bytes: &[u8], side: u32) -> Result<Still, Refusal> {
    drawn(bytes, side, usize::MAX)
}

/// The same for a picture to be sent: at most `most` bytes long. One that moves
/// is refused, because its customer would see it stand still.
///
/// # Errors
/// [`Refusal::Moves`], and as [`still`].
pub fn sendable(bytes: &[u8], side: u32, most: usize) -> Result<Still, Refusal> {
    let drawn = drawn(bytes, side, most)?;
    if drawn.notes.contains(&Note::FirstFrameOfAnimation) {
        return Err(Refusal::Moves);
    }
    Ok(drawn)
}

fn drawn(bytes: &[u8], side: u32, most: usize) -> Result<Still, Refusal> {
    let picture = redraw::read(bytes, 1)?;
    let to = within(picture.stored_size(), side);
    let (mut pixels, notes) = redraw::upright(picture, to)?;
    loop {
        for quality in QUALITIES {
            let jpeg = encode::whole(&pixels, quality)?;
            if jpeg.len() <= most {
                let size = Size {
                    width: pixels.width(),
                    height: pixels.height(),
                };
                return Ok(Still { jpeg, size, notes });
            }
        }
        let size = Size {
            width: pixels.width(),
            height: pixels.height(),
        };
        if size.longer() <= 1 {
            return Err(Refusal::damaged(Format::Jpeg, "no room for a single pixel"));
        }
        let smaller = within(size, size.longer() / 2);
        pixels = crate::scale::whole(pixels.into(), smaller)?.into_rgb8();
    }
}

/// The size of a picture with at most `side` pixels on its longer side, never
/// more than it has.
fn within(size: Size, side: u32) -> Size {
    let longer = size.longer();
    let target = longer.min(side.max(1));
    let scaled = |length| share(length, longer, target).max(1);
    Size {
        width: scaled(size.width),
        height: scaled(size.height),
    }
}
