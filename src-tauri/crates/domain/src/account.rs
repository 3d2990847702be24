//! How an account is written: `x:@northwind`.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// A network that Byline speaks to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NetworkName {
    /// X, through v1.1 direct messages with custom profiles.
    X,
}

impl NetworkName {
    /// The short name used in references and in the store.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::X => "x",
        }
    }
}

impl FromStr for NetworkName {
    type Err = AccountRefError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "x" => Ok(Self::X),
            other => Err(AccountRefError::UnknownNetwork(other.to_owned())),
        }
    }
}

/// A name on a network without its `@`: letters, digits and underscore, at most
/// 50 (X itself ends at 15, but accounts of its early days are longer).
/// Compares without regard to case, as X does.
#[derive(Clone, Eq, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Handle(String);

/// Why a text is not a handle.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("a handle has 1 to 50 letters, digits or underscores, such as @northwind")]
pub struct HandleError;

impl Handle {
    /// Reads a handle, with or without its `@`.
    pub fn parse(text: &str) -> Result<Self, HandleError> {
        let text = text.trim();
        let name = text.strip_prefix('@').unwrap_or(text);
        let fits = (1..=50).contains(&name.len())
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        if fits {
            Ok(Self(name.to_owned()))
        } else {
            Err(HandleError)
        }
    }

    /// The handle without `@`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl PartialEq for Handle {
    fn eq(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }
}

impl fmt::Display for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "@{}", self.0)
    }
}

impl TryFrom<String> for Handle {
    type Error = HandleError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Handle> for String {
    fn from(handle: Handle) -> Self {
        handle.0
    }
}

/// How a person names an account: `x:@northwind`, or `@northwind` where only
/// one network has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AccountRef {
    /// The network, where it was named.
    pub network: Option<NetworkName>,
    /// The account's handle.
    pub handle: Handle,
}

/// Why a text does not name an account.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum AccountRefError {
    /// The part before the colon is not a network Byline knows.
    #[error("Byline does not know the network “{0}”")]
    UnknownNetwork(String),
    /// The handle cannot be one.
    #[error(transparent)]
    Handle(#[from] HandleError),
}

impl FromStr for AccountRef {
    type Err = AccountRefError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once(':') {
            Some((network, handle)) => Ok(Self {
                network: Some(network.parse()?),
                handle: Handle::parse(handle)?,
            }),
            None => Ok(Self {
                network: None,
                handle: Handle::parse(text)?,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{AccountRef, AccountRefError, Handle, NetworkName};

    #[test]
    fn an_account_may_be_named_with_or_without_its_network() {
        let full: AccountRef = "x:@northwind".parse().unwrap();
        assert_eq!(full.network, Some(NetworkName::X));
        let short: AccountRef = "NorthWind".parse().unwrap();
        assert_eq!((short.network, short.handle), (None, full.handle));
    }

    #[test]
    fn an_unknown_network_is_named_in_the_error() {
        let refused = "myspace:@tom".parse::<AccountRef>();
        assert_eq!(
            refused,
            Err(AccountRefError::UnknownNetwork("myspace".into()))
        );
    }

    #[test]
    fn a_handle_has_no_spaces_and_is_never_empty() {
        for text in ["", "@", "north wind", "nørth", &"a".repeat(51)] {
            assert!(Handle::parse(text).is_err(), "{text:?}");
        }
    }
}
