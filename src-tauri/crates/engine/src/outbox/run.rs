//! Keeps the outbox moving: what is due joins the queue, and the first reply of
//! every lane is tried, lanes side by side.

use super::{looked_at, step};
use crate::{Change, Engine, EngineError};
use domain::reply::{State, Step, WaitReason};
use domain::{MINUTE, ReplyId, SECOND, ShortSpan, Timestamp, pause_until};
use std::collections::HashSet;
use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};
use std::time::Duration;
use store::{Account, Read, Reply, Write};
use tokio::task::{JoinError, JoinSet};
use tokio_util::sync::CancellationToken;

/// The most attempts at one time.
const SIDE_BY_SIDE: usize = 8;

/// With more attempts under way than these, the outbox is not looked over for
/// every one that ends: those that end together are followed together.
const FEW: usize = 4;

/// What counts as together.
const TOGETHER: Duration = Duration::from_millis(20);

/// The shortest pause: a clock may round what is due a little down.
const LEAST: Duration = Duration::from_millis(50);

impl Engine {
    /// Runs until told to stop; an attempt that has begun is brought to its end.
    pub async fn run_outbox(&self, stop: CancellationToken) {
        let mut attempts = JoinSet::new();
        while !stop.is_cancelled() {
            if let Err(error) = self.start_ready(&mut attempts).await {
                tracing::error!(%error, "the outbox could not go on; it tries again");
            }
            let pause = self.until_next_due().await;
            tokio::select! {
                () = stop.cancelled() => {}
                Some(ended) = attempts.join_next() => {
                    let ended = flat(ended).and(self.end_together(&mut attempts).await);
                    // An attempt that could not be written down would fail again at once.
                    if ended.is_err() {
                        tokio::select! {
                            () = stop.cancelled() => {}
                            () = self.inner.parts.clock.sleep(SECOND) => {}
                        }
                    }
                }
                () = self.inner.wake.notified() => {}
                () = self.inner.parts.clock.sleep(pause) => {}
            }
        }
        while attempts.join_next().await.is_some() {}
    }

    /// Runs until nothing moves any more without a person or a later time.
    /// After an error nothing new begins, and what is on its way is brought to
    /// its end before the error is told.
    pub async fn settle(&self) -> Result<(), EngineError> {
        let mut attempts = JoinSet::new();
        let mut trouble = None;
        loop {
            if trouble.is_none() {
                trouble = self.start_ready(&mut attempts).await.err();
            }
            match attempts.join_next().await {
                None => return trouble.map_or(Ok(()), Err),
                Some(ended) => {
                    let ended = flat(ended).and(self.end_together(&mut attempts).await);
                    trouble = trouble.or(ended.err());
                }
            }
        }
    }

    /// After an attempt has ended, gives others a moment to end as well, while many
    /// are under way.
    async fn end_together(&self, attempts: &mut Attempts) -> Result<(), EngineError> {
        let mut outcome = Ok(());
        while attempts.len() > FEW {
            tokio::select! {
                Some(ended) = attempts.join_next() => outcome = outcome.and(flat(ended)),
                () = self.inner.parts.clock.sleep(TOGETHER) => break,
            }
        }
        outcome
    }

    /// Starts an attempt for the first reply of every lane that has none. An
    /// account with a pace has one begin at a time.
    async fn start_ready(&self, attempts: &mut Attempts) -> Result<(), EngineError> {
        self.join_after_offline().await?;
        let mut seen = self.look_over().await?;
        if seen.due == Due::Some || !seen.sending.iter().all(|&id| self.is_flying(id)) {
            self.doubt_orphans().await?;
            self.join_due().await?;
            seen = self.look_over().await?;
        }
        if !self.inner.barrier.is_open() {
            return Ok(());
        }
        let mut begun = HashSet::new();
        for head in seen.ready {
            if attempts.len() >= SIDE_BY_SIDE {
                break;
            }
            if head.paced == Paced::Yes && begun.contains(&head.account.id)
                || !self.take_off(head.reply)
            {
                continue;
            }
            begun.insert(head.account.id);
            let (engine, id) = (self.clone(), head.reply);
            attempts.spawn(async move {
                let landing = Landing { engine: &engine, id };
                let outcome = landing.engine.attempt(id, &head.account).await;
                if let Err(error) = &outcome {
                    tracing::error!(%error, reply = %id, "an attempt could not be made or written down");
                }
                outcome
            });
        }
        Ok(())
    }

    /// What is due joins the queue.
    async fn join_due(&self) -> Result<(), EngineError> {
        let now = self.now();
        // Asked within the change: a person may have been faster.
        let queued = self
            .write(move |store| {
                let due = store.due(now)?.into_iter();
                due.map(|reply| join(store, &reply, now))
                    .collect::<Result<Vec<_>, _>>()
            })
            .await?;
        for reply in queued {
            self.tell_reply(&reply);
        }
        Ok(())
    }

