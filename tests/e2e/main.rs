//! The built application in a real window: the main job, with the mouse and
//! with the keyboard alone; accessibility; what survives the loss of the
//! process; two processes on one folder.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod accessibility;
mod drafts;
mod keyboard;
mod main_job;
mod opening;
mod two_processes;
