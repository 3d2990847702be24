//! Direct messages of v2 (`contracts/x.md` §4), over the same messages, ids and
//! doors as v1.1, with budgets of its own. There are no personas here: bodies
//! are closed and `custom_profile_id` is an unknown key like any other.
//!
//! Conversations of several people live in v2 only. They are kept and read back
//! to those who are in them; v1.1 does not list them, and customers read but
//! never answer in one.

mod block;
mod body;
mod budgets;
mod conversation;
mod delete;
mod entities;
mod event;
mod fields;
pub(crate) mod groups;
mod pages;
mod problems;
mod read;
mod send;

pub(crate) use block::{block, unblock};
pub(crate) use budgets::DayMeters;
pub(crate) use delete::delete;
pub(crate) use groups::open_group;
pub(crate) use problems::media_bytes;
pub(crate) use read::{all, of_conversation, one, with_participant};
pub(crate) use send::{to_conversation, to_participant};