    /// What waited for a connection joins the queue when there is one again.
    async fn join_after_offline(&self) -> Result<(), EngineError> {
        if !self.inner.back_online.swap(false, Ordering::SeqCst) {
            return Ok(());
        }
        let waits = |reply: &Reply| {
            matches!(
                reply.state,
                State::Waiting {
                    why: WaitReason::Offline,
                    ..
                }
            )
        };
        let joined = self
            .write(move |store| {
                let waiting = store.replies_in("waiting")?.into_iter().filter(waits);
                waiting
                    .map(|reply| step(store, reply.content.id, Step::Due))
                    .collect::<Result<Vec<_>, _>>()
            })
            .await?;
        for reply in joined {
            self.tell_reply(&reply);
        }
        Ok(())
    }

    /// Looks the outbox over.
    async fn look_over(&self) -> Result<Seen, EngineError> {
        let now = self.now();
        self.read(move |store| {
            let due = match store.next_due()? {
                Some(at) if at <= now => Due::Some,
                _ => Due::None,
            };
            Ok(Seen {
                sending: store.ids_in("sending")?,
                due,
                ready: ready(store, now)?,
            })
        })
        .await
    }

    /// Marks a reply as being tried here; `false` when it is already.
    fn take_off(&self, id: ReplyId) -> bool {
        self.inner
            .flying
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(id)
    }

    /// How long nothing can move by itself: until a reply is due, or the pace of
    /// an account lets the next one leave.
    async fn until_next_due(&self) -> Duration {
        let now = self.now();
        let next = self
            .read(move |store| {
                let accounts = store.accounts()?;
                let pauses = accounts
                    .iter()
                    .filter_map(|account| pause_until(&account.delivery, account.steps, now));
                Ok(store.next_due()?.into_iter().chain(pauses).min())
            })
            .await;
        match next {
            Ok(Some(at)) => at.since(now).clamp(LEAST, MINUTE),
            _ => MINUTE,
        }
    }
}

/// The first reply of every lane, where it is queued and its account's pace lets it
/// leave now.
fn ready(store: &Read<'_>, now: Timestamp) -> Result<Vec<Ready>, EngineError> {
    // Those that fly already are still first in their lanes for a moment.
    let most = SIDE_BY_SIDE.saturating_mul(2);
    let accounts: Vec<_> = store.accounts()?.into_iter().map(Arc::new).collect();
    let pausing =
        |account: &&Arc<Account>| pause_until(&account.delivery, account.steps, now).is_some();
    let without: Vec<_> = accounts.iter().filter(pausing).map(|one| one.id).collect();
    let heads = store.heads(now, most, &without)?.into_iter();
    let ready = heads.filter_map(|head| {
        let account = accounts.iter().find(|account| account.id == head.account)?;
        Some(Ready {
            reply: head.reply,
            account: Arc::clone(account),
            paced: match account.delivery.pace {
                ShortSpan::NONE => Paced::No,
                _ => Paced::Yes,
            },
        })
    });
    Ok(ready.collect())
}

/// What runs side by side.
type Attempts = JoinSet<Result<(), EngineError>>;

fn flat(ended: Result<Result<(), EngineError>, JoinError>) -> Result<(), EngineError> {
    ended.unwrap_or(Err(EngineError::CutShort))
}

/// One whose time has come. A scheduled one joins its lane now, at its end, and
/// its age counts from now.
fn join(store: &Write<'_>, reply: &Reply, now: Timestamp) -> Result<Reply, EngineError> {
    let id = reply.content.id;
    if matches!(reply.state, State::Scheduled { .. }) {
        store.put_last(id)?;
        looked_at(store, reply, now)?;
    }
    step(store, id, Step::Due)
}

/// The outbox at one moment.
struct Seen {
    /// Replies that are said to be on their way.
    sending: Vec<ReplyId>,
    /// Whether time has come for some.
    due: Due,
    /// Those that may be tried.
    ready: Vec<Ready>,
}

#[derive(PartialEq, Eq)]
enum Due {
    None,
    Some,
}

/// A reply that may be tried.
struct Ready {
    reply: ReplyId,
    account: Arc<Account>,
    paced: Paced,
}

/// Whether its account keeps a pace.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Paced {
    Yes,
    No,
}

/// Takes the mark away however the attempt ends.
struct Landing<'a> {
    engine: &'a Engine,
    id: ReplyId,
}

impl Drop for Landing<'_> {
    fn drop(&mut self) {
        self.engine
            .inner
            .flying
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&self.id);
        self.engine.tell(Change::Outbox);
    }
}
