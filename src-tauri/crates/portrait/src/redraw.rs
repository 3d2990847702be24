//! A stranger's picture as plain pixels: upright, in sRGB, on white.

use image::{DynamicImage, RgbImage};

use crate::{MAX_BYTES, Note, Refusal, Size, colour, decode, format, scale};

/// Reads the bytes of a JPEG, PNG, WebP or GIF with at least `least` pixels on
/// each side.
pub(crate) fn read(bytes: &[u8], least: u32) -> Result<decode::Picture, Refusal> {
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if length > MAX_BYTES {
        return Err(Refusal::TooManyBytes { bytes: length });
    }
    decode::guarded(bytes, format::name(bytes)?, least)
}

/// The picture in `stored` pixels, as its file holds them, then turned upright;
/// with what there is to say about that.
pub(crate) fn upright(
    picture: decode::Picture,
    stored: Size,
) -> Result<(RgbImage, Vec<Note>), Refusal> {
    let mut notes = picture.notes;
    // Scaling first makes everything after it cheap.
    let scaled = scale::whole(picture.pixels, stored)?;
    let plain = colour::to_srgb_on_white(scaled, picture.profile.as_deref(), &mut notes);
    let mut upright = DynamicImage::ImageRgb8(plain);
    upright.apply_orientation(picture.orientation);
    Ok((upright.into_rgb8(), notes))
}
