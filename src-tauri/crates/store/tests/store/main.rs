//! The store as its callers see it, and its file as SQLite sees it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod applications;
mod backups;
mod beside;
mod conversations;
mod forgetting;
mod guards;
mod ledger;
mod looks;
mod made;
mod media;
mod opening;
mod probes;
mod retention;
mod search;
mod shapes;
mod tables;
