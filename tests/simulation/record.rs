//! What really happened in a run, kept beside the desks and never asked by them.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A message on its way to the network.
#[derive(Clone, Debug)]
pub struct Departure {
    /// From which desk.
    pub desk: usize,
    /// The customer's id.
    pub to: String,
    /// The text.
    pub text: String,
    /// When, by the desk's clock.
    pub by_desk_ms: i64,
    /// Whether its desk had said before that everything stands still.
    pub stopped: bool,
}

/// A fault and the route that met it.
pub type Met = (String, String);

/// What really happened in a run.
#[derive(Default)]
pub struct Record {
    trace: Mutex<Vec<String>>,
    departures: Mutex<Vec<Departure>>,
    met: Mutex<BTreeMap<Met, u32>>,
    limited: Mutex<u32>,
}

impl Record {
    /// Adds a line to the trace.
    pub fn say(&self, at_ms: i64, line: &str) {
        let seconds = at_ms.rem_euclid(86_400_000) as f64 / 1_000.0;
        lock(&self.trace).push(format!("{seconds:10.3} {line}"));
    }

    /// The trace.
    pub fn trace(&self) -> Vec<String> {
        lock(&self.trace).clone()
    }

    /// A message leaves.
    pub fn departs(&self, departure: Departure) {
        lock(&self.departures).push(departure);
    }

    /// The messages that left.
    pub fn departures(&self) -> Vec<Departure> {
        lock(&self.departures).clone()
    }

    /// A fault happened to a route.
    pub fn meet(&self, fault: &str, route: &str) {
        *lock(&self.met)
            .entry((fault.to_owned(), route.to_owned()))
            .or_default() += 1;
    }

    /// The faults that happened.
    pub fn met(&self) -> BTreeMap<Met, u32> {
        lock(&self.met).clone()
    }

    /// The network refused for a limit.
    pub fn limit(&self) {
        *lock(&self.limited) += 1;
    }

    /// How often it did.
    pub fn limits(&self) -> u32 {
        *lock(&self.limited)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
