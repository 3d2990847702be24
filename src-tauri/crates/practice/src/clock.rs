//! Time as the practice network sees it. Everything that depends on time
//! (signature windows, budgets, ids, answers of customers, the `date` header)
//! asks one clock: the one that was given, moved forward by what somebody asked.
//!
//! It never goes back. Ids, budgets and conversations of this network lie in
//! order of time, and a network that had been in the future would refuse every
//! client's timestamp with code 135 and could not say when its messages came. To
//! practise a wrong clock, ask for the fault `code_135`.

use std::{
    future::Future,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, UNIX_EPOCH},
};

/// A future on the heap, as [`Clock::sleep`] returns it.
pub type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// The network's clock.
pub trait Clock: Send + Sync {
    /// Milliseconds since the Unix epoch, UTC.
    fn now_ms(&self) -> i64;
    /// Resolves when `duration` has passed on this clock.
    fn sleep(&self, duration: Duration) -> BoxFuture<()>;
}

/// The given clock, some way ahead.
pub(crate) struct MovedClock {
    given: Arc<dyn Clock>,
    ahead_ms: AtomicI64,
}

impl MovedClock {
    pub(crate) fn new(given: Arc<dyn Clock>) -> Self {
        Self {
            given,
            ahead_ms: AtomicI64::new(0),
        }
    }

    /// How far it is ahead of the given clock, in ms.
    pub(crate) fn ahead_ms(&self) -> i64 {
        self.ahead_ms.load(Ordering::SeqCst)
    }

    pub(crate) fn set_ahead_ms(&self, ahead_ms: i64) {
        self.ahead_ms.store(ahead_ms, Ordering::SeqCst);
    }
}

impl Clock for MovedClock {
    fn now_ms(&self) -> i64 {
        self.given.now_ms().saturating_add(self.ahead_ms())
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<()> {
        self.given.sleep(duration)
    }
}

/// The machine's own clock; sleeping needs a tokio runtime.
#[derive(Debug, Clone, Copy, Default)]
pub struct WallClock;

impl Clock for WallClock {
    #[allow(
        clippy::disallowed_methods,
        reason = "this is the practice network's implementation of the port"
    )]
    fn now_ms(&self) -> i64 {
        std::time::SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |since| {
                i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
            })
    }

    #[allow(
        clippy::disallowed_methods,
        reason = "this is the practice network's implementation of the port"
    )]
    fn sleep(&self, duration: Duration) -> BoxFuture<()> {
        Box::pin(tokio::time::sleep(duration))
    }
}
