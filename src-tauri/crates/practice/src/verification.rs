//! How X marks an account (`contracts/x.md` §2.4, §6.4): personas are for
//! verified accounts, whose nearest kind today is an organisation.

use serde::{Deserialize, Serialize};

use crate::{id::Id, state::State};

/// A value of `verified_type`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verification {
    /// `none`
    None,
    /// `blue`
    Blue,
    /// `business`, an organisation's mark.
    #[default]
    Business,
    /// `government`
    Government,
}

impl Verification {
    /// How a brand is marked: the first as somebody set it, others as businesses.
    pub(crate) fn of(state: &State, brand: Id) -> Self {
        match state.brands.first() {
            Some(first) if first.id == brand => state.verification,
            _ => Self::Business,
        }
    }

    /// The value on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Blue => "blue",
            Self::Business => "business",
            Self::Government => "government",
        }
    }

    /// Whether there is a mark at all.
    #[must_use]
    pub const fn is_marked(self) -> bool {
        !matches!(self, Self::None)
    }
}
