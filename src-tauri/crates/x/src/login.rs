//! Signing in on X's own pages with OAuth 1.0a (`contracts/x.md` §6.1): a request
//! token, X's page, an access token.
//!
//! All secrets of a login travel in signature headers, never in an address. X's
//! answers here are forms; refusals come as JSON like everywhere, as XML, or in
//! plain words.

use crate::{
    address::address,
    answers::{Purpose, succeeded, with_reading},
    connector::X,
    errors::{failure, senseless},
    keys::{Keys, Pair},
    oauth::{self, Signing},
    refusal::Refusal,
};
use domain::Said;
use network::{
    Answer, AppCredentials, Asked, BegunLogin, Body, Call, Callback, CallbackRefusal, Class,
    Credentials, CredentialsError, Endpoint, Login, LoginCall, LoginSigner, Method, Request, Scope,
    Stamp,
};
use secrecy::{ExposeSecret, SecretString};
use url::{Url, form_urlencoded};

/// Where X's apps are set up.
const CONSOLE: &str = "https://developer.x.com";

/// What stands for a callback where the page shows a number.
const OUT_OF_BAND: &str = "oob";

impl Login for X {
    fn console(&self) -> &'static str {
        CONSOLE
    }

    fn app_of(&self, credentials: &Credentials) -> Result<AppCredentials, CredentialsError> {
        Ok(Keys::parse(credentials)?.consumer.written())
    }

    fn begin(
        &self,
        at: &Endpoint,
        app: &AppCredentials,
        callback: &Callback,
    ) -> Result<LoginCall<Result<BegunLogin, CallbackRefusal>>, CredentialsError> {
        let callback = match callback {
            Callback::Address(address) => address.clone(),
            Callback::Number => OUT_OF_BAND.to_owned(),
        };
        Ok(LoginCall {
            call: post(
                address(&at.api, &["oauth", "request_token"], &[]),
                read_begun,
            ),
            signer: Box::new(Asking {
                app: Pair::of_app(app)?,
                callback,
            }),
        })
    }

    fn page(&self, at: &Endpoint, login: &BegunLogin, asked: &Asked) -> Url {
        let token = ("oauth_token", login.token.expose_secret());
        let path = ["oauth", "authorize"];
        match asked {
            Asked::WhoeverIsThere => address(&at.api, &path, &[token]),
            Asked::WhoeverSignsIn => address(&at.api, &path, &[token, ("force_login", "true")]),
            Asked::Account(handle) => {
                let name = ("screen_name", handle.as_str());
                address(&at.api, &path, &[token, name])
            }
        }
    }

    fn finish(
        &self,
        at: &Endpoint,
        app: &AppCredentials,
        login: &BegunLogin,
        verifier: &SecretString,
    ) -> Result<LoginCall<Result<Credentials, Said>>, CredentialsError> {
        let app = Pair::of_app(app)?;
        let consumer = app.clone();
        Ok(LoginCall {
            call: post(
                address(&at.api, &["oauth", "access_token"], &[]),
                move |answer| read_granted(answer, &consumer),
            ),
            signer: Box::new(Proving {
                app,
                login: Pair {
                    key: login.token.clone(),
                    secret: login.secret.clone(),
                },
                verifier: verifier.clone(),
            }),
        })
    }

    fn give_back(&self, at: &Endpoint) -> Call<()> {
        let path = ["1.1", "oauth", "invalidate_token.json"];
        post(address(&at.api, &path, &[]), |answer| {
            succeeded(answer, Purpose::Read)
        })
    }
}

/// Signs as an app for nobody yet, and names the callback.
struct Asking {
    app: Pair,
    callback: String,
}

impl LoginSigner for Asking {
    fn sign(&self, request: &mut Request, stamp: &Stamp) {
        let signing = Signing {
            consumer: &self.app,
            token: None,
            beside: Some(("oauth_callback", &self.callback)),
        };
        let header = oauth::header(request, &signing, stamp);
        request.authorization = Some(header);
    }
}

/// Signs with the login's own secret, and proves that it was allowed.
struct Proving {
    app: Pair,
    login: Pair,
    verifier: SecretString,
}

