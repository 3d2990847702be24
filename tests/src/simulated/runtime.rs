//! The runtime of a simulated run.

use std::time::Duration;

/// In real time: a scenario that hangs has failed.
const PATIENCE: Duration = Duration::from_secs(60);

/// Runs a scenario to its end, on one thread for tasks and one for what blocks.
///
/// # Panics
/// If the machine gives no thread, or the scenario panics or hangs for a minute.
pub fn run<T>(scenario: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .max_blocking_threads(1)
        .enable_all()
        .build()
        .expect("a runtime")
        .block_on(async { tokio::time::timeout(PATIENCE, scenario).await })
        .expect("the scenario came to its end")
}
