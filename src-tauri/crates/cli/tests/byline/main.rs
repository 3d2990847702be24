//! `byline` as people and scripts meet it: the built program, real sockets, a
//! real practice network in a process of its own, keys in a locked file.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod applications;
mod data;
mod exit_codes;
mod logins;
mod main_job;
#[cfg(target_os = "linux")]
mod order;
mod personas;
mod pictures;
mod second_process;
mod secrets;
mod server;
mod shop;
mod steering;
mod usage;
mod vault;
