//! Which square of a picture becomes the portrait, in pixels of the picture as a
//! person sees it.

use serde::{Deserialize, Serialize};

use crate::{MIN_SIDE, Refusal, Size};

/// A square of a picture, from its top left corner, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Crop {
    /// Left edge.
    pub x: u32,
    /// Top edge.
    pub y: u32,
    /// Side; a portrait needs at least [`MIN_SIDE`].
    pub size: u32,
}

impl Crop {
    /// The largest square around the middle.
    #[must_use]
    pub fn centred(picture: Size) -> Self {
        let Size { width, height } = picture;
        let size = width.min(height);
        Self {
            x: (width - size) / 2,
            y: (height - size) / 2,
            size,
        }
    }

    /// Whether a portrait may be cut here from a picture of that size.
    ///
    /// # Errors
    /// [`Refusal::CropOutside`], [`Refusal::CropTooSmall`].
    pub(crate) fn check(self, picture: Size) -> Result<(), Refusal> {
        let Self { x, y, size } = self;
        let Size { width, height } = picture;
        if !fits(x, size, width) || !fits(y, size, height) {
            return Err(Refusal::CropOutside {
                x,
                y,
                size,
                width,
                height,
            });
        }
        if size < MIN_SIDE {
            return Err(Refusal::CropTooSmall { size });
        }
        Ok(())
    }

    /// The same square after the picture went from one size to another, kept
    /// inside it. The square of a picture made much smaller may become too small.
    pub(crate) fn scaled(self, from: Size, to: Size) -> Self {
        let (before, after) = (from.longer(), to.longer());
        let size = share(self.size, before, after).min(to.shorter());
        Self {
            x: share(self.x, before, after).min(to.width - size),
            y: share(self.y, before, after).min(to.height - size),
            size,
        }
    }
}

fn fits(start: u32, length: u32, available: u32) -> bool {
    start
        .checked_add(length)
        .is_some_and(|end| end <= available)
}

/// `length × after / before`, to the nearest pixel.
pub(crate) fn share(length: u32, before: u32, after: u32) -> u32 {
    let before = u64::from(before.max(1));
    let scaled = (u64::from(length) * u64::from(after) + before / 2) / before;
    u32::try_from(scaled).unwrap_or(u32::MAX)
}
