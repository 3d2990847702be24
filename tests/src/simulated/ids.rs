//! Keys that are the same in every run.

use crate::simulated::SimClock;
use domain::Ids;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use uuid::{Builder, Uuid};

/// UUIDv7 made of the simulated time and a count, so that they sort by creation.
#[derive(Debug)]
pub struct SimIds {
    clock: Arc<SimClock>,
    given: AtomicU64,
}

impl SimIds {
    /// Starts counting.
    #[must_use]
    pub fn new(clock: Arc<SimClock>) -> Arc<Self> {
        Arc::new(Self {
            clock,
            given: AtomicU64::new(0),
        })
    }
}

impl Ids for SimIds {
    fn next(&self) -> Uuid {
        let count = self.given.fetch_add(1, Ordering::SeqCst).to_be_bytes();
        // The first bytes carry version and variant.
        let mut tail = [0; 10];
        tail[3..].copy_from_slice(&count[1..]);
        let millis = u64::try_from(self.clock.shows()).unwrap_or(0);
        Builder::from_unix_timestamp_millis(millis, &tail).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::SimIds;
    use crate::simulated::SimClock;
    use domain::Ids;
    use std::time::Duration;

    #[test]
    fn simulated_keys_are_of_version_seven_and_sort_by_creation() {
        let clock = SimClock::new();
        let ids = SimIds::new(clock.clone());
        let mut keys = Vec::new();
        for round in 0..600 {
            keys.push(ids.next());
            clock.advance(Duration::from_millis(round % 2));
        }
        assert!(keys.iter().all(|key| key.get_version_num() == 7));
        assert!(keys.is_sorted());
        keys.dedup();
        assert_eq!(keys.len(), 600);
    }
}
