//! The answers of a login that are neither JSON nor problems.

use bytes::Bytes;
use http::{
    HeaderName, HeaderValue, Response,
    header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, LOCATION, REFERRER_POLICY, X_FRAME_OPTIONS},
};
use url::{Url, form_urlencoded};

use crate::answer;

/// An answer of a login.
pub(super) type Page = Response<Bytes>;

/// 200 with form-encoded pairs (§6.1). Its type is the one X is known to send.
pub(super) fn form(pairs: &[(&str, &str)]) -> Page {
    let body = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish();
    guarded(answer::with_body(
        200,
        "text/html; charset=utf-8",
        body.into(),
    ))
}

/// 401 in plain words.
pub(super) fn plainly_refused(text: &str) -> Page {
    answer::with_body(401, "text/plain; charset=utf-8", text.to_owned().into())
}

/// A page.
pub(super) fn page(status: u16, html: String) -> Page {
    guarded(answer::with_body(
        status,
        "text/html; charset=utf-8",
        html.into(),
    ))
}

/// Sends the browser to a callback, with more parameters in its query.
pub(super) fn redirect(callback: &str, pairs: &[(&str, &str)]) -> Option<Page> {
    let mut url = Url::parse(callback).ok()?;
    url.query_pairs_mut().extend_pairs(pairs);
    let location = HeaderValue::from_str(url.as_str()).ok()?;
    let mut answer = guarded(answer::empty(302));
    answer.headers_mut().insert(LOCATION, location);
    Some(answer)
}

/// What is said here is for one reader: not kept, not framed, not passed on.
fn guarded(mut answer: Page) -> Page {
    const HEADERS: [(HeaderName, &str); 4] = [
        (CACHE_CONTROL, "no-store"),
        (REFERRER_POLICY, "no-referrer"),
        (X_FRAME_OPTIONS, "DENY"),
        (
            CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'none'",
        ),
    ];
    for (name, value) in HEADERS {
        answer
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    answer
}
