//! Ids as X makes them: snowflakes, which carry their own time and exceed 2^53,
//! written as decimal strings (`contracts/x.md` §3.3).

use serde::{Deserialize, Serialize};

/// The instant of snowflake 0, in ms since the Unix epoch (§3.3).
const SNOWFLAKE_EPOCH_MS: i64 = 1_288_834_974_657;
/// Bits below the milliseconds: machine and sequence.
const LOW_BITS: u32 = 22;

/// A user, message, persona or media id.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(into = "String", try_from = "String")]
pub(crate) struct Id(u64);

impl Id {
    /// The highest id there can be: everything lies before it.
    pub(crate) const MAX: Self = Self(u64::MAX);

    /// The lowest id that belongs to `ms` since the Unix epoch.
    pub(crate) fn at(ms: i64) -> Self {
        Self(u64::try_from(ms.saturating_sub(SNOWFLAKE_EPOCH_MS)).unwrap_or(0) << LOW_BITS)
    }

    /// The next free id after `self` that is not older than `ms`.
    pub(crate) fn following(self, ms: i64) -> Self {
        Self(self.0.saturating_add(1)).max(Self::at(ms))
    }

    /// An id of the same millisecond with other low bits.
    pub(crate) fn with_low_bits(self, bits: u32) -> Self {
        Self(self.0 | (u64::from(bits) & ((1 << LOW_BITS) - 1)))
    }

    /// Reads the decimal form; `None` for anything else.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| text.parse().ok().map(Self)).flatten()
    }

    /// The number itself, for choices that follow the id.
    pub(crate) fn number(self) -> u64 {
        self.0
    }
}

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl From<Id> for String {
    fn from(id: Id) -> Self {
        id.to_string()
    }
}

impl TryFrom<String> for Id {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snowflake_gives_back_the_time_it_was_recorded_at() {
        // The pair recorded in contracts/x.md §3.3.
        let id = Id::parse("1150493286110552068").unwrap();
        assert!(id >= Id::at(1_563_133_949_197));
        assert!(id < Id::at(1_563_133_949_198));
    }

    #[test]
    fn ids_follow_each_other_within_one_millisecond() {
        let first = Id::default().following(1_563_133_949_197);
        let second = first.following(1_563_133_949_197);
        assert!(second > first);
        assert!(second < Id::at(1_563_133_949_198));
    }

    #[test]
    fn only_decimal_digits_are_an_id() {
        for text in ["", "-1", "+1", "1.0", "١", "18446744073709551616"] {
            assert_eq!(Id::parse(text), None, "{text}");
        }
    }
}
