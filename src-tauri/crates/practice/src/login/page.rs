//! The page on which a person allows or denies the app (`contracts/x.md` §6.1,
//! §11). It needs no script: allowing and denying are the two buttons of a form.
//! X keeps a browser signed in and offers `authenticate` to skip the question;
//! here nobody is signed in, so both pages ask.

use super::{
    Callback, DeadEnd, RequestToken, Step,
    answers::{self, Page},
    html::{self, Choice},
};
use crate::{
    accounts::Brand,
    received::{Pairs, Received},
    state::{Change, State},
    world::Outcome,
};

/// `GET /oauth/authorize` and `/oauth/authenticate`, with `oauth_token`, and
/// perhaps `force_login=true` or `screen_name`.
pub(super) fn ask(request: &Received, state: &State, now_ms: i64) -> Outcome {
    let token = request.query("oauth_token").unwrap_or_default();
    match state.open_login(token, now_ms) {
        Ok(login) => answers::page(200, consent(request, state, login, None)).into(),
        Err(dead_end) => dead_end_page(dead_end).into(),
    }
}

/// `POST` of the same pages: `oauth_token`, `brand` (a user id) and `decision`
/// (`allow` or `deny`), as the form sends them.
pub(super) fn decide(request: &Received, state: &State, now_ms: i64) -> Outcome {
    let form = request.form();
    let login = match state.open_login(value(&form, "oauth_token"), now_ms) {
        Ok(login) => login,
        Err(dead_end) => return dead_end_page(dead_end).into(),
    };
    let brand = state
        .brands
        .iter()
        .find(|brand| brand.id.to_string() == value(&form, "brand"));
    match (value(&form, "decision"), brand) {
        ("deny", _) => deny(state, login),
        ("allow", Some(brand)) => allow(state, login, brand),
        _ => {
            let complaint = Some("Choose an account first.");
            answers::page(400, consent(request, state, login, complaint)).into()
        }
    }
}

fn consent(
    request: &Received,
    state: &State,
    login: &RequestToken,
    complaint: Option<&str>,
) -> String {
    let named = request.query("screen_name");
    let choice = match (named, request.query("force_login")) {
        (Some(name), _) => {
            let mut brands = state.brands.iter();
            let fits = |brand: &&Brand| brand.handle.eq_ignore_ascii_case(name);
            brands
                .find(fits)
                .map_or(Choice::Open, |brand| Choice::Made(brand.id))
        }
        (None, Some("true")) => Choice::Open,
        (None, _) => state
            .brands
            .first()
            .map_or(Choice::Open, |brand| Choice::Made(brand.id)),
    };
    html::consent(&html::Consent {
        action: &request.path,
        token: &login.token,
        app: &state.app.name,
        brands: &state.brands,
        choice,
        complaint,
        level: login.level,
        callback: match &login.callback {
            Callback::Pin => None,
            Callback::Url(url) => Some(url),
        },
    })
}

fn allow(state: &State, login: &RequestToken, brand: &Brand) -> Outcome {
    let verifier = login.verifier(state);
    let answer = match &login.callback {
        Callback::Pin => answers::page(200, html::pin(&state.app.name, &brand.handle, &verifier)),
        Callback::Url(url) => {
            let told = [
                ("oauth_token", login.token.as_str()),
                ("oauth_verifier", &verifier),
            ];
            leave(url, &told)
        }
    };
    Outcome {
        answer,
        changes: vec![Change::LoginStepped {
            login: login.token.clone(),
            step: Step::Allowed {
                brand: brand.id,
                verifier,
            },
        }],
    }
}

fn deny(state: &State, login: &RequestToken) -> Outcome {
    let answer = match &login.callback {
        Callback::Pin => answers::page(200, html::denied(&state.app.name)),
        Callback::Url(url) => leave(url, &[("denied", &login.token)]),
    };
    Outcome {
        answer,
        changes: vec![Change::LoginStepped {
            login: login.token.clone(),
            step: Step::Denied,
        }],
    }
}

fn leave(callback: &str, told: &[(&str, &str)]) -> Page {
    answers::redirect(callback, told).unwrap_or_else(|| {
        answers::page(
            400,
            html::message(
                "This address cannot be opened",
                &format!("The app wants you to go on at {callback}, which is no address."),
            ),
        )
    })
}

fn dead_end_page(dead_end: DeadEnd) -> Page {
    let (title, text) = match dead_end {
        DeadEnd::Unknown => (
            "This link leads nowhere",
            "The practice network has not given out this request token. Go back to the app and connect again.",
        ),
        DeadEnd::Expired => (
            "This link is too old",
            "A link to this page is good for 15 minutes. Go back to the app and connect again.",
        ),
        DeadEnd::Settled => (
            "This was decided already",
            "A link to this page can be used once. To decide anew, go back to the app and connect again.",
        ),
    };
    answers::page(403, html::message(title, text))
}

fn value<'a>(form: &'a Pairs, name: &str) -> &'a str {
    let mut pairs = form.iter();
    pairs
        .find(|(key, _)| key == name)
        .map_or("", |(_, value)| value)
}
