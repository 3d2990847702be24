//! Building answers. What every answer carries (the truthful `date`) is put on
//! in one place, when the answer leaves.

use std::time::{Duration, UNIX_EPOCH};

use bytes::Bytes;
use http::{
    HeaderName, HeaderValue, Response, StatusCode,
    header::{CONTENT_TYPE, DATE},
};
use serde_json::Value;

/// An answer with a JSON body.
pub(crate) fn json(status: u16, body: &Value) -> Response<Bytes> {
    with_body(
        status,
        "application/json; charset=utf-8",
        body.to_string().into(),
    )
}

/// An answer with a v2 problem object.
pub(crate) fn problem(status: u16, body: &Value) -> Response<Bytes> {
    with_body(status, "application/problem+json", body.to_string().into())
}

/// An answer without a body.
pub(crate) fn empty(status: u16) -> Response<Bytes> {
    let mut answer = Response::new(Bytes::new());
    *answer.status_mut() = status_code(status);
    answer
}

/// 204 as v1.1 was recorded to give it: `text/html`, nothing in it (§3.1).
pub(crate) fn no_html() -> Response<Bytes> {
    with_body(204, "text/html; charset=utf-8", Bytes::new())
}

/// An answer with any body.
pub(crate) fn with_body(status: u16, content_type: &'static str, body: Bytes) -> Response<Bytes> {
    let mut answer = Response::new(body);
    *answer.status_mut() = status_code(status);
    answer
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    answer
}

/// Adds a header whose value is a number.
pub(crate) fn number(answer: &mut Response<Bytes>, name: &'static str, value: i64) {
    answer
        .headers_mut()
        .insert(HeaderName::from_static(name), HeaderValue::from(value));
}

/// Adds the server's time, to which clients set their offset (§11).
pub(crate) fn dated(mut answer: Response<Bytes>, now_ms: i64) -> Response<Bytes> {
    let since = Duration::from_millis(u64::try_from(now_ms).unwrap_or(0));
    let text = httpdate::fmt_http_date(UNIX_EPOCH + since);
    if let Ok(value) = HeaderValue::from_str(&text) {
        answer.headers_mut().insert(DATE, value);
    }
    answer
}

fn status_code(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
