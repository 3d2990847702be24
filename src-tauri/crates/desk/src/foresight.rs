//! When each unsettled reply is expected to leave, for showing it.

use crate::api::Leaves;
use crate::{Desk, ErrorCode};
use domain::{Expected, ReplyId};
use std::collections::HashMap;
use store::Reply;

/// What the outbox forecasts.
#[derive(Default)]
pub(crate) struct Foresight {
    expected: HashMap<ReplyId, Leaves>,
}

impl Foresight {
    pub(crate) fn of(&self, reply: &Reply) -> Option<Leaves> {
        self.expected.get(&reply.content.id).cloned()
    }
}

impl Desk {
    /// Forecasts the whole outbox.
    pub(crate) async fn foresight(&self) -> Result<Foresight, ErrorCode> {
        let stopped = self.inner.engine.stopped().await?.is_some();
        let forecast = self.inner.engine.forecast().await?;
        let expected = forecast.into_iter().map(|(reply, expected)| {
            let leaves = match expected {
                Expected::Now => Leaves::Now,
                Expected::WhenDecided => Leaves::WhenDecided,
                Expected::BehindDecision => Leaves::BehindDecision,
                Expected::At(_) | Expected::Unknown if stopped => Leaves::WhenResumed,
                Expected::At(at) => Leaves::At { at: at.0 },
                Expected::Unknown => Leaves::Unknown,
            };
            (reply, leaves)
        });
        Ok(Foresight {
            expected: expected.collect(),
        })
    }
}
