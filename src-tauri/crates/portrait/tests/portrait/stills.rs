//! Pictures that go with messages.

use image::{Rgb, RgbImage};
use portrait::{MESSAGE_SIDE, Note, Refusal, Size, WORKING_SIDE, sendable, still};
use proptest::prelude::*;

use crate::made::*;
use crate::metadata::assert_free;

const ROOM: usize = 4_500_000;

/// Pixels that no JPEG makes small.
fn noise(width: u32, height: u32) -> RgbImage {
    let mut seed = 7_u32;
    RgbImage::from_fn(width, height, |_, _| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [a, b, c, _] = seed.to_be_bytes();
        Rgb([a, b, c])
    })
}

#[test]
fn a_picture_is_sent_whole_upright_and_bare() {
    let exif = [b"Exif\0\0".as_slice(), &exif(6, "Ana")].concat();
    let turned = with_segment(&jpeg(&quarters(300, 200)), 0xE1, &exif);
    let sent = sendable(&turned, MESSAGE_SIDE, ROOM).unwrap();
    let size = Size {
        width: 200,
        height: 300,
    };
    assert_eq!(sent.size, size);
    assert_free(&sent.jpeg);
}

#[test]
fn a_picture_is_never_enlarged_and_at_most_as_long_as_asked() {
    let small = sendable(&png(quarters(30, 8)), MESSAGE_SIDE, ROOM).unwrap();
    assert_eq!((small.size.width, small.size.height), (30, 8));
    let wide = still(&png(quarters(3200, 40)), WORKING_SIDE).unwrap();
    assert_eq!((wide.size.width, wide.size.height), (1600, 20));
}

#[test]
fn what_moves_is_not_sent_and_is_shown_by_its_first_frame() {
    let moving = gif(&[RED, BLUE]);
    assert_eq!(sendable(&moving, MESSAGE_SIDE, ROOM), Err(Refusal::Moves));
    let shown = still(&moving, WORKING_SIDE).unwrap();
    assert_eq!(shown.notes, [Note::FirstFrameOfAnimation]);
    assert!(sendable(&gif(&[GREEN]), MESSAGE_SIDE, ROOM).is_ok());
}

#[test]
fn a_file_that_ends_early_is_not_sent() {
    let whole = jpeg(&quarters(300, 300));
    let cut = &whole[..whole.len() / 2];
    let refused = sendable(cut, MESSAGE_SIDE, ROOM).unwrap_err();
    assert!(matches!(refused, Refusal::Truncated { .. }), "{refused}");
    assert_eq!(
        sendable(b"<svg xmlns='a'/>", MESSAGE_SIDE, ROOM),
        Err(Refusal::UnsupportedFormat { name: "SVG" })
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn a_picture_fits_into_whatever_room_there_is(width in 1_u32..200, height in 1_u32..200, room in 1_500_usize..40_000) {
        let sent = sendable(&png(noise(width, height)), MESSAGE_SIDE, room).unwrap();
        prop_assert!(sent.jpeg.len() <= room);
        prop_assert!(sent.size.width <= width && sent.size.height <= height);
        prop_assert_eq!(&still(&sent.jpeg, MESSAGE_SIDE).unwrap().size, &sent.size);
    }
}
