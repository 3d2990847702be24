//! When a released reply leaves: undo, chosen times, pace, order, staleness.

use crate::bench::{ACCOUNT, ANA, Bench, arrived, failed, maya, new_release, noor};
use domain::reply::{ReturnReason, State, WaitReason};
use domain::{
    Delivery, Event, EventId, HOUR, Kind, MINUTE, MessageBody, NetworkUserId, Origin, ReplyId,
    SECOND, Said, SeenMark, ShortSpan, StalePolicy, Timestamp, Zone,
};
use engine::{EngineError, Leave, NewRelease};
use network::{Class, StopReason};
use store::{Direction, Message};

fn by_ana(text: &str, leave: Leave) -> NewRelease {
    NewRelease {
        leave,
        ..new_release(Origin::Operator(ANA), Kind::Human, text)
    }
}

fn zone() -> Zone {
    Zone::parse("Europe/Helsinki").unwrap()
}

async fn release(bench: &Bench, new: NewRelease) -> ReplyId {
    bench.engine.release(new).await.unwrap().content.id
}

fn deliver(bench: &Bench, delivery: Delivery) {
    bench.write(|store| store.set_delivery(ACCOUNT, &delivery));
}

/// Maya writes, and Byline reads it.
fn writes(bench: &Bench, id: &str) {
    let message = Message {
        id: EventId::from(id),
        customer: maya(),
        direction: Direction::In,
        text: "And another thing".to_owned(),
        attachment: None,
        at: bench.now(),
        look: None,
        reply: None,
    };
    bench.write(|store| store.keep_message(ACCOUNT, &message));
}

async fn settle(bench: &Bench) {
    bench.engine.settle().await.unwrap();
}

fn is_sent(bench: &Bench, reply: ReplyId) -> bool {
    matches!(bench.state(reply), State::Sent { .. })
}

fn returned(why: ReturnReason) -> State {
    State::Returned { why }
}

#[tokio::test]
async fn a_held_reply_can_be_undone_and_leaves_when_its_time_is_over() {
    let bench = Bench::new();
    let undone = release(&bench, by_ana("one", Leave::AfterUndo)).await;
    settle(&bench).await;
    let until = bench.now().plus(SECOND * 10);
    assert_eq!(bench.state(undone), State::Held { until });
    bench.engine.take_back(undone).await.unwrap();
    assert_eq!(bench.state(undone), State::Draft);
    let draft = bench
        .read(|store| store.draft(ACCOUNT, &maya(), ANA))
        .unwrap();
    assert_eq!(draft.text, "one");

    let kept = release(&bench, by_ana("two", Leave::AfterUndo)).await;
    let behind = release(&bench, by_ana("three", Leave::AtOnce)).await;
    settle(&bench).await;
    assert_eq!(bench.state(behind), State::Queued, "it keeps its place");
    bench.advance_to(until);
    bench.script.sends.next(arrived("2"));
    bench.script.sends.next(arrived("3"));
    settle(&bench).await;
    assert!(is_sent(&bench, kept) && is_sent(&bench, behind));
}

#[tokio::test]
async fn a_scheduled_reply_joins_its_lane_at_its_time_and_nothing_sends_it_early() {
    let bench = Bench::new();
    let at = bench.now().plus(HOUR * 20);
    let later = release(&bench, by_ana("later", Leave::At { at, zone: zone() })).await;
    let now = release(&bench, by_ana("now", Leave::AtOnce)).await;
    bench.script.sends.next(arrived("1"));
    settle(&bench).await;
    assert!(is_sent(&bench, now), "it waits behind nobody");
    let scheduled = State::Scheduled { at, zone: zone() };
    assert_eq!(bench.state(later), scheduled);
    assert!(bench.engine.let_go(later).await.is_err());
    bench.advance_to(at.minus(SECOND));
    settle(&bench).await;
    assert_eq!(bench.state(later), scheduled);
    bench.advance_to(at);
    bench.script.sends.next(arrived("2"));
    settle(&bench).await;
    assert!(
        is_sent(&bench, later),
        "twenty hours are not held against it"
    );
}

