//! The photos that customers send: a parcel that had a hard journey. Drawn from
//! a seed when the message is written, then kept like any uploaded picture.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::drawing::{Colour, Drawing, Shape};

/// Pixels of a photo's side.
const SIDE: u16 = 240;

const CARDBOARD: Colour = [0xC8, 0x9B, 0x62];
const EDGE: Colour = [0xA8, 0x7C, 0x48];
const TAPE: Colour = [0xE4, 0xD3, 0xA6];
const PAPER: Colour = [0xFB, 0xFA, 0xF5];
const INK: Colour = [0x3A, 0x3A, 0x40];
const HOLE: Colour = [0x4A, 0x33, 0x1C];
const FLOOR: Colour = [0x8A, 0x8D, 0x91];

/// Draws the photo of a seed as PNG.
pub(crate) fn draw(seed: u64) -> Result<Vec<u8>, png::EncodingError> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let shade: u8 = rng.random_range(0xC0..=0xE8);
    let tape = rng.random_range(380..=620);
    let mut shapes = vec![
        (Shape::Block(500, 900, 500, 150), FLOOR),
        (Shape::Ellipse(500, 830, 420, 60), INK),
        (Shape::Block(500, 540, 370, 290), CARDBOARD),
        (Shape::Block(500, 265, 370, 15), EDGE),
        (Shape::Block(tape, 540, 45, 290), TAPE),
        (Shape::Block(690, 660, 120, 90), PAPER),
    ];
    for line in 0..4 {
        let width = rng.random_range(30..=95);
        shapes.push((Shape::Block(590 + width, 600 + line * 38, width, 8), INK));
    }
    for _ in 0..rng.random_range(2..=5) {
        let (x, y) = (rng.random_range(170..=830), rng.random_range(290..=820));
        let (wide, high) = (rng.random_range(25..=80), rng.random_range(20..=60));
        shapes.push((Shape::Diamond(x, y, wide, high), HOLE));
    }
    Drawing {
        ground: [shade, shade, 0xD8],
        shapes,
    }
    .png(SIDE)
}
