//! Brings a picture to opaque 8-bit sRGB. Works at 16 bits per channel, so that
//! nothing is lost on the way: 8-bit sources are widened, the profile is applied,
//! white is put behind, and only the result is rounded to 8 bits. Most photos
//! are opaque 8-bit sRGB from the start and pass through as they are.

use image::{DynamicImage, RgbImage};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use crate::Note;

/// The full value of a 16-bit channel.
const FULL: u32 = 0xFFFF;

/// A change of more than two 8-bit steps counts as one a person may see.
const VISIBLE: u16 = 2 * 257;

/// Applies `profile` (an ICC profile; sRGB where there is none), puts white
/// behind what is see-through, and notes both where they changed a pixel.
pub(crate) fn to_srgb_on_white(
    picture: DynamicImage,
    profile: Option<&[u8]>,
    notes: &mut Vec<Note>,
) -> RgbImage {
    match (picture, profile) {
        (DynamicImage::ImageRgb8(plain), None) => plain,
        (picture, profile) => widened(&picture, profile, notes),
    }
}

fn widened(picture: &DynamicImage, profile: Option<&[u8]>, notes: &mut Vec<Note>) -> RgbImage {
    let straight = picture.to_rgba16();
    let alpha: Vec<u16> = straight.pixels().map(|pixel| pixel.0[3]).collect();
    let plain: Vec<u16> = straight
        .pixels()
        .flat_map(|pixel| [pixel.0[0], pixel.0[1], pixel.0[2]])
        .collect();
    let rgb = match profile.map(|profile| converted(&plain, picture, profile)) {
        None => plain,
        Some(None) => {
            notes.push(Note::ProfileUnreadable);
            plain
        }
        Some(Some(converted)) => {
            if differ_visibly(&plain, &converted) {
                notes.push(Note::ConvertedFromProfile);
            }
            converted
        }
    };
    if alpha.iter().any(|alpha| u32::from(*alpha) < FULL) {
        notes.push(Note::TransparencyFlattened);
    }
    let flat = flatten(&rgb, &alpha);
    RgbImage::from_raw(picture.width(), picture.height(), flat)
        .unwrap_or_else(|| RgbImage::new(picture.width(), picture.height()))
}

/// `plain` (RGB, three values a pixel) in sRGB. `None` where the profile
/// cannot be read or describes other channels than the picture has.
fn converted(plain: &[u16], picture: &DynamicImage, profile: &[u8]) -> Option<Vec<u16>> {
    let profile = ColorProfile::new_from_slice(profile).ok()?;
    let grey = !picture.color().has_color();
    let (layout, source) = match (grey, profile.color_space) {
        (true, DataColorSpace::Gray) => {
            let grey = plain.as_chunks::<3>().0.iter().map(|[value, ..]| *value);
            (Layout::Gray, grey.collect())
        }
        // A grey picture under a colour profile is that profile's greys.
        (_, DataColorSpace::Rgb) => (Layout::Rgb, plain.to_vec()),
        _ => return None,
    };
    let srgb = ColorProfile::new_srgb();
    let transform = profile
        .create_transform_16bit(layout, &srgb, Layout::Rgb, TransformOptions::default())
        .ok()?;
    let mut out = vec![0; plain.len()];
    transform.transform(&source, &mut out).ok()?;
    Some(out)
}

fn differ_visibly(before: &[u16], after: &[u16]) -> bool {
    before
        .iter()
        .zip(after)
        .any(|(before, after)| before.abs_diff(*after) > VISIBLE)
}

/// Puts white behind and rounds to 8 bits.
fn flatten(rgb: &[u16], alpha: &[u16]) -> Vec<u8> {
    let pixels = rgb.as_chunks::<3>().0.iter().zip(alpha);
    pixels
        .flat_map(|(pixel, alpha)| pixel.map(|value| on_white(value, *alpha)))
        .collect()
}

fn on_white(value: u16, alpha: u16) -> u8 {
    let (value, alpha) = (u64::from(value), u64::from(alpha));
    let full = u64::from(FULL);
    let blended = value * alpha + full * (full - alpha);
    // `blended / full` is a 16-bit value and `/ 257` its 8-bit one, rounded once.
    let divisor = full * 257;
    u8::try_from((blended + divisor / 2) / divisor).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::on_white;

    #[test]
    fn sixteen_bits_become_the_nearest_eight() {
        for (wide, narrow) in [
            (0, 0),
            (128, 0),
            (129, 1),
            (0x00FF, 1),
            (0x8080, 0x80),
            (0x8100, 0x80),
            (0x8101, 0x81),
            (0xFF7E, 0xFE),
            (0xFF7F, 0xFF),
            (0xFFFF, 0xFF),
        ] {
            assert_eq!(on_white(wide, 0xFFFF), narrow, "{wide:#06x}");
        }
    }

    #[test]
    fn what_is_see_through_shows_white() {
        assert_eq!(on_white(0, 0), 255);
        assert_eq!(on_white(0x1234, 0), 255);
        assert_eq!(on_white(0, 0x8000), 127);
    }
}
