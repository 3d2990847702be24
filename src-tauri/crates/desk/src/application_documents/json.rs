//! As JSON, for Byline to read back in: every field with its origin, every sample
//! as it was when it was chosen. Portraits stay on their desk; a sample names its
//! look, which has one there.

use super::Document;
use domain::application::{Field, FieldOrigin, Sample};
use serde::Serialize;
use std::collections::BTreeMap;

/// The format that is written, and the newest that is read.
pub(super) const FORMAT: u64 = 1;

/// The key that says that a file is an application, and its format.
pub(super) const MARK: &str = "byline-application";

#[derive(Serialize)]
struct File<'a> {
    #[serde(rename = "byline-application")]
    format: u64,
    version: u32,
    saved_at: String,
    /// In the order of the form.
    fields: BTreeMap<Field, Written<'a>>,
    samples: &'a [Sample],
}

#[derive(Serialize)]
struct Written<'a> {
    text: &'a str,
    origin: FieldOrigin,
}

/// An application as JSON, with a line break at its end.
///
/// # Errors
/// None that a document leads to: its keys are words and its numbers finite.
pub(crate) fn json(document: &Document) -> Result<String, serde_json::Error> {
    let file = File {
        format: FORMAT,
        version: document.version,
        saved_at: jiff::Timestamp::from_millisecond(document.saved_at.0)
            .map_or_else(|_| String::new(), |moment| moment.to_string()),
        fields: document
            .content
            .entries()
            .map(|(field, entry)| {
                let (text, origin) = (entry.text(), entry.origin());
                (field, Written { text, origin })
            })
            .collect(),
        samples: document.content.samples(),
    };
    let mut written = serde_json::to_string_pretty(&file)?;
    written.push('\n');
    Ok(written)
}

#[cfg(test)]
#[path = "json_tests.rs"]
mod tests;
