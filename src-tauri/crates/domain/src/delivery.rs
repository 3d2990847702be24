//! How an account delivers: what its people chose about undoing, pace,
//! staleness, doubt and courtesies. Data, with the product's defaults.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The choices for one account. What was never chosen has its default, in files
/// of an older Byline too.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct Delivery {
    /// How long a reply is held for undoing after Send.
    pub undo: ShortSpan,
    /// At least so long between two sends of the account.
    pub pace: ShortSpan,
    /// What becomes of a reply whose conversation went on.
    pub stale: StalePolicy,
    /// Who settles a reply in doubt.
    pub doubt: DoubtPolicy,
    /// Whether other desks speak through the account.
    pub neighbours: Neighbours,
    /// When the customer is told that a message was read: as soon as somebody has
    /// it before them, or once a reply to it arrived.
    pub mark_read: Courtesy,
    /// When the customer is told that somebody types: while somebody writes in the
    /// conversation, or only from Send until the reply leaves.
    pub typing: Courtesy,
    /// Whether the open conversation is read more often than the rest.
    pub quick_reading: QuickReading,
}

impl Default for Delivery {
    fn default() -> Self {
        Self {
            undo: ShortSpan(10),
            pace: ShortSpan(3),
            stale: StalePolicy::Return,
            doubt: DoubtPolicy::ReadBack,
            neighbours: Neighbours::Alone,
            mark_read: Courtesy::Never,
            typing: Courtesy::Never,
            quick_reading: QuickReading::Off,
        }
    }
}

/// Whole seconds, 0 to 60.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct ShortSpan(u8);

/// More than 60 seconds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
#[error("at most 60 seconds")]
pub struct TooLong;

impl ShortSpan {
    /// None at all.
    pub const NONE: Self = Self(0);

    /// In seconds.
    pub fn seconds(self) -> u8 {
        self.0
    }

    /// As a span.
    pub fn span(self) -> std::time::Duration {
        std::time::Duration::from_secs(u64::from(self.0))
    }
}

impl TryFrom<u8> for ShortSpan {
    type Error = TooLong;

    fn try_from(seconds: u8) -> Result<Self, TooLong> {
        if seconds > 60 {
            Err(TooLong)
        } else {
            Ok(Self(seconds))
        }
    }
}

impl From<ShortSpan> for u8 {
    fn from(span: ShortSpan) -> Self {
        span.0
    }
}

/// What becomes of a reply whose conversation went on without its author.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StalePolicy {
    /// It comes back; its author has to look at the conversation first.
    Return,
    /// It comes back with a question that can be answered on the spot.
    Ask,
    /// It leaves all the same.
    Send,
}

/// Who settles a reply in doubt.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DoubtPolicy {
    /// Byline reads back, and asks only where reading proves nothing.
    ReadBack,
    /// A person, shown what was read.
    Ask,
}

/// Whether other desks speak through the same account.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Neighbours {
    /// This desk is the only one, as far as its people know.
    Alone,
    /// There are others.
    Several,
}

/// When a courtesy is sent to the customer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Courtesy {
    /// Never.
    Never,
    /// From when somebody opens the conversation.
    OnOpen,
    /// Only when somebody answers.
    OnReply,
}

/// Whether the open conversation is read more often than the rest, by another
/// interface with a budget and a price of its own (`contracts/x.md` §4, §9).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuickReading {
    /// As the rest.
    Off,
    /// More often.
    On,
}

#[cfg(test)]
mod tests {
    use super::{Delivery, ShortSpan, StalePolicy};

    #[test]
    fn what_was_never_chosen_has_its_default() {
        let chosen: Delivery = serde_json::from_str(r#"{"stale":"ask","undo":0}"#).unwrap();
        let expected = Delivery {
            undo: ShortSpan::NONE,
            stale: StalePolicy::Ask,
            ..Delivery::default()
        };
        assert_eq!(chosen, expected);
        assert_eq!(expected.pace.seconds(), 3);
        assert_eq!(Delivery::default().undo.seconds(), 10);
    }

    #[test]
    fn more_than_a_minute_is_no_short_span() {
        assert!(ShortSpan::try_from(60).is_ok());
        assert!(ShortSpan::try_from(61).is_err());
        assert!(serde_json::from_str::<Delivery>(r#"{"pace":61}"#).is_err());
    }
}
