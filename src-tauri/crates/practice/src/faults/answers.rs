//! What a client gets instead of the answer (`contracts/x.md` §3.6, §8).

use bytes::Bytes;
use http::Response;
use serde_json::{Value, json};

use super::FaultKind;
use crate::{answer, errors::Refusal, routes::Family};

/// How long a limit that a fault speaks of lasts, in seconds.
const RESET_AFTER_S: i64 = 15 * 60;
/// The calls that such a limit allows.
const LIMIT: i64 = 15;
/// What a limit of the app leaves a user.
const STILL_REMAINING: i64 = 7;
/// Keys under which answers carry ids.
const IDS: [&str; 7] = [
    "id",
    "id_str",
    "dm_event_id",
    "dm_conversation_id",
    "media_id",
    "media_id_string",
    "media_key",
];
const PAGE: &str = "<!DOCTYPE html><html><head><title>X / ?</title></head>\
    <body><h1>Something went wrong.</h1></body></html>";

/// The answer for `kind`; `real` is what the call was answered, if it was made.
/// Kinds that end without an answer give the real one, or 500 with code 131.
pub(crate) fn answer(
    kind: FaultKind,
    family: Family,
    now_ms: i64,
    real: Option<Response<Bytes>>,
) -> Response<Bytes> {
    if let Some(refusal) = refusal(kind) {
        return limited(kind, refusal.into_answer(family), now_ms);
    }
    match (kind, real) {
        (FaultKind::HtmlBefore, _) => html(502),
        (FaultKind::HtmlAfter, _) => html(200),
        (FaultKind::CalmDown, _) => answer::json(420, &json!({"error": "Enhance your calm."})),
        (FaultKind::EmptyBodyAfter, Some(real)) => real.map(|_| Bytes::new()),
        (FaultKind::TruncatedBodyAfter, Some(real)) => real.map(|body| {
            let half = body.len() / 2;
            body.slice(..half)
        }),
        (FaultKind::IdLessBodyAfter, Some(real)) => real.map(without_ids),
        (_, Some(real)) => real,
        (_, None) => Refusal::internal().into_answer(family),
    }
}

/// The refusal a kind stands for.
fn refusal(kind: FaultKind) -> Option<Refusal> {
    let (status, code, message) = match kind {
        FaultKind::ServerErrorBefore | FaultKind::ServerErrorAfter => {
            return Some(Refusal::internal());
        }
        FaultKind::RateLimited
        | FaultKind::RateLimitedWithoutReset
        | FaultKind::RateLimitedWithRemaining => return Some(Refusal::rate_limited()),
        FaultKind::RateLimitedProblem | FaultKind::RateLimitedProblemWithoutReset => {
            return Some(problem(429, "Too Many Requests", "Too Many Requests"));
        }
        FaultKind::CreditsUsedUp => {
            let detail = "Your account does not have any credits to fulfil this request.";
            return Some(problem(402, "Payment Required", detail));
        }
        FaultKind::OverCapacity => (503, 130, "Over capacity"),
        FaultKind::Code32 => (401, 32, "Could not authenticate you."),
        FaultKind::Code89 => (401, 89, "Invalid or expired token."),
        FaultKind::Code135 => (401, 135, "Timestamp out of bounds."),
        FaultKind::Code64 => (
            403,
            64,
            "Your account is suspended and is not permitted to access this feature.",
        ),
        FaultKind::Code93 => (
            403,
            93,
            "This application is not allowed to access or delete your direct messages.",
        ),
        FaultKind::Code150 => (
            403,
            150,
            "You cannot send messages to users who are not following you.",
        ),
        FaultKind::Code226 => (
            403,
            226,
            "This request looks like it might be automated. To protect our users from spam and \
             other malicious activity, we can't complete this action right now.",
        ),
        FaultKind::Code326 => (
            403,
            326,
            "To protect our users from spam and other malicious activity, this account is \
             temporarily locked. Please log in to unlock your account.",
        ),
        FaultKind::Code349 => (403, 349, "You cannot send messages to this user."),
        FaultKind::Code453 => (
            403,
            453,
            "You currently have access to a subset of X API V2 endpoints and limited v1.1 \
             endpoints only.",
        ),
        _ => return None,
    };
    Some(Refusal::v1(status, code, message))
}

fn problem(status: u16, title: &str, detail: &str) -> Refusal {
    Refusal::Problem {
        status,
        body: json!({
            "title": title,
            "detail": detail,
            "type": "about:blank",
            "status": status,
        }),
    }
}

/// Puts on the headers that the kinds of 429 differ in (§8).
fn limited(kind: FaultKind, mut answer: Response<Bytes>, now_ms: i64) -> Response<Bytes> {
    let remaining = match kind {
        FaultKind::RateLimited | FaultKind::RateLimitedProblem => 0,
        FaultKind::RateLimitedWithRemaining => STILL_REMAINING,
        _ => return answer,
    };
    let reset_s = now_ms.div_euclid(1000).saturating_add(RESET_AFTER_S);
    answer::number(&mut answer, "x-rate-limit-limit", LIMIT);
    answer::number(&mut answer, "x-rate-limit-remaining", remaining);
    answer::number(&mut answer, "x-rate-limit-reset", reset_s);
    answer
}

fn html(status: u16) -> Response<Bytes> {
    answer::with_body(
        status,
        "text/html; charset=utf-8",
        Bytes::from_static(PAGE.as_bytes()),
    )
}

fn without_ids(body: Bytes) -> Bytes {
    match serde_json::from_slice::<Value>(&body) {
        Ok(mut value) => {
            take_ids(&mut value);
            value.to_string().into()
        }
        Err(_) => body,
    }
}

fn take_ids(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|key, _| !IDS.contains(&key.as_str()));
            fields.values_mut().for_each(take_ids);
        }
        Value::Array(items) => items.iter_mut().for_each(take_ids),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
