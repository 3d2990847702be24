use image::{ImageBuffer, Luma};
use moxcms::ColorProfile;
use portrait::Note;

use crate::made::*;

type Matrix = [[f64; 3]; 3];

/// Linear Display P3 to linear sRGB (both D65), from the primaries in
/// SMPTE EG 432-1 and IEC 61966-2-1.
const P3_TO_SRGB: Matrix = [
    [1.2249, -0.2247, 0.0],
    [-0.0420, 1.0419, 0.0],
    [-0.0197, -0.0786, 1.0979],
];

/// Linear Adobe RGB (1998) to linear sRGB.
const ADOBE_TO_SRGB: Matrix = [
    [1.3984, -0.3984, 0.0],
    [0.0, 1.0, 0.0],
    [0.0, -0.0429, 1.0429],
];

fn srgb_to_linear(value: f64) -> f64 {
    if value <= 0.04045 {
        value / 12.92
    } else {
        ((value + 0.055) / 1.055).powf(2.4)
    }
}

fn linear_to_srgb(value: f64) -> f64 {
    if value <= 0.003_130_8 {
        value * 12.92
    } else {
        1.055 * value.powf(1.0 / 2.4) - 0.055
    }
}

fn expected(colour: [u8; 3], to_linear: fn(f64) -> f64, matrix: Matrix) -> [u8; 3] {
    let linear = colour.map(|value| to_linear(f64::from(value) / 255.0));
    matrix.map(|row| {
        let sum: f64 = row.iter().zip(linear).map(|(a, b)| a * b).sum();
        (linear_to_srgb(sum.clamp(0.0, 1.0)) * 255.0).round() as u8
    })
}

#[test]
fn display_p3_is_converted() {
    let colour = [200, 110, 70];
    let expected = expected(colour, srgb_to_linear, P3_TO_SRGB);
    assert!(expected[0].abs_diff(colour[0]) > 6, "the profile matters");
    let profile = ColorProfile::new_display_p3().encode().unwrap();
    for bytes in [
        png_with_profile(plain(colour), profile.clone()),
        jpeg_with_profile(&plain(colour), profile.clone()),
    ] {
        let portrait = centred(&bytes);
        assert_colour(&look(&portrait), (60, 60), expected);
        assert_eq!(
            portrait.notes,
            [Note::ConvertedFromProfile, Note::Small { side: 200 }]
        );
    }
}

#[test]
fn adobe_rgb_is_converted() {
    let colour = [120, 150, 90];
    let to_linear = |value: f64| value.powf(563.0 / 256.0);
    let expected = expected(colour, to_linear, ADOBE_TO_SRGB);
    assert!(expected[0].abs_diff(colour[0]) > 6, "the profile matters");
    let profile = ColorProfile::new_adobe_rgb().encode().unwrap();
    let portrait = centred(&png_with_profile(plain(colour), profile));
    assert_colour(&look(&portrait), (60, 60), expected);
    assert!(portrait.notes.contains(&Note::ConvertedFromProfile));
}

#[test]
fn a_linear_grey_profile_is_converted() {
    let profile = ColorProfile::new_gray_with_gamma(1.0).encode().unwrap();
    let picture = ImageBuffer::from_pixel(200, 200, Luma([64_u8]));
    let portrait = centred(&png_with_profile(
        image::DynamicImage::ImageLuma8(picture),
        profile,
    ));
    let expected = (linear_to_srgb(64.0 / 255.0) * 255.0).round() as u8;
    assert_colour(&look(&portrait), (60, 60), [expected; 3]);
    assert!(portrait.notes.contains(&Note::ConvertedFromProfile));
}

#[test]
fn an_srgb_profile_changes_nothing_and_is_not_noted() {
    let profile = ColorProfile::new_srgb().encode().unwrap();
    let portrait = centred(&png_with_profile(quarters(500, 500), profile));
    assert_corners(&portrait, [RED, GREEN, BLUE, SAND]);
    assert_eq!(portrait.notes, []);
}

#[test]
fn a_profile_that_cannot_be_read_is_said_and_taken_as_srgb() {
    let portrait = centred(&png_with_profile(
        quarters(500, 500),
        b"no profile at all, only some text of sufficient length to be one".repeat(4),
    ));
    assert_corners(&portrait, [RED, GREEN, BLUE, SAND]);
    assert_eq!(portrait.notes, [Note::ProfileUnreadable]);
}

#[test]
fn ink_colours_are_approximated_and_said() {
    // Print programs store inks inverted: 255 is none. Full magenta and yellow.
    let inks = [255, 0, 0, 255];
    for bytes in [
        four_component_jpeg(inks, Some(0)),
        four_component_jpeg(inks, None),
    ] {
        let portrait = centred(&bytes);
        assert_colour(&look(&portrait), (60, 60), [255, 0, 0]);
        assert_eq!(
            portrait.notes,
            [Note::InkColoursApproximated, Note::Small { side: 128 }]
        );
    }
}

#[test]
fn ink_colours_stored_as_brightness_are_approximated_too() {
    // YCCK: neutral chroma; the brightness is the ink, black is inverted.
    let portrait = centred(&four_component_jpeg([0, 128, 128, 255], Some(2)));
    assert_colour(&look(&portrait), (60, 60), [255; 3]);
    let portrait = centred(&four_component_jpeg([0, 128, 128, 0], Some(2)));
    assert_colour(&look(&portrait), (60, 60), [0; 3]);
}
