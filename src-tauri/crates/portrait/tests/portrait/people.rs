//! Faces, drawn here: no photo of anybody is part of this project.

use image::{Rgb, RgbImage};
use portrait::{Crop, Face, MIN_SIDE, cut, faces, open};

use crate::made::*;

/// How much of something is at a place, 0 to 1, soft at its edge: an ellipse
/// around a middle, in the face's own measure (its width is 1).
fn ellipse(at: (f32, f32), middle: (f32, f32), half: (f32, f32)) -> f32 {
    let (x, y) = ((at.0 - middle.0) / half.0, (at.1 - middle.1) / half.1);
    (1.0 - ((x * x + y * y).sqrt() - 1.0) * 6.0).clamp(0.0, 1.0)
}

/// The brightness of a face lit from the front, 0 to 1, and how much of it is
/// there; `at` is measured in face widths from between the eyes.
fn face(at: (f32, f32)) -> (f32, f32) {
    let aside = (at.0.abs(), at.1);
    let head = ellipse(at, (0.0, 0.28), (0.52, 0.72));
    let hair = ellipse(at, (0.0, 0.1), (0.62, 0.8)) * (1.0 - ellipse(at, (0.0, 0.38), (0.5, 0.66)));
    let neck = ellipse(at, (0.0, 1.1), (0.3, 0.4));
    let body = ellipse(at, (0.0, 2.0), (1.3, 0.85));
    let round = 1.0 - 0.35 * (at.0 * at.0 * 3.5).min(1.0);
    let mut light = 0.82 * round;
    let mut dark = |amount: f32, to: f32| light += (to - light) * amount;
    dark(0.45 * ellipse(aside, (0.23, 0.0), (0.17, 0.1)), 0.35); // sockets
    dark(0.9 * ellipse(aside, (0.23, -0.13), (0.16, 0.035)), 0.15); // brows
    dark(0.8 * ellipse(aside, (0.23, 0.01), (0.1, 0.042)), 0.9); // whites
    dark(ellipse(aside, (0.23, 0.01), (0.05, 0.05)), 0.08); // irises
    dark(0.8 * ellipse(aside, (0.23, -0.04), (0.12, 0.018)), 0.15); // lids
    dark(0.35 * ellipse(at, (0.0, 0.2), (0.035, 0.2)), 0.95); // nose
    dark(0.5 * ellipse(at, (0.0, 0.42), (0.12, 0.03)), 0.3);
    dark(0.8 * ellipse(aside, (0.06, 0.4), (0.03, 0.02)), 0.2); // nostrils
    dark(0.7 * ellipse(at, (0.0, 0.6), (0.2, 0.05)), 0.35); // lips
    dark(0.8 * ellipse(at, (0.0, 0.6), (0.2, 0.012)), 0.12);
    dark(0.3 * ellipse(at, (0.0, 0.72), (0.13, 0.03)), 0.45); // under the lip
    let skin = light;
    let mut light = 0.3;
    let mut over = |amount: f32, to: f32| light += (to - light) * amount;
    over(neck, 0.55);
    over(body * (1.0 - neck), 0.25);
    over(head, skin);
    over(hair, 0.1);
    (light, head.max(hair).max(neck).max(body))
}

/// Somebody with a face of that width, their eyes around that point, before a wall.
fn somebody(picture: &mut RgbImage, eyes: (f32, f32), width: f32) {
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        let at = ((x as f32 - eyes.0) / width, (y as f32 - eyes.1) / width);
        let (light, there) = face(at);
        let mixed = |wall: u8, tint: f32| {
            let wall = f32::from(wall) / 255.0;
            ((wall + ((light * tint).min(1.0) - wall) * there) * 255.0) as u8
        };
        let [r, g, b] = pixel.0;
        *pixel = Rgb([mixed(r, 1.1), mixed(g, 0.95), mixed(b, 0.82)]);
    }
}

fn wall(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let shade = 170 + (x * 30 / width + y * 20 / height) as u8;
        Rgb([shade, shade, shade])
    })
}

fn found_in(picture: RgbImage) -> Vec<Face> {
    let original = open(&png(picture)).unwrap();
    let found = faces(&original.working).unwrap();
    for face in &found {
        cut(&original.working, face.square).unwrap();
    }
    found
}

/// Whether the square shows that face whole, as head and shoulders: the face is
/// between a quarter and a half of it, near its middle.
#[track_caller]
fn assert_portrays(square: Crop, eyes: (f32, f32), width: f32) {
    let Crop { x, y, size } = square;
    let (left, top, size) = (x as f32, y as f32, size as f32);
    let share = width / size;
    assert!((0.25..0.5).contains(&share), "{share} of {square:?}");
    let across = (eyes.0 - left) / size;
    assert!((0.4..0.6).contains(&across), "{across} across {square:?}");
    let down = (eyes.1 - top) / size;
    assert!((0.25..0.5).contains(&down), "{down} down {square:?}");
}

#[test]
fn a_face_is_found_and_shown_with_its_shoulders() {
    for (eyes, width) in [
        ((500.0, 400.0), 120.0),
        ((800.0, 500.0), 200.0),
        ((600.0, 420.0), 300.0),
    ] {
        let mut picture = wall(1200, 1000);
        somebody(&mut picture, eyes, width);
        let found = found_in(picture);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_portrays(found[0].square, eyes, width);
    }
}

#[test]
fn a_face_is_found_in_a_photo_larger_than_the_working_copy() {
    let mut picture = wall(3200, 2400);
    somebody(&mut picture, (1600.0, 900.0), 500.0);
    let found = found_in(picture);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_portrays(found[0].square, (800.0, 450.0), 250.0);
}

#[test]
fn of_several_faces_the_largest_comes_first() {
    let mut picture = wall(1500, 1000);
    somebody(&mut picture, (350.0, 450.0), 150.0);
    somebody(&mut picture, (1050.0, 380.0), 260.0);
    let found = found_in(picture);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_portrays(found[0].square, (1050.0, 380.0), 260.0);
    assert_portrays(found[1].square, (350.0, 450.0), 150.0);
}

#[test]
fn a_face_that_fills_the_picture_gets_the_largest_square() {
    let mut picture = wall(500, 600);
    somebody(&mut picture, (250.0, 260.0), 330.0);
    let found = found_in(picture);
    assert_eq!(found[0].square.size, 500);
}

#[test]
fn where_nobody_is_nobody_is_found() {
    for picture in [
        wall(1200, 900),
        wall(MIN_SIDE, MIN_SIDE),
        wall(3000, MIN_SIDE),
        quarters(700, 500),
    ] {
        assert_eq!(found_in(picture), []);
    }
}
