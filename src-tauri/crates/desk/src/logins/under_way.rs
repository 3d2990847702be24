//! The login that is under way: one per desk. It ends once, in one of the ways of
//! [`End`], and everybody who waits for it hears the same; its port is free from
//! then on.

use super::listener::{Brought, Listening, callback};
use super::source::Source;
use crate::ErrorCode;
use crate::api::AccountView;
use domain::Timestamp;
use network::BegunLogin;
use secrecy::SecretString;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

/// How a login ended.
pub(super) type End = Result<AccountView, ErrorCode>;

/// The logins of a desk.
pub(crate) struct Logins {
    port: u16,
    state: Mutex<State>,
    /// Held while one login takes the place of another.
    pub(super) turn: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct State {
    under_way: Option<Arc<UnderWay>>,
    /// The app of the login that was begun last, until one succeeds or is given up.
    source: Option<Source>,
}

/// A login that waits for a person at the network's page.
pub(super) struct UnderWay {
    pub(super) source: Source,
    pub(super) begun: BegunLogin,
    pub(super) ends_at: Timestamp,
    /// `None` where a person copies a number.
    brought: Option<watch::Receiver<Brought>>,
    listening: Mutex<Option<Listening>>,
    end: watch::Sender<Option<End>>,
    /// Held while the account's credentials are taken, until it is connected.
    pub(super) taking: tokio::sync::Mutex<()>,
}

impl Logins {
    /// Nothing under way; browsers will come back to this port.
    pub(crate) fn at(port: u16) -> Self {
        Self {
            port,
            state: Mutex::default(),
            turn: tokio::sync::Mutex::default(),
        }
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    /// Where the browser comes back to.
    pub(super) fn callback(&self) -> String {
        callback(self.port)
    }

    pub(super) fn current(&self) -> Result<Arc<UnderWay>, ErrorCode> {
        self.state().under_way.clone().ok_or(ErrorCode::NoLogin)
    }

    /// The app of the login that was begun last.
    pub(super) fn source(&self) -> Option<Source> {
        self.state().source.clone()
    }

    pub(super) fn keep_source(&self, source: Source) {
        self.state().source = Some(source);
    }

    pub(super) fn forget_source(&self) {
        self.state().source = None;
    }

    pub(super) fn put_under_way(&self, login: UnderWay) {
        self.state().under_way = Some(Arc::new(login));
    }

    /// Ends a login without an account, unless one is just being connected or it
    /// has ended; how it ended either way.
    pub(super) async fn end_without(&self, login: &Arc<UnderWay>, why: ErrorCode) -> End {
        let _taking = login.taking.lock().await;
        self.end(login, Err(why)).await
    }

    /// Ends a login, unless it has ended; how it ended either way.
    pub(super) async fn end(&self, login: &Arc<UnderWay>, how: End) -> End {
        {
            let mut state = self.state();
            if matches!(&state.under_way, Some(here) if Arc::ptr_eq(here, login)) {
                state.under_way = None;
                if how.is_ok() {
                    state.source = None;
                }
            }
        }
        let listening = lock(&login.listening).take();
        if let Some(listening) = listening {
            listening.close().await;
        }
        login.end.send_if_modified(|end| {
            let is_first = end.is_none();
            if is_first {
                *end = Some(how.clone());
            }
            is_first
        });
        login.ended().unwrap_or(how)
    }

    /// Gives up the login that is under way, if there is one.
    pub(super) async fn give_up(&self) {
        let under_way = self.state().under_way.clone();
        if let Some(login) = under_way {
            // Whoever waits for it is told.
            let _ = self.end_without(&login, ErrorCode::LoginGivenUp).await;
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }
}

impl UnderWay {
    pub(super) fn new(
        source: Source,
        begun: BegunLogin,
        ends_at: Timestamp,
        listening: Option<Listening>,
    ) -> Self {
        Self {
            source,
            begun,
            ends_at,
            brought: listening.as_ref().map(Listening::brought),
            listening: Mutex::new(listening),
            end: watch::Sender::new(None),
            taking: tokio::sync::Mutex::default(),
        }
    }

    /// How it ended, if it has.
    pub(super) fn ended(&self) -> Option<End> {
        self.end.borrow().clone()
    }

    /// Until it has ended.
    pub(super) async fn end(&self) -> End {
        match self.end.subscribe().wait_for(Option::is_some).await {
            Ok(end) => end.clone().unwrap_or(Err(ErrorCode::LoginGivenUp)),
            // The sender lives as long as this login.
            Err(_) => Err(ErrorCode::LoginGivenUp),
        }
    }

    /// Until the browser brings the person's answer: what proves it, or `None`
    /// for a refusal. Never, where a person copies a number.
    pub(super) async fn answer(&self) -> Option<SecretString> {
        let Some(mut brought) = self.brought.clone() else {
            return std::future::pending().await;
        };
        let came = brought
            .wait_for(|brought| !matches!(brought, Brought::Nothing))
            .await
            .map(|brought| brought.clone());
        match came {
            Ok(Brought::Verifier(verifier)) => Some(verifier),
            Ok(Brought::Refusal) => None,
            // The port was given back: the login ends in another way.
            Ok(Brought::Nothing) | Err(_) => std::future::pending().await,
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
