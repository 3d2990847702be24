use portrait::{Crop, MIN_SIDE, Note, Refusal, prepare};

use crate::made::*;

const fn square(x: u32, y: u32, size: u32) -> Crop {
    Crop::Square { x, y, size }
}

#[test]
fn the_centred_square_leaves_out_the_sides() {
    // A band of 100 pixels of blue left and right of 300 of sand.
    let picture = image::RgbImage::from_fn(500, 300, |x, _| {
        image::Rgb(if (100..400).contains(&x) { SAND } else { BLUE })
    });
    let portrait = centred(&png(picture));
    let seen = look(&portrait);
    for x in [4, 200, 395] {
        assert_colour(&seen, (x, 200), SAND);
    }
}

#[test]
fn a_given_square_is_taken_exactly() {
    let bytes = png(quarters(1000, 800));
    let portrait = prepare(&bytes, square(500, 0, 400)).unwrap();
    assert_corners(&portrait, [GREEN; 4]);
    assert_eq!(portrait.notes, []);
    let portrait = prepare(&bytes, square(300, 200, 400)).unwrap();
    assert_corners(&portrait, [RED, GREEN, BLUE, SAND]);
}

#[test]
fn a_square_may_touch_the_edges_and_not_pass_them() {
    let bytes = png(quarters(300, 200));
    assert!(prepare(&bytes, square(100, 0, 200)).is_ok());
    for crop in [
        square(101, 0, 200),
        square(100, 1, 200),
        square(0, 0, 201),
        square(u32::MAX, 0, 200),
        square(0, u32::MAX - 10, u32::MAX),
    ] {
        let refusal = prepare(&bytes, crop).unwrap_err();
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
    let refusal = prepare(&bytes, square(0, 0, MIN_SIDE - 1)).unwrap_err();
    assert_eq!(refusal, Refusal::CropTooSmall { size: 127 });
    let portrait = prepare(&bytes, square(0, 0, MIN_SIDE)).unwrap();
    assert_eq!(portrait.notes, [Note::Enlarged]);
}

#[test]
fn a_crop_travels_as_data() {
    let crop: Crop = serde_json::from_str(r#"{"kind":"square","x":1,"y":2,"size":128}"#).unwrap();
    assert_eq!(crop, square(1, 2, 128));
    assert_eq!(
        serde_json::to_string(&Crop::Centred).unwrap(),
        r#"{"kind":"centred"}"#
    );
}
