//! The name a secret is kept under. It is visible in the system's keychain, so
//! it says what the secret belongs to and nothing about it.

use std::fmt;

/// A secret's name, such as `account/0198a7c2-…`: 1 to [`SecretKey::MAX`]
/// characters out of `a–z`, `0–9`, `-`, `_` and `/`, so that every keychain
/// and file takes it as it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SecretKey(String);

/// A text that is no [`SecretKey`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a secret's name")]
pub struct BadKey;

impl SecretKey {
    /// The longest name, in characters.
    pub const MAX: usize = 100;

    /// A name.
    ///
    /// # Errors
    /// [`BadKey`] when `text` is empty, too long, or has another character.
    pub fn new(text: impl Into<String>) -> Result<Self, BadKey> {
        let text = text.into();
        let plain = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'/');
        if text.is_empty() || text.len() > Self::MAX || !text.bytes().all(plain) {
            return Err(BadKey);
        }
        Ok(Self(text))
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{BadKey, SecretKey};

    #[test]
    fn a_key_is_short_plain_text() {
        for good in ["a", "account/0198a7c2-5b1e-7c00-8000-000000000000", "x_1"] {
            assert_eq!(SecretKey::new(good).unwrap().as_str(), good);
        }
        assert!(SecretKey::new("k".repeat(100)).is_ok());
        for bad in ["", "Account/1", "a b", "a\0", "a\n", "ä", &"k".repeat(101)] {
            assert_eq!(SecretKey::new(bad), Err(BadKey), "{bad:?}");
        }
    }
}
