//! An application on paper: a page to print, Markdown, and JSON that is read back
//! in.
//!
//! Pure functions from a [`Document`] to text, and from text to a content. The page
//! and the Markdown are for a reader at the network who has neither Byline nor the
//! answers' context: only what has a text is there, with its label, and what a
//! reader would miss is named at the end. The JSON is for Byline.
//!
//! Invariant: whatever somebody typed stays text. It never becomes an element, an
//! attribute, a rule of style or a mark of Markdown.

mod escape;
mod html;
mod json;
mod json_read;
mod markdown;
mod paper;
mod tongue;

pub(crate) use escape::html as escaped;
pub(crate) use html::html;
pub(crate) use json::json;
#[cfg(test)]
pub(crate) use json_read::SamplePart;
pub(crate) use json_read::{Unreadable, read};
pub(crate) use markdown::markdown;

use domain::application::Content;
use domain::{PersonaId, Timestamp};
use jiff::tz::TimeZone;
use std::collections::BTreeMap;

/// What is written out: one version of an application.
pub(crate) struct Document {
    /// What stands in it.
    pub(crate) content: Content,
    /// Which version it is, from 1.
    pub(crate) version: u32,
    /// When that was saved last.
    pub(crate) saved_at: Timestamp,
    /// The samples' portraits, as JPEG, where they are on this desk.
    pub(crate) portraits: BTreeMap<PersonaId, Vec<u8>>,
    /// Where the date is read.
    pub(crate) zone: TimeZone,
}

#[cfg(test)]
mod sample_document;
