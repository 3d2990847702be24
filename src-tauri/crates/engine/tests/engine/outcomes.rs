//! Every class of failure, the state it leads to and what the ledger says.

use crate::bench::{ACCOUNT, ANA, Bench, arrived, failed, look, maya, new_release, noor};
use domain::reply::{ReturnReason, State, WaitReason};
use domain::{Event, HOUR, Kind, MINUTE, Origin, Outcome, Said, Timestamp};
use engine::{Change, EngineError, NewRelease};
use network::{Class, StopReason};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use store::PublishState;
use tokio::sync::Notify;

fn said() -> Said {
    Said::new(403, Some(349), "the network's words")
}

/// The state that follows, how the ledger ends, and whether the account stops.
fn expected(class: Class, said: Option<Said>, now: Timestamp) -> (State, Outcome, bool) {
    let wait = |until, why| (State::Waiting { until, why }, Outcome::NotArrived);
    let doubt = (State::InDoubt { since: now }, Outcome::InDoubt);
    let (state, outcome) = match (class, said.clone()) {
        (Class::NotStarted, None) => wait(now.plus(Duration::from_secs(5)), WaitReason::Offline),
        (Class::NotStarted, Some(said)) => wait(
            now.plus(Duration::from_secs(5)),
            WaitReason::NetworkTrouble { said },
        ),
        (Class::WaitUntil(Some(until)), _) if until > now => wait(until, WaitReason::RateLimit),
        (Class::WaitUntil(_), _) => wait(now.plus(MINUTE), WaitReason::RateLimit),
        (Class::SignInAgain | Class::AccountStopped(_), said) => {
            wait(now.plus(HOUR), WaitReason::AccountStopped { said })
        }
        (Class::InDoubt, _) | (_, None) => doubt,
        (_, Some(said)) => (
            State::Failed { said: said.clone() },
            Outcome::Refused { said },
        ),
    };
    let stops = matches!(class, Class::SignInAgain | Class::AccountStopped(_));
    (state, outcome, stops)
}

#[tokio::test]
async fn every_class_of_failure_leads_to_its_state_and_its_row_in_the_ledger() {
    let now = Bench::new().now();
    let classes = [
        Class::Refused,
        Class::NotStarted,
        Class::InDoubt,
        Class::WaitUntil(None),
        Class::WaitUntil(Some(now.plus(HOUR))),
        Class::WaitUntil(Some(now.minus(HOUR))),
        Class::SignInAgain,
        Class::NoAccess,
        Class::AccountStopped(StopReason::Locked),
        Class::AccountStopped(StopReason::Suspended),
        Class::AccountStopped(StopReason::LooksAutomated),
        Class::AccountStopped(StopReason::CreditsUsedUp),
        Class::HeldElsewhere,
        Class::LookUnusable,
        Class::UploadAgain,
    ];
    for class in classes {
        for said in [None, Some(said())] {
            let bench = Bench::new();
            let reply = bench.release("hello").await;
            bench.script.sends.next(Err(failed(class, said.clone())));
            bench.engine.settle().await.unwrap();

            let (state, outcome, stops) = expected(class, said.clone(), now);
            assert_eq!(bench.state(reply), state, "{class:?} {said:?}");
            let attempts = bench.read(|store| store.attempts(reply));
            assert_eq!(attempts.len(), 1, "{class:?} {said:?}");
            assert_eq!(attempts[0].outcome, Some(outcome.clone()));
            let ledger = bench.ledger();
            assert!(matches!(ledger[0], Event::Attempt { .. }));
            match &ledger[1] {
                Event::Outcome { outcome: told, .. } => assert_eq!(*told, outcome),
                other => panic!("{other:?}"),
            }
            assert_eq!(ledger.len(), 2);
            assert_eq!(bench.account().stopped.is_some(), stops, "{class:?}");
        }
    }
}

#[tokio::test]
async fn an_arrival_is_kept_as_the_message_it_became() {
    let bench = Bench::new();
    let reply = bench.release("hello").await;
    bench.script.sends.next(arrived("77"));
    bench.engine.settle().await.unwrap();
    assert_eq!(bench.state(reply), State::Sent { at: bench.now() });
    let messages = bench.read(|store| store.messages(ACCOUNT, &maya()));
    let [_, sent] = messages.as_slice() else {
        panic!("what the customer wrote, and the reply: {messages:?}");
    };
    assert_eq!(sent.text, "hello");
    assert_eq!(sent.look, Some(look(Kind::Human)));
    assert_eq!(sent.reply, Some(reply));
}

