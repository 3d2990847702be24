//! The line: the text that stands under a message.
//!
//! A [`Line`] is trimmed and in NFC, stands on one line, shows something and
//! fits its network. X's unit for "48 characters" is not documented, so Byline
//! refuses above 48 code points and only warns where another way of counting
//! passes 48 (`contracts/x.md` §2.1). A text is never cut by itself, and what
//! is offered as fitting never ends inside a grapheme.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// The unit in which a network counts a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CharacterUnit {
    /// Unicode code points after NFC.
    CodePoints,
}

/// How long a line may be on a network.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LineLimit {
    /// The most that is allowed.
    pub most: usize,
    /// In which unit.
    pub unit: CharacterUnit,
}

/// A text that may stand under a message.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Line(String);

/// Why a text cannot be a line.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum LineRefusal {
    /// Nothing in it that a customer could see.
    #[error("the line has nothing to see in it")]
    NothingVisible,
    /// A line break or another control character.
    #[error("the line contains a line break or another control character")]
    Control,
    /// A character that turns the direction of the text around it.
    #[error("the line contains a hidden character that changes the direction of the text")]
    BidiOverride,
    /// Over the limit.
    #[error("the line has {length} characters; at most {most} are allowed")]
    TooLong {
        /// Its length in the limit's unit.
        length: usize,
        /// The limit.
        most: usize,
        /// Its longest beginning that fits and ends between graphemes.
        fits: String,
    },
}

/// A doubt about a line that the network may or may not share.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineWarning {
    /// Counted as X counts posts, it passes the limit.
    Weighted(usize),
    /// Counted in UTF-16 units, it passes the limit.
    Utf16(usize),
}

/// A text measured as a line, whether or not it may be one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LineCount {
    /// Code points after trimming and NFC: what Byline goes by.
    pub code_points: usize,
    /// X's weighted length of posts.
    pub weighted: usize,
    /// UTF-16 code units.
    pub utf16: usize,
}

impl Line {
    /// Reads a line for a network with this limit.
    pub fn parse(text: &str, limit: LineLimit) -> Result<Self, LineRefusal> {
        let line = tidy(text);
        if line
            .chars()
            .any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'))
        {
            return Err(LineRefusal::Control);
        }
        if line.chars().any(turns_direction) {
            return Err(LineRefusal::BidiOverride);
        }
        if !line.chars().any(is_visible) {
            return Err(LineRefusal::NothingVisible);
        }
        let length = measure(&line, limit.unit);
        if length > limit.most {
            let fits = beginning_that_fits(&line, limit);
            return Err(LineRefusal::TooLong {
                length,
                most: limit.most,
                fits,
            });
        }
        Ok(Self(line))
    }

    /// A line that was accepted before and comes back from the store.
    pub fn accepted(text: String) -> Self {
        Self(text)
    }

    /// The line as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Where another way of counting passes the limit.
    pub fn warnings(&self, limit: LineLimit) -> Vec<LineWarning> {
        let counted = count(&self.0);
        let mut warnings = Vec::new();
        if counted.weighted > limit.most {
            warnings.push(LineWarning::Weighted(counted.weighted));
        }
        if counted.utf16 > limit.most {
            warnings.push(LineWarning::Utf16(counted.utf16));
        }
        warnings
    }
}

/// Measures a text after trimming and NFC, in every unit that may matter.
pub fn count(text: &str) -> LineCount {
    let line = tidy(text);
    LineCount {
        code_points: line.chars().count(),
        weighted: line.graphemes(true).map(weight).sum(),
        utf16: line.encode_utf16().count(),
    }
}

fn tidy(text: &str) -> String {
    text.trim().nfc().collect()
}

fn measure(text: &str, unit: CharacterUnit) -> usize {
    match unit {
        CharacterUnit::CodePoints => text.chars().count(),
    }
}

fn beginning_that_fits(line: &str, limit: LineLimit) -> String {
    let mut fits = String::new();
    let mut length = 0;
    for grapheme in line.graphemes(true) {
        length += measure(grapheme, limit.unit);
        if length > limit.most {
            break;
        }
        fits.push_str(grapheme);
    }
    fits.trim_end().to_owned()
}

/// X's weight of one grapheme in a post (`contracts/x.md` §2.1): one emoji
/// sequence counts 2 in all; otherwise each code point has weight 1 or 2.
fn weight(grapheme: &str) -> usize {
    if grapheme.chars().nth(1).is_some() && grapheme.chars().any(is_pictographic) {
        return 2;
    }
    grapheme
        .chars()
        .map(|c| match u32::from(c) {
            0..=0x10FF | 0x2000..=0x200D | 0x2010..=0x201F | 0x2032..=0x2037 => 1,
            _ => 2,
        })
        .sum()
}

/// Starts or joins an emoji sequence: pictographs, regional indicators, the keycap.
fn is_pictographic(c: char) -> bool {
    matches!(u32::from(c), 0x20E3 | 0x2190..=0x2BFF | 0x3030 | 0x303D | 0x3297 | 0x3299 | 0x1F000..=0x1FAFF)
}

/// Embeddings, overrides and isolates; the harmless marks (LRM, RLM, ALM) stay.
pub(crate) fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Leaves ink: not white space, not a control, and none of the characters that
/// Unicode lets a renderer ignore or that are drawn empty.
pub(crate) fn is_visible(c: char) -> bool {
    let ignorable = matches!(
        c,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}'
    );
    !(c.is_whitespace() || c.is_control() || ignorable)
}

#[cfg(test)]
#[path = "line_tests.rs"]
mod tests;
