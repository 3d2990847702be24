//! Does the practice network keep to the wire contract (`contracts/x.md`)? Each
//! check names its section. The network is reached over its socket, by a client
//! that knows nothing of it, and steered through `/_practice/` alone.
//!
//! `cargo xtask conformance` runs this.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod client;
mod personas;
