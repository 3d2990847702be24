//! How a desk dies. Between any two of its changes on disk, and before and after
//! every request, a desk asks a port of ours: its clock or its way out. At such a
//! step it can be made to end, as a process does that is killed there: whoever
//! asks unwinds, nothing is written any more, nothing leaves any more.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, PoisonError};
use tokio::sync::watch;

/// What unwinds when a desk has died; no panic of ours.
pub struct Died;

/// One desk's process, one after the other.
#[derive(Default)]
pub struct Life {
    dead: watch::Sender<bool>,
    /// Steps until it dies; 0: it lives on.
    steps_left: AtomicI64,
    ends: Mutex<Vec<String>>,
}

impl Life {
    /// It will die at the n-th step from now.
    pub fn dies_after(&self, steps: i64) {
        self.steps_left.store(steps, Ordering::SeqCst);
    }

    /// Whether it still has to die.
    pub fn is_doomed(&self) -> bool {
        self.steps_left.load(Ordering::SeqCst) > 0
    }

    /// Whether it is dead.
    pub fn is_over(&self) -> bool {
        *self.dead.borrow()
    }

    /// A new process may begin.
    pub fn begins_anew(&self) {
        self.dead.send_replace(false);
    }

    /// Until it dies.
    pub async fn ends(&self) {
        let mut dead = self.dead.subscribe();
        // The sender lives as long as this borrow of it.
        let _ = dead.wait_for(|dead| *dead).await;
    }

    /// Until it lives.
    pub async fn lasts(&self) {
        let mut dead = self.dead.subscribe();
        let _ = dead.wait_for(|dead| !*dead).await;
    }

    /// Where it died, each time.
    pub fn places(&self) -> Vec<String> {
        let ends = self.ends.lock().unwrap_or_else(PoisonError::into_inner);
        ends.clone()
    }

    /// It takes a step.
    pub fn step(&self, place: &str) {
        if !self.is_over() {
            if !self.is_doomed() || self.steps_left.fetch_sub(1, Ordering::SeqCst) > 1 {
                return;
            }
            let mut ends = self.ends.lock().unwrap_or_else(PoisonError::into_inner);
            ends.push(place.to_owned());
            drop(ends);
            self.dead.send_replace(true);
        }
        resume_unwind(Box::new(Died));
    }
}
