//! Bytes to pixels, within limits. What a header declares is checked before
//! memory for the pixels is asked for, so a small file that declares a huge
//! picture costs nothing.

use std::{io::Cursor, panic};

use image::{
    DynamicImage, ImageDecoder, ImageError, Limits,
    codecs::{gif::GifDecoder, png::PngDecoder, webp::WebPDecoder},
    metadata::Orientation,
};

use crate::{
    Format, MAX_PIXELS, Note, Refusal, Size, jpeg,
    whole::{self, Extent},
};

/// What a decoder may take beside the pixels, in bytes: room to work, and for
/// a profile or a comment that was packed to look small.
const WORKING_ROOM: u64 = 64 << 20;

/// A picture as its file holds it: not yet upright, not yet sRGB.
pub(crate) struct Picture {
    pub(crate) pixels: DynamicImage,
    /// What turns it upright.
    pub(crate) orientation: Orientation,
    /// The embedded ICC profile.
    pub(crate) profile: Option<Vec<u8>>,
    pub(crate) notes: Vec<Note>,
}

impl Picture {
    pub(crate) fn stored_size(&self) -> Size {
        Size {
            width: self.pixels.width(),
            height: self.pixels.height(),
        }
    }

    pub(crate) fn upright_size(&self) -> Size {
        let Size { width, height } = self.stored_size();
        match self.orientation {
            Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH => Size {
                width: height,
                height: width,
            },
            _ => Size { width, height },
        }
    }
}

/// Decodes, and turns a panic inside a decoder into [`Refusal::Damaged`]: the
/// decoders are other people's code and the bytes a stranger's, and one odd
/// file must not take the desk down.
///
/// A picture with a side under `least` pixels is refused.
pub(crate) fn guarded(bytes: &[u8], format: Format, least: u32) -> Result<Picture, Refusal> {
    panic::catch_unwind(|| decode(bytes, format, least))
        .unwrap_or_else(|_| Err(Refusal::damaged(format, "the decoder gave up")))
}

fn decode(bytes: &[u8], format: Format, least: u32) -> Result<Picture, Refusal> {
    let extent = whole::extent(bytes, format);
    let accept = |size| accept(size, extent, format, least);
    let decoded = match format {
        Format::Jpeg => jpeg::decode(bytes, accept),
        Format::Png => png(bytes, accept),
        Format::Webp => webp(bytes, accept),
        Format::Gif => gif(bytes, extent, accept),
    };
    match decoded {
        Err(Refusal::Damaged { .. }) if extent == Extent::CutShort => {
            Err(Refusal::Truncated { format })
        }
        other => other,
    }
}

/// Whether a picture whose header says `size` may be decoded.
fn accept(size: Size, extent: Extent, format: Format, least: u32) -> Result<(), Refusal> {
    let Size { width, height } = size;
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(Refusal::TooManyPixels { width, height });
    }
    if extent == Extent::CutShort {
        return Err(Refusal::Truncated { format });
    }
    if width.min(height) < least {
        return Err(Refusal::TooSmall { width, height });
    }
    Ok(())
}

fn png(bytes: &[u8], accept: impl Fn(Size) -> Result<(), Refusal>) -> Result<Picture, Refusal> {
    // Read here because the decoder reserves rows while it opens the file.
    let Some([a, b, c, d, e, f, g, h]) = bytes.get(16..).and_then(<[u8]>::first_chunk) else {
        return Err(Refusal::Truncated {
            format: Format::Png,
        });
    };
    let size = Size {
        width: u32::from_be_bytes([*a, *b, *c, *d]),
        height: u32::from_be_bytes([*e, *f, *g, *h]),
    };
    accept(size)?;
    let decoder = PngDecoder::with_limits(Cursor::new(bytes), limits(size))
        .map_err(|error| refusal(error, Format::Png))?;
    let animated = decoder.is_apng().unwrap_or(false);
    finish(decoder, Format::Png, animated, accept)
}

fn webp(bytes: &[u8], accept: impl Fn(Size) -> Result<(), Refusal>) -> Result<Picture, Refusal> {
    let decoder =
        WebPDecoder::new(Cursor::new(bytes)).map_err(|error| refusal(error, Format::Webp))?;
    let animated = decoder.has_animation();
    finish(decoder, Format::Webp, animated, accept)
}

fn gif(
    bytes: &[u8],
    extent: Extent,
    accept: impl Fn(Size) -> Result<(), Refusal>,
) -> Result<Picture, Refusal> {
    let decoder =
        GifDecoder::new(Cursor::new(bytes)).map_err(|error| refusal(error, Format::Gif))?;
    let animated = matches!(extent, Extent::Whole { frames } if frames > 1);
    finish(decoder, Format::Gif, animated, accept)
}

fn finish(
    mut decoder: impl ImageDecoder,
    format: Format,
    animated: bool,
    accept: impl Fn(Size) -> Result<(), Refusal>,
) -> Result<Picture, Refusal> {
    let (width, height) = decoder.dimensions();
    let size = Size { width, height };
    accept(size)?;
    let refused = |error| refusal(error, format);
    decoder.set_limits(limits(size)).map_err(refused)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().unwrap_or_default();
    let pixels = DynamicImage::from_decoder(decoder).map_err(refused)?;
    let notes = if animated {
        vec![Note::FirstFrameOfAnimation]
    } else {
        vec![]
    };
    Ok(Picture {
        pixels,
        orientation,
        profile,
        notes,
    })
}

/// The pixels at 16 bits with transparency, and the working room.
fn limits(size: Size) -> Limits {
    let pixels = u64::from(size.width) * u64::from(size.height);
    let mut limits = Limits::default();
    limits.max_image_width = Some(size.width);
    limits.max_image_height = Some(size.height);
    limits.max_alloc = Some(8 * pixels + WORKING_ROOM);
    limits
}

fn refusal(error: ImageError, format: Format) -> Refusal {
    match error {
        ImageError::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            Refusal::Truncated { format }
        }
        other => Refusal::damaged(format, other),
    }
}
