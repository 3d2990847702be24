//! Pixels to a JPEG that holds nothing besides them.

use image::{ExtendedColorType, ImageEncoder, RgbImage, codecs::jpeg::JpegEncoder};

use crate::{Format, Refusal};

/// JPEG quality of working copies and portraits, 1 to 100: no visible loss on a
/// face, also where a portrait is cut from a working copy.
const QUALITY: u8 = 92;

/// A baseline JPEG without metadata.
pub(crate) fn jpeg(picture: &RgbImage) -> Result<Vec<u8>, Refusal> {
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY)
        .write_image(
            picture.as_raw(),
            picture.width(),
            picture.height(),
            ExtendedColorType::Rgb8,
        )
        // No picture that was decoded fails here; if one ever does, the person
        // hears that it cannot be used.
        .map_err(|error| Refusal::damaged(Format::Jpeg, error))?;
    Ok(jpeg)
}
