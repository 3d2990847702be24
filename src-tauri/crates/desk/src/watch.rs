//! Watches what waits for somebody, and tells whatever surrounds the window:
//! how much is unread after every change, and now and then a notification
//! (`notices` says when), and what somebody wants to be reminded of
//! (`reminders`).

use crate::api::Notify;
use crate::error_from::small;
use crate::notices::{Hearing, Next, Notice, Told, Unread, Waiting};
use crate::overview::needs_person;
use crate::settings::settings;
use crate::{Change, Desk, ErrorCode};
use std::time::Duration;
use store::{From, Read};
use tokio::sync::broadcast::error::RecvError;

/// Where somebody's eyes are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Focus {
    /// On the window.
    Here,
    /// Elsewhere, or nowhere.
    Elsewhere,
}

/// What surrounds the window.
pub trait Surroundings: Send + Sync {
    /// Where somebody's eyes are now.
    fn focus(&self) -> Focus;
    /// So many conversations have unread messages.
    fn unread(&self, conversations: u32);
    /// Something is to be told.
    fn tell(&self, notice: Notice);
}

impl Desk {
    /// Watches for as long as it is polled. Ends at once in a process that is
    /// not the folder's owner: the owner tells.
    pub async fn watch(&self, around: &impl Surroundings) {
        if self.is_owner() {
            tokio::join!(self.watch_waiting(around), self.tell_reminders(around));
        }
    }

    async fn watch_waiting(&self, around: &impl Surroundings) {
        let mut changes = self.changes();
        let mut told = Told::default();
        loop {
            let again = match self.read(look).await {
                Ok((waiting, notify)) => self.pass_on(&mut told, waiting, notify, around),
                Err(code) => {
                    tracing::warn!(?code, "what waits could not be read");
                    None
                }
            };
            let changed = async {
                loop {
                    match changes.recv().await {
                        Ok(Change::Inbox | Change::Outbox) | Err(RecvError::Lagged(_)) => {
                            return true;
                        }
                        Ok(_) => {}
                        Err(RecvError::Closed) => return false,
                    }
                }
            };
            let rest = async {
                match again {
                    Some(span) => self.inner.clock.sleep(span).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                () = rest => {}
                goes_on = changed => if !goes_on { return },
            }
        }
    }

    /// Tells what is to be told; when to look again, where it was too soon.
    fn pass_on(
        &self,
        told: &mut Told,
        waiting: Waiting,
        notify: Notify,
        around: &impl Surroundings,
    ) -> Option<Duration> {
        around.unread(small(waiting.unread.len()));
        let hearing = match (around.focus(), notify) {
            (Focus::Here, _) | (_, Notify::Off) => Hearing::Muted,
            (Focus::Elsewhere, _) => Hearing::Open,
        };
        match told.look(self.inner.clock.monotonic(), waiting, hearing) {
            Next::Nothing => None,
            Next::After(span) => Some(span),
            Next::Tell(news) => {
                around.tell(news.said(notify));
                None
            }
        }
    }
}

fn look(store: &Read<'_>) -> Result<(Waiting, Notify), ErrorCode> {
    let unread = store
        .conversations(None)?
        .into_iter()
        .filter(|one| one.unread > 0)
        .map(|one| {
            let newest = match one.last_from {
                From::Customer => Some(one.last_text),
                From::Brand => None,
            };
            let unread = Unread {
                name: crate::view::person(&one.customer).name,
                count: one.unread,
                newest,
            };
            (format!("{}/{}", one.account, one.customer.id), unread)
        });
    let outbox = store.outbox()?;
    let waiting = Waiting {
        unread: unread.collect(),
        needs_you: outbox
            .iter()
            .filter(|reply| needs_person(&reply.state))
            .map(|reply| reply.content.id)
            .collect(),
    };
    Ok((waiting, settings(store)?.notify))
}
