//! The time zone in which a person chose a time, kept beside the time itself.

use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// A zone's IANA name, such as `Europe/Helsinki`. Its rules are the affair of
/// whoever shows or reads a time; here it is a name.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Zone(String);

/// What cannot be the name of a zone.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
#[error("not the name of a time zone")]
pub struct NoZone;

/// Longer than any name in the database of zones.
const LONGEST: usize = 64;

impl Zone {
    /// Reads a name: ASCII letters, digits and `/ _ + -`, at most 64.
    ///
    /// # Errors
    /// [`NoZone`].
    pub fn parse(name: &str) -> Result<Self, NoZone> {
        let shaped = name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'_' | b'+' | b'-'));
        if shaped && name.len() <= LONGEST && name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            Ok(Self(name.to_owned()))
        } else {
            Err(NoZone)
        }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Zone {
    type Error = NoZone;

    fn try_from(name: String) -> Result<Self, NoZone> {
        Self::parse(&name)
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.0
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Zone;

    #[test]
    fn names_of_zones_are_taken_and_other_words_are_not() {
        for name in [
            "UTC",
            "Europe/Helsinki",
            "America/Argentina/Buenos_Aires",
            "Etc/GMT+3",
        ] {
            assert!(Zone::parse(name).is_ok(), "{name}");
        }
        for name in ["", "+03:00", "../etc/passwd", "Europe Helsinki", "/Europe"] {
            assert!(Zone::parse(name).is_err(), "{name}");
        }
        assert!(Zone::parse(&"a".repeat(65)).is_err());
    }
}
