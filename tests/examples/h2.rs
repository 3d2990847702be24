#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    missing_docs
)]
#[path = "../suite/handing_over.rs"]
mod handing_over;
#[path = "../suite/owners_door.rs"]
mod owners_door;
#[path = "../suite/second_process.rs"]
mod second_process;
fn main() {}
