//! Flat portraits of invented people and brands: a head, a hairstyle, shoulders.
//! Drawn on demand, never stored.

use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

use super::drawing::{Colour, Drawing, Shape};
use crate::id::Id;

/// Pixels of the full picture's side.
const FULL: u16 = 200;
/// Pixels of the side X calls `_normal` (`contracts/x.md` §6.4).
const NORMAL: u16 = 48;
const DARK: Colour = [0x2A, 0x22, 0x22];
const LIPS: Colour = [0xB5, 0x4A, 0x4A];
const MARINE: Colour = [0x14, 0x2B, 0x4D];
const WHITE: Colour = [0xFF, 0xFF, 0xFF];
const RED: Colour = [0xE0, 0x4F, 0x3A];

/// What an invented person looks like.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Look {
    pub(crate) ground: Colour,
    pub(crate) skin: Colour,
    pub(crate) hair: Colour,
    pub(crate) hairstyle: Hairstyle,
    pub(crate) clothes: Colour,
}

/// How the hair is worn.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Hairstyle {
    Short,
    Long,
    Bun,
}

/// Whose portrait it is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Sitter {
    Brand,
    Customer(Look),
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
        match self.sitter {
            Sitter::Brand => brand(),
            Sitter::Customer(look) => person(&look),
        }
        .png(self.side)
    }
}

fn person(look: &Look) -> Drawing {
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
    Drawing { ground, shapes }
}

/// A compass needle that points north.
fn brand() -> Drawing {
    Drawing {
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

const GROUNDS: [Colour; 6] = [
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
    [0x6B, 0x44, 0x2C],
];
const HAIRS: [Colour; 5] = [
    [0x2B, 0x22, 0x1E],
    [0x6A, 0x42, 0x26],
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
const HAIRSTYLES: [Hairstyle; 3] = [Hairstyle::Short, Hairstyle::Long, Hairstyle::Bun];

impl Look {
    /// Somebody's face, by seed.
    pub(crate) fn draw(rng: &mut ChaCha8Rng) -> Self {
        let colour = |of: &[Colour], rng: &mut ChaCha8Rng| of.choose(rng).copied().unwrap_or(DARK);
        Self {
            ground: colour(&GROUNDS, rng),
            skin: colour(&SKINS, rng),
            hair: colour(&HAIRS, rng),
            hairstyle: HAIRSTYLES.choose(rng).copied().unwrap_or(Hairstyle::Short),
            clothes: colour(&CLOTHES, rng),
        }
    }
}
