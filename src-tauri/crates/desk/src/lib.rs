//! The application's face: every command is one function of [`Desk`].

pub mod api;
mod commands;
mod error;

pub use commands::export_bindings;
pub use error::ErrorCode;
