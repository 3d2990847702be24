//! How the network says no: to a client as X's error bodies (`contracts/x.md`
//! §3.6, §8), to the program around it as [`PracticeError`] and [`Cut`].

use std::{borrow::Cow, io, path::PathBuf};

use bytes::Bytes;
use http::{Response, StatusCode};
use serde_json::{Value, json};

use crate::{answer, routes::Family, switches::Status214};

/// The connection was cut without an answer, as a fault asked for. Whether the
/// call took effect cannot be told from this, exactly as on a real network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the connection was cut before an answer came")]
pub struct Cut;

/// What can go wrong with the practice network itself.
#[derive(Debug, thiserror::Error)]
pub enum PracticeError {
    /// Its folder could not be read or written.
    #[error("the practice network could not use {path}")]
    Folder {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Another practice network is open in the folder.
    #[error("a practice network is open in {0} already")]
    InUse(PathBuf),
    /// A file in its folder is not what it wrote, before the last line.
    #[error("the practice network's file {path} is damaged")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// No invented customer has this handle.
    #[error("no practice customer is called @{0}")]
    UnknownCustomer(String),
    /// A new customer needs a handle that X would take.
    #[error("@{0} is no handle: 4 to 15 letters, digits and _")]
    NoHandle(String),
    /// Somebody has this handle already.
    #[error("somebody is called @{0} already")]
    HandleTaken(String),
    /// A customer writes a text, a picture or both.
    #[error("there is neither a text nor a picture to write")]
    NothingWritten,
    /// What a customer was to send is no picture.
    #[error("the picture cannot be sent: {0}")]
    NoPicture(&'static str),
    /// The clock only moves forward.
    #[error("the practice network's clock only moves forward")]
    ClockBack,
    /// Too far ahead, ids and dates would come to their end.
    #[error("the practice network's clock is at most 15 years ahead")]
    ClockTooFar,
    /// A document is no saved network, or one could not be written.
    #[error("this is no saved practice network: {0}")]
    NotSaved(String),
    /// No brand of the network has this handle.
    #[error("no practice brand is called @{0}")]
    UnknownBrand(String),
    /// This choice does not stand last in the conversation.
    #[error("no choice that is offered now is called {0}")]
    NoChoice(String),
    /// Nobody ever had this access token. It is a secret and not repeated.
    #[error("the practice network has not given out this access token")]
    UnknownToken,
    /// This callback cannot be registered.
    #[error("the callback {0} is no absolute URL without a fragment, or ten are registered")]
    Callback(String),
}

/// A refusal on the wire.
#[derive(Debug, Clone)]
pub(crate) enum Refusal {
    /// A code of the table in §3.6.
    Code {
        status: u16,
        code: u32,
        message: Cow<'static, str>,
    },
    /// A v2 problem object (§8).
    Problem { status: u16, body: Value },
}

impl Refusal {
    pub(crate) fn v1(status: u16, code: u32, message: impl Into<Cow<'static, str>>) -> Self {
        Self::Code {
            status,
            code,
            message: message.into(),
        }
    }

    /// 404 code 34: no such path or resource.
    pub(crate) fn not_found() -> Self {
        Self::v1(404, 34, "Sorry, that page does not exist.")
    }

    /// 500 code 131.
    pub(crate) fn internal() -> Self {
        Self::v1(500, 131, "Internal error")
    }

    /// 429 code 88, which both families use (§8).
    pub(crate) fn rate_limited() -> Self {
        Self::v1(429, 88, "Rate limit exceeded")
    }

    /// 400 code 44: a parameter is invalid.
    pub(crate) fn invalid_parameter(name: &str) -> Self {
        Self::v1(400, 44, format!("{name} parameter is invalid."))
    }

    /// Code 214, whose HTTP status is a switch.
    pub(crate) fn bad_field(status: Status214, message: impl Into<Cow<'static, str>>) -> Self {
        let status = match status {
            Status214::BadRequest => 400,
            Status214::Forbidden => 403,
        };
        Self::v1(status, 214, message)
    }

    /// v2: one parameter of the request is not acceptable.
    pub(crate) fn invalid_request(parameter: &str, value: &str, message: &str) -> Self {
        Self::Problem {
            status: 400,
            body: json!({
                "errors": [{"parameters": {parameter: [value]}, "message": message}],
                "title": "Invalid Request",
                "detail": "One or more parameters to your request was invalid.",
                "type": "https://api.x.com/2/problems/invalid-request",
                "status": 400,
            }),
        }
    }

    /// The answer as `family` words it. A code on a v2 route is a problem object
    /// that carries the code beside it, so that §11's codes hold on both.
    pub(crate) fn into_answer(self, family: Family) -> Response<Bytes> {
        match (self, family) {
            (
                Self::Code {
                    status,
                    code,
                    message,
                },
                Family::V1,
            ) => answer::json(
                status,
                &json!({"errors": [{"code": code, "message": message}]}),
            ),
            (
                Self::Code {
                    status,
                    code,
                    message,
                },
                Family::V2,
            ) => answer::problem(
                status,
                &json!({
                    "errors": [{"code": code, "message": message}],
                    "title": StatusCode::from_u16(status).ok().and_then(|known| known.canonical_reason()),
                    "detail": message,
                    "type": "about:blank",
                    "status": status,
                }),
            ),
            (Self::Problem { status, body }, _) => answer::problem(status, &body),
        }
    }
}
