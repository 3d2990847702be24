//! From a stranger's bytes to the *working copy*: the picture upright, in sRGB,
//! on white, small enough to keep and to cut from again and again.

use std::fmt;

use crate::{Crop, MIN_SIDE, Note, Refusal, Size, WORKING_SIDE, crop::share, encode, redraw};

/// The longest side that a JPEG can have, in pixels.
const JPEG_SIDE: u32 = 0xFFFF;

/// A picture that was opened.
#[derive(Clone, PartialEq, Eq)]
pub struct Original {
    /// The working copy: a baseline JPEG in sRGB without any metadata, upright,
    /// at most [`WORKING_SIDE`] pixels on its longer side and never larger than
    /// what it was made from. Only a strip over twelve times as long as high is
    /// longer, so that its shorter side keeps [`MIN_SIDE`].
    pub working: Vec<u8>,
    /// The size of the working copy.
    pub size: Size,
    /// The size of the picture it was made from, upright.
    pub source: Size,
    /// What was done that the person may want to know, each at most once.
    pub notes: Vec<Note>,
}

impl Original {
    /// A square of the source as a square of the working copy.
    ///
    /// # Errors
    /// [`Refusal::CropOutside`] where it leaves the source,
    /// [`Refusal::CropTooSmall`] where it is too small there or in the working copy.
    pub fn crop_of_source(&self, crop: Crop) -> Result<Crop, Refusal> {
        crop.check(self.source)?;
        let scaled = crop.scaled(self.source, self.size);
        scaled.check(self.size)?;
        Ok(scaled)
    }
}

/// Without the bytes: a face has no place in a log.
impl fmt::Debug for Original {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Original")
            .field("bytes", &self.working.len())
            .field("size", &self.size)
            .field("source", &self.source)
            .field("notes", &self.notes)
            .finish()
    }
}

/// Opens the bytes of a JPEG, PNG, WebP or GIF.
///
/// # Errors
/// A [`Refusal`] that says why no portrait can be made of them. The same bytes
/// always give the same answer.
pub fn open(bytes: &[u8]) -> Result<Original, Refusal> {
    let picture = redraw::read(bytes, MIN_SIDE)?;
    let source = picture.upright_size();
    let stored = working_size(picture.stored_size())?;
    let (upright, notes) = redraw::upright(picture, stored)?;
    Ok(Original {
        working: encode::working(&upright)?,
        size: Size {
            width: upright.width(),
            height: upright.height(),
        },
        source,
        notes,
    })
}

/// How large the working copy of a picture of that size is.
fn working_size(picture: Size) -> Result<Size, Refusal> {
    let Size { width, height } = picture;
    let (longer, shorter) = (picture.longer(), picture.shorter());
    // The longer side that leaves the shorter one just enough.
    let least = share(MIN_SIDE, shorter, longer);
    let target = longer.min(WORKING_SIDE.max(least));
    if target > JPEG_SIDE {
        return Err(Refusal::TooManyPixels { width, height });
    }
    let side = |side| share(side, longer, target).max(MIN_SIDE);
    Ok(Size {
        width: side(width),
        height: side(height),
    })
}
