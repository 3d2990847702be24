//! Flat portraits of invented people and brands: a head, a hairstyle, shoulders.
//! Whole numbers only, so that every machine draws the same picture. Drawn on
//! demand, never stored.

use crate::id::Id;

/// Pixels of the full picture's side.
const FULL: u16 = 200;
/// Pixels of the side X calls `_normal` (`contracts/x.md` §6.4).
const NORMAL: u16 = 48;
/// Samples per pixel and direction, against jagged edges.
const SAMPLES: i64 = 4;
/// The drawing's own units per side.
const UNITS: i64 = 1000;

/// Red, green, blue.
pub(crate) type Colour = [u8; 3];

const DARK: Colour = [0x2A, 0x22, 0x22];
const LIPS: Colour = [0xB5, 0x4A, 0x4A];
const MARINE: Colour = [0x14, 0x2B, 0x4D];
const WHITE: Colour = [0xFF, 0xFF, 0xFF];
const RED: Colour = [0xE0, 0x4F, 0x3A];

/// What an invented person looks like.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    pub(crate) ground: Colour,
    pub(crate) skin: Colour,
    pub(crate) hair: Colour,
    pub(crate) hairstyle: Hairstyle,
    pub(crate) clothes: Colour,
}

/// How the hair is worn.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Hairstyle {
    Short,
    Long,
    Bun,
}

/// Whose portrait it is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Sitter {
    Brand,
    Customer(&'static Look),
}

/// A portrait to draw.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Portrait {
    pub(crate) sitter: Sitter,
    /// Pixels of its side.
    pub(crate) side: u16,
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

impl Portrait {
    /// Draws it as PNG.
    pub(crate) fn draw(self) -> Result<Vec<u8>, png::EncodingError> {
        let drawing = match self.sitter {
            Sitter::Brand => Drawing::brand(),
            Sitter::Customer(look) => Drawing::person(look),
        };
        let side = i64::from(self.side);
        let mut pixels = Vec::new();
        for y in 0..side {
            for x in 0..side {
                pixels.extend_from_slice(&drawing.pixel(x, y, side));
            }
        }
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, self.side.into(), self.side.into());
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&pixels)?;
        writer.finish()?;
        Ok(file)
    }
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
    fn person(look: &Look) -> Self {
        let Look {
            ground,
            skin,
            hair,
            hairstyle,
            clothes,
        } = *look;
        let mut shapes = match hairstyle {
            Hairstyle::Short => Vec::new(),
            Hairstyle::Long => vec![(Shape::Ellipse(500, 500, 250, 330), hair)],
            Hairstyle::Bun => vec![(Shape::Ellipse(500, 205, 110, 110), hair)],
        };
        shapes.extend([
            (Shape::Ellipse(500, 1010, 370, 300), clothes),
            (Shape::Ellipse(500, 700, 95, 130), skin),
            (Shape::Ellipse(500, 390, 205, 190), hair),
            (Shape::Ellipse(500, 465, 180, 215), skin),
            (Shape::Ellipse(430, 455, 18, 22), DARK),
            (Shape::Ellipse(570, 455, 18, 22), DARK),
            (Shape::Ellipse(500, 565, 70, 42), LIPS),
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

    /// The mean of a pixel's samples; where its corners agree, that colour.
    fn pixel(&self, x: i64, y: i64, side: i64) -> Colour {
        let fine = side * SAMPLES * 2;
        let sample = |across: i64, down: i64| {
            let across = (x * SAMPLES + across) * 2 + 1;
            let down = (y * SAMPLES + down) * 2 + 1;
            self.colour(across * UNITS / fine, down * UNITS / fine)
        };
        let far = SAMPLES - 1;
        let corner = sample(0, 0);
        if [sample(0, far), sample(far, 0), sample(far, far)] == [corner; 3] {
            return corner;
        }
        let mut sum = [0_u32; 3];
        for place in 0..SAMPLES * SAMPLES {
            let colour = sample(place % SAMPLES, place / SAMPLES);
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
