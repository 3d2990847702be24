use portrait::{Crop, MIN_SIDE, Note, Refusal, SMALL_SIDE, cut, open, small};

use crate::made::*;

const fn square(x: u32, y: u32, size: u32) -> Crop {
    Crop { x, y, size }
}

#[test]
fn the_centred_square_leaves_out_the_sides() {
    // A band of 100 pixels of blue left and right of 300 of sand.
    let picture = image::RgbImage::from_fn(500, 300, |x, _| {
        image::Rgb(if (100..400).contains(&x) { SAND } else { BLUE })
    });
    let portrait = centred(&png(picture));
    let seen = look(&portrait);
    for x in [4, 150, 295] {
        assert_colour(&seen, (x, 150), SAND);
    }
}

#[test]
fn a_given_square_is_taken_exactly() {
    let bytes = png(quarters(1000, 800));
    let portrait = cropped(&bytes, square(500, 0, 400)).unwrap();
    assert_corners(&portrait, [GREEN; 4]);
    assert_eq!(portrait.notes, []);
    let portrait = cropped(&bytes, square(300, 200, 400)).unwrap();
    assert_corners(&portrait, [RED, GREEN, BLUE, SAND]);
}

#[test]
fn a_square_may_touch_the_edges_and_not_pass_them() {
    let bytes = png(quarters(300, 200));
    assert!(cropped(&bytes, square(100, 0, 200)).is_ok());
    for crop in [
        square(101, 0, 200),
        square(100, 1, 200),
        square(0, 0, 201),
        square(u32::MAX, 0, 200),
        square(0, u32::MAX - 10, u32::MAX),
    ] {
        let refusal = cropped(&bytes, crop).unwrap_err();
        let outside = matches!(
            refusal,
            Refusal::CropOutside {
                width: 300,
                height: 200,
                ..
            }
        );
        assert!(outside, "{refusal}");
    }
}

#[test]
fn a_square_under_the_smallest_side_is_refused() {
    let bytes = png(quarters(300, 200));
    let refusal = cropped(&bytes, square(0, 0, MIN_SIDE - 1)).unwrap_err();
    assert_eq!(refusal, Refusal::CropTooSmall { size: 127 });
    let portrait = cropped(&bytes, square(0, 0, MIN_SIDE)).unwrap();
    assert_eq!(portrait.notes, [Note::Small { side: 128 }]);
}

#[test]
fn a_crop_travels_as_data() {
    let crop: Crop = serde_json::from_str(r#"{"x":1,"y":2,"size":128}"#).unwrap();
    assert_eq!(crop, square(1, 2, 128));
}

#[test]
fn a_square_of_the_source_is_found_in_the_working_copy() {
    let original = open(&jpeg(&quarters(3200, 2400))).unwrap();
    assert_eq!((original.size.width, original.size.height), (1600, 1200));
    let found = |x, y, size| original.crop_of_source(square(x, y, size));
    assert_eq!(found(1600, 0, 1200), Ok(square(800, 0, 600)));
    assert_eq!(found(2801, 2001, 399), Ok(square(1400, 1000, 200)));
    assert_eq!(found(0, 0, 255), Ok(square(0, 0, 128)));
    assert_eq!(
        found(0, 0, 250),
        Err(Refusal::CropTooSmall { size: 125 }),
        "large enough in the source and too small in the working copy"
    );
    let outside = found(3000, 0, 201).unwrap_err();
    assert!(matches!(outside, Refusal::CropOutside { width: 3200, .. }));
}

#[test]
fn a_portrait_is_cut_again_from_the_same_working_copy() {
    let original = open(&png(quarters(1000, 800))).unwrap();
    for (crop, colour) in [
        (square(0, 0, 400), RED),
        (square(500, 0, 400), GREEN),
        (square(0, 400, 400), BLUE),
        (square(0, 0, 400), RED),
    ] {
        let portrait = cut(&original.working, crop).unwrap();
        let seen = image::load_from_memory(&portrait.jpeg).unwrap().into_rgb8();
        assert_colour(&seen, (200, 200), colour);
    }
}

#[test]
fn only_a_working_copy_can_be_cut() {
    let crop = square(0, 0, 200);
    for bytes in [png(quarters(300, 300)), b"no picture".to_vec()] {
        assert_eq!(cut(&bytes, crop), Err(Refusal::NotAPicture));
    }
}

#[test]
fn a_long_strip_keeps_enough_of_its_shorter_side() {
    let original = open(&png(quarters(6000, 200))).unwrap();
    let portrait::Size { width, height } = original.size;
    assert_eq!((width, height), (3840, 128));
    assert_eq!(
        cut(&original.working, Crop::centred(original.size))
            .unwrap()
            .side,
        128
    );
}

#[test]
fn a_small_copy_shows_the_whole_picture_in_few_pixels() {
    let portrait = centred(&png(quarters(600, 600))).portrait;
    let copy = small(&portrait.jpeg).unwrap();
    let seen = image::load_from_memory(&copy).unwrap();
    assert_eq!((seen.width(), seen.height()), (SMALL_SIDE, SMALL_SIDE));
    assert!(copy.len() * 4 < portrait.jpeg.len(), "{}", copy.len());

    let wide = open(&png(quarters(1000, 200))).unwrap().working;
    let seen = image::load_from_memory(&small(&wide).unwrap()).unwrap();
    assert_eq!((seen.width(), seen.height()), (SMALL_SIDE, SMALL_SIDE / 5));
    assert!(small(b"no picture").is_err());
}
