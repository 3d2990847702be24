//! Trouble on demand: what may go wrong between a client and X, for the n-th
//! next call of a route, once or several times; or for every call, as an outage
//! that lasts until it is ended. Every trouble keeps the record of its firing,
//! because a test that asked for trouble and met none has shown nothing.
//!
//! Faults, outages and records belong to the running network: none of them
//! survives its end, so that a network which is opened again works.

mod answers;
mod kind;
mod meet;

use serde::{Deserialize, Serialize};

use self::kind::Course;
use crate::routes::Route;

pub use self::kind::FaultKind;

/// A fault for the `nth` next call of `route`, and the calls after it up to
/// `times` in all.
///
/// A kind that needs an effect waits, if its call is refused, for the next one
/// that is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// The route it waits for.
    pub route: Route,
    /// 1 is the next call.
    #[serde(default = "one")]
    pub nth: u32,
    /// How often it happens.
    #[serde(default = "one")]
    pub times: u32,
    /// What happens then.
    pub kind: FaultKind,
}

/// Trouble on every call, until it is ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outage {
    /// The one route that is out; none means all.
    #[serde(default)]
    pub route: Option<Route>,
    /// What happens to each call.
    pub kind: FaultKind,
}

/// A fault that has happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fired {
    /// The fault as it was asked for. An outage fires as a fault of the call
    /// that met it, the first of one.
    pub fault: Fault,
    /// When, in ms since the Unix epoch on the network's clock.
    pub at_ms: i64,
}

fn one() -> u32 {
    1
}

/// Faults that wait, those that fired, and the outage.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    waiting: Vec<Waiting>,
    fired: Vec<Fired>,
    outage: Option<Outage>,
}

#[derive(Debug)]
struct Waiting {
    fault: Fault,
    calls_left: u32,
    times_left: u32,
}

/// What a call meets: at most one trouble, and what is done to its message.
#[derive(Debug, Default)]
pub(crate) struct Met {
    pub(crate) trouble: Option<Due>,
    pub(crate) marks: Vec<Due>,
}

/// A fault that is due on a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Due {
    pub(crate) fault: Fault,
    from: From,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum From {
    /// It was asked for this call.
    Fault,
    Outage,
}

impl Faults {
    pub(crate) fn add(&mut self, fault: Fault) {
        self.waiting.push(Waiting {
            fault,
            calls_left: fault.nth.max(1),
            times_left: fault.times.max(1),
        });
    }

    pub(crate) fn fired(&self) -> &[Fired] {
        &self.fired
    }

    /// Faults that still wait, in the order in which they were asked for: `nth`
    /// and `times` say what is left of them.
    pub(crate) fn waiting(&self) -> Vec<Fault> {
        let left = self.waiting.iter().map(|waiting| Fault {
            nth: waiting.calls_left.max(1),
            times: waiting.times_left,
            ..waiting.fault
        });
        left.collect()
    }

    /// Lets nothing more happen that was asked for; the outage goes on.
    pub(crate) fn clear(&mut self) {
        self.waiting.clear();
    }

    pub(crate) fn outage(&self) -> Option<Outage> {
        self.outage
    }

    pub(crate) fn set_outage(&mut self, outage: Option<Outage>) {
        self.outage = outage;
    }

    /// Counts a call of `route` and takes what is due on it. The call then either
    /// lets it [`Faults::fire`] or gives it back with [`Faults::postpone`];
    /// meanwhile no other call can meet it.
    pub(crate) fn arrive(&mut self, route: Route) -> Met {
        let mut met = Met::default();
        for waiting in &mut self.waiting {
            if waiting.fault.route != route {
                continue;
            }
            waiting.calls_left = waiting.calls_left.saturating_sub(1);
            let due = Due {
                fault: waiting.fault,
                from: From::Fault,
            };
            let is_mark = matches!(waiting.fault.kind.course(), Course::AtMessage(_));
            if waiting.calls_left > 0 || (met.trouble.is_some() && !is_mark) {
                continue;
            }
            waiting.times_left = waiting.times_left.saturating_sub(1);
            if is_mark {
                met.marks.push(due);
            } else {
                met.trouble = Some(due);
            }
        }
        self.waiting.retain(|waiting| waiting.times_left > 0);
        if let (None, Some(outage)) = (met.trouble, self.outage)
            && outage.route.is_none_or(|out| out == route)
        {
            let due = Due {
                fault: Fault {
                    route,
                    nth: 1,
                    times: 1,
                    kind: outage.kind,
                },
                from: From::Outage,
            };
            match outage.kind.course() {
                Course::AtMessage(_) => met.marks.push(due),
                Course::Instead(_) | Course::AfterEffect(_) | Course::Late(_) => {
                    met.trouble = Some(due);
                }
            }
        }
        met
    }

    /// Records that a fault has happened.
    pub(crate) fn fire(&mut self, due: Due, at_ms: i64) {
        self.fired.push(Fired {
            fault: due.fault,
            at_ms,
        });
    }

    /// Lets a fault that could not happen wait for the next call of its route.
    pub(crate) fn postpone(&mut self, due: Due) {
        if due.from == From::Outage {
            return;
        }
        let same = |waiting: &&mut Waiting| waiting.fault == due.fault && waiting.calls_left == 0;
        match self.waiting.iter_mut().find(same) {
            Some(waiting) => waiting.times_left = waiting.times_left.saturating_add(1),
            None => self.waiting.push(Waiting {
                fault: due.fault,
                calls_left: 1,
                times_left: 1,
            }),
        }
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
