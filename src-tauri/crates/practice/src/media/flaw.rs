//! Why an upload is refused, worded as its family words it (`contracts/x.md`
//! §3.6, §5.2): codes in v1.1, the problem `invalid-request` in v2.

use crate::{errors::Refusal, routes::Family};

/// What is wrong with a call of the media routes.
#[derive(Debug, thiserror::Error)]
pub(crate) enum MediaFlaw {
    /// 400 code 38 in v1.1.
    #[error("{0} parameter is missing.")]
    Missing(&'static str),
    /// 400 code 44 in v1.1.
    #[error("{message}")]
    Invalid {
        parameter: &'static str,
        value: String,
        message: &'static str,
    },
    /// There is no such upload, it has expired, or it is somebody else's: 400
    /// code 325 in v1.1.
    #[error("A media id was not found.")]
    Unknown(String),
    /// It is not in the state for this call: 400 code 324 in v1.1.
    #[error("The validation of media ids failed for {0}.")]
    WrongStage(String),
    /// The file is not what it should be: 400 code 324 in v1.1.
    #[error("{0}")]
    File(&'static str),
}

impl MediaFlaw {
    pub(super) fn invalid(parameter: &'static str, value: &str, message: &'static str) -> Self {
        Self::Invalid {
            parameter,
            value: value.to_owned(),
            message,
        }
    }

    /// The refusal on the wire.
    pub(crate) fn into_refusal(self, family: Family) -> Refusal {
        let message = self.to_string();
        match (family, self) {
            (Family::V1, Self::Missing(_)) => Refusal::v1(400, 38, message),
            (Family::V1, Self::Invalid { parameter, .. }) => Refusal::invalid_parameter(parameter),
            (Family::V1, Self::Unknown(_)) => Refusal::v1(400, 325, message),
            (Family::V1, Self::WrongStage(_) | Self::File(_)) => Refusal::v1(400, 324, message),
            (Family::V2, Self::Missing(parameter)) => {
                Refusal::invalid_request(parameter, "", &message)
            }
            (
                Family::V2,
                Self::Invalid {
                    parameter, value, ..
                },
            ) => Refusal::invalid_request(parameter, &value, &message),
            (Family::V2, Self::Unknown(id) | Self::WrongStage(id)) => {
                Refusal::invalid_request("id", &id, &message)
            }
            (Family::V2, Self::File(_)) => Refusal::invalid_request("media", "", &message),
        }
    }
}