impl LoginSigner for Proving {
    fn sign(&self, request: &mut Request, stamp: &Stamp) {
        let signing = Signing {
            consumer: &self.app,
            token: Some(&self.login),
            beside: Some(("oauth_verifier", self.verifier.expose_secret())),
        };
        let header = oauth::header(request, &signing, stamp);
        request.authorization = Some(header);
    }
}

/// Nothing of a login has an effect that a repetition would double: a second
/// request token is only another one.
fn post<A>(
    url: Url,
    read: impl Fn(&Answer) -> Result<A, network::Failure> + Send + Sync + 'static,
) -> Call<A> {
    with_reading(
        Purpose::Read,
        (Method::Post, url),
        Body::Empty,
        Box::new(read),
    )
}

/// `oauth_callback_confirmed=true` has to be there (§6.1).
fn read_begun(answer: &Answer) -> Result<Result<BegunLogin, CallbackRefusal>, network::Failure> {
    if !(200..=299).contains(&answer.status) {
        let said = said(answer);
        return match said.code {
            Some(415) => Ok(Err(CallbackRefusal::NotRegistered(said))),
            Some(417) => Ok(Err(CallbackRefusal::NumberOnly(said))),
            _ => Err(classed(answer)),
        };
    }
    let form = Form::read(answer);
    let begun = form
        .get("oauth_callback_confirmed")
        .filter(|it| it == "true");
    begun
        .and_then(|_| {
            Some(BegunLogin {
                token: form.get("oauth_token")?.into(),
                secret: form.get("oauth_token_secret")?.into(),
            })
        })
        .map(Ok)
        .ok_or_else(|| senseless(answer, Purpose::Read))
}

fn read_granted(
    answer: &Answer,
    app: &Pair,
) -> Result<Result<Credentials, Said>, network::Failure> {
    if !(200..=299).contains(&answer.status) {
        let failure = classed(answer);
        return match (failure.class, failure.scope) {
            // The app itself was accepted a moment ago: it is the number, or the login.
            (Class::SignInAgain, Scope::Account) | (Class::Refused, Scope::Request) => {
                Ok(Err(said(answer)))
            }
            _ => Err(failure),
        };
    }
    let form = Form::read(answer);
    let token = |form: &Form| {
        Some(Pair {
            key: form.get("oauth_token")?.into(),
            secret: form.get("oauth_token_secret")?.into(),
        })
    };
    let token = token(&form).ok_or_else(|| senseless(answer, Purpose::Read))?;
    let keys = Keys {
        consumer: app.clone(),
        token,
    };
    Ok(Ok(keys.written()))
}

/// A refusal in the classes of every other call, with what is said in a form of
/// a login's own.
fn classed(answer: &Answer) -> network::Failure {
    network::Failure {
        said: Some(said(answer)),
        ..failure(answer, Purpose::Read)
    }
}

/// What a refusal says: as JSON, as XML (`<error code="415">…</error>`, which
/// X's login is known for \[C\]), or in plain words.
fn said(answer: &Answer) -> Said {
    if let Some(refusal) = Refusal::read(answer) {
        return Said::new(answer.status, refusal.code, &refusal.words);
    }
    let text = String::from_utf8_lossy(&answer.body);
    let text = text.trim();
    if let Some((_, error)) = text.split_once("<error code=\"")
        && let Some((code, rest)) = error.split_once("\">")
    {
        let words = rest.split_once("</error>").map_or("", |(words, _)| words);
        return Said::new(answer.status, code.parse().ok(), words.trim());
    }
    let words = if text.starts_with('<') { "" } else { text };
    Said::new(answer.status, None, words)
}

/// A form-encoded answer.
struct Form(Vec<(String, SecretString)>);

impl Form {
    fn read(answer: &Answer) -> Self {
        let pairs = form_urlencoded::parse(answer.body.trim_ascii());
        Self(
            pairs
                .map(|(key, value)| (key.into_owned(), value.into_owned().into()))
                .collect(),
        )
    }

    /// A field, unless it is empty.
    fn get(&self, name: &str) -> Option<String> {
        let (_, value) = self.0.iter().find(|(key, _)| key == name)?;
        let value = value.expose_secret();
        (!value.is_empty()).then(|| value.to_owned())
    }
}

#[cfg(test)]
#[path = "login_tests.rs"]
mod tests;
