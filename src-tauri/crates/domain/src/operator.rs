//! Who sits at this desk.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use unicode_normalization::UnicodeNormalization;

/// The name of a person at this desk: trimmed, NFC, 1 to 80 characters, on one line.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OperatorName(String);

/// Why a text is not a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum OperatorNameRefusal {
    /// Nothing in it.
    #[error("a name has something in it")]
    Empty,
    /// Longer than [`OperatorName::LONGEST`].
    #[error("a name has at most 80 characters")]
    TooLong,
    /// A line break or another control character.
    #[error("a name stands on one line")]
    Control,
}

impl OperatorName {
    /// The longest name, in characters.
    pub const LONGEST: usize = 80;

    /// Reads a name.
    pub fn parse(text: &str) -> Result<Self, OperatorNameRefusal> {
        let name: String = text.trim().nfc().collect();
        if name.is_empty() {
            Err(OperatorNameRefusal::Empty)
        } else if name.chars().count() > Self::LONGEST {
            Err(OperatorNameRefusal::TooLong)
        } else if name.chars().any(char::is_control) {
            Err(OperatorNameRefusal::Control)
        } else {
            Ok(Self(name))
        }
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for OperatorName {
    type Error = OperatorNameRefusal;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<OperatorName> for String {
    fn from(name: OperatorName) -> Self {
        name.0
    }
}
