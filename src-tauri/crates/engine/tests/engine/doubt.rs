//! Publishing whose outcome is not known: it is settled by what the network
//! lists, and nothing is created a second time before that has proven that it is
//! not there.

use crate::bench::{ACCOUNT, Bench, failed, look, persona};
use crate::publishing::lists;
use domain::{CustomProfileId, DAY, Event, Kind, MINUTE, NetworkUserId, SECOND};
use engine::{EngineError, RosterCompared};
use network::{Class, ProfilePage, PublishedProfile};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use store::PublishState;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

const KIND: Kind = Kind::Human;
const LINE: &str = "Human";

fn state(bench: &Bench) -> PublishState {
    let state = bench.read(|store| store.publication(ACCOUNT, look(KIND)));
    state.unwrap()
}

fn live(id: &str) -> PublishState {
    PublishState::Live {
        id: CustomProfileId::from(id),
    }
}

fn created(bench: &Bench) -> usize {
    bench.script.created.load(Ordering::SeqCst)
}

fn later(bench: &Bench, span: Duration) {
    bench.advance_to(bench.now().plus(span));
}

/// A look whose creation was asked for once, and nobody knows what became of it.
/// The other kinds are on no account.
async fn in_doubt() -> Bench {
    let bench = Bench::new();
    let (now, nowhere) = (bench.now(), PublishState::Refused { said: None });
    bench.write(|store| {
        for kind in Kind::ALL {
            store.set_publication(ACCOUNT, look(kind), &nowhere, now)?;
        }
        Ok(())
    });
    bench.script.creates.next(Err(failed(Class::InDoubt, None)));
    let doubt = bench.engine.publish(persona(KIND), ACCOUNT).await;
    assert!(matches!(doubt, Err(EngineError::PublishInDoubt)));
    bench
}

async fn compare(bench: &Bench) -> RosterCompared {
    bench.engine.compare_roster(ACCOUNT).await.unwrap()
}

#[tokio::test]
async fn a_look_in_doubt_that_is_listed_is_live_and_stands_in_the_ledger() {
    let bench = in_doubt().await;
    lists(&bench, &[("7", LINE, bench.now())]);
    let compared = compare(&bench).await;
    assert_eq!(
        (compared.found, compared.strangers),
        (vec![LINE.to_owned()], vec![])
    );
    assert_eq!(state(&bench), live("7"));
    assert!(matches!(
        bench.ledger().last(),
        Some(Event::Published { .. })
    ));
    bench.engine.publish(persona(KIND), ACCOUNT).await.unwrap();
    assert_eq!(created(&bench), 1, "it is there");
}

#[tokio::test]
async fn publishing_again_finds_what_is_there() {
    let bench = in_doubt().await;
    lists(&bench, &[("7", LINE, bench.now())]);
    bench.engine.publish(persona(KIND), ACCOUNT).await.unwrap();
    assert_eq!((state(&bench), created(&bench)), (live("7"), 1));
}

#[tokio::test]
async fn a_look_is_created_again_only_after_two_complete_lists_a_minute_apart() {
    let bench = in_doubt().await;
    bench.script.creates.next(Ok(PublishedProfile {
        id: CustomProfileId::from("8"),
        line: LINE.to_owned(),
        portrait: None,
        created_at: None,
    }));
    for span in [Duration::ZERO, SECOND * 30, SECOND * 29] {
        later(&bench, span);
        lists(&bench, &[]);
        let again = bench.engine.publish(persona(KIND), ACCOUNT).await;
        assert!(
            matches!(again, Err(EngineError::PublishInDoubt)),
            "after {span:?}"
        );
    }
    later(&bench, SECOND);
    lists(&bench, &[]);
    bench.engine.publish(persona(KIND), ACCOUNT).await.unwrap();
    assert_eq!((state(&bench), created(&bench)), (live("8"), 2));
}