#[tokio::test]
async fn a_scheduled_reply_that_is_edited_keeps_its_time() {
    let bench = Bench::new();
    let at = bench.now().plus(HOUR);
    let later = release(&bench, by_ana("later", Leave::At { at, zone: zone() })).await;
    let text = MessageBody::parse("better", 100).unwrap();
    let edited = bench.engine.edit(later, text).await.unwrap().content.id;
    settle(&bench).await;
    assert_eq!(bench.state(later), State::Draft);
    assert_eq!(bench.state(edited), State::Scheduled { at, zone: zone() });
    bench.advance_to(at);
    bench.script.sends.next(arrived("1"));
    settle(&bench).await;
    assert!(is_sent(&bench, edited));
}

#[tokio::test]
async fn a_scheduled_reply_gets_another_time_and_is_a_draft_again_when_cancelled() {
    let bench = Bench::new();
    let at = bench.now().plus(HOUR);
    let reply = release(&bench, by_ana("later", Leave::At { at, zone: zone() })).await;
    let engine = &bench.engine;
    let past = engine.reschedule(reply, bench.now(), zone()).await;
    assert!(matches!(past, Err(EngineError::TimeOver)));
    let at = at.plus(HOUR);
    engine.reschedule(reply, at, zone()).await.unwrap();
    assert_eq!(bench.state(reply), State::Scheduled { at, zone: zone() });
    engine.take_back(reply).await.unwrap();
    assert_eq!(bench.state(reply), State::Draft);
    let over = by_ana(
        "over",
        Leave::At {
            at: bench.now(),
            zone: zone(),
        },
    );
    assert!(matches!(
        engine.release(over).await,
        Err(EngineError::TimeOver)
    ));
}

#[tokio::test]
async fn two_sends_of_an_account_keep_its_pace_whatever_their_lanes() {
    let bench = Bench::new();
    deliver(&bench, Delivery::default());
    let first = release(&bench, by_ana("one", Leave::AtOnce)).await;
    let other = NewRelease {
        customer: noor(),
        ..by_ana("two", Leave::AtOnce)
    };
    let second = release(&bench, other).await;
    let began = bench.now();
    bench.script.sends.next(arrived("1"));
    settle(&bench).await;
    assert!(is_sent(&bench, first));
    assert_eq!(bench.state(second), State::Queued);
    bench.advance_to(began.plus(SECOND * 3).minus(SECOND / 1000));
    settle(&bench).await;
    assert_eq!(bench.state(second), State::Queued, "not a moment early");
    bench.advance_to(began.plus(SECOND * 3));
    bench.script.sends.next(arrived("2"));
    settle(&bench).await;
    assert!(is_sent(&bench, second));
}

#[tokio::test]
async fn a_restart_does_not_forget_the_pace() {
    let mut bench = Bench::new();
    deliver(&bench, Delivery::default());
    release(&bench, by_ana("one", Leave::AtOnce)).await;
    let second = release(&bench, by_ana("two", Leave::AtOnce)).await;
    bench.script.sends.next(arrived("1"));
    settle(&bench).await;
    bench.restart().await;
    settle(&bench).await;
    assert_eq!(bench.state(second), State::Queued);
}

#[tokio::test]
async fn an_account_taken_for_automation_goes_on_slower_once_a_person_resumed_it() {
    let bench = Bench::new();
    let first = release(&bench, by_ana("one", Leave::AtOnce)).await;
    let second = release(&bench, by_ana("two", Leave::AtOnce)).await;
    let said = Said::new(
        403,
        Some(226),
        "This request looks like it might be automated.",
    );
    let stop = Class::AccountStopped(StopReason::LooksAutomated);
    bench.script.sends.next(Err(failed(stop, Some(said))));
    settle(&bench).await;
    assert!(matches!(bench.state(first), State::Waiting { .. }));
    assert!(bench.account().stopped.is_some());
    bench.write(|store| store.set_stopped(ACCOUNT, None));
    bench.advance_to(bench.now().plus(HOUR));
    bench.script.sends.next(arrived("1"));
    settle(&bench).await;
    assert!(is_sent(&bench, first));
    assert_eq!(bench.state(second), State::Queued, "at most one in 12 s");
    bench.advance_to(bench.now().plus(SECOND * 12));
    bench.script.sends.next(arrived("2"));
    settle(&bench).await;
    assert!(is_sent(&bench, second));
}

