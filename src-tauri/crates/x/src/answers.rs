//! From an intention to a [`Call`], the same way for every group of calls.

use crate::errors::{failure, senseless};
use domain::{MINUTE, SECOND};
use network::{Answer, Body, Call, Effect, Method, Reading, Request};
use serde_json::Value;
use std::time::Duration;
use url::Url;

/// What a call is for: it decides what some refusals mean and whether the
/// call may be repeated.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Purpose {
    /// People and messages are read.
    Read,
    /// Media is uploaded; a second upload is only another id.
    Upload,
    /// A look is published; each arrival makes one more.
    CreateLook,
    /// One published look, by its id.
    Look,
    /// The list of published looks.
    Looks,
    /// A message is sent.
    Send,
    /// A customer is told something that is no message; told again, nothing changes.
    Sign,
}

impl Purpose {
    pub(crate) fn effect(self) -> Effect {
        match self {
            Self::CreateLook | Self::Send => Effect::Once,
            Self::Read | Self::Upload | Self::Look | Self::Looks | Self::Sign => Effect::Repeatable,
        }
    }

    fn patience(self) -> Duration {
        match self {
            Self::Upload => MINUTE.saturating_mul(2),
            // What comes late is of no use.
            Self::Sign => SECOND.saturating_mul(5),
            _ => SECOND.saturating_mul(30),
        }
    }
}

/// A call whose good answer is JSON. `read` gives nothing where the JSON lacks
/// what the answer is good for.
pub(crate) fn call<A>(
    purpose: Purpose,
    (method, url): (Method, Url),
    body: Body,
    read: impl Fn(&Value) -> Option<A> + Send + Sync + 'static,
) -> Call<A> {
    with_reading(
        purpose,
        (method, url),
        body,
        Box::new(move |answer| {
            let value = json(answer, purpose)?;
            read(&value).ok_or_else(|| senseless(answer, purpose))
        }),
    )
}

/// A call that reads its answer in its own way.
pub(crate) fn with_reading<A>(
    purpose: Purpose,
    (method, url): (Method, Url),
    body: Body,
    read: Reading<A>,
) -> Call<A> {
    let patience = purpose.patience();
    let request = Request {
        method,
        url,
        body,
        authorization: None,
        patience,
    };
    Call {
        request,
        effect: purpose.effect(),
        read,
    }
}

/// The JSON of a success.
pub(crate) fn json(answer: &Answer, purpose: Purpose) -> Result<Value, network::Failure> {
    succeeded(answer, purpose)?;
    serde_json::from_slice(&answer.body).map_err(|_| senseless(answer, purpose))
}

/// Is this a success at all?
pub(crate) fn succeeded(answer: &Answer, purpose: Purpose) -> Result<(), network::Failure> {
    match answer.status {
        200..=299 => Ok(()),
        _ => Err(failure(answer, purpose)),
    }
}
