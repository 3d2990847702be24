//! From a decoded picture and a square in it to the portrait's JPEG.

use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::{DynamicImage, ExtendedColorType, ImageEncoder, RgbImage, codecs::jpeg::JpegEncoder};

use crate::{Format, Note, Refusal, SIDE, colour, crop::Square, decode::Picture};

/// JPEG quality of a portrait, 1 to 100: no visible loss on a face, and a
/// tenth of what X would take.
const QUALITY: u8 = 92;

pub(crate) fn render(
    picture: Picture,
    square: Square,
    notes: &mut Vec<Note>,
) -> Result<Vec<u8>, Refusal> {
    let square = square.in_file(picture.stored_size(), picture.orientation);
    let mut portrait = scale(&picture.pixels, square)?;
    portrait.apply_orientation(picture.orientation);
    let portrait = colour::to_srgb_on_white(&portrait, picture.profile.as_deref(), notes);
    encode(&portrait)
}

/// Cuts and scales in one go, in the file's own depth and colours. See-through
/// pixels weigh as much as they show, so that no colour hidden under full
/// transparency bleeds in.
fn scale(pixels: &DynamicImage, square: Square) -> Result<DynamicImage, Refusal> {
    let mut scaled = DynamicImage::new(SIDE, SIDE, pixels.color());
    let options = ResizeOptions::new()
        .resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3))
        .crop(
            f64::from(square.x),
            f64::from(square.y),
            f64::from(square.size),
            f64::from(square.size),
        )
        .use_alpha(true);
    Resizer::new()
        .resize(pixels, &mut scaled, &options)
        .map_err(unmade)?;
    Ok(scaled)
}

fn encode(portrait: &RgbImage) -> Result<Vec<u8>, Refusal> {
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY)
        .write_image(
            portrait.as_raw(),
            portrait.width(),
            portrait.height(),
            ExtendedColorType::Rgb8,
        )
        .map_err(unmade)?;
    Ok(jpeg)
}

/// Scaling and encoding fail for no picture that was decoded; if they ever do,
/// the person hears that this picture cannot be used.
fn unmade(error: impl std::fmt::Display) -> Refusal {
    Refusal::damaged(Format::Jpeg, error)
}
