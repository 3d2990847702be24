//! What a portrait is and what is refused, over pictures made here.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod colours;
mod crops;
mod difficult;
mod formats;
mod made;
mod metadata;
mod mutations;
mod orientation;
mod people;
mod refusals;
mod stills;
