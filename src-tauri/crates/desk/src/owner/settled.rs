//! Waiting for the outbox on behalf of a process that cannot run it: until a
//! reply is where only a person or a later time can move it.
//!
//! The owner may run the outbox by itself (a window does) or only now and then
//! (a short command). Either way it is run here once, and what is under way
//! elsewhere in the process is waited for.

use crate::api::ReplyRef;
use crate::{Desk, ErrorCode, names};
use domain::ReplyId;
use domain::reply::State;
use tokio::sync::broadcast::error::RecvError;

impl Desk {
    /// Runs the outbox until nothing is under way in it.
    pub(super) async fn settle_all(&self) -> Result<(), ErrorCode> {
        let mut changes = self.changes();
        loop {
            self.outbox_settle().await?;
            if self.inner.engine.under_way().is_empty() {
                return Ok(());
            }
            // What is under way was begun by others, who tell when it ends.
            if let Err(RecvError::Closed) = changes.recv().await {
                return Ok(());
            }
        }
    }

    /// Runs the outbox, and waits until this reply moves no more by itself.
    pub(super) async fn settle_one(&self, reply: &ReplyRef) -> Result<(), ErrorCode> {
        let id = names::reply(&reply.reply)?;
        let mut changes = self.changes();
        let (tell, mut ran) = tokio::sync::oneshot::channel();
        let desk = self.clone();
        // It goes on when this reply has settled: an attempt is never cut short.
        self.inner.guests.spawn(async move {
            let ended = desk.outbox_settle().await;
            // Nobody waits where the reply was faster.
            tell.send(ended).ok();
        });
        let mut running = true;
        while let Some(lane) = self.lane_of_moving(id).await? {
            let under_way = self.inner.engine.under_way();
            if !running && !lane.iter().any(|reply| under_way.contains(reply)) {
                break;
            }
            tokio::select! {
                ended = &mut ran, if running => {
                    running = false;
                    ended.map_err(|_| ErrorCode::Unexpected)??;
                }
                change = changes.recv() => if let Err(RecvError::Closed) = change {
                    break;
                }
            }
        }
        Ok(())
    }

    /// The lane of a reply that may leave without a person or a later time;
    /// `None` where it may not, or has left.
    async fn lane_of_moving(&self, id: ReplyId) -> Result<Option<Vec<ReplyId>>, ErrorCode> {
        self.read(move |store| {
            let reply = store.reply(id)?.ok_or(ErrorCode::UnknownReply)?;
            let moves = |state: &State| matches!(state, State::Queued | State::Sending { .. });
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