#[tokio::test]
async fn what_one_list_cannot_settle_is_named_as_still_in_doubt() {
    let bench = in_doubt().await;
    lists(&bench, &[]);
    let compared = compare(&bench).await;
    assert_eq!(
        (compared.in_doubt, compared.absent),
        (vec![LINE.to_owned()], vec![])
    );
    later(&bench, SECOND * 60);
    lists(&bench, &[]);
    let compared = compare(&bench).await;
    assert_eq!(
        (compared.in_doubt, compared.absent),
        (vec![], vec![LINE.to_owned()])
    );
}

#[tokio::test]
async fn a_list_without_an_end_proves_no_absence() {
    let bench = in_doubt().await;
    for _ in 0..3 {
        for _ in 0..2 {
            bench.script.lists.next(Ok(ProfilePage {
                profiles: Vec::new(),
                next: Some("round".to_owned()),
            }));
        }
        let compared = compare(&bench).await;
        assert_eq!(
            (compared.in_doubt, compared.absent),
            (vec![LINE.to_owned()], vec![])
        );
        later(&bench, MINUTE * 16);
    }
    assert_eq!(state(&bench), PublishState::InDoubt);
}

#[tokio::test]
async fn two_profiles_that_may_be_it_are_for_a_person() {
    let bench = in_doubt().await;
    for _ in 0..3 {
        let now = bench.now();
        lists(&bench, &[("7", LINE, now), ("8", LINE, now)]);
        let again = bench.engine.publish(persona(KIND), ACCOUNT).await;
        assert!(matches!(again, Err(EngineError::PublishInDoubt)));
        later(&bench, MINUTE);
    }
    assert_eq!((state(&bench), created(&bench)), (PublishState::InDoubt, 1));
}

#[tokio::test]
async fn a_list_that_cannot_be_read_leaves_the_doubt() {
    let bench = in_doubt().await;
    bench
        .script
        .lists
        .next(Err(failed(Class::NotStarted, None)));
    let again = bench.engine.publish(persona(KIND), ACCOUNT).await;
    assert!(matches!(again, Err(EngineError::Network(_))));
    assert_eq!((state(&bench), created(&bench)), (PublishState::InDoubt, 1));
}

#[tokio::test]
async fn the_reading_of_lists_has_a_budget() {
    let bench = in_doubt().await;
    for _ in 0..15 {
        lists(&bench, &[("1", "x", bench.now())]);
        compare(&bench).await;
    }
    let used_up = bench.engine.compare_roster(ACCOUNT).await;
    let until = bench.now().plus(MINUTE * 15);
    assert!(matches!(used_up, Err(EngineError::NoRoom(told)) if told == until));
}

/// The process ends while a request is on its way. Whatever the network made of
/// it, there is one look in the end, and none was created by itself.
#[tokio::test]
async fn a_crash_between_request_and_answer_never_leads_to_two_looks() {
    for (point, is_there) in [("upload", false), ("create", false), ("create", true)] {
        let mut bench = in_doubt().await;
        let now = bench.now();
        let nowhere = PublishState::Refused { said: None };
        bench.write(|store| store.set_publication(ACCOUNT, look(KIND), &nowhere, now));
        let hung = (NetworkUserId::from(point), Arc::new(Notify::new()));
        *bench.wire.gate.lock().unwrap() = Some(hung);
        let engine = bench.engine.clone();
        let running = tokio::spawn(async move { engine.publish(persona(KIND), ACCOUNT).await });
        bench.wire.reached.notified().await;
        assert_eq!(state(&bench), PublishState::Publishing, "{point}");
        running.abort();
        assert!(running.await.unwrap_err().is_cancelled());
        *bench.wire.gate.lock().unwrap() = None;
        let asked = created(&bench);

        bench.restart().await;
        assert_eq!(state(&bench), PublishState::InDoubt);
        let there = [("7", LINE, now)];
        let profiles: &[_] = if is_there { &there } else { &[] };
        for _ in 0..2 {
            lists(&bench, profiles);
            compare(&bench).await;
            later(&bench, MINUTE);
        }
        assert_eq!(created(&bench), asked, "nothing was created by itself");
        if is_there {
            assert_eq!(state(&bench), live("7"));
        } else {
            assert_eq!(state(&bench), PublishState::Refused { said: None });
        }
    }
}