#[tokio::test]
async fn a_limit_that_the_network_names_holds_every_lane_at_least_a_minute() {
    let bench = Bench::new();
    let first = release(&bench, by_ana("one", Leave::AtOnce)).await;
    let reset = bench.now().plus(MINUTE * 10);
    bench
        .script
        .sends
        .next(Err(failed(Class::WaitUntil(Some(reset)), None)));
    settle(&bench).await;
    let waits = |until| State::Waiting {
        until,
        why: WaitReason::RateLimit,
    };
    assert_eq!(bench.state(first), waits(reset));
    let other = NewRelease {
        customer: noor(),
        ..by_ana("two", Leave::AtOnce)
    };
    let second = release(&bench, other).await;
    settle(&bench).await;
    assert_eq!(bench.state(second), waits(reset), "it was not even tried");
    bench.advance_to(reset);
    bench.script.sends.next(arrived("1"));
    let at_once = bench.now().plus(SECOND);
    bench
        .script
        .sends
        .next(Err(failed(Class::WaitUntil(Some(at_once)), None)));
    settle(&bench).await;
    let states = [bench.state(first), bench.state(second)];
    assert!(states.contains(&waits(reset.plus(MINUTE))), "{states:?}");
}

#[tokio::test]
async fn those_behind_a_skipped_reply_go_first_and_the_ledger_says_so() {
    let bench = Bench::new();
    let first = release(&bench, by_ana("one", Leave::AtOnce)).await;
    let by = Origin::Operator(ANA);
    let alone = bench.engine.skip(first, by).await;
    assert!(matches!(alone, Err(EngineError::NothingBehind)));
    let second = release(&bench, by_ana("two", Leave::AtOnce)).await;
    let said = Said::new(403, Some(349), "You cannot send messages to this user.");
    bench
        .script
        .sends
        .next(Err(failed(Class::Refused, Some(said))));
    settle(&bench).await;
    assert!(matches!(bench.state(first), State::Failed { .. }));
    assert_eq!(bench.state(second), State::Queued);
    bench.engine.skip(first, by).await.unwrap();
    bench.script.sends.next(arrived("2"));
    settle(&bench).await;
    assert!(is_sent(&bench, second));
    assert!(matches!(bench.state(first), State::Failed { .. }));
    let skipped = Event::Skipped { reply: first, by };
    assert!(bench.ledger().contains(&skipped));
}

#[tokio::test]
async fn what_may_have_arrived_is_not_skipped() {
    let bench = Bench::new();
    let first = release(&bench, by_ana("one", Leave::AtOnce)).await;
    let second = release(&bench, by_ana("two", Leave::AtOnce)).await;
    bench.script.sends.next(Err(failed(Class::InDoubt, None)));
    settle(&bench).await;
    let skipped = bench.engine.skip(first, Origin::Operator(ANA)).await;
    assert!(matches!(skipped, Err(EngineError::NotNow(_))));
    settle(&bench).await;
    assert_eq!(bench.state(second), State::Queued);
}

#[tokio::test]
async fn a_reply_whose_conversation_went_on_comes_back_until_its_author_has_looked() {
    let bench = Bench::new();
    let at = bench.now().plus(HOUR);
    let reply = release(&bench, by_ana("later", Leave::At { at, zone: zone() })).await;
    writes(&bench, "900");
    bench.advance_to(at);
    settle(&bench).await;
    assert_eq!(bench.state(reply), returned(ReturnReason::Stale));
    let again = bench.engine.try_again(reply, None).await;
    assert!(matches!(again, Err(EngineError::WentOn)));
    let before = Some(SeenMark(1));
    let again = bench.engine.try_again(reply, before).await;
    assert!(
        matches!(again, Err(EngineError::WentOn)),
        "they saw too little"
    );
    let seen = bench.read(|store| store.kept_mark(ACCOUNT, &maya()));
    bench.engine.try_again(reply, Some(seen)).await.unwrap();
    bench.script.sends.next(arrived("1"));
    settle(&bench).await;
    assert!(is_sent(&bench, reply));
}

