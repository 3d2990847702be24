//! Stopping everything, going on, and how things stand meanwhile.

use crate::api::{Nothing, StopStanding, StopView};
use crate::error_from::small;
use crate::{Desk, ErrorCode, view};
use domain::Origin;
use domain::reply::State;
use engine::Stop;
use store::Read;

impl Desk {
    /// Whether everything is stopped, and how many replies stand where.
    pub async fn outbox_standing(&self, _: Nothing) -> Result<StopStanding, ErrorCode> {
        let stop = self.inner.engine.stopped().await?;
        self.read(move |store| standing(store, stop)).await
    }

    /// Stops everything; told as done when no request is under way any more.
    pub async fn outbox_stop(&self, _: Nothing) -> Result<StopStanding, ErrorCode> {
        self.must_own()?;
        let stop = self.inner.engine.stop(self.presser().await?).await?;
        self.read(move |store| standing(store, Some(stop))).await
    }

    /// Goes on, because a person wants it.
    pub async fn outbox_resume(&self, _: Nothing) -> Result<StopStanding, ErrorCode> {
        self.must_own()?;
        self.inner.engine.resume(self.presser().await?).await?;
        self.read(|store| standing(store, None)).await
    }

    /// Whoever sits here; a stop does not wait for somebody to say who.
    async fn presser(&self) -> Result<Origin, ErrorCode> {
        let here = self.read(|store| Ok(store.operator_here()?)).await?;
        Ok(here.map_or(Origin::Automation, Origin::Operator))
    }
}

fn standing(store: &Read<'_>, stop: Option<Stop>) -> Result<StopStanding, ErrorCode> {
    let outbox = store.outbox()?;
    let in_doubt = outbox
        .iter()
        .filter(|reply| matches!(reply.state, State::InDoubt { .. } | State::Sending))
        .count();
    Ok(StopStanding {
        stop: stop.map(|stop| stop_view(store, stop)).transpose()?,
        not_sent: small(outbox.len().saturating_sub(in_doubt)),
        in_doubt: small(in_doubt),
    })
}

pub(crate) fn stop_view(store: &Read<'_>, stop: Stop) -> Result<StopView, ErrorCode> {
    let by = match stop.by {
        Origin::Operator(id) => store.operator(id)?,
        Origin::Automation => None,
    };
    Ok(StopView {
        pressed_at: stop.pressed_at.0,
        by: by.as_ref().map(view::operator),
        still_at: stop.still_at.map(|at| at.0),
    })
}
