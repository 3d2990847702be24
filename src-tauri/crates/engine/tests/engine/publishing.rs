//! Publishing: each look is created once, and whatever is not known stays so.

use crate::bench::{ACCOUNT, Bench, failed, look, persona};
use domain::{CustomProfileId, DAY, Event, Kind, MINUTE, Said, Timestamp};
use engine::EngineError;
use network::{Class, Failure, ProfilePage, PublishedProfile};
use store::{Access, PublishState};

const KIND: Kind = Kind::Human;

fn said() -> Said {
    Said::new(403, Some(220), "Your credentials do not allow access.")
}

/// As before anything was published.
fn unpublished() -> Bench {
    let bench = Bench::new();
    let refused = PublishState::Refused { said: None };
    let now = bench.now();
    bench.write(|store| store.set_publication(ACCOUNT, look(KIND), &refused, now));
    bench
}

async fn publish(
    bench: &Bench,
    answer: Result<PublishedProfile, Failure>,
) -> Result<(), EngineError> {
    bench.script.creates.next(answer);
    bench.engine.publish(persona(KIND), ACCOUNT).await
}

fn live() -> Result<PublishedProfile, Failure> {
    Ok(PublishedProfile {
        id: CustomProfileId::from("1893"),
        line: "Human".to_owned(),
        portrait: None,
        created_at: None,
    })
}

fn state(bench: &Bench) -> PublishState {
    bench
        .read(|store| store.publication(ACCOUNT, look(KIND)))
        .unwrap()
}

/// What the network lists next, with when it was created.
pub fn lists(bench: &Bench, profiles: &[(&str, &str, Timestamp)]) {
    let profiles = profiles.iter().map(|(id, line, at)| PublishedProfile {
        id: CustomProfileId::from(*id),
        line: (*line).to_owned(),
        portrait: None,
        created_at: Some(*at),
    });
    bench.script.lists.next(Ok(ProfilePage {
        profiles: profiles.collect(),
        next: None,
    }));
}

fn failure_in_the_ledger(bench: &Bench, said: Option<Said>) {
    let row = Event::PublishFailed {
        persona: persona(KIND),
        look: look(KIND),
        said,
    };
    assert_eq!(bench.ledger().last(), Some(&row));
}

#[tokio::test]
async fn a_published_look_is_live_and_not_created_again() {
    let bench = unpublished();
    publish(&bench, live()).await.unwrap();
    let id = CustomProfileId::from("1893");
    assert_eq!(state(&bench), PublishState::Live { id });
    assert_eq!(bench.account().access, Access::Open);
    assert!(matches!(bench.ledger()[0], Event::Published { .. }));
    publish(&bench, live()).await.unwrap();
    assert_eq!(bench.script.creates.left(), 1, "nothing was asked again");
}

#[tokio::test]
async fn no_access_closes_the_account_in_the_networks_words() {
    let bench = unpublished();
    let refused = publish(&bench, Err(failed(Class::NoAccess, Some(said())))).await;
    assert!(matches!(refused, Err(EngineError::Network(_))));
    assert_eq!(bench.account().access, Access::Closed { said: said() });
    assert_eq!(state(&bench), PublishState::Refused { said: Some(said()) });
    failure_in_the_ledger(&bench, Some(said()));
    publish(&bench, live()).await.unwrap();
    assert_eq!(bench.account().access, Access::Open);
}

#[tokio::test]
async fn a_look_that_may_be_there_is_not_created_again() {
    let bench = unpublished();
    let doubt = publish(&bench, Err(failed(Class::InDoubt, None))).await;
    assert!(matches!(doubt, Err(EngineError::PublishInDoubt)));
    assert_eq!(state(&bench), PublishState::InDoubt);
    failure_in_the_ledger(&bench, None);
    lists(&bench, &[]);
    let again = publish(&bench, live()).await;
    assert!(matches!(again, Err(EngineError::PublishInDoubt)));
    assert_eq!(bench.script.creates.left(), 1, "nothing was asked again");
}

#[tokio::test]
async fn a_look_that_a_crash_left_publishing_is_in_doubt_and_in_the_ledger() {
    let bench = unpublished();
    let now = bench.now();
    bench.write(|store| store.set_publication(ACCOUNT, look(KIND), &PublishState::Publishing, now));
    bench.engine.recover().await.unwrap();
    assert_eq!(state(&bench), PublishState::InDoubt);
    failure_in_the_ledger(&bench, None);
}

#[tokio::test]
async fn an_upload_that_may_have_arrived_created_no_look_and_may_be_done_again() {
    let bench = unpublished();
    bench.script.uploads.next(Err(failed(Class::InDoubt, None)));
    let failed = bench.engine.publish(persona(KIND), ACCOUNT).await;
    assert!(matches!(failed, Err(EngineError::Network(_))));
    assert_eq!(state(&bench), PublishState::Refused { said: None });
    publish(&bench, live()).await.unwrap();
}

#[tokio::test]
async fn a_portrait_that_is_refused_is_tried_under_the_next_category_and_no_further() {
    let bench = unpublished();
    let unusable = || Err(failed(Class::UploadAgain, Some(said())));
    bench.script.creates.next(unusable());
    publish(&bench, live()).await.unwrap();
    assert_eq!(
        *bench.script.categories.lock().unwrap(),
        ["dm_image", "tweet_image"]
    );
    let spent = bench.read(|store| store.spends(ACCOUNT, "create_profile"));
    assert_eq!(spent.len(), 2, "each counts before it is tried");

    let bench = unpublished();
    bench.script.creates.next(unusable());
    assert!(publish(&bench, unusable()).await.is_err());
    assert_eq!(state(&bench), PublishState::Refused { said: Some(said()) });
}

#[tokio::test]
async fn a_limit_of_the_network_or_a_used_up_budget_names_its_time() {
    let bench = unpublished();
    let limited = publish(&bench, Err(failed(Class::WaitUntil(None), Some(said())))).await;
    let soon = bench.now().plus(MINUTE);
    assert!(matches!(limited, Err(EngineError::NoRoom(until)) if until == soon));
    for _ in 0..2 {
        let refused = publish(&bench, Err(failed(Class::Refused, Some(said())))).await;
        assert!(matches!(refused, Err(EngineError::Network(_))));
    }
    let until = bench.now().plus(DAY);
    let used_up = bench.engine.publish(persona(KIND), ACCOUNT).await;
    assert!(matches!(used_up, Err(EngineError::NoRoom(told)) if told == until));
    assert_eq!(bench.script.creates.left(), 0);
}
