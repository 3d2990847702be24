//! Steering the network and looking behind it: by Rust calls on [`Practice`],
//! and by the same under `/_practice/` without a signature, a file a subject.
//! `GET /_practice/help` lists every route.
//!
//! Whoever may open a socket on this machine may steer. A web page may not: its
//! browser sends an `origin`, and such a request is refused, as no answer here
//! carries a header that would let a page read it. A page that turned its own
//! name to this machine reads without an `origin`; it is told by that name.

mod clock;
mod conversations;
mod customers;
mod faults;
mod help;
mod reading;
mod settings;
mod snapshot;

use bytes::Bytes;
use http::{Response, header::ORIGIN};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::json;

pub use clock::ClockStanding;
pub use customers::{CustomerStanding, Door, LastMessage, Newcomer};
pub use reading::{Counts, Standing};

use crate::{answer, console, errors::PracticeError, practice::Practice, received::Received};

/// A control request, taken apart.
pub(crate) struct Ask<'a> {
    method: &'a str,
    /// What follows `/_practice`, between its slashes.
    parts: Vec<&'a str>,
    request: &'a Received,
}

/// Answers a control request; `path` is what follows `/_practice`.
pub(crate) fn answer(practice: &Practice, request: &Received, path: &str) -> Response<Bytes> {
    if request.headers.contains_key(ORIGIN) {
        return refused(403, "web pages may not steer the practice network");
    }
    if !request.is_for_this_machine() {
        return refused(
            403,
            "the practice network is steered at 127.0.0.1, [::1] or localhost only",
        );
    }
    let path = path.trim_matches('/');
    if let Some(answer) = console::steer(practice, request.method.as_str(), path, &request.body) {
        return answer;
    }
    let ask = Ask {
        method: request.method.as_str(),
        parts: path.split('/').collect(),
        request,
    };
    let subjects = [
        help::steer,
        reading::steer,
        customers::steer,
        conversations::steer,
        settings::steer,
        faults::steer,
        clock::steer,
        snapshot::steer,
    ];
    let answered = subjects.iter().find_map(|steer| steer(practice, &ask));
    answered.unwrap_or_else(|| {
        if help::is_known(&ask.parts) {
            refused(
                405,
                "this control route has another method; see /_practice/help",
            )
        } else {
            refused(404, "there is no such control route; see /_practice/help")
        }
    })
}

/// Reads a JSON body, or says what is wrong with it: 400.
pub(crate) fn with<T: DeserializeOwned>(
    body: &Bytes,
    then: impl FnOnce(T) -> Response<Bytes>,
) -> Response<Bytes> {
    match serde_json::from_slice(body) {
        Ok(value) => then(value),
        Err(error) => refused(400, &format!("the body cannot be used: {error}")),
    }
}

/// What was asked for, or why it is not there.
fn found(value: Result<impl Serialize, PracticeError>) -> Response<Bytes> {
    match value.map(serde_json::to_value) {
        Ok(Ok(value)) => answer::json(200, &value),
        Ok(Err(error)) => refused(500, &error.to_string()),
        Err(error) => refused(status(&error), &error.to_string()),
    }
}

/// 204, once it is done.
fn did(act: impl FnOnce()) -> Response<Bytes> {
    act();
    answer::empty(204)
}

/// 204, or why it was not done.
fn done(value: Result<(), PracticeError>) -> Response<Bytes> {
    match value {
        Ok(()) => answer::empty(204),
        Err(error) => refused(status(&error), &error.to_string()),
    }
}

fn refused(status: u16, why: &str) -> Response<Bytes> {
    answer::json(status, &json!({"error": why}))
}

fn status(error: &PracticeError) -> u16 {
    match error {
        PracticeError::UnknownCustomer(_)
        | PracticeError::UnknownBrand(_)
        | PracticeError::UnknownToken => 404,
        PracticeError::HandleTaken(_)
        | PracticeError::NoHandle(_)
        | PracticeError::ClockBack
        | PracticeError::ClockTooFar
        | PracticeError::NothingWritten
        | PracticeError::NoChoice(_)
        | PracticeError::NoPicture(_)
        | PracticeError::NotSaved(_)
        | PracticeError::Callback(_) => 400,
        PracticeError::Folder { .. } | PracticeError::InUse(_) | PracticeError::Damaged { .. } => {
            500
        }
    }
}
