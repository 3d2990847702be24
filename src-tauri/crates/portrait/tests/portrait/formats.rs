use image::{DynamicImage, ImageBuffer, Luma, Rgb, Rgba, RgbaImage};
use portrait::{Note, Size};

use crate::made::*;

#[test]
fn every_format_becomes_the_same_portrait() {
    let picture = quarters(300, 300);
    for bytes in [jpeg(&picture), png(picture.clone()), webp(picture)] {
        let portrait = centred(&bytes);
        assert_corners(&portrait, [RED, GREEN, BLUE, SAND]);
        assert_eq!(portrait.notes, [Note::Small { side: 300 }]);
        assert_eq!(
            portrait.original.source,
            Size {
                width: 300,
                height: 300
            }
        );
    }
}

#[test]
fn a_large_picture_has_nothing_to_note() {
    assert_eq!(centred(&jpeg(&quarters(900, 700))).notes, []);
    assert_eq!(centred(&jpeg(&quarters(400, 400))).notes, []);
}

#[test]
fn an_animated_gif_gives_its_first_frame_and_says_so() {
    let portrait = centred(&gif(&[BLUE, RED, GREEN]));
    assert_colour(&look(&portrait), (80, 80), BLUE);
    assert_eq!(
        portrait.notes,
        [Note::FirstFrameOfAnimation, Note::Small { side: 160 }]
    );
}

#[test]
fn a_still_gif_is_no_animation() {
    let portrait = centred(&gif(&[GREEN]));
    assert_colour(&look(&portrait), (80, 80), GREEN);
    assert_eq!(portrait.notes, [Note::Small { side: 160 }]);
}

#[test]
fn an_animated_webp_gives_its_first_frame_and_says_so() {
    let portrait = centred(&animated_webp(&[SAND, RED]));
    assert_colour(&look(&portrait), (100, 100), SAND);
    assert_eq!(
        portrait.notes,
        [Note::FirstFrameOfAnimation, Note::Small { side: 200 }]
    );
}

#[test]
fn a_sixteen_bit_png_keeps_its_colours() {
    let wide = |value: u8| u16::from(value) * 257;
    let picture = ImageBuffer::from_pixel(500, 500, Rgb(SAND.map(wide)));
    let portrait = centred(&png(DynamicImage::ImageRgb16(picture)));
    assert_colour(&look(&portrait), (200, 200), SAND);
    assert_eq!(portrait.notes, []);
}

#[test]
fn a_grey_picture_stays_grey() {
    let eight = ImageBuffer::from_pixel(500, 500, Luma([90_u8]));
    let sixteen = ImageBuffer::from_pixel(500, 500, Luma([90_u16 * 257]));
    let mut grey_jpeg = std::io::Cursor::new(Vec::new());
    eight
        .write_to(&mut grey_jpeg, image::ImageFormat::Jpeg)
        .unwrap();
    for bytes in [
        png(DynamicImage::ImageLuma8(eight)),
        png(DynamicImage::ImageLuma16(sixteen)),
        grey_jpeg.into_inner(),
    ] {
        assert_colour(&look(&centred(&bytes)), (200, 200), [90; 3]);
    }
}

#[test]
fn what_is_see_through_becomes_white_and_hides_no_colour() {
    // Left half red and opaque; right half fully see-through over black.
    let picture = RgbaImage::from_fn(500, 500, |x, _| {
        if x < 250 {
            Rgba([RED[0], RED[1], RED[2], 255])
        } else {
            Rgba([0, 0, 0, 0])
        }
    });
    for bytes in [png(picture.clone()), webp(picture)] {
        let portrait = centred(&bytes);
        let seen = look(&portrait);
        assert_colour(&seen, (100, 200), RED);
        assert_colour(&seen, (300, 200), [255; 3]);
        assert_eq!(portrait.notes, [Note::TransparencyFlattened]);
        // No dark seam where the two meet.
        for x in 0..400 {
            assert!(seen.get_pixel(x, 200).0[0] > 190, "dark at {x}");
        }
    }
}

#[test]
fn an_alpha_channel_that_hides_nothing_is_not_noted() {
    let picture = RgbaImage::from_pixel(500, 500, Rgba([9, 9, 9, 255]));
    assert_eq!(centred(&png(picture)).notes, []);
}
