//! The app on its own, without a brand (`contracts/x.md` §7): it changes key and
//! secret into a Bearer token, which reads what is public. Such a token opens
//! nothing in v1.1, and nothing in v2 that belongs to a brand.

use base64::{Engine, prelude::BASE64_STANDARD};
use http::header::AUTHORIZATION;
use percent_encoding::percent_decode;
use serde_json::json;

use crate::{
    accounts::alphanumeric,
    answer,
    caller::Caller,
    console,
    errors::Refusal,
    grants::Secret,
    id::Id,
    received::Received,
    routes::{Family, Route},
    state::{Change, State},
    world::Outcome,
};

/// `POST /oauth2/token` with `grant_type=client_credentials` as a form, and
/// `Basic` base64(encoded key `:` encoded secret). The same token every time.
/// Wrong credentials are 403 with code 99 (§3.6).
pub(crate) fn issue(request: &Received, state: &State) -> Result<Outcome, Refusal> {
    let (key, secret) = basic(request).unwrap_or_default();
    if key != state.app.consumer_key || secret != state.app.consumer_secret {
        return Err(Refusal::v1(403, 99, "Unable to verify your credentials"));
    }
    console::check_standing(state)?;
    let form = request.form();
    let grant_type = form.iter().find(|(name, _)| name == "grant_type");
    match grant_type.map(|(_, value)| value.as_str()) {
        Some("client_credentials") => {}
        Some(_) => return Err(Refusal::invalid_parameter("grant_type")),
        None => return Err(Refusal::v1(403, 38, "grant_type parameter is missing.")),
    }
    let (token, changes) = match &state.bearer {
        Some(token) => (token.clone(), Vec::new()),
        None => {
            let token = draw(state);
            let changes = vec![Change::BearerIssued {
                token: token.clone(),
            }];
            (token, changes)
        }
    };
    let body = json!({"token_type": "bearer", "access_token": token});
    Ok(Outcome {
        answer: answer::json(200, &body),
        changes,
    })
}

/// The Bearer token of a request, if it carries one.
pub(crate) fn of(request: &Received) -> Option<&str> {
    credentials(request, "Bearer")
}

/// Who calls with a Bearer token. On v1.1 nobody may: 403 with code 220, which
/// §11 leaves open \[?\]. In v2 an unknown one is 401, and the app's own is 403
/// `unsupported-authentication` where a brand has to be signed in (§8).
pub(crate) fn caller(state: &State, route: Route, token: &str) -> Result<Caller, Refusal> {
    if route.family() == Family::V1 {
        return Err(Refusal::v1(
            403,
            220,
            "Your credentials do not allow access to this resource.",
        ));
    }
    if state.bearer.as_deref() != Some(token) {
        return Err(Refusal::Problem {
            status: 401,
            body: json!({
                "title": "Unauthorized",
                "detail": "Unauthorized",
                "type": "about:blank",
                "status": 401,
            }),
        });
    }
    console::check_standing(state)?;
    if !route.takes_app() {
        return Err(Refusal::Problem {
            status: 403,
            body: json!({
                "title": "Unsupported Authentication",
                "detail": "Authenticating with OAuth 2.0 Application-Only is forbidden for this endpoint. Supported authentication types are [OAuth 1.0a User Context].",
                "type": "https://api.x.com/2/problems/unsupported-authentication",
                "status": 403,
            }),
        });
    }
    Ok(Caller::app(state.app.id))
}

fn draw(state: &State) -> String {
    // One for the life of the network, so no call's number is needed.
    let mut rng = state.dice(Id::default(), Secret::Bearer);
    format!("AAAAAAAAAAAAAAAAAAAAA{}", alphanumeric(&mut rng, 90))
}

/// Key and secret, both percent-decoded as they were encoded before base64.
fn basic(request: &Received) -> Option<(String, String)> {
    let bytes = BASE64_STANDARD
        .decode(credentials(request, "Basic")?)
        .ok()?;
    let text = String::from_utf8(bytes).ok()?;
    let (key, secret) = text.split_once(':')?;
    let decode = |part: &str| {
        let decoded = percent_decode(part.as_bytes()).decode_utf8().ok();
        decoded.map(std::borrow::Cow::into_owned)
    };
    Some((decode(key)?, decode(secret)?))
}

fn credentials<'a>(request: &'a Received, scheme: &str) -> Option<&'a str> {
    let header = request.headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (named, rest) = header.trim().split_once(' ')?;
    named.eq_ignore_ascii_case(scheme).then(|| rest.trim())
}
