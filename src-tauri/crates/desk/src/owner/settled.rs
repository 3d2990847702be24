//! Waiting for the outbox, where several run it: the desk of a window by itself,
//! and every process that has handed a reply over.
//!
//! One run alone does not tell that nothing moves: it passes over what another
//! run has on its way. Only a run that found nothing under way, and left
//! everything as it was, has. An account's pace is waited for: it is a matter of
//! seconds, and who sends twice in a row wants both gone.

use crate::api::{Leaves, Nothing, ReplyRef, ReplyState, ReplyView};
use crate::{Change, Desk, ErrorCode, names};
use domain::reply::State;
use domain::{ReplyId, Timestamp};
use std::time::Duration;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::task::JoinHandle;

/// The longest pace of an account; what leaves later than that is not waited for.
const LONGEST_PACE: Duration = Duration::from_secs(60);

/// A forecast that has come true is looked at again after this long.
const MOMENT: Duration = Duration::from_millis(250);

impl Desk {
    /// Runs the outbox until only a person or a later time can move things.
    pub(super) async fn settle_all(&self) -> Result<(), ErrorCode> {
        let mut changes = self.changes();
        loop {
            let before = self.unsettled().await?;
            self.outbox_settle().await?;
            if !self.inner.engine.under_way().is_empty() {
                next(&mut changes).await;
            } else if self.unsettled().await? == before {
                let left = self.outbox_list(Nothing {}).await?.replies;
                match self.paced(left.iter().map(|row| &row.reply)) {
                    Some(pause) => self.inner.clock.sleep(pause).await,
                    None => return Ok(()),
                }
            }
        }
    }

    /// Runs the outbox until only a person or a later time can move this reply.
    /// What was begun then comes to its end all the same.
    pub(super) async fn settle_one(&self, reply: &ReplyRef) -> Result<(), ErrorCode> {
        let id = names::reply(&reply.reply)?;
        let mut changes = self.changes();
        loop {
            let Some(before) = self.lane_of_moving(id).await? else {
                return Ok(());
            };
            let mut running = self.run_once();
            loop {
                tokio::select! {
                    ended = &mut running => {
                        ended.map_err(|_| ErrorCode::Unexpected)??;
                        break;
                    }
                    () = next(&mut changes) => {}
                }
                if self.lane_of_moving(id).await?.is_none() {
                    return Ok(());
                }
            }
            let under_way = self.inner.engine.under_way();
            if before.iter().any(|reply| under_way.contains(reply)) {
                next(&mut changes).await;
            } else if self.lane_of_moving(id).await? == Some(before) {
                match self.paced([&self.reply(reply.clone()).await?]) {
                    Some(pause) => self.inner.clock.sleep(pause).await,
                    None => return Ok(()),
                }
            }
        }
    }

    /// How long the next of these waits for nothing but its turn and the pace of
    /// its account; `None` where none of them leaves soon.
    fn paced<'a>(&self, replies: impl IntoIterator<Item = &'a ReplyView>) -> Option<Duration> {
        let now = self.inner.clock.now();
        let queued = |reply: &&ReplyView| reply.state == ReplyState::Queued;
        let leaves = |reply: &ReplyView| match reply.leaves {
            Some(Leaves::At { at }) => Some(Timestamp(at).since(now)),
            _ => None,
        };
        let pauses = replies.into_iter().filter(queued).filter_map(leaves);
        let next = pauses.min()?;
        (next <= LONGEST_PACE).then(|| next.max(MOMENT))
    }

    /// Runs the outbox in a task of its own: an attempt is never cut short.
    fn run_once(&self) -> JoinHandle<Result<(), ErrorCode>> {
        let desk = self.clone();
        self.inner
            .guests
            .spawn(async move { desk.outbox_settle().await })
    }

    async fn unsettled(&self) -> Result<Vec<ReplyId>, ErrorCode> {
        self.read(|store| {
            let outbox = store.outbox()?.into_iter();
            Ok(outbox.map(|reply| reply.content.id).collect())
        })
        .await
    }

    /// The lane of a reply that may leave without a person or a later time;
    /// `None` where it may not, or has left.
    async fn lane_of_moving(&self, id: ReplyId) -> Result<Option<Vec<ReplyId>>, ErrorCode> {
        self.read(move |store| {
            let reply = store.reply(id)?.ok_or(ErrorCode::UnknownReply)?;
            let moves = |state: &State| matches!(state, State::Queued | State::Sending);
            if !moves(&reply.state) {
                return Ok(None);
            }
            let lane = store.lane(reply.content.account, &reply.content.customer)?;
            let head = lane.iter().find(|reply| reply.state.holds_its_lane());
            let blocked = head.is_some_and(|head| !moves(&head.state));
            Ok((!blocked).then(|| lane.iter().map(|reply| reply.content.id).collect()))
        })
        .await
    }
}

/// Until something has changed, or nothing more can.
async fn next(changes: &mut Receiver<Change>) {
    loop {
        match changes.recv().await {
            Ok(Change::Outbox) | Err(RecvError::Lagged(_) | RecvError::Closed) => return,
            Ok(_) => {}
        }
    }
}
