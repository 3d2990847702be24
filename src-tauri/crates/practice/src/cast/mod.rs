//! The cast: invented people with invented troubles, what they look like, what
//! they write and the pictures they send. Nothing of it is real.
//!
//! Eight founders stand on every fresh network. Others are invented on demand:
//! one of a [`Character`], or a crowd of fans for a takeover. A person is drawn
//! from a seed alone: the same seed at the same time gives the same people,
//! texts and ids. What was drawn is kept with the customer, so that a later
//! Byline with other texts does not change somebody in the middle of a
//! conversation.

mod character;
mod come;
pub(crate) mod customers;
mod drawing;
mod fans;
mod founders;
mod invent;
mod newcomer;
mod person;
mod photos;
pub(crate) mod portraits;
mod saga;
mod scripts;
pub(crate) mod write;

pub use character::Character;
pub(crate) use invent::Crowd;
