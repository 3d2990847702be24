//! The checks of `contracts/x.md` §11 that concern the routes of this network,
//! through its public face and with a signer of its own.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod attachments;
mod authentication;
mod budgets;
mod cast;
mod client;
mod clock;
mod control;
mod customers;
mod dialects;
mod faults;
#[cfg(feature = "https")]
mod https;
mod lag;
mod limits;
mod login;
mod media;
mod media_chunked;
mod media_v1;
mod messages;
mod permissions;
mod personas;
mod processing;
mod reading;
mod restart;
mod signer;
mod snapshot;
mod socket;
mod transport;
mod users;
mod v2_events;
mod v2_groups;
mod v2_messages;
mod welcome;
