//! Bringing a reply's picture to the network: before its attempt, once where it
//! can, and never after a stop.

use crate::bench::{ACCOUNT, ANA, Bench, arrived, failed, maya, new_release};
use crate::script::uploaded;
use domain::reply::{ReturnReason, State, WaitReason};
use domain::{Event, HOUR, Kind, MINUTE, NetworkUserId, Origin, PictureId, ReplyId, SECOND, Said};
use engine::Beside;
use network::{Class, Processing, StopReason};
use std::sync::Arc;
use store::{MessagePicture, Stage};
use tokio::sync::Notify;
use uuid::Uuid;

const PICTURE: MessagePicture = MessagePicture {
    picture: PictureId(Uuid::from_u128(77)),
    width: 4,
    height: 3,
};

/// Ana sends a picture to Maya.
async fn release(bench: &Bench) -> ReplyId {
    let mut new = new_release(Origin::Operator(ANA), Kind::Human, "Look");
    new.picture = Some(Beside::New(PICTURE, b"JPEG".to_vec()));
    bench.engine.release(new).await.unwrap().content.id
}

async fn settle(bench: &Bench) {
    bench.engine.settle().await.unwrap();
}

fn uploads(bench: &Bench) -> usize {
    bench.script.ways.lock().unwrap().len()
}

fn is_sent(bench: &Bench, reply: ReplyId) -> bool {
    matches!(bench.state(reply), State::Sent { .. })
}

fn said() -> Said {
    Said::new(400, Some(324), "The validation of media ids failed.")
}

#[tokio::test]
async fn the_medium_goes_along_and_is_on_disk_with_its_attempt() {
    let bench = Bench::new();
    bench.script.sends.next(arrived("1"));
    let reply = release(&bench).await;
    settle(&bench).await;
    assert!(is_sent(&bench, reply));
    let carried = bench.script.carried.lock().unwrap().clone();
    assert_eq!(carried, [Some("5".into())]);
    let attempts = bench.read(|store| store.attempts(reply));
    assert_eq!(attempts[0].media, Some("5".into()));
    let message = bench.read(|store| store.message_pictures(ACCOUNT, &maya(), Default::default()));
    assert_eq!(message.into_values().collect::<Vec<_>>(), [PICTURE]);
    let hashed = bench.ledger().into_iter().any(|event| {
        matches!(
            event,
            Event::Attempt {
                picture: Some(_),
                ..
            }
        )
    });
    assert!(hashed, "the ledger knows that a picture went along");
}

#[tokio::test]
async fn a_crash_while_the_picture_is_processed_goes_on_where_it_was() {
    let mut bench = Bench::new();
    let reply = release(&bench).await;
    bench
        .script
        .uploads
        .next(Ok(uploaded(Processing::AskIn(SECOND))));
    let engine = bench.engine.clone();
    let moving = tokio::spawn(async move { engine.settle().await });
    // The clock of these tests stands still: it waits for the processing.
    while bench
        .read(|store| store.upload(reply))
        .medium
        .is_none_or(|medium| medium.stage != Stage::Processing)
    {
        tokio::task::yield_now().await;
    }
    moving.abort();
    assert_eq!(bench.state(reply), State::Queued);

    bench.restart().await;
    bench.script.statuses.next(Ok(uploaded(Processing::Done)));
    bench.hurry();
    bench.script.sends.next(arrived("1"));
    settle(&bench).await;
    assert!(is_sent(&bench, reply));
    assert_eq!(uploads(&bench), 1);
}

