//! Time of a run. It stands still while anything happens and leaps to the next
//! moment at which something is to happen: tokio's own, paused. The network has
//! the true time; each desk has a clock of its own, which may be wrong and jump.
//!
//! Beside the way out, a desk's clock is what it asks between any two changes of
//! its data, so here is where it dies, see [`Life`].

use crate::life::Life;
use async_trait::async_trait;
use domain::{Ids, Timestamp};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;
use tokio::time::Instant;
use uuid::{Builder, Uuid};

/// The true time of a run.
#[derive(Clone, Copy, Debug)]
pub struct Time {
    began: Instant,
    began_ms: i64,
}

impl Time {
    /// It is this moment now, in milliseconds since the epoch, UTC.
    pub fn from(began_ms: i64) -> Self {
        Self {
            began: Instant::now(),
            began_ms,
        }
    }

    /// Now, in milliseconds since the epoch, UTC.
    pub fn now_ms(self) -> i64 {
        self.began_ms + self.began.elapsed().as_millis() as i64
    }

    /// How long the run has lasted.
    pub fn since_begin(self) -> Duration {
        self.began.elapsed()
    }
}

/// Lets time pass.
#[allow(clippy::disallowed_methods, reason = "it is the clock of the runs")]
pub async fn pass(span: Duration) {
    tokio::time::sleep(span).await;
}

/// The network's clock.
pub struct NetworkClock(pub Time);

impl practice::Clock for NetworkClock {
    fn now_ms(&self) -> i64 {
        self.0.now_ms()
    }

    fn sleep(&self, duration: Duration) -> practice::BoxFuture<()> {
        Box::pin(pass(duration))
    }
}

/// A desk's clock.
pub struct DeskClock {
    time: Time,
    wrong_by_ms: AtomicI64,
    life: Arc<Life>,
}

impl DeskClock {
    /// A clock that is right.
    pub fn new(time: Time, life: Arc<Life>) -> Arc<Self> {
        Arc::new(Self {
            time,
            wrong_by_ms: AtomicI64::new(0),
            life,
        })
    }

    /// What it shows, without the desk asking.
    pub fn shows(&self) -> i64 {
        self.time.now_ms() + self.wrong_by_ms.load(Ordering::SeqCst)
    }

    /// Somebody sets it.
    pub fn jump(&self, by_ms: i64) {
        self.wrong_by_ms.fetch_add(by_ms, Ordering::SeqCst);
    }
}

#[async_trait]
impl network::Clock for DeskClock {
    fn now(&self) -> Timestamp {
        self.life.step("between changes");
        Timestamp(self.shows())
    }

    fn monotonic(&self) -> Duration {
        self.time.since_begin()
    }

    async fn sleep(&self, span: Duration) {
        pass(span).await;
    }
}

/// Keys of one desk, the same in every run.
pub struct DeskIds {
    clock: Arc<DeskClock>,
    desk: u8,
    given: AtomicU64,
}

impl DeskIds {
    /// Starts counting.
    pub fn new(clock: Arc<DeskClock>, desk: u8) -> Arc<Self> {
        Arc::new(Self {
            clock,
            desk,
            given: AtomicU64::new(0),
        })
    }
}

impl Ids for DeskIds {
    fn next(&self) -> Uuid {
        let count = self.given.fetch_add(1, Ordering::SeqCst).to_be_bytes();
        // The first bytes carry version and variant.
        let mut tail = [0; 10];
        tail[2] = self.desk;
        tail[3..].copy_from_slice(&count[1..]);
        let millis = u64::try_from(self.clock.shows()).unwrap_or(0);
        Builder::from_unix_timestamp_millis(millis, &tail).into_uuid()
    }
}
