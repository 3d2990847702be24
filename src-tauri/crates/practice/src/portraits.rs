//! Flat portraits of invented people and brands, drawn from their ids: a head, a
//! hairstyle, shoulders. Whole numbers only, so that every machine draws the
//! same picture. Drawn on demand, never stored.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::id::Id;

/// Pixels of the full picture's side.
const FULL: u16 = 400;
/// Pixels of the side X calls `_normal` (`contracts/x.md` §6.4).
const NORMAL: u16 = 48;
/// Samples per pixel and direction, against jagged edges.
const SAMPLES: i64 = 4;
/// The drawing's own units per side.
const UNITS: i64 = 1000;

type Colour = [u8; 3];

const BACKGROUNDS: [Colour; 6] = [
    [0xF4, 0xD3, 0x5E],
    [0xA8, 0xD5, 0xBA],
    [0xF2, 0xB5, 0xA7],
    [0xB5, 0xC7, 0xE8],
    [0xD9, 0xC2, 0xE9],
    [0xF0, 0xE2, 0xC6],
];
const SKINS: [Colour; 5] = [
    [0xFA, 0xDC, 0xC4],
    [0xEB, 0xBF, 0x98],
    [0xC9, 0x93, 0x68],
    [0x9C, 0x66, 0x41],
    [0x6B, 0x43, 0x2B],
];
const HAIRS: [Colour; 6] = [
    [0x2B, 0x22, 0x1E],
    [0x4E, 0x34, 0x24],
    [0x8A, 0x55, 0x2B],
    [0xD8, 0xAE, 0x62],
    [0x9A, 0x9A, 0xA0],
    [0xA6, 0x45, 0x2A],
];
const CLOTHES: [Colour; 5] = [
    [0x2F, 0x4B, 0x7C],
    [0x7A, 0x2E, 0x3A],
    [0x2E, 0x6B, 0x57],
    [0x3C, 0x3C, 0x46],
    [0xC2, 0x6A, 0x2E],
];
const DARK: Colour = [0x2A, 0x22, 0x22];
const MARINE: Colour = [0x14, 0x2B, 0x4D];
const WHITE: Colour = [0xFF, 0xFF, 0xFF];
const RED: Colour = [0xE0, 0x4F, 0x3A];

/// Whose portrait it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sitter {
    Brand,
    Customer,
}

/// Where the network serves the full picture of a user.
pub(crate) fn path(user: Id) -> String {
    format!("/profile_images/{user}.png")
}

/// Where it serves the small one, which v2 names as `profile_image_url`.
pub(crate) fn small_path(user: Id) -> String {
    format!("/profile_images/{user}_normal.png")
}

/// The user and the side in pixels that the last part of such a path asks for.
pub(crate) fn at_path(last: &str) -> Option<(Id, u16)> {
    let name = last.strip_suffix(".png")?;
    match name.strip_suffix("_normal") {
        Some(id) => Some((Id::parse(id)?, NORMAL)),
        None => Some((Id::parse(name)?, FULL)),
    }
}

/// Draws a portrait as PNG, `side` pixels square.
pub(crate) fn draw(user: Id, sitter: Sitter, side: u16) -> Result<Vec<u8>, png::EncodingError> {
    let drawing = match sitter {
        Sitter::Brand => Drawing::brand(),
        Sitter::Customer => Drawing::person(user),
    };
    let mut pixels = Vec::new();
    for y in 0..i64::from(side) {
        for x in 0..i64::from(side) {
            pixels.extend_from_slice(&drawing.pixel(x, y, i64::from(side)));
        }
    }
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, side.into(), side.into());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels)?;
    writer.finish()?;
    Ok(file)
}

/// Shapes on a ground, the last on top.
struct Drawing {
    ground: Colour,
    shapes: Vec<(Shape, Colour)>,
}

enum Shape {
    /// Centre and radii.
    Ellipse(i64, i64, i64, i64),
    /// Centre and half diagonals.
    Diamond(i64, i64, i64, i64),
}

impl Drawing {
    fn person(user: Id) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(user.number());
        let mut pick = |colours: &[Colour]| {
            let place = rng.random_range(0..colours.len());
            colours.get(place).copied().unwrap_or(DARK)
        };
        let ground = pick(&BACKGROUNDS);
        let (skin, hair, clothes) = (pick(&SKINS), pick(&HAIRS), pick(&CLOTHES));
        let mut shapes = match rng.random_range(0..3) {
            0 => vec![(Shape::Ellipse(500, 500, 250, 330), hair)],
            1 => vec![(Shape::Ellipse(500, 205, 110, 110), hair)],
            _ => Vec::new(),
        };
        shapes.extend([
            (Shape::Ellipse(500, 1010, 370, 300), clothes),
            (Shape::Ellipse(500, 700, 95, 130), skin),
            (Shape::Ellipse(500, 390, 205, 190), hair),
            (Shape::Ellipse(500, 465, 180, 215), skin),
            (Shape::Ellipse(430, 455, 18, 22), DARK),
            (Shape::Ellipse(570, 455, 18, 22), DARK),
            (Shape::Ellipse(500, 565, 70, 42), [0xB5, 0x4A, 0x4A]),
            (Shape::Ellipse(500, 548, 80, 38), skin),
        ]);
        Self { ground, shapes }
    }

    /// A compass needle that points north.
    fn brand() -> Self {
        Self {
            ground: MARINE,
            shapes: vec![
                (Shape::Ellipse(500, 500, 360, 360), WHITE),
                (Shape::Ellipse(500, 500, 325, 325), MARINE),
                (Shape::Diamond(500, 500, 95, 285), WHITE),
                (Shape::Diamond(500, 355, 48, 140), RED),
                (Shape::Ellipse(500, 500, 38, 38), MARINE),
            ],
        }
    }

    fn pixel(&self, x: i64, y: i64, side: i64) -> Colour {
        let mut sum = [0_u32; 3];
        let fine = side * SAMPLES * 2;
        for sample in 0..SAMPLES * SAMPLES {
            let along = (x * SAMPLES + sample % SAMPLES) * 2 + 1;
            let down = (y * SAMPLES + sample / SAMPLES) * 2 + 1;
            let colour = self.colour(along * UNITS / fine, down * UNITS / fine);
            for (total, part) in sum.iter_mut().zip(colour) {
                *total += u32::from(part);
            }
        }
        sum.map(|total| u8::try_from(total / 16).unwrap_or(u8::MAX))
    }

    fn colour(&self, x: i64, y: i64) -> Colour {
        self.shapes
            .iter()
            .rev()
            .find(|(shape, _)| shape.contains(x, y))
            .map_or(self.ground, |(_, colour)| *colour)
    }
}

impl Shape {
    fn contains(&self, x: i64, y: i64) -> bool {
        match self {
            Self::Ellipse(cx, cy, rx, ry) => {
                let (dx, dy) = ((x - cx) * ry, (y - cy) * rx);
                dx * dx + dy * dy <= rx * rx * ry * ry
            }
            Self::Diamond(cx, cy, rx, ry) => (x - cx).abs() * ry + (y - cy).abs() * rx <= rx * ry,
        }
    }
}
