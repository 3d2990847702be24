//! What was done to a picture that the person who chose it may want to know.
//! Notes never stop anything; what stops is a [`Refusal`](crate::Refusal).

use serde::{Deserialize, Serialize};

/// One thing worth saying about how a portrait was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Note {
    /// The file is an animation; the portrait is its first frame.
    FirstFrameOfAnimation,
    /// Parts that were see-through are white now.
    TransparencyFlattened,
    /// The embedded colour profile was applied, and colours changed visibly
    /// in number: they look the same, but now on every screen.
    ConvertedFromProfile,
    /// A colour profile is embedded that cannot be read; the colours were
    /// taken as sRGB.
    ProfileUnreadable,
    /// The file holds ink colours (CMYK), made for print; the colours on
    /// screen are approximate.
    InkColoursApproximated,
    /// The square has fewer pixels than a portrait usually has, which may look soft.
    Small {
        /// The portrait's width and height, in pixels.
        side: u32,
    },
}
