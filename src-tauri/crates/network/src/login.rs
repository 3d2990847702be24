//! Connecting an account by a person's word on the network's own page: an app
//! asks, a person allows it there, the app takes the account's credentials.
//!
//! The calls of a login are signed by the app, before any account's credentials
//! exist. So each brings its own signature along, and an [`crate::Exchange`] sends
//! it like any other.

use crate::{Call, Credentials, CredentialsError, Endpoint, Request, Stamp};
use domain::{Handle, Said};
use secrecy::{ExposeSecret, SecretString};
use url::Url;

/// An app's own credentials, without any account's. What is inside is the
/// connector's affair; `Debug` shows nothing of it.
#[derive(Clone, Debug)]
pub struct AppCredentials(SecretString);

impl AppCredentials {
    /// Wraps what somebody entered.
    pub fn new(secret: SecretString) -> Self {
        Self(secret)
    }

    /// For the connector that signs with it.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

/// Where a person goes from the network's page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Callback {
    /// To this address, exactly as it is registered for the app.
    Address(String),
    /// Nowhere: the page shows a number, which a person copies.
    Number,
}

/// Whom the network's page asks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Asked {
    /// Whoever is signed in in the browser.
    WhoeverIsThere,
    /// Somebody who signs in first, for one more account.
    WhoeverSignsIn,
    /// This account, where the page takes a wish.
    Account(Handle),
}

/// A login that the network has begun; good for minutes.
#[derive(Clone, Debug)]
pub struct BegunLogin {
    /// Names the login, also in the callback.
    pub token: SecretString,
    /// Signs its last call.
    pub secret: SecretString,
}

/// Why the network begins no login with this callback.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CallbackRefusal {
    /// It is not registered for the app.
    NotRegistered(Said),
    /// The app may sign in with a number only.
    NumberOnly(Said),
}

/// Signs the one request it was made for.
pub trait LoginSigner: Send + Sync {
    /// Signs it.
    fn sign(&self, request: &mut Request, stamp: &Stamp);
}

/// A call of a login, with its own signature.
pub struct LoginCall<A> {
    /// The call.
    pub call: Call<A>,
    /// What signs it.
    pub signer: Box<dyn LoginSigner>,
}

/// A network on whose pages people allow an app. All of it is pure.
pub trait Login: Send + Sync {
    /// Where a team sets up its app.
    fn console(&self) -> &'static str;
    /// The app behind an account's credentials.
    ///
    /// # Errors
    /// Credentials that cannot be read.
    fn app_of(&self, credentials: &Credentials) -> Result<AppCredentials, CredentialsError>;
    /// Asks the network to begin a login.
    ///
    /// # Errors
    /// Credentials without the right shape; nothing is asked then.
    fn begin(
        &self,
        at: &Endpoint,
        app: &AppCredentials,
        callback: &Callback,
    ) -> Result<LoginCall<Result<BegunLogin, CallbackRefusal>>, CredentialsError>;
    /// The page on which a person decides.
    fn page(&self, at: &Endpoint, login: &BegunLogin, asked: &Asked) -> Url;
    /// Takes the account's credentials; `verifier` is what the page gave. An
    /// answer that the verifier or the login is not taken comes with its words.
    ///
    /// # Errors
    /// As [`Login::begin`].
    fn finish(
        &self,
        at: &Endpoint,
        app: &AppCredentials,
        login: &BegunLogin,
        verifier: &SecretString,
    ) -> Result<LoginCall<Result<Credentials, Said>>, CredentialsError>;
    /// Gives an account's credentials back, so that they open nothing any more.
    fn give_back(&self, at: &Endpoint) -> Call<()>;
}
