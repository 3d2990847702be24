//! What goes on beside the window: the outbox and the inbox move.
//!
//! Nothing here is unfinished business: what a stopped attempt left behind is
//! on disk, and the next start settles it.

use desk::Desk;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tauri::async_runtime::{self, JoinHandle};
use tokio_util::sync::CancellationToken;

/// An attempt that has begun gets this long to come to its end when the window
/// is closed. What takes longer is in doubt at the next start.
const PATIENCE: Duration = Duration::from_secs(5);

/// The desk at work; stopped once, when the program ends.
pub(crate) struct Background {
    stop: CancellationToken,
    work: Mutex<Option<JoinHandle<()>>>,
}

impl Background {
    /// Sets the desk to work.
    pub(crate) fn start(desk: Desk) -> Self {
        let stop = CancellationToken::new();
        let until = stop.clone();
        let work = async_runtime::spawn(async move { desk.run(until).await });
        Self {
            stop,
            work: Mutex::new(Some(work)),
        }
    }

    /// Stops it and waits for what has begun, within bounds.
    pub(crate) fn stop(&self) {
        self.stop.cancel();
        let work = self
            .work
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(work) = work {
            // Within the runtime: a time-out cannot be made outside of one.
            let ended =
                async_runtime::block_on(async { tokio::time::timeout(PATIENCE, work).await });
            if ended.is_err() {
                tracing::warn!("an attempt did not end in time; the next start settles it");
            }
        }
    }
}
