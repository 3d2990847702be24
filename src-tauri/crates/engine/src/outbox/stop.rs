//! Stopping everything. What is stopped keeps its state; nothing new begins
//! until somebody resumes, after a restart neither.
//!
//! A stop is two changes on disk. The first forbids new attempts. Then the
//! requests under way come to their end, or are cut after [`GRACE`], which
//! leaves their replies in doubt. The second change notes that all is still:
//! after it no request of the outbox begins, and every reply is not sent, sent,
//! or in doubt and being resolved.

use crate::{Change, Engine, EngineError};
use domain::{Entry, Event, Flow, Origin, SECOND, Timestamp};
use serde::{Deserialize, Serialize};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use store::Read;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

/// How long requests under way may take to come to their end.
const GRACE: Duration = SECOND.saturating_mul(2);

/// Where the store keeps it.
const KEY: &str = "stop";

/// A stop, as it is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Stop {
    /// When it was pressed.
    pub pressed_at: Timestamp,
    /// By whom.
    pub by: Origin,
    /// Since when nothing is under way any more; `None`: not known yet.
    pub still_at: Option<Timestamp>,
}

/// What an attempt passes through before it begins.
#[derive(Default)]
pub(crate) struct Barrier {
    passage: Mutex<Passage>,
    /// Told whenever an attempt has ended.
    ended: Notify,
}

#[derive(Default)]
struct Passage {
    closed: bool,
    /// Told when it closes.
    closing: CancellationToken,
    under_way: usize,
    /// Cuts the requests under way.
    cut: CancellationToken,
}

impl Barrier {
    /// Lets an attempt pass; `None` while everything is stopped.
    pub(crate) fn pass(&self) -> Option<UnderWay<'_>> {
        let mut passage = self.passage();
        if passage.closed {
            return None;
        }
        passage.under_way = passage.under_way.saturating_add(1);
        Some(UnderWay {
            barrier: self,
            closing: passage.closing.clone(),
            cut: passage.cut.clone(),
        })
    }

    pub(crate) fn is_open(&self) -> bool {
        !self.passage().closed
    }

    fn close(&self) {
        let mut passage = self.passage();
        passage.closed = true;
        passage.closing.cancel();
    }

    fn open(&self) {
        let mut passage = self.passage();
        passage.closed = false;
        passage.closing = CancellationToken::new();
        passage.cut = CancellationToken::new();
    }

    /// Cuts what is under way, unless somebody resumed meanwhile: what passes
    /// since then is nobody's to cut.
    fn cut(&self) {
        let passage = self.passage();
        if passage.closed {
            passage.cut.cancel();
        }
    }

    /// Until nothing is under way.
    async fn still(&self) {
        loop {
            let ended = self.ended.notified();
            if self.passage().under_way == 0 {
                return;
            }
            ended.await;
        }
    }

    fn passage(&self) -> MutexGuard<'_, Passage> {
        self.passage.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An attempt that passed, until it is dropped: when what became of it is on disk.
pub(crate) struct UnderWay<'a> {
    barrier: &'a Barrier,
    closing: CancellationToken,
    cut: CancellationToken,
}

impl UnderWay<'_> {
    /// Until nothing new may begin.
    pub(crate) async fn closing(&self) {
        self.closing.cancelled().await;
    }

    /// Until its request is to be cut.
    pub(crate) async fn cut(&self) {
        self.cut.cancelled().await;
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        let mut passage = self.barrier.passage();
        passage.under_way = passage.under_way.saturating_sub(1);
        drop(passage);
        self.barrier.ended.notify_waiters();
    }
}

/// The stop that is on, if one is.
pub(crate) fn stop_on(store: &Read<'_>) -> Result<Option<Stop>, EngineError> {
    let kept = store.setting(KEY)?;
    let read = kept.map(|json| serde_json::from_str(&json)).transpose();
    // Whatever cannot be read was a stop once: nothing leaves.
    Ok(read
        .unwrap_or(Some(Some(Stop {
            pressed_at: Timestamp(0),
            by: Origin::Automation,
            still_at: None,
        })))
        .flatten())
}

/// Whether anything leaves.
pub(super) fn flow(store: &Read<'_>) -> Result<Flow, EngineError> {
    Ok(match stop_on(store)? {
        Some(_) => Flow::Frozen,
        None => Flow::Running,
    })
}

impl Engine {
    /// The stop that is on, if one is.
    pub async fn stopped(&self) -> Result<Option<Stop>, EngineError> {
        self.read(stop_on).await
    }

    /// Stops everything; told as done when nothing is under way any more. Pressed
    /// again, it is the same stop.
    pub async fn stop(&self, by: Origin) -> Result<Stop, EngineError> {
        self.inner.barrier.close();
        let (now, desk) = (self.now(), self.desk());
        let pressed = self
            .write(move |store| {
                if let Some(on) = stop_on(store)? {
                    return Ok(on);
                }
                let stop = Stop {
                    pressed_at: now,
                    by,
                    still_at: None,
                };
                keep(store, Some(stop))?;
                store.append(desk, &for_all(now, Event::Stopped { by }))?;
                Ok(stop)
            })
            .await;
        let pressed = match pressed {
            Ok(pressed) => pressed,
            Err(error) => {
                // Nothing was kept: the outbox must not stand still in secret.
                self.open_unless_stopped().await;
                return Err(error);
            }
        };
        self.tell(Change::Outbox);
        tokio::select! {
            () = self.inner.barrier.still() => {}
            () = self.inner.parts.clock.sleep(GRACE) => {
                self.inner.barrier.cut();
                self.inner.barrier.still().await;
            }
        }
        let now = self.now();
        let still = self
            .write(move |store| {
                let stop = Stop {
                    still_at: Some(pressed.still_at.unwrap_or(now)),
                    ..pressed
                };
                // Somebody may have resumed meanwhile, and stopped again.
                if stop_on(store)?.is_some_and(|on| on.pressed_at == stop.pressed_at) {
                    keep(store, Some(stop))?;
                }
                Ok(stop)
            })
            .await?;
        self.tell(Change::Outbox);
        Ok(still)
    }

    /// Goes on, because a person wants it.
    pub async fn resume(&self, by: Origin) -> Result<(), EngineError> {
        let (now, desk) = (self.now(), self.desk());
        self.write(move |store| {
            if stop_on(store)?.is_none() {
                return Ok(());
            }
            keep(store, None)?;
            Ok(store.append(desk, &for_all(now, Event::Resumed { by }))?)
        })
        .await?;
        self.inner.barrier.open();
        self.tell(Change::Outbox);
        self.inner.wake.notify_one();
        Ok(())
    }

    /// Heeds a stop of an earlier process. To be called before anything runs.
    pub(crate) async fn heed_stop(&self) -> Result<(), EngineError> {
        if self.stopped().await?.is_some() {
            self.inner.barrier.close();
        }
        Ok(())
    }

    async fn open_unless_stopped(&self) {
        if matches!(self.stopped().await, Ok(None)) {
            self.inner.barrier.open();
            self.inner.wake.notify_one();
        }
    }
}

fn keep(store: &store::Write<'_>, stop: Option<Stop>) -> Result<(), EngineError> {
    let json = serde_json::to_string(&stop).map_err(|_| EngineError::CutShort)?;
    Ok(store.set_setting(KEY, &json)?)
}

/// What concerns every account stands in the ledger under none.
fn for_all(at: Timestamp, event: Event) -> Entry {
    Entry {
        at,
        account: String::new(),
        event,
    }
}
