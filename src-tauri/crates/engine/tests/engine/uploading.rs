//! Bringing a portrait to the network: by the interface that is there, and only
//! as long as it takes.

use crate::bench::{ACCOUNT, Bench, failed, look, persona};
use crate::script::uploaded;
use domain::{CustomProfileId, Kind, MINUTE, SECOND, Said};
use network::{Class, Failure, Processing, PublishedProfile, Scope, UploadWay};
use store::PublishState;

const KIND: Kind = Kind::Human;

fn unpublished() -> Bench {
    let bench = Bench::new();
    let refused = PublishState::Refused { said: None };
    let now = bench.now();
    bench.write(|store| store.set_publication(ACCOUNT, look(KIND), &refused, now));
    bench.script.creates.next(Ok(PublishedProfile {
        id: CustomProfileId::from("1893"),
        line: "Human".to_owned(),
        portrait: None,
        created_at: None,
    }));
    bench
}

fn switched_off() -> Failure {
    let said = Said::new(410, Some(251), "This endpoint has been retired.");
    Failure {
        scope: Scope::App,
        ..failed(Class::Refused, Some(said))
    }
}

async fn publish(bench: &Bench) -> bool {
    let published = bench.engine.publish(persona(KIND), ACCOUNT).await;
    published.is_ok()
}

fn ways(bench: &Bench) -> Vec<UploadWay> {
    bench.script.ways.lock().unwrap().clone()
}

#[tokio::test]
async fn an_interface_that_is_switched_off_is_asked_once_and_the_older_one_from_then_on() {
    let bench = unpublished();
    bench.script.uploads.next(Err(switched_off()));
    assert!(publish(&bench).await);
    assert_eq!(ways(&bench), [UploadWay::Newer, UploadWay::Older]);
    let now = bench.now();
    let refused = PublishState::Refused { said: None };
    bench.write(|store| store.set_publication(ACCOUNT, look(KIND), &refused, now));
    bench
        .script
        .uploads
        .next(Err(failed(Class::NotStarted, None)));
    assert!(!publish(&bench).await);
    assert_eq!(ways(&bench).last(), Some(&UploadWay::Older));
    assert_eq!(ways(&bench).len(), 3);
}

#[tokio::test]
async fn where_both_interfaces_are_switched_off_the_networks_words_are_kept() {
    let bench = unpublished();
    for _ in 0..4 {
        bench.script.uploads.next(Err(switched_off()));
    }
    assert!(!publish(&bench).await);
    let state = bench
        .read(|store| store.publication(ACCOUNT, look(KIND)))
        .unwrap();
    assert_eq!(
        state,
        PublishState::Refused {
            said: switched_off().said
        }
    );
}

#[tokio::test]
async fn a_portrait_that_is_processed_is_asked_about_until_it_is_ready() {
    let bench = unpublished();
    let later = || Ok(uploaded(Processing::AskIn(SECOND)));
    bench.hurry();
    bench.script.uploads.next(later());
    bench.script.statuses.next(later());
    bench.script.statuses.next(Ok(uploaded(Processing::Done)));
    assert!(publish(&bench).await);
    assert_eq!(bench.script.statuses.left(), 0);
}

#[tokio::test]
async fn a_portrait_that_is_never_ready_is_given_up() {
    let bench = unpublished();
    for _ in 0..2 {
        let later = uploaded(Processing::AskIn(MINUTE.saturating_mul(2)));
        bench.script.uploads.next(Ok(later));
    }
    assert!(!publish(&bench).await);
    assert_eq!(bench.script.creates.left(), 1, "no look was created");
}
