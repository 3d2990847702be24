//! What runs over time: the outbox, the inbox, the roster and the accounts.
//!
//! The engine joins the pure rules (`domain`), what is kept (`store`) and the
//! networks (`network`). It decides nothing that `domain` can decide, and it
//! asks the two questions of the product in one place each: *what follows?* in
//! [`outbox`], *may it leave now?* in `outbox/attempt.rs`.
//!
//! Invariants: an attempt is on disk, synced, with its ledger row, before its
//! first byte leaves; what may have arrived is never sent again by itself;
//! every attempt, outcome, publish and refusal by rule has its ledger row in
//! the same transaction.
//!
//! Never here: a concrete network, a runtime's clock, a window.

mod accounts;
mod attended;
mod avatars;
mod budget;
mod change;
mod courtesy;
mod doubt;
mod error;
mod forget;
mod inbox;
mod lacking;
mod login;
mod media;
mod offline;
mod outbox;
mod parts;
mod probe;
mod recover;
mod roster;
mod upload;

pub use attended::ReadAside;
pub use avatars::Draw;
pub use budget::Allowance;
pub use change::Change;
pub use doubt::{Doubt, DoubtsRead};
pub use error::EngineError;
pub use inbox::Synced;
pub use lacking::Lacking;
pub use login::Destination;
pub use media::Drawn;
pub use outbox::{Beside, Leave, NewRelease, Stop, Written};
pub use parts::{Engine, Leads, Parts, Reach, ReachError, VaultTrouble, Way};
pub use roster::RosterCompared;
