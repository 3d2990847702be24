//! Refusals that only v2 words so (`contracts/x.md` §8).

use serde_json::{Value, json};

use crate::{
    errors::Refusal,
    world::{Outcome, Visit},
};

/// 404, problem `resource-not-found`. What the caller may not see is not found
/// either.
pub(super) fn not_found(resource_type: &str, parameter: &str, value: &str) -> Refusal {
    Refusal::Problem {
        status: 404,
        body: json!({
            "value": value,
            "detail": format!("Could not find {resource_type} with {parameter}: [{value}]."),
            "title": "Not Found Error",
            "resource_type": resource_type,
            "parameter": parameter,
            "resource_id": value,
            "type": "https://api.x.com/2/problems/resource-not-found",
            "status": 404,
        }),
    }
}

/// 403 `about:blank`.
pub(super) fn forbidden(detail: &str) -> Refusal {
    Refusal::Problem {
        status: 403,
        body: json!({
            "title": "Forbidden",
            "detail": detail,
            "type": "about:blank",
            "status": 403,
        }),
    }
}

/// 400 `invalid-request` for something of a body; `value` as it was sent.
pub(super) fn bad_body(parameter: &str, value: &Value, message: &str) -> Refusal {
    let value = match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    Refusal::invalid_request(parameter, &value, message)
}

/// `GET /2/dm_conversations/media/{dm_id}/{media_id}/{resource_id}`: only an
/// OAuth 2.0 user token opens it (§4), which nobody here has.
pub(crate) fn media_bytes(_: &Visit<'_>) -> Result<Outcome, Refusal> {
    Err(forbidden(
        "Media of direct messages are read with an OAuth 2.0 user token that has dm.read.",
    ))
}
