//! Whether somebody takes the brand's messages (`contracts/x.md` §3.6, codes 150
//! and 349; §11 "Faults"): lasting, until the customer changes it.

use serde::{Deserialize, Serialize};

use crate::{errors::Refusal, id::Id, state::State};

/// A customer's door.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Door {
    /// Everybody may write.
    #[default]
    Open,
    /// Only those whom they follow: 403 with code 150.
    FollowedOnly,
    /// This brand may not: 403 with code 349.
    Closed,
}

impl Door {
    /// A customer's door.
    pub(crate) fn of(state: &State, customer: Id) -> Self {
        state.doors.get(&customer).copied().unwrap_or_default()
    }

    /// Lets a message to `recipient` through, or refuses it: 403 with code 150 or
    /// 349 (§3.6).
    pub(crate) fn check(state: &State, recipient: Id) -> Result<(), Refusal> {
        match Self::of(state, recipient) {
            Self::Open => Ok(()),
            Self::FollowedOnly => Err(Refusal::v1(
                403,
                150,
                "You cannot send messages to users who are not following you.",
            )),
            Self::Closed => Err(Refusal::v1(
                403,
                349,
                "You cannot send messages to this user.",
            )),
        }
    }
}
