//! What every vault does, and what each does besides.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod bounded;
mod contract;
mod every_vault;
mod locked_file;
mod locked_place;
mod moving;
#[cfg(target_os = "linux")]
mod secret_service;
