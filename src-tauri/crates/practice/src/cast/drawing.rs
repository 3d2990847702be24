//! Flat drawings: shapes on a ground. Whole numbers only, so that every machine
//! draws the same picture.

/// Samples per pixel and direction, against jagged edges.
const SAMPLES: i64 = 4;
/// The drawing's own units per side.
const UNITS: i64 = 1000;

/// Red, green, blue.
pub(crate) type Colour = [u8; 3];

/// Shapes on a ground, the last on top.
#[derive(Debug, Clone)]
pub(crate) struct Drawing {
    pub(crate) ground: Colour,
    pub(crate) shapes: Vec<(Shape, Colour)>,
}

/// A shape, in thousandths of the picture's side.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shape {
    /// Centre and radii.
    Ellipse(i64, i64, i64, i64),
    /// Centre and half diagonals.
    Diamond(i64, i64, i64, i64),
    /// Centre and half sides.
    Block(i64, i64, i64, i64),
}

impl Drawing {
    /// Draws a square of `side` pixels as PNG.
    pub(crate) fn png(&self, side: u16) -> Result<Vec<u8>, png::EncodingError> {
        let pixels_a_side = i64::from(side);
        let mut pixels = Vec::new();
        for y in 0..pixels_a_side {
            for x in 0..pixels_a_side {
                pixels.extend_from_slice(&self.pixel(x, y, pixels_a_side));
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
            Self::Block(cx, cy, rx, ry) => (x - cx).abs() <= *rx && (y - cy).abs() <= *ry,
        }
    }
}
