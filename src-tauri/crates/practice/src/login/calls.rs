//! The calls an app makes in a login (`contracts/x.md` §6.1): asking for a
//! request token, and changing it into an access token once it was allowed. Both
//! are signed like any call: the first with the app's secret alone, the second
//! with that of the request token.

use super::{Callback, RequestToken, Step, answers, page};
use crate::{
    console,
    errors::Refusal,
    grants::Grant,
    level::AccessLevel,
    oauth::{self, Credentials, Secrets},
    received::Received,
    routes::Route,
    state::{Change, State},
    world::Outcome,
};

/// Answers a call of the login; `None` if `route` is no part of it.
pub(crate) fn answer(
    route: Route,
    request: &Received,
    state: &State,
    now_ms: i64,
) -> Option<Result<Outcome, Refusal>> {
    match route {
        Route::RequestToken => Some(request_token(request, state, now_ms)),
        Route::AccessToken => Some(access_token(request, state, now_ms)),
        Route::Authorize | Route::Authenticate => Some(Ok(page::ask(request, state, now_ms))),
        Route::AuthorizeDecision | Route::AuthenticateDecision => {
            Some(Ok(page::decide(request, state, now_ms)))
        }
        _ => None,
    }
}

/// `POST /oauth/request_token`
fn request_token(request: &Received, state: &State, now_ms: i64) -> Result<Outcome, Refusal> {
    let credentials = Credentials::read(request)?;
    let secrets = Secrets {
        consumer: console::app_of(state, &credentials)?,
        token: "",
    };
    credentials.verify(request, &secrets, now_ms)?;
    let asked = credentials
        .parameter(request, "oauth_callback")
        .ok_or_else(|| Refusal::v1(403, 38, "oauth_callback parameter is missing."))?;
    let callback = callback(state, asked)?;
    let wanted = credentials.parameter(request, "x_auth_access_type");
    let login = RequestToken::draw(state, callback, level(state, wanted)?, now_ms);
    let answer = answers::form(&[
        ("oauth_token", &login.token),
        ("oauth_token_secret", &login.secret),
        ("oauth_callback_confirmed", "true"),
    ]);
    Ok(Outcome {
        answer,
        changes: vec![Change::LoginAsked(login)],
    })
}

/// `POST /oauth/access_token`. Some libraries leave the request token's secret out
/// of the signature and work with X \[C\]: the verifier is proof enough. A wrong
/// one is 401 in plain words, as X is known to answer it; it may be tried again.
fn access_token(request: &Received, state: &State, now_ms: i64) -> Result<Outcome, Refusal> {
    let credentials = Credentials::read(request)?;
    let consumer = console::app_of(state, &credentials)?;
    let login = state
        .login(credentials.token()?)
        .ok_or_else(oauth::unauthenticated)?;
    let with = |token| {
        let secrets = Secrets { consumer, token };
        credentials.verify(request, &secrets, now_ms)
    };
    with("").or_else(|_| with(&login.secret))?;
    let refused = |why| {
        Ok(Outcome::from(answers::plainly_refused(&format!(
            "Error processing your OAuth request: {why}"
        ))))
    };
    let Step::Allowed { brand, verifier } = &login.step else {
        return refused("Invalid request token");
    };
    if login.is_over(now_ms) {
        return refused("Invalid request token");
    }
    if credentials.parameter(request, "oauth_verifier").as_deref() != Some(verifier.as_str()) {
        return refused("Invalid oauth_verifier parameter");
    }
    let brand = state
        .brands
        .iter()
        .find(|known| known.id == *brand)
        .ok_or_else(Refusal::internal)?;
    let grant = match state.allowed(brand.id, login.level) {
        Some(grant) => grant.clone(),
        None => Grant::draw(state, brand.id, login.level, login.number),
    };
    let answer = answers::form(&[
        ("oauth_token", &grant.token),
        ("oauth_token_secret", &grant.secret),
        ("user_id", &brand.id.to_string()),
        ("screen_name", &brand.handle),
    ]);
    let login = login.token.clone();
    Ok(Outcome {
        answer,
        changes: vec![Change::Granted { login, grant }],
    })
}

/// `POST /1.1/oauth/invalidate_token.json`: gives back the token that signed.
pub(crate) fn invalidate(token: &str) -> Outcome {
    Outcome {
        answer: crate::answer::json(200, &serde_json::json!({"access_token": token})),
        changes: vec![Change::Revoked {
            tokens: vec![token.to_owned()],
        }],
    }
}

/// Where the page may send the person: 417 for an app without any registered
/// callback, 415 for one that it did not register (§6.1).
fn callback(state: &State, asked: String) -> Result<Callback, Refusal> {
    if asked == "oob" {
        return Ok(Callback::Pin);
    }
    let registered = &state.app.callbacks;
    if registered.is_empty() {
        return Err(Refusal::v1(
            401,
            417,
            "Desktop applications only support the oauth_callback value 'oob'",
        ));
    }
    if !registered.contains(&asked) {
        return Err(Refusal::v1(
            403,
            415,
            "Callback URL not approved for this client application. \
             Approved callback URLs can be adjusted in your application settings",
        ));
    }
    Ok(Callback::Url(asked))
}

/// The level to ask for: the app's own, or less where it says so. `write` does
/// not reach direct messages \[?\].
fn level(state: &State, wanted: Option<String>) -> Result<AccessLevel, Refusal> {
    let own = state.app.permission;
    match wanted.as_deref() {
        None => Ok(own),
        Some("read") => Ok(own.min(AccessLevel::Read)),
        Some("write") => Ok(own.min(AccessLevel::ReadWrite)),
        Some(_) => Err(Refusal::invalid_parameter("x_auth_access_type")),
    }
}
