//! Does the practice network keep to the wire contract (`contracts/x.md`)? Each
//! check names its section. The network is reached over its socket, by a client
//! that knows nothing of it, and steered through `/_practice/` alone.
//!
//! `cargo xtask conformance` runs this.
//!
//! Where the demands of §11 are checked:
//!
//! | demand | file |
//! |---|---|
//! | Reach: the paths of all hosts on one listener | all, over `http` |
//! | OAuth 1.0a: signature | `signature` |
//! | OAuth 1.0a: the login, permissions, revocation | `login` |
//! | Personas | `personas` |
//! | Messages: limits of what is sent | `sending` |
//! | Messages: as they are read, 30 days, lag | `reading`, `receiving` |
//! | Messages: deletion, marks; welcome messages and rules | `marks`, `welcome` |
//! | Budgets, the reply rule, headers | `limits` |
//! | Media | `media_v1`, `media_v2` |
//! | Identity; who the customer is | `identity`, `people` |
//! | v2 | `v2_messages` |
//! | Faults, each on demand and for the n-th call; codes of §3.6 | `faults`, `errors` |
//! | Switches, every position | `switches` |
//! | That no fault and no switch is left out | `coverage` |
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod client;
mod coverage;
mod errors;
mod faults;
mod identity;
mod limits;
mod login;
mod marks;
mod media_v1;
mod media_v2;
mod people;
mod personas;
mod reading;
mod receiving;
mod sending;
mod signature;
mod switches;
mod v2_messages;
mod welcome;
