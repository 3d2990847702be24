//! One call, all the way out and back.
//!
//! An [`Exchange`] signs a call, sends it once and reads the answer. It is the
//! only place where "no answer" becomes a class: a connection that never opened
//! is *not started*; a missing answer to a call with an effect of its own is
//! *in doubt*. It repeats in one case only: the network refused the signature's
//! time and told its own, so that the same call, signed anew, may pass. That
//! refusal is proof that the first try had no effect.

use crate::{
    Answer, Call, Class, Clock, Credentials, CredentialsError, Effect, Failure, Http, HttpFailure,
    LoginSigner, Network, Request, Scope, Stamp,
};
use domain::{Ids, Timestamp};
use std::sync::atomic::{AtomicI64, Ordering};

/// Everything a call needs besides itself.
pub struct Exchange<'a> {
    /// The way out.
    pub http: &'a dyn Http,
    /// The clock.
    pub clock: &'a dyn Clock,
    /// Where numbers used once come from.
    pub ids: &'a dyn Ids,
    /// Who signs.
    pub signed_by: SignedBy<'a>,
    /// Seconds to add to our clock to have the server's; kept by the caller
    /// between calls, corrected here.
    pub offset: &'a AtomicI64,
}

/// Who signs a call.
#[derive(Clone, Copy)]
pub enum SignedBy<'a> {
    /// An account.
    Account {
        /// The protocol.
        network: &'a dyn Network,
        /// The account's credentials.
        credentials: &'a Credentials,
    },
    /// An app that asks for one.
    Login(&'a dyn LoginSigner),
}

impl SignedBy<'_> {
    fn sign(&self, request: &mut Request, stamp: &Stamp) -> Result<(), CredentialsError> {
        match self {
            Self::Account {
                network,
                credentials,
            } => network.sign(request, credentials, stamp),
            Self::Login(signer) => {
                signer.sign(request, stamp);
                Ok(())
            }
        }
    }
}

impl Exchange<'_> {
    /// Makes the call. Credentials that cannot sign end it before anything
    /// leaves, as `SignInAgain` without words. A second refusal for a wrong
    /// clock is `Refused`, with the network's words.
    pub async fn run<A>(&self, call: Call<A>) -> Result<A, Failure> {
        match self.once(&call).await {
            Err(Failure {
                class: Class::ClockOff(theirs),
                ..
            }) => {
                self.offset.store(
                    seconds(theirs).saturating_sub(self.now()),
                    Ordering::Relaxed,
                );
                self.once(&call).await.map_err(no_clock_helps)
            }
            outcome => outcome,
        }
    }

    async fn once<A>(&self, call: &Call<A>) -> Result<A, Failure> {
        let mut request = call.request.clone();
        self.signed_by
            .sign(&mut request, &self.stamp())
            .map_err(|error| {
                tracing::warn!(%error, "the credentials cannot sign");
                silent(Class::SignInAgain, Scope::Account)
            })?;
        let answer: Answer = self
            .http
            .send(request)
            .await
            .map_err(|failure| unanswered(&failure, call.effect))?;
        (call.read)(&answer)
    }

    fn stamp(&self) -> Stamp {
        Stamp {
            seconds: self
                .now()
                .saturating_add(self.offset.load(Ordering::Relaxed)),
            nonce: self.ids.next().simple().to_string(),
        }
    }

    fn now(&self) -> i64 {
        seconds(self.clock.now())
    }
}

fn seconds(moment: Timestamp) -> i64 {
    moment.0.div_euclid(1_000)
}

/// What follows when no answer came. The network could not be reached: that
/// holds for the whole account, because its other calls go the same way.
fn unanswered(failure: &HttpFailure, effect: Effect) -> Failure {
    tracing::info!(%failure, ?effect, "no answer");
    match (failure, effect) {
        (HttpFailure::NotStarted(_), _) => silent(Class::NotStarted, Scope::Account),
        (HttpFailure::Unknown(_), Effect::Once) => silent(Class::InDoubt, Scope::Request),
        (HttpFailure::Unknown(_), Effect::Repeatable) => silent(Class::NotStarted, Scope::Request),
    }
}

fn silent(class: Class, scope: Scope) -> Failure {
    Failure {
        class,
        scope,
        said: None,
    }
}

fn no_clock_helps(failure: Failure) -> Failure {
    match failure.class {
        Class::ClockOff(_) => Failure {
            class: Class::Refused,
            ..failure
        },
        _ => failure,
    }
}

#[cfg(test)]
#[path = "exchange_tests.rs"]
mod tests;