#[tokio::test]
async fn a_network_that_lost_the_picture_gets_it_again_twice_and_then_the_reply_fails() {
    let bench = Bench::new();
    let reply = release(&bench).await;
    let lost = || Err(failed(Class::UploadAgain, Some(said())));
    for times in 1..=2 {
        bench.script.sends.next(lost());
        settle(&bench).await;
        assert_eq!(uploads(&bench), times);
        let State::Waiting { until, why } = bench.state(reply) else {
            panic!("it waits");
        };
        let picture = WaitReason::Picture { said: Some(said()) };
        assert_eq!(why, picture);
        bench.advance_to(until);
    }
    bench.script.sends.next(lost());
    settle(&bench).await;
    assert_eq!(bench.state(reply), State::Failed { said: said() });
    assert_eq!(uploads(&bench), 3);

    bench.script.sends.next(arrived("1"));
    bench.engine.try_again(reply, None).await.unwrap();
    settle(&bench).await;
    assert!(is_sent(&bench, reply), "a person may try again");
}

#[tokio::test]
async fn a_refused_picture_comes_back_and_another_reason_only_waits() {
    for (failure, expected) in [
        (
            failed(Class::Refused, Some(said())),
            State::Returned {
                why: ReturnReason::PictureRefused { said: Some(said()) },
            },
        ),
        (
            failed(Class::NotStarted, None),
            State::Waiting {
                until: Bench::new().now().plus(SECOND * 30),
                why: WaitReason::Offline,
            },
        ),
        (
            failed(Class::InDoubt, None),
            State::Waiting {
                until: Bench::new().now().plus(SECOND * 30),
                why: WaitReason::Picture { said: None },
            },
        ),
        (
            failed(Class::WaitUntil(None), None),
            State::Waiting {
                until: Bench::new().now().plus(MINUTE),
                why: WaitReason::RateLimit,
            },
        ),
        (
            failed(Class::AccountStopped(StopReason::Locked), Some(said())),
            State::Waiting {
                until: Bench::new().now().plus(HOUR),
                why: WaitReason::AccountStopped { said: Some(said()) },
            },
        ),
    ] {
        let bench = Bench::new();
        bench.script.uploads.next(Err(failure));
        let reply = release(&bench).await;
        settle(&bench).await;
        assert_eq!(bench.state(reply), expected);
        assert!(
            bench.read(|store| store.attempts(reply)).is_empty(),
            "bringing a picture is no attempt to send"
        );
    }
}

#[tokio::test]
async fn a_stop_does_not_wait_for_a_picture_and_no_message_follows_it() {
    let bench = Bench::new();
    let reply = release(&bench).await;
    let gate = Arc::new(Notify::new());
    *bench.wire.gate.lock().unwrap() = Some((NetworkUserId::from("upload"), gate.clone()));
    let engine = bench.engine.clone();
    let moving = tokio::spawn(async move { engine.settle().await.unwrap() });
    bench.wire.reached.notified().await;
    let stop = bench.engine.stop(Origin::Operator(ANA)).await.unwrap();
    assert_eq!(stop.still_at, Some(bench.now()), "at once");
    moving.await.unwrap();
    assert_eq!(bench.state(reply), State::Queued);

    *bench.wire.gate.lock().unwrap() = None;
    bench.engine.resume(Origin::Operator(ANA)).await.unwrap();
    bench.script.sends.next(arrived("1"));
    settle(&bench).await;
    assert!(is_sent(&bench, reply));
}

#[tokio::test]
async fn what_is_written_in_a_lane_waits_behind_its_picture_and_other_lanes_do_not() {
    let bench = Bench::new();
    bench.script.uploads.next(Err(failed(Class::InDoubt, None)));
    let first = release(&bench).await;
    let behind = bench.release("behind").await;
    settle(&bench).await;
    assert!(matches!(bench.state(first), State::Waiting { .. }));
    assert_eq!(bench.state(behind), State::Queued);
    bench.script.sends.next(arrived("1"));
    bench.script.sends.next(arrived("2"));
    bench.advance_to(bench.now().plus(MINUTE));
    settle(&bench).await;
    assert!(is_sent(&bench, first) && is_sent(&bench, behind));
    let carried = bench.script.carried.lock().unwrap().clone();
    assert_eq!(carried, [Some("5".into()), None]);
}