#[tokio::test]
async fn what_its_author_had_not_seen_at_send_makes_a_reply_stale_at_once() {
    let bench = Bench::new();
    let seen = bench.read(|store| store.kept_mark(ACCOUNT, &maya()));
    writes(&bench, "900");
    let new = NewRelease {
        seen: Some(seen),
        ..by_ana("hello", Leave::AtOnce)
    };
    let reply = release(&bench, new).await;
    settle(&bench).await;
    assert_eq!(bench.state(reply), returned(ReturnReason::Stale));
}

#[tokio::test]
async fn where_the_account_asks_the_answer_sends_and_where_it_says_send_nobody_asks() {
    let bench = Bench::new();
    for (stale, asked) in [(StalePolicy::Ask, true), (StalePolicy::Send, false)] {
        let delivery = Delivery {
            stale,
            pace: ShortSpan::NONE,
            ..Delivery::default()
        };
        deliver(&bench, delivery);
        let at = bench.now().plus(HOUR);
        let reply = release(&bench, by_ana("later", Leave::At { at, zone: zone() })).await;
        writes(&bench, if asked { "900" } else { "901" });
        bench.advance_to(at);
        if asked {
            settle(&bench).await;
            assert_eq!(bench.state(reply), returned(ReturnReason::Stale));
            bench.engine.try_again(reply, None).await.unwrap();
        }
        bench
            .script
            .sends
            .next(arrived(if asked { "1" } else { "2" }));
        settle(&bench).await;
        assert!(is_sent(&bench, reply), "{stale:?}");
    }
}

#[tokio::test]
async fn what_was_sent_from_this_desk_ahead_of_it_makes_no_reply_stale() {
    let bench = Bench::new();
    let replies = [
        release(&bench, by_ana("one", Leave::AtOnce)).await,
        release(&bench, by_ana("two", Leave::AtOnce)).await,
    ];
    bench.script.sends.next(arrived("1"));
    bench.script.sends.next(arrived("2"));
    settle(&bench).await;
    assert!(replies.iter().all(|&reply| is_sent(&bench, reply)));
}

#[tokio::test]
async fn nobody_is_written_to_who_did_not_write_first() {
    let bench = Bench::new();
    let stranger = NetworkUserId::from("44");
    bench.write(|store| store.meet(ACCOUNT, &stranger));
    let new = NewRelease {
        customer: stranger,
        ..by_ana("hello", Leave::AtOnce)
    };
    let refused = bench.engine.release(new).await;
    assert!(matches!(refused, Err(EngineError::NeverWrote)));
}

#[tokio::test]
async fn a_reply_that_was_taken_back_can_be_let_go_again_and_leaves_its_draft() {
    let bench = Bench::new();
    let held = release(&bench, by_ana("one", Leave::AfterUndo)).await;
    bench.engine.let_go(held).await.unwrap();
    assert_eq!(bench.state(held), State::Queued);
    bench.engine.take_back(held).await.unwrap();
    bench.engine.let_go(held).await.unwrap();
    assert_eq!(bench.state(held), State::Queued);
    let draft = bench.read(|store| store.draft(ACCOUNT, &maya(), ANA));
    assert!(draft.is_none_or(|draft| draft.text.is_empty()));
    bench.script.sends.next(arrived("1"));
    settle(&bench).await;
    assert!(is_sent(&bench, held));
}

#[tokio::test]
async fn the_clock_of_an_old_reply_is_not_set_back_by_time_zones_or_jumps() {
    let bench = Bench::new();
    let reply = release(&bench, by_ana("one", Leave::AtOnce)).await;
    bench.advance_to(Timestamp(bench.now().0 - 3_600_000));
    bench.script.sends.next(arrived("1"));
    settle(&bench).await;
    assert!(is_sent(&bench, reply), "a clock set back loses nothing");
}
