//! The text of a reply; empty only beside a picture.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A text that may be sent: kept exactly as written, within the network's limit,
/// with something visible in it, or empty beside a picture.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MessageBody(String);

/// Why a text may not be sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum BodyRefusal {
    /// Only white space or invisible characters.
    #[error("there is nothing to send")]
    Empty,
    /// Over the network's limit, in characters.
    #[error("the text has {length} characters; the network takes at most {limit}")]
    TooLong {
        /// Characters in the text.
        length: usize,
        /// The most that the network takes.
        limit: usize,
    },
}

impl MessageBody {
    /// Accepts a text of at most `limit` code points (X: 10 000,
    /// `contracts/x.md` §3.2; the unit is not documented).
    pub fn parse(text: &str, limit: usize) -> Result<Self, BodyRefusal> {
        let length = text.chars().count();
        if !text.chars().any(crate::line::is_visible) {
            Err(BodyRefusal::Empty)
        } else if length > limit {
            Err(BodyRefusal::TooLong { length, limit })
        } else {
            Ok(Self(text.to_owned()))
        }
    }

    /// Accepts a text beside a picture, which may be nothing at all: then it is
    /// empty. The limit is the same (`contracts/x.md` §3.2: text or attachment is
    /// enough).
    pub fn beside_picture(text: &str, limit: usize) -> Result<Self, BodyRefusal> {
        match Self::parse(text, limit) {
            Err(BodyRefusal::Empty) => Ok(Self(String::new())),
            other => other,
        }
    }

    /// A text that was accepted before and comes back from the store.
    pub fn accepted(text: String) -> Self {
        Self(text)
    }

    /// The text as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::{BodyRefusal, MessageBody};

    #[test]
    fn a_text_is_kept_exactly_as_written() {
        let text = "  Hello\n\n  there \u{1F9E1} ";
        assert_eq!(MessageBody::parse(text, 100).unwrap().as_str(), text);
    }

    #[test]
    fn white_space_and_invisible_characters_are_nothing_to_send() {
        for text in ["", " \n\t", "\u{200B}\u{FEFF}", "\u{2066}\u{2069}"] {
            assert_eq!(
                MessageBody::parse(text, 10),
                Err(BodyRefusal::Empty),
                "{text:?}"
            );
        }
    }

    #[test]
    fn beside_a_picture_there_may_be_no_text() {
        for text in ["", " \n\t", "\u{200B}\u{FEFF}"] {
            assert_eq!(MessageBody::beside_picture(text, 10).unwrap().as_str(), "");
        }
        assert_eq!(
            MessageBody::beside_picture(" a ", 10).unwrap().as_str(),
            " a "
        );
        assert!(MessageBody::beside_picture("abc", 2).is_err());
    }

    #[test]
    fn the_limit_itself_is_allowed_and_one_more_is_not() {
        assert!(MessageBody::parse(&"ä".repeat(10_000), 10_000).is_ok());
        let over = MessageBody::parse(&"ä".repeat(10_001), 10_000);
        assert_eq!(
            over,
            Err(BodyRefusal::TooLong {
                length: 10_001,
                limit: 10_000
            })
        );
    }
}
