//! What the scenarios stand on. Nothing here is shipped.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

pub mod pairs;
pub mod simulated;
pub mod window;
