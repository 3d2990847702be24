//! Whether there is a connection at all, judged by the calls that are made
//! anyway: nothing is sent to find out.

use crate::{Change, Engine};
use domain::Timestamp;
use network::{Class, Failure, Scope};
use std::sync::atomic::Ordering;
use std::sync::{Mutex, PoisonError};

/// Since when no connection opens.
#[derive(Default)]
pub(crate) struct Offline(Mutex<Option<Timestamp>>);

impl Engine {
    /// Since when no connection to a network opens; `None`: one did, or none was
    /// needed yet.
    pub fn offline_since(&self) -> Option<Timestamp> {
        *self.offline()
    }

    /// Notes what a call that went out says about the connection. Only an answer
    /// is proof of one: a call that was cut short says nothing.
    pub(crate) fn heard(&self, failure: Option<&Failure>) {
        let change = match failure {
            None | Some(Failure { said: Some(_), .. }) => {
                let back = self.offline().take().is_some();
                if back {
                    // What waited for a connection need not wait any longer.
                    self.inner.back_online.store(true, Ordering::SeqCst);
                    self.inner.wake.notify_one();
                }
                back
            }
            Some(Failure {
                class: Class::NotStarted,
                scope: Scope::Account,
                said: None,
            }) => {
                let now = self.now();
                let mut since = self.offline();
                let begins = since.is_none();
                since.get_or_insert(now);
                begins
            }
            Some(_) => false,
        };
        if change {
            self.tell(Change::Accounts);
        }
    }

    fn offline(&self) -> std::sync::MutexGuard<'_, Option<Timestamp>> {
        let Offline(since) = &self.inner.offline;
        since.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
