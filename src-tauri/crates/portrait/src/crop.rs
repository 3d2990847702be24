//! Which square of the picture becomes the portrait. A crop is given in pixels
//! of the picture as a person sees it; the file may hold it turned or mirrored,
//! and [`Square::in_file`] finds the same square there.

use image::metadata::Orientation;
use serde::{Deserialize, Serialize};

use crate::{MIN_SIDE, Refusal, Size};

/// The part of a picture that becomes the portrait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Crop {
    /// The largest square around the middle.
    Centred,
    /// A square, in pixels of the upright picture, from its top left corner.
    Square {
        /// Left edge.
        x: u32,
        /// Top edge.
        y: u32,
        /// Side, at least [`MIN_SIDE`].
        size: u32,
    },
}

/// A square that lies inside its picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Square {
    pub(crate) x: u32,
    pub(crate) y: u32,
    pub(crate) size: u32,
}

impl Crop {
    /// The square in an upright picture of `size`.
    pub(crate) fn square_in(self, picture: Size) -> Result<Square, Refusal> {
        let Size { width, height } = picture;
        match self {
            Self::Centred => {
                let size = width.min(height);
                Ok(Square {
                    x: (width - size) / 2,
                    y: (height - size) / 2,
                    size,
                })
            }
            Self::Square { x, y, size } if !fits(x, size, width) || !fits(y, size, height) => {
                Err(Refusal::CropOutside {
                    x,
                    y,
                    size,
                    width,
                    height,
                })
            }
            Self::Square { size, .. } if size < MIN_SIDE => Err(Refusal::CropTooSmall { size }),
            Self::Square { x, y, size } => Ok(Square { x, y, size }),
        }
    }
}

fn fits(start: u32, length: u32, available: u32) -> bool {
    start
        .checked_add(length)
        .is_some_and(|end| end <= available)
}

impl Square {
    /// The same square in the file's own pixels, for a file of `stored` size
    /// that `orientation` turns upright.
    pub(crate) fn in_file(self, stored: Size, orientation: Orientation) -> Self {
        let Self { x, y, size } = self;
        let from_right = |at: u32| stored.width.saturating_sub(at).saturating_sub(size);
        let from_bottom = |at: u32| stored.height.saturating_sub(at).saturating_sub(size);
        let (x, y) = match orientation {
            Orientation::NoTransforms => (x, y),
            Orientation::FlipHorizontal => (from_right(x), y),
            Orientation::Rotate180 => (from_right(x), from_bottom(y)),
            Orientation::FlipVertical => (x, from_bottom(y)),
            Orientation::Rotate90FlipH => (y, x),
            Orientation::Rotate90 => (y, from_bottom(x)),
            Orientation::Rotate270FlipH => (from_right(y), from_bottom(x)),
            Orientation::Rotate270 => (from_right(y), x),
        };
        Self { x, y, size }
    }
}
