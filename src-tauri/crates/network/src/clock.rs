//! The clock as a port, so that tests can live through a day in a moment.

use async_trait::async_trait;
use domain::Timestamp;
use std::time::Duration;

/// Tells the time and waits.
#[async_trait]
pub trait Clock: Send + Sync {
    /// The wall clock.
    fn now(&self) -> Timestamp;
    /// Time that only goes forward, since an arbitrary start.
    fn monotonic(&self) -> Duration;
    /// Waits.
    async fn sleep(&self, span: Duration);
}

/// The machine's clock.
#[derive(Debug)]
pub struct WallClock {
    start: std::time::Instant,
}

/// What makes each signature its own: the moment and a number used once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stamp {
    /// Seconds since the epoch, by the server's clock as far as it is known.
    pub seconds: i64,
    /// At least 16 random characters out of `A–Z a–z 0–9`.
    pub nonce: String,
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place where the clock is read"
)]
impl WallClock {
    /// Starts counting.
    pub fn start() -> Self {
        Self {
            start: std::time::Instant::now(),
        }
    }
}

#[async_trait]
#[expect(
    clippy::disallowed_methods,
    reason = "the one place where the clock is read"
)]
impl Clock for WallClock {
    fn now(&self) -> Timestamp {
        Timestamp(jiff::Timestamp::now().as_millisecond())
    }

    fn monotonic(&self) -> Duration {
        self.start.elapsed()
    }

    async fn sleep(&self, span: Duration) {
        tokio::time::sleep(span).await;
    }
}
