//! Stopping everything: nothing new begins, what is under way comes to an end
//! that is known, and only a person lets it go on.

use crate::bench::{ACCOUNT, ANA, Bench, arrived, maya};
use domain::reply::State;
use domain::{Event, Origin};
use std::sync::Arc;
use tokio::sync::Notify;

const BY: Origin = Origin::Operator(ANA);

#[tokio::test]
async fn a_stop_keeps_every_reply_as_it_is_until_somebody_resumes() {
    let mut bench = Bench::new();
    let reply = bench.release("hello").await;
    let stop = bench.engine.stop(BY).await.unwrap();
    assert_eq!(stop.still_at, Some(bench.now()));
    bench.engine.settle().await.unwrap();
    assert_eq!(bench.state(reply), State::Queued);
    bench.restart().await;
    bench.engine.settle().await.unwrap();
    assert_eq!(
        bench.state(reply),
        State::Queued,
        "a restart is no wish to go on"
    );
    assert_eq!(bench.engine.stopped().await.unwrap(), Some(stop));
    let later = bench.release("more").await;
    assert_eq!(bench.state(later), State::Queued, "one may write on");

    bench.engine.resume(BY).await.unwrap();
    bench.script.sends.next(arrived("1"));
    bench.script.sends.next(arrived("2"));
    bench.engine.settle().await.unwrap();
    assert!(matches!(bench.state(later), State::Sent { .. }));
    let events = bench.ledger();
    assert_eq!(events[0], Event::Stopped { by: BY });
    assert_eq!(events[1], Event::Resumed { by: BY });
    assert_eq!(bench.engine.stopped().await.unwrap(), None);
}

#[tokio::test]
async fn pressed_twice_it_is_one_stop_and_one_row_of_the_ledger() {
    let bench = Bench::new();
    let (one, other) = tokio::join!(bench.engine.stop(BY), bench.engine.stop(BY));
    assert_eq!(one.unwrap().pressed_at, other.unwrap().pressed_at);
    assert_eq!(bench.ledger(), [Event::Stopped { by: BY }]);
    bench.engine.resume(BY).await.unwrap();
    bench.engine.resume(BY).await.unwrap();
    assert_eq!(bench.ledger().len(), 2);
}

/// An attempt whose request waits for the gate.
async fn under_way(bench: &Bench, gate: &Arc<Notify>) -> tokio::task::JoinHandle<()> {
    *bench.wire.gate.lock().unwrap() = Some((maya(), gate.clone()));
    let engine = bench.engine.clone();
    let moving = tokio::spawn(async move { engine.settle().await.unwrap() });
    bench.wire.reached.notified().await;
    moving
}

#[tokio::test]
async fn a_request_under_way_is_waited_for_and_its_answer_counts() {
    let bench = Bench::new();
    let reply = bench.release("hello").await;
    bench.script.sends.next(arrived("1"));
    let gate = Arc::new(Notify::new());
    let moving = under_way(&bench, &gate).await;
    let engine = bench.engine.clone();
    let stopping = tokio::spawn(async move { engine.stop(BY).await.unwrap() });
    // The stop is on disk before the request ends.
    while bench.engine.stopped().await.unwrap().is_none() {
        tokio::task::yield_now().await;
    }
    assert_eq!(
        bench.engine.stopped().await.unwrap().unwrap().still_at,
        None
    );
    gate.notify_one();
    let stop = stopping.await.unwrap();
    assert!(stop.still_at.is_some());
    assert!(matches!(bench.state(reply), State::Sent { .. }));
    moving.await.unwrap();
}

#[tokio::test]
async fn a_request_that_takes_too_long_is_cut_and_its_reply_is_in_doubt() {
    let bench = Bench::new();
    let reply = bench.release("hello").await;
    let gate = Arc::new(Notify::new());
    let moving = under_way(&bench, &gate).await;
    bench.hurry();
    let stop = bench.engine.stop(BY).await.unwrap();
    assert!(stop.still_at.is_some());
    assert!(matches!(bench.state(reply), State::InDoubt { .. }));
    moving.await.unwrap();
    assert_eq!(bench.read(|store| store.attempts(reply)).len(), 1);
    assert!(bench.read(|store| store.account(ACCOUNT)).is_some());
}

#[tokio::test]
async fn what_is_sent_after_resuming_is_not_cut_by_the_stop_before() {
    let bench = Bench::new();
    bench.release("hello").await;
    bench.script.sends.next(arrived("1"));
    let slow = Arc::new(Notify::new());
    let moving = under_way(&bench, &slow).await;
    let engine = bench.engine.clone();
    let stopping = tokio::spawn(async move { engine.stop(BY).await.unwrap() });
    while bench.engine.stopped().await.unwrap().is_none() {
        tokio::task::yield_now().await;
    }
    bench.engine.resume(BY).await.unwrap();
    let before = bench.now();
    bench.hurry();
    while bench.now() == before {
        tokio::task::yield_now().await;
    }
    slow.notify_one();
    stopping.await.unwrap();
    moving.await.unwrap();

    let later = bench.release("more").await;
    bench.script.sends.next(arrived("2"));
    let gate = Arc::new(Notify::new());
    *bench.wire.gate.lock().unwrap() = Some((maya(), gate.clone()));
    let engine = bench.engine.clone();
    let moving = tokio::spawn(async move { engine.settle().await.unwrap() });
    tokio::select! {
        () = bench.wire.reached.notified() => {}
        () = async {
            while !matches!(bench.state(later), State::InDoubt { .. }) {
                tokio::task::yield_now().await;
            }
        } => {}
    }
    gate.notify_one();
    moving.await.unwrap();
    assert!(matches!(bench.state(later), State::Sent { .. }));
}