/// The caller went away; nothing ended. What it began is not taken to be on its
/// way for ever.
#[tokio::test]
async fn an_attempt_that_was_cut_short_is_in_doubt_at_the_next_look() {
    let bench = in_doubt().await;
    let now = bench.now();
    bench.write(|store| store.begin_publication(ACCOUNT, look(KIND), now));
    lists(&bench, &[("7", LINE, now)]);
    assert_eq!(compare(&bench).await.found, [LINE]);
    assert_eq!(state(&bench), live("7"));
}

#[tokio::test]
async fn the_engine_settles_doubts_by_itself() {
    let bench = in_doubt().await;
    lists(&bench, &[("7", LINE, bench.now())]);
    let (stop, mut changes) = (CancellationToken::new(), bench.engine.changes());
    let running = tokio::spawn({
        let (engine, stop) = (bench.engine.clone(), stop.clone());
        async move { engine.run_roster(stop).await }
    });
    while state(&bench) != live("7") {
        changes.recv().await.unwrap();
    }
    stop.cancel();
    running.await.unwrap();
}

#[tokio::test]
async fn what_is_gone_can_be_published_again_and_what_is_not_from_here_is_named() {
    let bench = in_doubt().await;
    let began = bench.now();
    lists(&bench, &[("7", LINE, began), ("9", "Somebody else", began)]);
    assert_eq!(compare(&bench).await.strangers, ["Somebody else"]);
    lists(&bench, &[]);
    assert!(
        compare(&bench).await.gone.is_empty(),
        "too new to be missed"
    );

    later(&bench, MINUTE);
    lists(&bench, &[("9", LINE, began)]);
    let compared = compare(&bench).await;
    assert_eq!(compared.gone, [LINE]);
    assert_eq!(
        compared.strangers,
        [LINE],
        "another desk's, of the same line"
    );
    let id = CustomProfileId::from("7");
    assert_eq!(state(&bench), PublishState::Unusable { id, said: None });

    lists(&bench, &[("7", LINE, began)]);
    compare(&bench).await;
    assert_eq!(state(&bench), live("7"), "it was there after all");

    later(&bench, DAY);
    lists(&bench, &[]);
    compare(&bench).await;
    bench.script.creates.next(Ok(PublishedProfile {
        id: CustomProfileId::from("8"),
        line: LINE.to_owned(),
        portrait: None,
        created_at: None,
    }));
    bench.engine.publish(persona(KIND), ACCOUNT).await.unwrap();
    assert_eq!(state(&bench), live("8"));
}

/// The old profile of a look that was published again is known for ever.
#[tokio::test]
async fn a_profile_that_was_this_look_before_is_not_found_for_a_new_attempt() {
    let bench = in_doubt().await;
    let began = bench.now();
    lists(&bench, &[("7", LINE, began)]);
    compare(&bench).await;
    let id = CustomProfileId::from("7");
    let unusable = PublishState::Unusable { id, said: None };
    bench.write(|store| store.set_publication(ACCOUNT, look(KIND), &unusable, began));
    bench.script.creates.next(Err(failed(Class::InDoubt, None)));
    let doubt = bench.engine.publish(persona(KIND), ACCOUNT).await;
    assert!(matches!(doubt, Err(EngineError::PublishInDoubt)));
    lists(&bench, &[("7", LINE, began)]);
    let compared = compare(&bench).await;
    assert!(compared.found.is_empty() && compared.strangers.is_empty());
    assert_eq!(state(&bench), PublishState::InDoubt);
}
