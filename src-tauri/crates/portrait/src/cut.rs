//! From a working copy and a square of it to the portrait.

use std::fmt;

use crate::{
    Crop, Format, MIN_SIDE, Note, Refusal, SIDE, SMALL_SIDE, Size, decode, encode, format, scale,
};

/// A portrait, ready to be stored and uploaded.
#[derive(Clone, PartialEq, Eq)]
pub struct Portrait {
    /// A baseline JPEG of `side` × `side` pixels in sRGB, at most
    /// [`MAX_PORTRAIT_BYTES`](crate::MAX_PORTRAIT_BYTES) long, without any metadata.
    pub jpeg: Vec<u8>,
    /// Its width and height in pixels: [`SIDE`], or less where the square has less.
    pub side: u32,
    /// What the person may want to know about it.
    pub notes: Vec<Note>,
}

/// Without the bytes: a face has no place in a log.
impl fmt::Debug for Portrait {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Portrait")
            .field("bytes", &self.jpeg.len())
            .field("side", &self.side)
            .field("notes", &self.notes)
            .finish()
    }
}

/// Cuts a portrait out of a working copy. It is scaled down to [`SIDE`] and never
/// up: a smaller square stays as small as it is, and a note says so.
///
/// # Errors
/// [`Refusal::CropOutside`], [`Refusal::CropTooSmall`]; another [`Refusal`] where
/// `working` is no working copy. The same arguments always give the same answer.
pub fn cut(working: &[u8], crop: Crop) -> Result<Portrait, Refusal> {
    let pixels = read(working)?;
    let (width, height) = (pixels.width(), pixels.height());
    crop.check(Size { width, height })?;
    let side = crop.size.min(SIDE);
    let square = scale::square(&pixels, crop, side)?.into_rgb8();
    let notes = if side < SIDE {
        vec![Note::Small { side }]
    } else {
        vec![]
    };
    Ok(Portrait {
        jpeg: encode::portrait(&square)?,
        side,
        notes,
    })
}

/// A portrait as lists show it: [`SMALL_SIDE`] pixels on its longer side. Never
/// enlarged: every picture of ours has [`MIN_SIDE`](crate::MIN_SIDE) at least.
///
/// # Errors
/// A [`Refusal`] where `jpeg` is no picture of ours.
pub fn small(jpeg: &[u8]) -> Result<Vec<u8>, Refusal> {
    let pixels = read(jpeg)?;
    let (width, height) = (pixels.width(), pixels.height());
    let longer = width.max(height);
    let scaled = |side: u32| (side * SMALL_SIDE / longer).max(1);
    let to = Size {
        width: scaled(width),
        height: scaled(height),
    };
    encode::portrait(&scale::whole(pixels, to)?.into_rgb8())
}

/// The size of a working copy in pixels.
///
/// # Errors
/// A [`Refusal`] where `working` is no working copy.
pub fn size(working: &[u8]) -> Result<Size, Refusal> {
    let pixels = read(working)?;
    Ok(Size {
        width: pixels.width(),
        height: pixels.height(),
    })
}

/// The pixels of a working copy.
pub(crate) fn read(working: &[u8]) -> Result<image::DynamicImage, Refusal> {
    match format::name(working)? {
        Format::Jpeg => Ok(decode::guarded(working, Format::Jpeg, MIN_SIDE)?.pixels),
        _ => Err(Refusal::NotAPicture),
    }
}
