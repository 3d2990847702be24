//! A brand allowing the app, step by step (`contracts/x.md` §6.1): the app asks
//! for a request token, a person at the page allows or denies, the app takes the
//! access token.
//!
//! A request token goes one way: asked, then allowed or denied, then used. It
//! can be allowed once, changed into one access token once, and is good for a
//! quarter of an hour. Nobody proves who they are: on the practice network the
//! person at the page chooses which brand they are.

mod answers;
mod calls;
mod html;
mod page;

use rand::{Rng, distr::Uniform};
use serde::{Deserialize, Serialize};

pub(crate) use calls::{answer, invalidate};

use crate::{accounts::alphanumeric, grants::Secret, id::Id, level::AccessLevel, state::State};

/// How long a request token is good for, in ms; X does not say \[?\].
const GOOD_FOR_MS: i64 = 15 * 60_000;
/// How long one is remembered, so that the page can say what became of it.
const REMEMBERED_MS: i64 = 24 * 60 * 60_000;

/// A request token and how far its login has come.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct RequestToken {
    /// Used once in the network; secrets are drawn by it.
    number: Id,
    pub(crate) token: String,
    pub(crate) secret: String,
    callback: Callback,
    /// What the page asks the brand to allow.
    level: AccessLevel,
    asked_ms: i64,
    step: Step,
}

/// Where the person is sent from the page.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Callback {
    /// Nowhere: they are shown a PIN (`oob`).
    Pin,
    /// To a registered URL.
    Url(String),
}

/// How far a login has come.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Step {
    /// The app asked; nobody has decided.
    Asked,
    /// Somebody allowed it as this brand; the app needs the verifier.
    Allowed { brand: Id, verifier: String },
    /// Somebody denied it.
    Denied,
    /// The app has its access token.
    Used,
}

/// Why a request token leads nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DeadEnd {
    /// Nobody ever asked for it, or too long ago.
    Unknown,
    /// Its time is over.
    Expired,
    /// Somebody decided already.
    Settled,
}

impl RequestToken {
    fn draw(state: &State, callback: Callback, level: AccessLevel, now_ms: i64) -> Self {
        let number = state.next_id(now_ms);
        let mut rng = state.dice(number, Secret::RequestToken);
        Self {
            number,
            token: alphanumeric(&mut rng, 27),
            secret: alphanumeric(&mut rng, 32),
            callback,
            level,
            asked_ms: now_ms,
            step: Step::Asked,
        }
    }

    /// What proves to the app that it was allowed: 7 digits for a person to
    /// copy, or a text in the callback.
    fn verifier(&self, state: &State) -> String {
        let mut rng = state.dice(self.number, Secret::Verifier);
        match self.callback {
            Callback::Pin => {
                let digits = Uniform::new(0, 10_000_000).map(|all| rng.sample(all));
                format!("{:07}", digits.unwrap_or(0))
            }
            Callback::Url(_) => alphanumeric(&mut rng, 32),
        }
    }

    fn is_over(&self, now_ms: i64) -> bool {
        now_ms.saturating_sub(self.asked_ms) > GOOD_FOR_MS
    }
}

impl State {
    /// The login of a request token, whatever has become of it.
    fn login(&self, token: &str) -> Option<&RequestToken> {
        self.logins.iter().find(|login| login.token == token)
    }

    /// The login of a request token that somebody may still decide on.
    fn open_login(&self, token: &str, now_ms: i64) -> Result<&RequestToken, DeadEnd> {
        let login = self.login(token).ok_or(DeadEnd::Unknown)?;
        match login.step {
            Step::Asked if login.is_over(now_ms) => Err(DeadEnd::Expired),
            Step::Asked => Ok(login),
            Step::Allowed { .. } | Step::Denied | Step::Used => Err(DeadEnd::Settled),
        }
    }

    /// A login was asked for; those of another day are forgotten.
    pub(crate) fn begin_login(&mut self, login: RequestToken) {
        let oldest = login.asked_ms.saturating_sub(REMEMBERED_MS);
        self.logins.retain(|other| other.asked_ms >= oldest);
        self.take_id(login.number);
        self.logins.push(login);
    }

    /// A login went one step on.
    pub(crate) fn step_login(&mut self, token: &str, step: Step) {
        if let Some(login) = self.logins.iter_mut().find(|login| login.token == token) {
            login.step = step;
        }
    }
}
