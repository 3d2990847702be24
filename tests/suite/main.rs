//! Scenarios: a user's job over the desk and the practice network, faults
//! included, in simulated time.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod applications;
mod around;
mod courtesies;
mod crash;
mod data;
mod definite;
mod doubt;
mod drafts;
mod handing_over;
mod hurry;
mod inbox;
mod kinds;
mod logins;
mod looks;
mod main_job;
mod notices;
mod order;
#[cfg(unix)]
mod owners_door;
mod panel;
mod photos;
mod pictures;
mod probe;
mod quick_reading;
mod second_process;
mod secrets;
mod served;
mod stop;
mod switches;
mod vault;
