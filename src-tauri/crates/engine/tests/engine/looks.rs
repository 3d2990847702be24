//! In which look a persona speaks, and what becomes of one that cannot be used.

use crate::bench::{ACCOUNT, ANA, Bench, arrived, failed, look, new_release, persona};
use domain::reply::{ReturnReason, State};
use domain::{
    CustomProfileId, Details, Event, Kind, Line, Look, LookId, MINUTE, OperatorId, Origin, Said,
    Speakers, SpeakingRule,
};
use engine::{Change, EngineError, NewRelease};
use network::{Class, Failure, PublishedProfile, Scope};
use std::collections::BTreeMap;
use store::PublishState;
use uuid::Uuid;

const KIND: Kind = Kind::Human;
const NEW: LookId = LookId(Uuid::from_u128(9_999));

fn by_ana(text: &str) -> NewRelease {
    new_release(Origin::Operator(ANA), KIND, text)
}

/// Ana's persona gets a new look, which is not published yet.
fn edit(bench: &Bench) {
    let before = bench.read(|store| store.look(look(KIND))).unwrap().look;
    let edited = Look {
        id: NEW,
        line: Line::accepted("Human, Care Team".to_owned()),
        own_lines: BTreeMap::new(),
        ..before
    };
    bench.write(|store| store.add_look(&edited, None));
}

async fn publish(bench: &Bench, id: &str) {
    bench.script.creates.next(Ok(PublishedProfile {
        id: CustomProfileId::from(id),
        line: "Human".to_owned(),
        portrait: None,
        created_at: None,
    }));
    bench.engine.publish(persona(KIND), ACCOUNT).await.unwrap();
}

#[tokio::test]
async fn a_persona_goes_on_in_its_old_look_until_the_new_one_is_live() {
    let bench = Bench::new();
    edit(&bench);
    let waiting = bench.engine.release(by_ana("one")).await.unwrap().content;
    assert_eq!(waiting.look, look(KIND), "the new one is not published");

    let said = Some(Said::new(403, Some(151), "no"));
    let refused = Err(failed(Class::Refused, said));
    bench.script.creates.next(refused);
    assert!(bench.engine.publish(persona(KIND), ACCOUNT).await.is_err());
    let after = bench.engine.release(by_ana("two")).await.unwrap().content;
    assert_eq!(after.look, look(KIND), "its publishing failed");

    publish(&bench, "8").await;
    let newest = bench.engine.release(by_ana("three")).await.unwrap().content;
    assert_eq!(newest.look, NEW);
    for id in ["101", "102", "103"] {
        bench.script.sends.next(arrived(id));
    }
    bench.engine.settle().await.unwrap();
    let sent = bench.read(|store| store.seen(persona(KIND)));
    let sent: Vec<_> = sent.iter().map(|seen| (seen.look, seen.messages)).collect();
    assert_eq!(
        sent,
        [(NEW, 1), (look(KIND), 2)],
        "what was queued kept its look"
    );
}

#[tokio::test]
async fn a_reply_does_not_leave_in_another_look_than_its_author_was_shown() {
    let bench = Bench::new();
    edit(&bench);
    publish(&bench, "8").await;
    let shown = NewRelease {
        shown: Some(look(KIND)),
        ..by_ana("hello")
    };
    let refused = bench.engine.release(shown).await;
    assert!(
        matches!(&refused, Err(EngineError::LookChanged { line }) if line.as_str() == "Human, Care Team"),
        "{refused:?}"
    );
    assert!(bench.read(|store| store.outbox()).is_empty());
    let shown = NewRelease {
        shown: Some(NEW),
        ..by_ana("hello")
    };
    assert!(bench.engine.release(shown).await.is_ok());
}

