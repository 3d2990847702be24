//! Quick replies (`contracts/x.md` §3.2): choices under a message. The label that
//! a customer chooses becomes the text of the customer's message; the metadata,
//! which the customer never sees, comes back with it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::body::{Flaw, needed_text, optional_text};
use crate::links;

/// Options under one message.
const OPTION_LIMIT: usize = 20;
/// Code points of a label.
pub(super) const LABEL_LIMIT: usize = 36;
/// Code points of a description.
const DESCRIPTION_LIMIT: usize = 72;
/// Code points of the metadata.
const METADATA_LIMIT: usize = 1000;

/// One choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct QuickReply {
    pub(crate) label: String,
    pub(crate) description: Option<String>,
    pub(crate) metadata: Option<String>,
}

/// A choice that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Chosen {
    pub(crate) metadata: Option<String>,
}

/// Reads `quick_reply`: a wrong shape is code 214, an exceeded limit 151.
pub(super) fn read(quick_reply: &Value) -> Result<Vec<QuickReply>, Flaw> {
    if quick_reply["type"] != "options" {
        return Err(Flaw::field("quick_reply.type must be options."));
    }
    let options = quick_reply["options"]
        .as_array()
        .ok_or_else(|| Flaw::field("quick_reply.options is required."))?;
    if options.is_empty() || options.len() > OPTION_LIMIT {
        return Err(Flaw::Limit(format!(
            "quick_reply.options must hold 1 to {OPTION_LIMIT} options."
        )));
    }
    let options: Vec<QuickReply> = options.iter().map(one).collect::<Result<_, _>>()?;
    let described = options.iter().filter(|one| one.description.is_some());
    let described = described.count();
    if described != 0 && described != options.len() {
        return Err(Flaw::Limit(
            "description must be on all options or on none.".to_owned(),
        ));
    }
    Ok(options)
}

fn one(option: &Value) -> Result<QuickReply, Flaw> {
    let read = QuickReply {
        label: needed_text(option, "label")?,
        description: optional_text(option, "description")?,
        metadata: optional_text(option, "metadata")?,
    };
    check(&read.label, "label", LABEL_LIMIT)?;
    no_link(&read.label, "label")?;
    if let Some(description) = &read.description {
        check(description, "description", DESCRIPTION_LIMIT)?;
        no_link(description, "description")?;
    }
    if let Some(metadata) = &read.metadata
        && metadata.chars().count() > METADATA_LIMIT
    {
        return Err(over("metadata", METADATA_LIMIT));
    }
    Ok(read)
}

/// A text that the customer sees: not empty, and at most `limit` code points.
pub(super) fn check(text: &str, field: &str, limit: usize) -> Result<(), Flaw> {
    if text.trim().is_empty() {
        return Err(Flaw::Limit(format!("Field {field} must not be empty.")));
    }
    if text.chars().count() > limit {
        return Err(over(field, limit));
    }
    Ok(())
}

fn no_link(text: &str, field: &str) -> Result<(), Flaw> {
    if links::has_link(text) {
        return Err(Flaw::Limit(format!("Field {field} must not hold a URL.")));
    }
    Ok(())
}

fn over(field: &str, limit: usize) -> Flaw {
    Flaw::Limit(format!("Field {field} has a display length over {limit}."))
}

/// `quick_reply` as it is read back.
pub(super) fn write(options: &[QuickReply]) -> Value {
    let options: Vec<Value> = options.iter().map(QuickReply::json).collect();
    json!({"type": "options", "options": options})
}

impl QuickReply {
    fn json(&self) -> Value {
        let mut option = Map::new();
        option.insert("label".to_owned(), self.label.clone().into());
        if let Some(description) = &self.description {
            option.insert("description".to_owned(), description.clone().into());
        }
        if let Some(metadata) = &self.metadata {
            option.insert("metadata".to_owned(), metadata.clone().into());
        }
        option.into()
    }
}

impl Chosen {
    /// `quick_reply_response` of §3.3.
    pub(super) fn json(&self) -> Value {
        match &self.metadata {
            Some(metadata) => json!({"type": "options", "metadata": metadata}),
            None => json!({"type": "options"}),
        }
    }
}
