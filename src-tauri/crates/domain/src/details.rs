//! What a brand notes about a persona: words to find it by, the languages it
//! answers in, who agreed to be shown, and who may speak as it. No customer sees
//! any of it, and it may change without a new look.
//!
//! Every value was read by its `parse`, so that what is here can be kept and
//! shown: composed (NFC), trimmed, on one line where it is a word, within its
//! bounds, each thing once.

use crate::line::{is_visible, turns_direction};
use crate::{Kind, LanguageTag, OperatorId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use thiserror::Error;
use unicode_normalization::UnicodeNormalization;

/// What the brand notes about a persona.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Details {
    /// Words to find it by.
    pub tags: Tags,
    /// The languages it answers in, the best first.
    pub languages: Languages,
    /// Who agreed to be shown, when and to what.
    pub consent: Option<ConsentNote>,
    /// Who may speak as it.
    pub speakers: Speakers,
}

/// What of the details cannot be kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DetailsField {
    /// The tags.
    Tags,
    /// The languages.
    Languages,
    /// The note of consent.
    Consent,
    /// Who may speak.
    Speakers,
}

impl DetailsField {
    /// Its name over the border.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tags => "tags",
            Self::Languages => "languages",
            Self::Consent => "consent",
            Self::Speakers => "speakers",
        }
    }
}

/// Why something of the details cannot be kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
#[error("this cannot be kept in the field {}", .field.as_str())]
pub struct DetailsRefusal {
    /// Where it was to be kept.
    pub field: DetailsField,
}

impl From<DetailsField> for DetailsRefusal {
    fn from(field: DetailsField) -> Self {
        Self { field }
    }
}

/// A word to find a persona by: 1 to 32 characters on one line, with something to see.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tag(String);

impl Tag {
    /// The longest tag, in characters.
    pub const LONGEST: usize = 32;

    /// Reads a tag.
    pub fn parse(text: &str) -> Result<Self, DetailsRefusal> {
        let tag: String = text.trim().nfc().collect();
        let fits = tag.chars().count() <= Self::LONGEST
            && tag.chars().any(is_visible)
            && !tag.chars().any(|c| breaks_line(c) || turns_direction(c));
        if fits {
            Ok(Self(tag))
        } else {
            Err(DetailsField::Tags.into())
        }
    }

    /// The tag as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// At most 12 tags; no two differ in case alone.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tags(Vec<Tag>);

impl Tags {
    /// The most tags.
    pub const MOST: usize = 12;

    /// Reads tags; of those that differ in case alone the first is kept.
    pub fn parse<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Self, DetailsRefusal> {
        let (mut seen, mut tags) = (BTreeSet::new(), Vec::new());
        for text in texts {
            let tag = Tag::parse(text)?;
            if seen.insert(tag.0.to_lowercase()) {
                tags.push(tag);
            }
        }
        if tags.len() > Self::MOST {
            return Err(DetailsField::Tags.into());
        }
        Ok(Self(tags))
    }

    /// The tags in their order.
    pub fn iter(&self) -> impl Iterator<Item = &Tag> {
        self.0.iter()
    }
}

/// At most 12 languages, each once.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Languages(Vec<LanguageTag>);

impl Languages {
    /// The most languages.
    pub const MOST: usize = 12;

    /// Reads languages; one that comes again is left out.
    pub fn parse<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Self, DetailsRefusal> {
        let mut languages = Vec::new();
        for text in texts {
            let language = LanguageTag::parse(text).ok_or(DetailsField::Languages)?;
            if !languages.contains(&language) {
                languages.push(language);
            }
        }
        if languages.len() > Self::MOST {
            return Err(DetailsField::Languages.into());
        }
        Ok(Self(languages))
    }

    /// The languages, the best first.
    pub fn iter(&self) -> impl Iterator<Item = &LanguageTag> {
        self.0.iter()
    }
}

/// Who agreed to be shown, when and to what: 1 to 500 characters, line breaks
/// allowed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConsentNote(String);

impl ConsentNote {
    /// The longest note, in characters.
    pub const LONGEST: usize = 500;

    /// Reads the note for a persona of this kind; an empty text is no note. Only
    /// humans and guests are somebody who can agree.
    pub fn parse(text: &str, kind: Kind) -> Result<Option<Self>, DetailsRefusal> {
        let note: String = text.trim().nfc().collect();
        if note.is_empty() {
            return Ok(None);
        }
        let fits = matches!(kind, Kind::Human | Kind::Guest)
            && note.chars().count() <= Self::LONGEST
            && note.chars().all(|c| c == '\n' || !c.is_control());
        if fits {
            Ok(Some(Self(note)))
        } else {
            Err(DetailsField::Consent.into())
        }
    }

    /// A note that was accepted before and comes back from the store; an empty
    /// text is none.
    pub fn accepted(text: String) -> Option<Self> {
        (!text.is_empty()).then_some(Self(text))
    }

    /// The note as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Who at this desk may speak as a persona, as far as its kind allows it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(tag = "who", content = "operators", rename_all = "snake_case")]
pub enum Speakers {
    /// Every operator.
    #[default]
    Everybody,
    /// These operators; at least one.
    Only(BTreeSet<OperatorId>),
}

impl Speakers {
    /// These operators only. A persona that nobody may use is not kept for
    /// somebody but archived.
    pub fn only(operators: impl IntoIterator<Item = OperatorId>) -> Result<Self, DetailsRefusal> {
        let operators: BTreeSet<_> = operators.into_iter().collect();
        if operators.is_empty() {
            return Err(DetailsField::Speakers.into());
        }
        Ok(Self::Only(operators))
    }
}

fn breaks_line(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
#[path = "details_tests.rs"]
mod tests;