#[tokio::test]
async fn a_look_that_the_network_refuses_is_unusable_until_it_is_published_again() {
    let bench = Bench::new();
    let said = Said::new(403, Some(151), "custom_profile_id is not valid");
    let first = bench.release("first").await;
    let unusable = failed(Class::LookUnusable, Some(said.clone()));
    bench.script.sends.next(Err(unusable));
    bench.engine.settle().await.unwrap();
    assert_eq!(bench.state(first), State::Failed { said: said.clone() });
    let stands = bench.read(|store| store.publication(ACCOUNT, look(KIND)));
    let id = CustomProfileId::from("live-Human");
    let said = Some(said);
    assert_eq!(stands, Some(PublishState::Unusable { id, said }));
    let refused = bench.engine.release(by_ana("second")).await;
    assert!(matches!(refused, Err(EngineError::NotPublished)));

    bench.engine.try_again(first, None).await.unwrap();
    bench.engine.settle().await.unwrap();
    let why = ReturnReason::LookGone;
    assert_eq!(bench.state(first), State::Returned { why });

    publish(&bench, "8").await;
    bench.engine.try_again(first, None).await.unwrap();
    bench.script.sends.next(arrived("101"));
    bench.engine.settle().await.unwrap();
    assert!(matches!(bench.state(first), State::Sent { .. }));
}

#[tokio::test]
async fn a_persona_that_is_kept_for_others_or_put_away_says_nothing_new() {
    let bench = Bench::new();
    let before = bench.release("before").await;
    let ben = OperatorId(Uuid::from_u128(77));
    let kept = Details {
        speakers: Speakers::only([ben]).unwrap(),
        ..Details::default()
    };
    bench.write(|store| store.set_details(persona(KIND), &kept));
    let refused = bench.engine.release(by_ana("hello")).await;
    let rule = SpeakingRule::KeptForOthers;
    assert!(matches!(refused, Err(EngineError::Rule { rule: told, .. }) if told == rule));
    bench.engine.settle().await.unwrap();
    let why = ReturnReason::Forbidden { rule };
    assert_eq!(bench.state(before), State::Returned { why });
    let refusals =
        |event: &&Event| matches!(event, Event::RefusedByRule { rule: told, .. } if *told == rule);
    assert_eq!(
        bench.ledger().iter().filter(refusals).count(),
        2,
        "at Send and before the attempt"
    );

    bench.write(|store| store.set_details(persona(KIND), &Details::default()));
    bench
        .engine
        .discard(before, Origin::Operator(ANA))
        .await
        .unwrap();
    let waits = bench.release("waits").await;
    let now = bench.now();
    bench.write(|store| store.set_archived(persona(KIND), Some(now)));
    let refused = bench.engine.release(by_ana("hello")).await;
    let rule = SpeakingRule::Archived;
    assert!(matches!(refused, Err(EngineError::Rule { rule: told, .. }) if told == rule));
    bench.script.sends.next(arrived("101"));
    bench.engine.settle().await.unwrap();
    assert!(
        matches!(bench.state(waits), State::Sent { .. }),
        "released before"
    );
}

#[tokio::test]
async fn a_connection_that_does_not_open_is_noted_until_the_next_answer() {
    let bench = Bench::new();
    let mut changes = bench.engine.changes();
    bench.release("hello").await;
    let offline = Failure {
        scope: Scope::Account,
        ..failed(Class::NotStarted, None)
    };
    let began = bench.now();
    for _ in 0..2 {
        bench.script.sends.next(Err(offline.clone()));
        bench.engine.settle().await.unwrap();
        assert_eq!(bench.engine.offline_since(), Some(began));
        bench.advance_to(bench.now().plus(MINUTE));
    }
    bench
        .script
        .lists
        .next(Err(failed(Class::NotStarted, None)));
    assert!(bench.engine.compare_roster(ACCOUNT).await.is_err());
    assert_eq!(
        bench.engine.offline_since(),
        Some(began),
        "a cut call is no answer"
    );
    bench.script.sends.next(arrived("101"));
    bench.engine.settle().await.unwrap();
    assert_eq!(bench.engine.offline_since(), None);
    let mut told = 0;
    while let Ok(change) = changes.try_recv() {
        told += usize::from(change == Change::Accounts);
    }
    assert_eq!(told, 2, "when it begins and when it ends");
}
