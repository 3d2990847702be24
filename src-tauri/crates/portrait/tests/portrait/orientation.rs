//! A file of 384×256 holds red and green above, blue and sand below; each EXIF
//! orientation shows that turned or mirrored.

use portrait::{Crop, Size};

use crate::made::*;

/// What a person sees for orientations 1 to 8 (Exif 3.0, tag 0x0112): top left,
/// top right, bottom left, bottom right.
const SEEN: [[[u8; 3]; 4]; 8] = [
    [RED, GREEN, BLUE, SAND],
    [GREEN, RED, SAND, BLUE],
    [SAND, BLUE, GREEN, RED],
    [BLUE, SAND, RED, GREEN],
    [RED, BLUE, GREEN, SAND],
    [BLUE, RED, SAND, GREEN],
    [SAND, GREEN, BLUE, RED],
    [GREEN, SAND, RED, BLUE],
];

fn turned(orientation: u16) -> Vec<u8> {
    let content = [b"Exif\0\0".as_slice(), &exif(orientation, "nobody")].concat();
    with_segment(&jpeg(&quarters(384, 256)), 0xE1, &content)
}

#[test]
fn every_orientation_is_turned_upright() {
    for (orientation, seen) in (1..).zip(SEEN) {
        let portrait = centred(&turned(orientation));
        assert_corners(&portrait, seen);
        let upright = if orientation < 5 {
            (384, 256)
        } else {
            (256, 384)
        };
        let Size { width, height } = portrait.original.source;
        assert_eq!((width, height), upright, "orientation {orientation}");
    }
}

#[test]
fn a_crop_is_taken_from_the_upright_picture() {
    for (orientation, seen) in (1..).zip(SEEN) {
        let bytes = turned(orientation);
        let Size { width, height } = centred(&bytes).original.source;
        let (right, below) = (width - 128, height - 128);
        let corners = [(0, 0), (right, 0), (0, below), (right, below)];
        for ((x, y), colour) in corners.into_iter().zip(seen) {
            let crop = Crop { x, y, size: 128 };
            assert_plain(&cropped(&bytes, crop).unwrap(), colour);
        }
    }
}

fn assert_plain(portrait: &Made, colour: [u8; 3]) {
    assert_corners(portrait, [colour; 4]);
}

#[test]
fn png_and_webp_are_turned_too() {
    for bytes in [
        png_with_exif(&quarters(384, 256), exif(6, "nobody")),
        webp_with_exif(&quarters(384, 256), exif(6, "nobody")),
    ] {
        assert_corners(&centred(&bytes), SEEN[5]);
    }
}

#[test]
fn an_orientation_that_does_not_exist_turns_nothing() {
    assert_corners(&centred(&turned(9)), SEEN[0]);
    assert_corners(&centred(&turned(0)), SEEN[0]);
}
