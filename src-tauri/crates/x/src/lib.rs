//! X, as `contracts/x.md` has it: intentions become requests, answers become
//! facts or classed failures.
//!
//! Everything here is pure: no socket, no clock, no randomness. Personas exist
//! only in X's API v1.1 (*custom profiles*), so requests are signed with
//! OAuth 1.0a; people and uploads go through v2, which takes the same
//! signature. One file serves one group of calls; `errors` decides what follows
//! from a refusal, and `answers` makes every call in the same way.
//!
//! The invariant: after a call that must not be repeated, every answer that
//! does not prove a refusal is *in doubt*.

mod access;
mod address;
mod answers;
mod attachment;
mod connector;
mod courtesy;
mod errors;
mod identity;
mod json;
mod keys;
mod limits;
mod login;
mod media;
mod messages;
mod oauth;
mod pages;
mod profiles;
mod refusal;
mod text;
mod v2_events;
mod waits;

#[cfg(test)]
mod fixtures;

pub use connector::{X, XSettings};
