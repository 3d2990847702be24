//! Whether the brand may use personas. X has an allow list and does not document
//! how it refuses those who are not on it (`contracts/x.md` §2.4), so the refusal
//! is a switch.

use serde::{Deserialize, Serialize};

use crate::errors::Refusal;

/// The allow list, as a switch; in JSON `"open"` or `{"closed":"403/220"}`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonaAccess {
    /// Every account may use personas.
    #[default]
    Open,
    /// No account may; calls that touch personas are refused in this way.
    Closed(Closed),
}

/// HTTP status and code of the refusal (§11, table of switches).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Closed {
    /// 403 with code 220: the credentials do not allow this resource.
    #[default]
    #[serde(rename = "403/220")]
    Code220,
    /// 403 with code 87: the client may not perform this action.
    #[serde(rename = "403/87")]
    Code87,
    /// 403 with code 93: the app may not access direct messages.
    #[serde(rename = "403/93")]
    Code93,
    /// 403 with code 453: the access level leaves the endpoint out.
    #[serde(rename = "403/453")]
    Code453,
    /// 404 with code 34: as if the route did not exist.
    #[serde(rename = "404/34")]
    Code34,
}

impl PersonaAccess {
    /// Lets a call that touches personas through, or refuses it.
    pub(crate) fn check(self) -> Result<(), Refusal> {
        match self {
            Self::Open => Ok(()),
            Self::Closed(Closed::Code220) => Err(Refusal::v1(
                403,
                220,
                "Your credentials do not allow access to this resource.",
            )),
            Self::Closed(Closed::Code87) => Err(Refusal::v1(
                403,
                87,
                "Client is not permitted to perform this action.",
            )),
            Self::Closed(Closed::Code93) => Err(Refusal::v1(
                403,
                93,
                "This application is not allowed to access or delete your direct messages.",
            )),
            Self::Closed(Closed::Code453) => Err(Refusal::v1(
                403,
                453,
                "You currently have access to a subset of X API V2 endpoints and limited v1.1 endpoints only.",
            )),
            Self::Closed(Closed::Code34) => Err(Refusal::not_found()),
        }
    }
}
