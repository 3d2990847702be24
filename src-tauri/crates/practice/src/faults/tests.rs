//! Which call meets which fault.

use super::{Fault, FaultKind, Faults, Outage};
use crate::routes::Route;

const CUT: Fault = Fault {
    route: Route::MessageSend,
    nth: 2,
    times: 1,
    kind: FaultKind::CutAfter,
};

fn meets(faults: &mut Faults, route: Route) -> Option<Fault> {
    faults.arrive(route).trouble.map(|due| due.fault)
}

#[test]
fn a_fault_waits_for_its_call() {
    let mut faults = Faults::default();
    faults.add(CUT);
    assert_eq!(meets(&mut faults, Route::MessageSend), None);
    assert_eq!(meets(&mut faults, Route::MessageList), None);
    assert_eq!(meets(&mut faults, Route::MessageSend), Some(CUT));
}

#[test]
fn a_fault_that_could_not_happen_waits_for_the_next_call() {
    let mut faults = Faults::default();
    faults.add(Fault { nth: 1, ..CUT });
    let due = faults.arrive(Route::MessageSend).trouble.unwrap();
    assert_eq!(meets(&mut faults, Route::MessageSend), None);
    faults.postpone(due);
    let again = faults.arrive(Route::MessageSend).trouble.unwrap();
    faults.fire(again, 7);
    assert_eq!(meets(&mut faults, Route::MessageSend), None);
    assert_eq!(faults.fired().len(), 1);
}

#[test]
fn two_faults_of_one_call_happen_one_after_the_other() {
    let mut faults = Faults::default();
    faults.add(Fault { nth: 1, ..CUT });
    faults.add(Fault { nth: 1, ..CUT });
    assert!(meets(&mut faults, Route::MessageSend).is_some());
    assert!(meets(&mut faults, Route::MessageSend).is_some());
    assert!(meets(&mut faults, Route::MessageSend).is_none());
}

#[test]
fn a_fault_happens_as_often_as_was_asked_from_its_call_on() {
    let mut faults = Faults::default();
    let asked = Fault { times: 3, ..CUT };
    faults.add(asked);
    let met: Vec<_> = (0..6)
        .map(|_| meets(&mut faults, Route::MessageSend).is_some())
        .collect();
    assert_eq!(met, [false, true, true, true, false, false]);
}

#[test]
fn what_waits_says_what_is_left_of_it() {
    let mut faults = Faults::default();
    faults.add(Fault { nth: 3, ..CUT });
    meets(&mut faults, Route::MessageSend);
    assert_eq!(faults.waiting(), [CUT]);
    faults.clear();
    assert_eq!(faults.waiting(), []);
}

#[test]
fn what_is_done_to_a_message_goes_together_with_another_fault() {
    let mut faults = Faults::default();
    faults.add(Fault {
        nth: 1,
        kind: FaultKind::LookAlike,
        ..CUT
    });
    faults.add(Fault { nth: 1, ..CUT });
    let met = faults.arrive(Route::MessageSend);
    assert!(met.trouble.is_some());
    assert_eq!(met.marks.len(), 1);
}

#[test]
fn an_outage_strikes_every_call_that_meets_no_fault_of_its_own_until_it_ends() {
    let mut faults = Faults::default();
    faults.set_outage(Some(Outage {
        route: None,
        kind: FaultKind::OverCapacity,
    }));
    faults.add(Fault { nth: 1, ..CUT });
    let kind = |met: Option<Fault>| met.map(|fault| fault.kind);
    assert_eq!(
        kind(meets(&mut faults, Route::MessageSend)),
        Some(FaultKind::CutAfter)
    );
    for route in [Route::MessageSend, Route::UsersMe] {
        assert_eq!(
            kind(meets(&mut faults, route)),
            Some(FaultKind::OverCapacity)
        );
    }
    faults.set_outage(None);
    assert_eq!(meets(&mut faults, Route::UsersMe), None);
}

#[test]
fn an_outage_of_one_route_leaves_the_others_alone() {
    let mut faults = Faults::default();
    faults.set_outage(Some(Outage {
        route: Some(Route::MessageList),
        kind: FaultKind::CutBefore,
    }));
    assert!(meets(&mut faults, Route::MessageList).is_some());
    assert!(meets(&mut faults, Route::MessageSend).is_none());
}
