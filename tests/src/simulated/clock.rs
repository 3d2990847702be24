//! Time that passes when a scenario says so.

use async_trait::async_trait;
use domain::Timestamp;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// 2026-11-22 10:00:00 UTC.
const START: i64 = 1_795_341_600_000;

/// One clock for Byline and for the practice network.
///
/// Byline's waits end when the clock is advanced past them. The practice
/// network waits only to delay an answer, while nothing else can happen in its
/// caller: its waits advance the clock themselves.
#[derive(Debug)]
pub struct SimClock {
    now: watch::Sender<i64>,
}

impl SimClock {
    /// A clock that stands at 2026-11-22 10:00:00 UTC.
    #[must_use]
    pub fn new() -> Arc<Self> {
        Arc::new(Self {
            now: watch::Sender::new(START),
        })
    }

    /// Lets time pass.
    pub fn advance(&self, span: Duration) {
        // Not within one expression: a borrow of the moment would still be held.
        let now = Timestamp(self.shows());
        self.advance_to(now.plus(span));
    }

    /// Lets time pass until a moment; a clock never goes back.
    pub fn advance_to(&self, moment: Timestamp) {
        self.now.send_modify(|now| *now = moment.0.max(*now));
    }

    /// What it shows, in milliseconds since the epoch, UTC.
    #[must_use]
    pub fn shows(&self) -> i64 {
        *self.now.borrow()
    }
}

#[async_trait]
impl network::Clock for SimClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.shows())
    }

    fn monotonic(&self) -> Duration {
        self.now().since(Timestamp(START))
    }

    async fn sleep(&self, span: Duration) {
        let end = self.now().plus(span);
        // The sender lives as long as this borrow of the clock.
        let _ = self
            .now
            .subscribe()
            .wait_for(|now| *now >= end.0)
            .await
            .map(|_| ());
    }
}

impl practice::Clock for SimClock {
    fn now_ms(&self) -> i64 {
        self.shows()
    }

    fn sleep(&self, duration: Duration) -> practice::BoxFuture<()> {
        self.advance(duration);
        Box::pin(std::future::ready(()))
    }
}
