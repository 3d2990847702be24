//! Keeps the outbox moving: what is due joins the queue, and the first reply of
//! every lane is tried, lanes side by side.

use super::step;
use crate::{Change, Engine, EngineError};
use domain::reply::{State, Step};
use domain::{AccountId, MINUTE, NetworkUserId, ReplyId, SECOND};
use std::collections::HashSet;
use std::sync::PoisonError;
use store::Reply;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

/// The most attempts at one time.
const SIDE_BY_SIDE: usize = 8;

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
                    // An attempt that could not be written down would fail again at once.
                    if !matches!(ended, Ok(Ok(()))) {
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
                    let ended = ended.unwrap_or(Err(EngineError::CutShort));
                    trouble = trouble.or(ended.err());
                }
            }
        }
    }

    /// Starts an attempt for the first reply of every lane that has none.
    async fn start_ready(
        &self,
        attempts: &mut JoinSet<Result<(), EngineError>>,
    ) -> Result<(), EngineError> {
        self.doubt_orphans().await?;
        self.join_due().await?;
        for id in self.heads().await? {
            if attempts.len() >= SIDE_BY_SIDE {
                break;
            }
            if !self.take_off(id) {
                continue;
            }
            let engine = self.clone();
            attempts.spawn(async move {
                let landing = Landing { engine: &engine, id };
                let outcome = landing.engine.attempt(id).await;
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
        let due = self.read(move |store| Ok(store.due(now)?)).await?;
        if due.is_empty() {
            return Ok(());
        }
        // Asked again within the change: a person may have been faster.
        let queued = self
            .write(move |store| {
                let due = store.due(now)?.into_iter();
                due.map(|reply| step(store, reply.content.id, Step::Due))
                    .collect::<Result<Vec<_>, _>>()
            })
            .await?;
        for reply in queued {
            self.tell_reply(&reply);
        }
        Ok(())
    }

    /// The first reply of every lane, where it is queued.
    async fn heads(&self) -> Result<Vec<ReplyId>, EngineError> {
        let outbox = self.read(|store| Ok(store.outbox()?)).await?;
        let mut lanes: HashSet<(AccountId, NetworkUserId)> = HashSet::new();
        let first_of_lane = |reply: &Reply| {
            reply.state.holds_its_lane()
                && lanes.insert((reply.content.account, reply.content.customer.clone()))
        };
        let heads = outbox
            .into_iter()
            .filter(first_of_lane)
            .filter(|reply| reply.state == State::Queued);
        Ok(heads.map(|reply| reply.content.id).collect())
    }

    /// Marks a reply as being tried here; `false` when it is already.
    fn take_off(&self, id: ReplyId) -> bool {
        self.inner
            .flying
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(id)
    }

    async fn until_next_due(&self) -> std::time::Duration {
        match self.read(|store| Ok(store.next_due()?)).await {
            Ok(Some(at)) => at.since(self.now()).clamp(SECOND, MINUTE),
            _ => MINUTE,
        }
    }
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
