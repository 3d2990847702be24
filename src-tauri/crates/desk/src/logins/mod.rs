//! Connecting an account by signing in on the network's own pages
//! (`contracts/x.md` §6.1): the network begins a login, a person allows the app in
//! the browser, and the account's keys go to the vault.
//!
//! The browser brings the answer to a fixed port of this machine, or the person
//! copies a number. The port is taken before the network is asked for anything.
//! However a login ends, nothing is kept unless it ends with an account; from
//! there on it is the same as connecting with pasted keys.
//!
//! Never here: a secret in an answer, an address or a log.

mod disconnect;
mod listener;
mod page;
mod source;
mod under_way;

use crate::accounts::refused_keys;
use crate::api::{
    AccountView, LoginBegin, LoginBegun, LoginPin, LoginSetUp, LoginWay, Nothing, VaultState, Words,
};
use crate::{Desk, ErrorCode};
use listener::Door;
use network::{Callback, CallbackRefusal};
use secrecy::SecretString;
use std::sync::Arc;
use std::time::Duration;
use under_way::UnderWay;

pub(crate) use under_way::Logins;

/// The port to which the browser comes back. It is fixed, because the callback
/// has to be registered exactly (`contracts/x.md` §6.1); of the range that no
/// system hands out by itself on Linux and few programs use.
pub(crate) const PORT: u16 = 47_391;

/// How long a person may take. What X's request tokens are good for is not
/// known; the practice network gives 15 minutes.
const PATIENCE: Duration = Duration::from_secs(10 * 60);

/// The longest number that is sent on, in characters; X's have about 7 digits.
const LONGEST_PIN: usize = 64;

impl Desk {
    /// What to set up at the network first.
    pub async fn account_login_set_up(&self, _: Nothing) -> Result<LoginSetUp, ErrorCode> {
        Ok(LoginSetUp {
            callback: self.inner.logins.callback(),
            console: self.inner.reach.x_login().console().to_owned(),
        })
    }

    /// Begins a login, and gives up the one before.
    pub async fn account_login_begin(&self, request: LoginBegin) -> Result<LoginBegun, ErrorCode> {
        self.must_own()?;
        self.vault_must_open().await?;
        let (logins, x) = (&self.inner.logins, self.inner.reach.x_login());
        let source = self.login_source(request.app).await?;
        let asked = self.whom_to_ask(&source).await?;
        let to = self.inner.reach.place(&source.place).await?;
        let callback = match request.way {
            LoginWay::Browser => Callback::Address(logins.callback()),
            LoginWay::Pin => Callback::Number,
        };
        let begin = x
            .begin(&to.at, &source.app, &callback)
            .map_err(refused_keys)?;

        let _turn = logins.turn.lock().await;
        logins.give_up().await;
        logins.keep_source(source.clone());
        let door = match request.way {
            LoginWay::Browser => Some(Door::take(logins.port()).await?),
            LoginWay::Pin => None,
        };
        let begun = self
            .inner
            .engine
            .sign_in(&to, begin)
            .await?
            .map_err(|refusal| refused_callback(refusal, logins.callback()))?;
        let address = x.page(&to.at, &begun, &asked).into();
        let ends_at = self.inner.clock.now().plus(PATIENCE);
        let listening = door.map(|door| door.open(begun.token.clone(), self.after(PATIENCE)));
        logins.put_under_way(UnderWay::new(source, begun, ends_at, listening));
        Ok(LoginBegun {
            address,
            way: request.way,
        })
    }

    /// Waits until the login that is under way has ended: with an account, or
    /// with the reason why there is none.
    pub async fn account_login_wait(&self, _: Nothing) -> Result<AccountView, ErrorCode> {
        let logins = &self.inner.logins;
        let login = logins.current()?;
        let left = login.ends_at.since(self.inner.clock.now());
        tokio::select! {
            biased;
            end = login.end() => end,
            answer = login.answer() => match answer {
                Some(verifier) => match self.take_account(&login, &verifier).await {
                    Ok(account) => Ok(account),
                    Err(code) => logins.end_without(&login, code).await,
                },
                None => logins.end_without(&login, ErrorCode::LoginDenied).await,
            },
            () = self.inner.clock.sleep(left) => {
                logins.end_without(&login, ErrorCode::LoginTimedOut).await
            }
        }
    }

    /// Ends a login with the number that the network's page showed. A number that
    /// is not taken, or trouble on the way, leaves the login for another try.
    pub async fn account_login_pin(&self, request: LoginPin) -> Result<AccountView, ErrorCode> {
        let login = self.inner.logins.current()?;
        if self.inner.clock.now() >= login.ends_at {
            let logins = &self.inner.logins;
            return logins.end_without(&login, ErrorCode::LoginTimedOut).await;
        }
        let pin: String = request.pin.split_whitespace().collect();
        if pin.is_empty() || pin.chars().count() > LONGEST_PIN {
            return Err(ErrorCode::LoginRefused { said: None });
        }
        self.take_account(&login, &SecretString::from(pin)).await
    }

    /// Gives up the login that is under way, and forgets its app. It is no fault
    /// if there is none.
    pub async fn account_login_cancel(&self, _: Nothing) -> Result<Nothing, ErrorCode> {
        let _turn = self.inner.logins.turn.lock().await;
        self.inner.logins.give_up().await;
        self.inner.logins.forget_source();
        Ok(Nothing {})
    }

    /// Changes the proof for the account's keys, connects it and ends the login.
    /// Where that fails the login stays as it was.
    async fn take_account(
        &self,
        login: &Arc<UnderWay>,
        verifier: &SecretString,
    ) -> Result<AccountView, ErrorCode> {
        let _taking = login.taking.lock().await;
        if let Some(end) = login.ended() {
            return end;
        }
        let source = &login.source;
        let to = self.inner.reach.place(&source.place).await?;
        let finish = self
            .inner
            .reach
            .x_login()
            .finish(&to.at, &source.app, &login.begun, verifier)
            .map_err(refused_keys)?;
        let credentials = self
            .inner
            .engine
            .sign_in(&to, finish)
            .await?
            .map_err(|said| ErrorCode::LoginRefused {
                said: Some(said.into()),
            })?;
        let account = self.connect_with(credentials, source.place.clone()).await?;
        self.inner.logins.end(login, Ok(account)).await
    }

    /// A proof can be changed once: whoever signs in finds the vault open, or is
    /// not sent to the network at all.
    async fn vault_must_open(&self) -> Result<(), ErrorCode> {
        match self.inner.vault.view().await.state {
            VaultState::Ready => Ok(()),
            state => Err(ErrorCode::Vault { state }),
        }
    }

    fn after(&self, span: Duration) -> impl Future<Output = ()> + Send + 'static {
        let clock = Arc::clone(&self.inner.clock);
        async move { clock.sleep(span).await }
    }
}

fn refused_callback(refusal: CallbackRefusal, callback: String) -> ErrorCode {
    match refusal {
        CallbackRefusal::NotRegistered(said) => ErrorCode::CallbackRefused {
            callback,
            said: Words::from(said),
        },
        CallbackRefusal::NumberOnly(said) => ErrorCode::OnlyPin {
            said: Words::from(said),
        },
    }
}