#[tokio::test]
async fn the_intent_is_in_the_store_before_anything_leaves() {
    let bench = Bench::new();
    let reply = bench.release("hello").await;
    let looked = Arc::new(AtomicUsize::new(0));
    let (store, count) = (bench.store.clone(), looked.clone());
    *bench.wire.before.lock().unwrap() = Some(Box::new(move || {
        let (state, attempts, rows) = store
            .read(|read| {
                let state = read.reply(reply)?.unwrap().state;
                Ok::<_, store::StoreError>((
                    state,
                    read.attempts(reply)?.len(),
                    read.chain()?.len(),
                ))
            })
            .unwrap();
        assert_eq!((state, attempts, rows), (State::Sending, 1, 1));
        count.fetch_add(1, Ordering::SeqCst);
    }));
    bench.script.sends.next(arrived("77"));
    bench.engine.settle().await.unwrap();
    assert_eq!(looked.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn pauses_double_up_to_five_minutes() {
    let bench = Bench::new();
    let reply = bench.release("hello").await;
    let mut pauses = Vec::new();
    for _ in 0..9 {
        bench
            .script
            .sends
            .next(Err(failed(Class::NotStarted, None)));
        bench.engine.settle().await.unwrap();
        let State::Waiting { until, .. } = bench.state(reply) else {
            panic!("it waits");
        };
        pauses.push(until.since(bench.now()).as_secs());
        bench.advance_to(until);
    }
    assert_eq!(pauses, [5, 10, 20, 40, 80, 160, 300, 300, 300]);
}

#[tokio::test]
async fn a_used_up_budget_holds_replies_until_a_place_is_free() {
    let bench = Bench::new();
    let mut replies = Vec::new();
    for text in ["1", "2", "3", "4"] {
        replies.push(bench.release(text).await);
    }
    for id in ["1", "2", "3"] {
        bench.script.sends.next(arrived(id));
    }
    let first = bench.now();
    bench.engine.settle().await.unwrap();
    let waits = State::Waiting {
        until: first.plus(domain::DAY),
        why: WaitReason::RateLimit,
    };
    assert_eq!(bench.state(replies[3]), waits);
    bench.advance_to(first.plus(domain::DAY));
    bench.engine.settle().await.unwrap();
    let old = State::Returned {
        why: ReturnReason::Old,
    };
    assert_eq!(bench.state(replies[3]), old, "somebody looks at it first");
    bench.script.sends.next(arrived("4"));
    bench.engine.try_again(replies[3], None).await.unwrap();
    bench.engine.settle().await.unwrap();
    assert!(matches!(bench.state(replies[3]), State::Sent { .. }));
}

#[tokio::test]
async fn a_reply_whose_look_is_gone_comes_back_and_says_so() {
    let bench = Bench::new();
    let reply = bench.release("hello").await;
    let refused = PublishState::Refused { said: None };
    let now = bench.now();
    bench.write(|store| store.set_publication(ACCOUNT, look(Kind::Human), &refused, now));
    bench.engine.settle().await.unwrap();
    let why = ReturnReason::LookGone;
    assert_eq!(bench.state(reply), State::Returned { why: why.clone() });
    assert_eq!(bench.ledger(), [Event::Returned { reply, why }]);
    assert!(bench.read(|store| store.attempts(reply)).is_empty());
}

#[tokio::test]
async fn what_a_person_threw_away_stays_in_the_ledger() {
    let bench = Bench::new();
    let reply = bench.release("hello").await;
    let by = Origin::Operator(ANA);
    bench.engine.discard(reply, by).await.unwrap();
    bench.engine.settle().await.unwrap();
    assert_eq!(bench.state(reply), State::Discarded);
    assert_eq!(bench.ledger(), [Event::Discarded { reply, by }]);
    let again = bench.engine.try_again(reply, None).await;
    assert!(matches!(again, Err(EngineError::NotNow(_))));
}

#[tokio::test]
async fn a_reply_that_a_crash_left_sending_is_in_doubt_and_its_attempt_says_so() {
    let bench = Bench::new();
    let reply = bench.release("hello").await;
    bench.write(|store| store.set_state(reply, &State::Sending));
    bench.engine.recover().await.unwrap();
    bench.engine.settle().await.unwrap();
    let since = bench.now();
    assert_eq!(bench.state(reply), State::InDoubt { since });
}

/// Something went wrong with one lane that nobody foresaw; the message of
/// another is on its way.
#[tokio::test]
async fn an_error_in_one_lane_cuts_off_no_attempt_of_another() {
    let bench = Bench::new();
    let first = bench.release("first").await;
    let other = bench.engine.release(NewRelease {
        customer: noor(),
        ..new_release(Origin::Operator(ANA), Kind::Human, "other")
    });
    let other = other.await.unwrap().content.id;
    let gate = Arc::new(Notify::new());
    *bench.wire.gate.lock().unwrap() = Some((noor(), gate.clone()));
    let store = bench.store.clone();
    *bench.wire.before.lock().unwrap() = Some(Box::new(move || {
        // Whichever lane sends first: only an attempt that has begun can fail so.
        store
            .write(|store| {
                let begun = store
                    .reply(first)?
                    .is_some_and(|reply| reply.state == State::Sending);
                if begun {
                    store.set_state(first, &State::Discarded)?;
                }
                Ok::<_, store::StoreError>(())
            })
            .unwrap();
    }));
    bench.script.sends.next(arrived("1"));
    bench.script.sends.next(arrived("2"));

    let mut changes = bench.engine.changes();
    let engine = bench.engine.clone();
    let settling = tokio::spawn(async move { engine.settle().await });
    // The outbox is told when an attempt lands; the first to land is the one
    // that fails, because the other is held at its gate.
    while bench.state(first) != State::Discarded {
        changes.recv().await.unwrap();
    }
    while changes.recv().await.unwrap() != Change::Outbox {}
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    assert!(
        !settling.is_finished(),
        "it ended while a message was on its way"
    );
    gate.notify_one();
    let told = settling.await.unwrap();
    assert!(matches!(told, Err(EngineError::NotNow(_))), "{told:?}");
    assert!(matches!(bench.state(other), State::Sent { .. }));
}
