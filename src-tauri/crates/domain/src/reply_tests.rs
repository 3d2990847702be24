//! The transition table written out a second time, as the product has it, and
//! long random lives that try to break it.

use super::{Release, ReturnReason, State, Step, WaitReason, next};
use crate::{Said, SpeakingRule, Timestamp, Zone};
use proptest::prelude::*;

const T: Timestamp = Timestamp(7);

fn said() -> Said {
    Said::new(403, Some(349), "You cannot send messages to this user.")
}

fn zone() -> Zone {
    Zone::parse("Europe/Helsinki").unwrap()
}

/// One of each state.
pub(crate) fn every_state() -> Vec<State> {
    vec![
        State::Draft,
        State::WaitingForApproval,
        State::Held { until: T },
        State::Scheduled {
            at: T,
            zone: zone(),
        },
        State::Queued,
        State::Waiting {
            until: T,
            why: WaitReason::Offline,
        },
        State::Sending,
        State::Sent { at: T },
        State::InDoubt { since: T },
        State::Failed { said: said() },
        State::Returned {
            why: ReturnReason::Stale,
        },
        State::Discarded,
    ]
}

fn every_step() -> Vec<Step> {
    vec![
        Step::Submit,
        Step::Release(Release::Hold(T)),
        Step::Release(Release::Schedule(T, zone())),
        Step::Approve(Release::Hold(T)),
        Step::Approve(Release::Schedule(T, zone())),
        Step::Reject,
        Step::Due,
        Step::Reschedule(T, zone()),
        Step::TakeBack,
        Step::Begin,
        Step::Wait {
            until: T,
            why: WaitReason::RateLimit,
        },
        Step::Arrived(T),
        Step::Refuse(said()),
        Step::Doubt(T),
        Step::Found(T),
        Step::ProvenAbsent,
        Step::Return(ReturnReason::Stale),
        Step::Return(ReturnReason::Forbidden {
            rule: SpeakingRule::OperatorIsNoBot,
        }),
        Step::Return(ReturnReason::PersonDecided),
        Step::Return(ReturnReason::Restored),
        Step::TryAgain,
        Step::Discard,
    ]
}

/// The product's table: from, and all that may follow. From *held* and *sending*
/// only a restored backup leads to *returned*.
const TABLE: [(&str, &[&str]); 12] = [
    (
        "draft",
        &["waiting_for_approval", "held", "scheduled", "discarded"],
    ),
    (
        "waiting_for_approval",
        &["held", "scheduled", "draft", "discarded"],
    ),
    (
        "held",
        &["draft", "queued", "scheduled", "returned", "discarded"],
    ),
    (
        "scheduled",
        &["queued", "draft", "returned", "scheduled", "discarded"],
    ),
    (
        "queued",
        &["sending", "waiting", "returned", "draft", "discarded"],
    ),
    ("waiting", &["queued", "returned", "draft", "discarded"]),
    (
        "sending",
        &["sent", "waiting", "failed", "in_doubt", "returned"],
    ),
    ("sent", &[]),
    ("in_doubt", &["sent", "queued", "returned", "discarded"]),
    ("failed", &["draft", "queued", "discarded"]),
    ("returned", &["draft", "queued", "discarded"]),
    ("discarded", &[]),
];

#[test]
fn from_every_state_exactly_the_tables_states_can_be_reached() {
    for state in every_state() {
        let mut reached: Vec<_> = every_step()
            .into_iter()
            .filter_map(|step| next(&state, step).ok())
            .map(|after| after.name())
            .collect();
        reached.sort_unstable();
        reached.dedup();
        let (_, allowed) = TABLE
            .iter()
            .find(|(from, _)| *from == state.name())
            .unwrap();
        let mut allowed = allowed.to_vec();
        allowed.sort_unstable();
        assert_eq!(reached, allowed, "from {}", state.name());
    }
}

#[test]
fn only_a_restore_sends_back_what_is_held_or_on_its_way() {
    for state in [State::Held { until: T }, State::Sending] {
        for step in every_step() {
            let Ok(State::Returned { why }) = next(&state, step) else {
                continue;
            };
            assert_eq!(why, ReturnReason::Restored);
        }
    }
}

#[test]
fn only_proof_a_finding_a_person_or_a_restore_leads_out_of_doubt() {
    let doubt = State::InDoubt { since: T };
    for step in every_step() {
        let leads_out = next(&doubt, step.clone()).is_ok();
        let may = matches!(
            step,
            Step::Found(_)
                | Step::ProvenAbsent
                | Step::Return(ReturnReason::PersonDecided | ReturnReason::Restored)
                | Step::Discard
        );
        assert_eq!(leads_out, may, "{step:?}");
    }
}

#[test]
fn a_state_survives_its_stored_form() {
    for state in every_state() {
        let stored = serde_json::to_string(&state).unwrap();
        assert_eq!(
            serde_json::from_str::<State>(&stored).unwrap(),
            state,
            "{stored}"
        );
    }
}

proptest! {
    #[test]
    fn no_life_sends_again_what_was_sent_or_may_have_been(picks in proptest::collection::vec(0usize..22, 1..200)) {
        let steps = every_step();
        let mut state = State::Draft;
        let mut may_have_arrived = false;
        for pick in picks {
            let step = steps[pick].clone();
            let Ok(after) = next(&state, step.clone()) else { continue };
            prop_assert!(!matches!(state, State::Sent { .. } | State::Discarded), "nothing follows {}", state.name());
            match step {
                // The engine gives `Wait` and `Refuse` only on proof that nothing arrived.
                Step::Doubt(_) => may_have_arrived = true,
                Step::ProvenAbsent
                // Then a person has to say so, once more.
                | Step::Return(ReturnReason::PersonDecided | ReturnReason::Restored) => may_have_arrived = false,
                _ => {}
            }
            prop_assert!(!(may_have_arrived && after == State::Sending), "sent again while in doubt");
            state = after;
        }
    }
}
