//! The built application in a real window: the main job, with the mouse and
//! with the keyboard alone; accessibility of every view and state; keys;
//! personas and their looks; pictures beside replies; photos out of other programs; the vault; closing; what survives the loss of the
//! process; two processes on one folder; what is found again.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod accessibility;
mod applying;
mod arriving;
mod closing;
mod connecting;
mod deciding;
mod drafts;
mod every_view;
mod keyboard;
mod keys;
mod main_job;
mod opening;
mod personas;
mod picture;
mod receiving;
mod two_processes;
mod vault;
