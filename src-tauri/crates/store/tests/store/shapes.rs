//! What is stored as JSON, letter by letter: a shape that changes needs a
//! migration.

use domain::probe::Answers;
use domain::reply::{ReturnReason, State, WaitReason};
use domain::{
    AttemptId, CustomProfileId, Entry, Event, EventId, Languages, LookId, OperatorId, Origin,
    Outcome, PersonaId, ReplyId, Said, Salt, Speakers, SpeakingRule, Tags, Timestamp, salted,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;
use store::{Access, Place, PublishState, Square};
use uuid::Uuid;

/// Each value, as JSON, on a line of its own; and back again.
fn pinned<T: Serialize + DeserializeOwned + PartialEq + Debug>(values: &[T]) -> String {
    let written = values.iter().map(|value| {
        let text = serde_json::to_string(value).unwrap();
        assert_eq!(&serde_json::from_str::<T>(&text).unwrap(), value);
        text
    });
    written.collect::<Vec<_>>().join("\n")
}

fn said() -> Said {
    Said::new(403, Some(349), "You cannot send messages to this user.")
}

const UNTIL: Timestamp = Timestamp(1_795_341_600_000);

#[test]
fn the_states_of_a_reply() {
    let waiting = |why| State::Waiting { until: UNTIL, why };
    let returned = |why| State::Returned { why };
    insta::assert_snapshot!(pinned(&[
        State::Draft,
        State::WaitingForApproval,
        State::Held { until: UNTIL },
        State::Scheduled {
            at: UNTIL,
            zone: domain::Zone::parse("Europe/Helsinki").unwrap(),
        },
        State::Queued,
        waiting(WaitReason::Offline),
        waiting(WaitReason::RateLimit),
        waiting(WaitReason::NetworkTrouble { said: said() }),
        waiting(WaitReason::AccountStopped { said: None }),
        waiting(WaitReason::AccountStopped { said: Some(said()) }),
        State::Sending,
        State::Sent { at: UNTIL },
        State::InDoubt { since: UNTIL },
        State::Failed { said: said() },
        returned(ReturnReason::WindowOver),
        returned(ReturnReason::ApprovalVoid),
        returned(ReturnReason::Stale),
        returned(ReturnReason::Old),
        returned(ReturnReason::NeverWrote),
        returned(ReturnReason::LookGone),
        returned(ReturnReason::Forbidden {
            rule: SpeakingRule::GuestNeedsTakeover
        }),
        returned(ReturnReason::Forbidden {
            rule: SpeakingRule::KeptForOthers
        }),
        returned(ReturnReason::PersonDecided),
        State::Discarded,
    ]));
}

#[test]
fn how_a_look_or_an_account_stands() {
    insta::assert_snapshot!(pinned(&[
        PublishState::Publishing,
        PublishState::Live {
            id: CustomProfileId::from("1893"),
        },
        PublishState::InDoubt,
        PublishState::Refused { said: None },
        PublishState::Refused { said: Some(said()) },
        PublishState::Unusable {
            id: CustomProfileId::from("1893"),
            said: None,
        },
        PublishState::Unusable {
            id: CustomProfileId::from("1893"),
            said: Some(said()),
        },
    ]));
    insta::assert_snapshot!(pinned(&[
        Access::Unknown,
        Access::Open,
        Access::Closed { said: said() },
    ]));
    insta::assert_snapshot!(pinned(&[
        Place::Network,
        Place::Practice,
        Place::Address {
            api: "http://127.0.0.1:9/".to_owned(),
            upload: "http://127.0.0.1:9/".to_owned(),
        },
    ]));
}

#[test]
fn what_the_network_answered_about_an_account() {
    insta::assert_snapshot!(pinned(&[Answers::default(), crate::probes::answers()]));
}

#[test]
fn what_is_noted_about_a_persona() {
    let ana = OperatorId(Uuid::from_u128(2));
    insta::assert_snapshot!(pinned(&[
        Speakers::Everybody,
        Speakers::only([ana]).unwrap(),
    ]));
    insta::assert_snapshot!(pinned(&[Tags::parse(["Night shift", "shop"]).unwrap()]));
    insta::assert_snapshot!(pinned(&[Languages::parse(["en", "pt-br"]).unwrap()]));
    insta::assert_snapshot!(pinned(&[Square {
        x: 40,
        y: 0,
        size: 400,
    }]));
}

#[test]
fn the_entries_of_the_ledger() {
    let key = Uuid::from_u128;
    let (persona, look) = (PersonaId(key(4)), LookId(key(5)));
    let (reply, attempt) = (ReplyId(key(7)), AttemptId(key(8)));
    let outcome = |outcome| Event::Outcome {
        reply,
        attempt,
        outcome,
    };
    let events = [
        Event::Published {
            persona,
            look,
            custom_profile_id: CustomProfileId::from("1893"),
        },
        Event::PublishFailed {
            persona,
            look,
            said: Some(said()),
        },
        Event::Attempt {
            reply,
            attempt,
            customer: key(9),
            persona,
            look,
            origin: Origin::Operator(OperatorId(key(2))),
            text: salted(Salt([7; 16]), "Hello"),
            picture: None,
        },
        outcome(Outcome::Sent {
            event_id: EventId::from("77"),
        }),
        outcome(Outcome::Refused { said: said() }),
        outcome(Outcome::NotArrived),
        outcome(Outcome::InDoubt),
        Event::RefusedByRule {
            persona,
            origin: Origin::Automation,
            rule: SpeakingRule::AutomationSpeaksAsAutomated,
        },
        Event::RefusedByRule {
            persona,
            origin: Origin::Operator(OperatorId(key(2))),
            rule: SpeakingRule::KeptForOthers,
        },
        Event::RefusedByRule {
            persona,
            origin: Origin::Operator(OperatorId(key(2))),
            rule: SpeakingRule::Archived,
        },
        Event::Returned {
            reply,
            why: ReturnReason::LookGone,
        },
        Event::Discarded {
            reply,
            by: Origin::Operator(OperatorId(key(2))),
        },
    ];
    let entries = events.map(|event| Entry {
        at: UNTIL,
        account: "x:@northwind".to_owned(),
        event,
    });
    insta::assert_snapshot!(pinned(&entries));
}
