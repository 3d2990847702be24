//! Pixels to a JPEG that holds nothing besides them. `image` writes JPEGs too, at
//! a third of the pace: with it, writing a working copy costs as much as reading
//! the photo.

use image::RgbImage;
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use crate::{Format, Refusal};

/// JPEG quality of working copies and portraits, 1 to 100: no visible loss on a
/// face, also where a portrait is cut from a working copy.
const QUALITY: u8 = 92;

/// A working copy: a baseline JPEG without metadata, colour at half the width and
/// height, as cameras write photos.
pub(crate) fn working(picture: &RgbImage) -> Result<Vec<u8>, Refusal> {
    jpeg(picture, SamplingFactor::F_2_2, QUALITY)
}

/// A portrait: a baseline JPEG without metadata, colour as fine as brightness.
pub(crate) fn portrait(picture: &RgbImage) -> Result<Vec<u8>, Refusal> {
    jpeg(picture, SamplingFactor::F_1_1, QUALITY)
}

/// A whole picture beside a message: a baseline JPEG without metadata, colour as
/// fine as brightness, because screenshots with coloured writing are sent too.
pub(crate) fn whole(picture: &RgbImage, quality: u8) -> Result<Vec<u8>, Refusal> {
    jpeg(picture, SamplingFactor::F_1_1, quality)
}

fn jpeg(picture: &RgbImage, colour: SamplingFactor, quality: u8) -> Result<Vec<u8>, Refusal> {
    // No picture that was decoded and scaled fails here; if one ever does, the
    // person hears that it cannot be used.
    let unmade = |error: &dyn std::fmt::Display| Refusal::damaged(Format::Jpeg, error);
    let side = |side| u16::try_from(side).map_err(|error| unmade(&error));
    let (width, height) = (side(picture.width())?, side(picture.height())?);
    let mut jpeg = Vec::new();
    let mut encoder = Encoder::new(&mut jpeg, quality);
    encoder.set_sampling_factor(colour);
    encoder
        .encode(picture.as_raw(), width, height, ColorType::Rgb)
        .map_err(|error| unmade(&error))?;
    Ok(jpeg)
}
