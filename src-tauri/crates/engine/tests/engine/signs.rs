//! Signs to customers: given when the account's people chose so, no oftener than
//! needed, and never in the way of a message.

use crate::bench::{ACCOUNT, ANA, Bench, arrived, failed, maya};
use domain::{Courtesy, Delivery, Occasion, Origin, SECOND, SeenMark};
use network::Class;
use std::time::Duration;

fn choose(bench: &Bench, mark_read: Courtesy, typing: Courtesy) {
    let delivery = Delivery {
        mark_read,
        typing,
        ..bench.account().delivery
    };
    bench.write(|store| store.set_delivery(ACCOUNT, &delivery));
}

async fn happens(bench: &Bench, occasion: Occasion) {
    let seen = SeenMark(i64::MAX);
    bench
        .engine
        .notice(&bench.account(), &maya(), occasion, seen);
    bench.engine.give_signs().await;
}

/// Paths of the signs that left, without the network's address.
fn signs(bench: &Bench) -> Vec<String> {
    let asked = bench.wire.asked.lock().unwrap();
    let paths = asked
        .iter()
        .filter_map(|address| address.split_once("example/").map(|(_, path)| path));
    paths
        .filter(|path| *path == "typing" || path.starts_with("read/"))
        .map(str::to_owned)
        .collect()
}

fn later(bench: &Bench, span: Duration) {
    bench.advance_to(bench.now().plus(span));
}

#[tokio::test]
async fn a_customer_is_told_once_that_a_message_was_read() {
    let bench = Bench::new();
    choose(&bench, Courtesy::OnOpen, Courtesy::Never);
    bench.script.courtesies.next(Ok(()));
    happens(&bench, Occasion::Seen).await;
    happens(&bench, Occasion::Seen).await;
    happens(&bench, Occasion::Answered).await;
    assert_eq!(signs(&bench).len(), 1);
    assert!(signs(&bench)[0].starts_with("read/"));
}

#[tokio::test]
async fn typing_is_told_again_only_when_it_has_faded() {
    let bench = Bench::new();
    choose(&bench, Courtesy::Never, Courtesy::OnOpen);
    for _ in 0..2 {
        bench.script.courtesies.next(Ok(()));
        happens(&bench, Occasion::Writing).await;
        later(&bench, SECOND);
        happens(&bench, Occasion::Writing).await;
        later(&bench, SECOND * 2);
    }
    assert_eq!(signs(&bench), ["typing", "typing"]);
}

#[tokio::test]
async fn a_sign_that_fails_or_finds_no_room_holds_up_no_reply() {
    let bench = Bench::new();
    choose(&bench, Courtesy::OnReply, Courtesy::OnReply);
    bench
        .script
        .courtesies
        .next(Err(failed(Class::Refused, None)));
    let reply = bench.release("hello").await;
    bench.engine.give_signs().await;
    bench.script.sends.next(arrived("1"));
    bench.engine.settle().await.unwrap();
    assert!(matches!(
        bench.state(reply),
        domain::reply::State::Sent { .. }
    ));
    bench
        .script
        .courtesies
        .next(Err(failed(Class::NotStarted, None)));
    bench.engine.give_signs().await;
    assert_eq!(signs(&bench).len(), 2);
}

#[tokio::test]
async fn the_budget_of_signs_is_kept() {
    let bench = Bench::new();
    choose(&bench, Courtesy::Never, Courtesy::OnOpen);
    for _ in 0..6 {
        bench.script.courtesies.next(Ok(()));
        happens(&bench, Occasion::Writing).await;
        later(&bench, SECOND * 3);
    }
    assert_eq!(
        signs(&bench).len(),
        4,
        "as many as the script's network allows"
    );
}

#[tokio::test]
async fn nothing_is_told_while_everything_is_stopped_nor_afterwards_what_was_missed() {
    let bench = Bench::new();
    choose(&bench, Courtesy::OnOpen, Courtesy::OnOpen);
    bench.engine.stop(Origin::Operator(ANA)).await.unwrap();
    happens(&bench, Occasion::Seen).await;
    happens(&bench, Occasion::Writing).await;
    bench.engine.resume(Origin::Operator(ANA)).await.unwrap();
    bench.engine.give_signs().await;
    assert_eq!(signs(&bench), Vec::<String>::new());
}

#[tokio::test]
async fn a_stopped_account_tells_nothing() {
    let bench = Bench::new();
    choose(&bench, Courtesy::OnOpen, Courtesy::OnOpen);
    let said = domain::Said::new(403, Some(326), "locked");
    bench.write(|store| store.set_stopped(ACCOUNT, Some(&said)));
    happens(&bench, Occasion::Seen).await;
    assert_eq!(signs(&bench), Vec::<String>::new());
}
