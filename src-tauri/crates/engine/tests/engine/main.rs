//! The engine over a scripted network: what follows from every answer.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod aside;
mod bench;
mod doubt;
mod kinds;
mod leaving;
mod looks;
mod media;
mod outcomes;
mod picturing;
mod probing;
mod publishing;
mod reading;
mod reading_back;
mod script;
mod signs;
mod stopping;
mod uploading;
