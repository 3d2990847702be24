//! Trouble on demand: what may go wrong between a client and X, for the n-th
//! next call of a route. Every fault keeps the record of its firing, because a
//! test that asked for trouble and met none has shown nothing.
//!
//! Faults belong to the running network and are not part of its stored state.

use serde::{Deserialize, Serialize};

use crate::routes::Route;

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// The call takes effect at once; its answer comes this many ms later.
    Delay(u64),
    /// The connection is cut before anything is read: no effect, no answer.
    CutBefore,
    /// The connection is cut after the effect: stored, no answer.
    CutAfter,
    /// 500 with code 131 after the effect.
    ServerErrorAfter,
}

/// A fault for the `nth` next call of `route`.
///
/// [`FaultKind::CutAfter`] and [`FaultKind::ServerErrorAfter`] need an effect: if
/// the n-th call is refused, they wait for the next one that is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The route it waits for.
    pub route: Route,
    /// 1 is the next call.
    #[serde(default = "next")]
    pub nth: u32,
    /// What happens then.
    pub kind: FaultKind,
}

/// A fault that has happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fired {
    /// The fault as it was asked for.
    pub fault: Fault,
    /// When, in ms since the Unix epoch on the network's clock.
    pub at_ms: i64,
}

fn next() -> u32 {
    1
}

/// Faults that wait, and those that fired.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    waiting: Vec<Waiting>,
    fired: Vec<Fired>,
}

#[derive(Debug)]
struct Waiting {
    fault: Fault,
    calls_left: u32,
}

impl Faults {
    pub(crate) fn add(&mut self, fault: Fault) {
        self.waiting.push(Waiting {
            fault,
            calls_left: fault.nth.max(1),
        });
    }

    pub(crate) fn fired(&self) -> &[Fired] {
        &self.fired
    }

    /// Counts a call of `route` and takes the fault that is due on it, if any.
    /// The call then either lets it [`Faults::fire`] or gives it back with
    /// [`Faults::postpone`]; meanwhile no other call can meet it.
    pub(crate) fn arrive(&mut self, route: Route) -> Option<Fault> {
        for waiting in &mut self.waiting {
            if waiting.fault.route == route {
                waiting.calls_left = waiting.calls_left.saturating_sub(1);
            }
        }
        let due = |waiting: &Waiting| waiting.fault.route == route && waiting.calls_left == 0;
        let place = self.waiting.iter().position(due)?;
        Some(self.waiting.remove(place).fault)
    }

    /// Records that a fault has happened.
    pub(crate) fn fire(&mut self, fault: Fault, at_ms: i64) {
        self.fired.push(Fired { fault, at_ms });
    }

    /// Lets a fault that could not happen wait for the next call of its route.
    pub(crate) fn postpone(&mut self, fault: Fault) {
        self.waiting.push(Waiting {
            fault,
            calls_left: 1,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CUT: Fault = Fault {
        route: Route::MessageSend,
        nth: 2,
        kind: FaultKind::CutAfter,
    };

    #[test]
    fn a_fault_waits_for_its_call() {
        let mut faults = Faults::default();
        faults.add(CUT);
        assert_eq!(faults.arrive(Route::MessageSend), None);
        assert_eq!(faults.arrive(Route::MessageList), None);
        assert_eq!(faults.arrive(Route::MessageSend), Some(CUT));
    }

    #[test]
    fn a_fault_that_could_not_happen_waits_for_the_next_call() {
        let mut faults = Faults::default();
        faults.add(Fault { nth: 1, ..CUT });
        let due = faults.arrive(Route::MessageSend).unwrap();
        assert_eq!(faults.arrive(Route::MessageSend), None);
        faults.postpone(due);
        let again = faults.arrive(Route::MessageSend).unwrap();
        faults.fire(again, 7);
        assert_eq!(faults.arrive(Route::MessageSend), None);
        assert_eq!(faults.fired().len(), 1);
    }

    #[test]
    fn two_faults_of_one_call_happen_one_after_the_other() {
        let mut faults = Faults::default();
        faults.add(Fault { nth: 1, ..CUT });
        faults.add(Fault { nth: 1, ..CUT });
        assert!(faults.arrive(Route::MessageSend).is_some());
        assert!(faults.arrive(Route::MessageSend).is_some());
        assert!(faults.arrive(Route::MessageSend).is_none());
    }
}
