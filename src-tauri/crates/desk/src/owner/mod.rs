//! Two processes on one data folder. The owner of the folder works in it and
//! answers at a local socket ([`serve`]); a second process reads the store
//! itself and hands to the owner what would write ([`Seat`]).
//!
//! What goes over the socket are the commands of the border and the few that the
//! command line has beside them ([`commands`]), as JSON in frames ([`frame`]).
//! A connection is a session: it begins with a greeting that tells the versions
//! ([`greeting`]), and then carries one command after another.
//!
//! Invariants. A command that the owner has begun is brought to its end, whether
//! or not somebody still waits for the answer. Who handed a command over and got
//! no answer is told so ([`ErrorCode::HandedOver`](crate::ErrorCode::HandedOver)),
//! and never that nothing happened. Only the same user is answered. What was
//! asked stands in no log: it may hold keys and passphrases.

mod commands;
mod door;
mod frame;
mod greeting;
mod passphrases;
mod seat;
mod serve;
mod session;
mod settled;

pub use seat::{Seat, Wish};

#[cfg(all(test, unix))]
mod tests;
