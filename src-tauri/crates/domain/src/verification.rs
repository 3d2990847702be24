//! A network's badge.

use serde::{Deserialize, Serialize};

/// A network's badge (`contracts/x.md` §6.3).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verification {
    /// No badge, or not told.
    None,
    /// A paid badge.
    Paid,
    /// A verified business.
    Business,
    /// A government.
    Government,
}

impl Verification {
    /// Its name in the store.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Paid => "paid",
            Self::Business => "business",
            Self::Government => "government",
        }
    }

    /// May a brand with this badge apply for custom profiles? "Verified" meant
    /// brands in 2017; nearest today are businesses and governments
    /// (`contracts/x.md` §2.4).
    pub fn suits_personas(self) -> bool {
        matches!(self, Self::Business | Self::Government)
    }
}
