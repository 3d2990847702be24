//! Replies in doubt: what reading back proves, and what it does not.

use crate::bench::{ACCOUNT, ANA, Bench, arrived, failed, look, maya, new_release, noor};
use domain::doubt::{Verdict, WhyAsked};
use domain::reply::State;
use domain::{
    Delivery, DoubtPolicy, Event, EventId, Kind, MINUTE, Neighbours, NetworkUserId, Origin,
    Outcome, ReplyId, SECOND, Timestamp,
};
use engine::{DoubtsRead, NewRelease};
use network::{Class, EventPage, Failure, MessageEvent, Route, UsesLeft};
use std::time::Duration;

const APP: &str = "268278";

fn brand() -> NetworkUserId {
    NetworkUserId::from("1")
}

/// A message of the brand to Maya. Ids of a length order by their text.
fn told(id: u64, text: &str, at: Timestamp) -> MessageEvent {
    MessageEvent {
        id: EventId(format!("{id:012}")),
        at,
        sender: brand(),
        recipient: maya(),
        text: text.to_owned(),
        profile: None,
        attachment: None,
        media: None,
        app: Some(APP.to_owned()),
    }
}

/// A message of Noor to the brand.
fn heard(id: u64, at: Timestamp) -> MessageEvent {
    MessageEvent {
        sender: noor(),
        recipient: brand(),
        app: None,
        ..told(id, "anybody there?", at)
    }
}

/// The whole list, newest first, as it is told now.
fn whole(bench: &Bench, events: Vec<MessageEvent>) -> Result<EventPage, Failure> {
    Ok(EventPage {
        events,
        next: None,
        told_at: Some(bench.now()),
        unreadable: 0,
        left: None,
    })
}

/// A reply to Maya of which nobody knows whether it arrived.
async fn in_doubt(bench: &Bench, text: &str) -> ReplyId {
    let reply = bench.release(text).await;
    bench.script.sends.next(Err(failed(Class::InDoubt, None)));
    bench.engine.settle().await.unwrap();
    assert!(matches!(bench.state(reply), State::InDoubt { .. }));
    reply
}

fn later(bench: &Bench, span: Duration) {
    bench.advance_to(bench.now().plus(span));
}

/// Makes the readings that are due, of this list.
async fn read(bench: &Bench, events: Vec<MessageEvent>) -> DoubtsRead {
    bench.script.pages.next(whole(bench, events));
    let read = bench.engine.settle_doubts().await.unwrap();
    assert_eq!(bench.script.pages.left(), 0, "it was due");
    read
}

fn settled(settled: usize) -> DoubtsRead {
    DoubtsRead { settled, unread: 0 }
}

async fn verdict(bench: &Bench, reply: ReplyId) -> Option<Verdict> {
    bench.engine.doubt(reply).await.unwrap().unwrap().verdict
}

async fn why_asked(bench: &Bench, reply: ReplyId) -> WhyAsked {
    match verdict(bench, reply).await {
        Some(Verdict::AskPerson { why, .. }) => why,
        other => panic!("{other:?}"),
    }
}

fn deliver(bench: &Bench, delivery: Delivery) {
    bench.write(|store| store.set_delivery(ACCOUNT, &delivery));
}

/// Three readings, the last two with a witness: enough to prove absence.
async fn prove_absent(bench: &Bench) -> DoubtsRead {
    later(bench, SECOND * 5);
    read(bench, vec![]).await;
    later(bench, MINUTE * 4);
    read(bench, vec![heard(900, bench.now())]).await;
    later(bench, MINUTE * 7);
    read(
        bench,
        vec![heard(901, bench.now()), heard(900, bench.now())],
    )
    .await
}

#[tokio::test]
async fn what_is_there_is_sent_with_its_look_and_a_row_in_the_ledger() {
    let bench = Bench::new();
    let reply = in_doubt(&bench, "hello").await;
    let at = bench.now();
    assert_eq!(
        bench.engine.settle_doubts().await.unwrap(),
        settled(0),
        "not due"
    );
    later(&bench, SECOND * 5);
    assert_eq!(read(&bench, vec![told(7, "hello", at)]).await, settled(1));
    assert_eq!(bench.state(reply), State::Sent { at });
    let id = told(7, "", at).id;
    let message = bench.read(|store| store.message(ACCOUNT, &id)).unwrap();
    assert_eq!(message.reply, Some(reply));
    assert_eq!(message.look, Some(look(Kind::Human)));
    match bench.ledger().last() {
        Some(Event::Outcome { outcome, .. }) => {
            assert_eq!(*outcome, Outcome::Sent { event_id: id });
        }
        other => panic!("{other:?}"),
    }
    later(&bench, MINUTE * 30);
    assert_eq!(
        bench.engine.settle_doubts().await.unwrap(),
        settled(0),
        "no more readings"
    );
}

#[tokio::test]
async fn what_is_proven_absent_leaves_again_once_and_has_used_no_budget() {
    let bench = Bench::new();
    let reply = in_doubt(&bench, "hello").await;
    let spent = |bench: &Bench| {
        bench
            .read(|store| store.spends(ACCOUNT, Route::Send.as_str()))
            .len()
    };
    assert_eq!(spent(&bench), 1);
    assert_eq!(prove_absent(&bench).await, settled(1));
    assert_eq!((bench.state(reply), spent(&bench)), (State::Queued, 0));
    bench.script.sends.next(arrived("000000000950"));
    bench.engine.settle().await.unwrap();
    assert!(matches!(bench.state(reply), State::Sent { .. }));
    assert_eq!(bench.read(|store| store.attempts(reply)).len(), 2);
}

#[tokio::test]
async fn without_a_witness_nothing_is_proven_however_often_it_is_read() {
    let bench = Bench::new();
    let reply = in_doubt(&bench, "hello").await;
    let at = bench.now();
    for _ in 0..12 {
        later(&bench, MINUTE * 16);
        // Made while the attempt may still have taken effect.
        let early = heard(5, at.plus(MINUTE));
        assert_eq!(read(&bench, vec![early]).await, settled(0));
    }
    assert!(matches!(
        verdict(&bench, reply).await,
        Some(Verdict::ReadAgain { .. })
    ));
}

#[tokio::test]
async fn readings_outlive_a_restart() {
    let mut bench = Bench::new();
    let reply = in_doubt(&bench, "hello").await;
    later(&bench, SECOND * 5);
    read(&bench, vec![]).await;
    later(&bench, MINUTE * 4);
    read(&bench, vec![heard(900, bench.now())]).await;
    bench.restart().await;
    later(&bench, MINUTE * 7);
    for _ in 0..2 {
        bench
            .script
            .pages
            .next(whole(&bench, vec![heard(901, bench.now())]));
    }
    assert_eq!(bench.engine.settle_doubts().await.unwrap(), settled(1));
    assert_eq!(bench.state(reply), State::Queued);
}

#[tokio::test]
async fn a_list_in_a_circle_out_of_order_or_with_what_cannot_be_read_proves_nothing() {
    type Spoil = fn(&mut EventPage);
    let spoils: [Spoil; 2] = [
        |page| page.unreadable = 1,
        |page| {
            page.next = Some("round".to_owned());
            page.events.reverse();
        },
    ];
    for spoil in spoils {
        let bench = Bench::new();
        let reply = in_doubt(&bench, "hello").await;
        let begun = bench.now();
        for _ in 0..4 {
            later(&bench, MINUTE * 16);
            let old = heard(1, begun.minus(MINUTE * 30));
            for _ in 0..2 {
                let mut page = whole(&bench, vec![heard(900, bench.now()), old.clone()]).unwrap();
                spoil(&mut page);
                bench.script.pages.next(Ok(page));
            }
            bench.engine.settle_doubts().await.unwrap();
            while bench.script.pages.left() > 0 {
                bench.script.pages.drop_next();
            }
        }
        assert!(matches!(
            verdict(&bench, reply).await,
            Some(Verdict::ReadAgain { .. })
        ));
    }
}

#[tokio::test]
async fn one_reading_serves_every_reply_in_doubt_of_the_account() {
    let bench = Bench::new();
    let first = in_doubt(&bench, "hello").await;
    later(&bench, MINUTE);
    let release = NewRelease {
        customer: noor(),
        ..new_release(Origin::Operator(ANA), Kind::Human, "hello")
    };
    let second = bench.engine.release(release).await.unwrap().content.id;
    bench.script.sends.next(Err(failed(Class::InDoubt, None)));
    bench.engine.settle().await.unwrap();
    later(&bench, SECOND * 5);
    let to_noor = MessageEvent {
        recipient: noor(),
        ..told(8, "hello", bench.now())
    };
    let list = vec![to_noor, told(7, "hello", bench.now())];
    assert_eq!(read(&bench, list).await, settled(2));
    for reply in [first, second] {
        assert!(matches!(bench.state(reply), State::Sent { .. }));
    }
}

#[tokio::test]
async fn an_account_that_is_set_to_ask_is_read_and_left_to_a_person() {
    let bench = Bench::new();
    deliver(
        &bench,
        Delivery {
            doubt: DoubtPolicy::Ask,
            ..Delivery::default()
        },
    );
    let reply = in_doubt(&bench, "hello").await;
    later(&bench, SECOND * 5);
    let it = told(7, "hello", bench.now());
    assert_eq!(read(&bench, vec![it]).await, settled(0));
    assert_eq!(why_asked(&bench, reply).await, WhyAsked::SetToAsk);
    let shown = bench.engine.doubt(reply).await.unwrap().unwrap();
    assert_eq!((shown.readings.len(), shown.candidates.len()), (1, 1));

    deliver(&bench, Delivery::default());
    assert_eq!(
        bench.engine.settle_doubts().await.unwrap(),
        settled(0),
        "read first"
    );
    later(&bench, MINUTE);
    let it = told(7, "hello", bench.now().minus(MINUTE));
    assert_eq!(read(&bench, vec![it]).await, settled(1));
}

#[tokio::test]
async fn another_desk_that_was_heard_makes_an_equal_text_a_question() {
    for (chosen, is_heard) in [(Neighbours::Several, false), (Neighbours::Alone, true)] {
        let bench = Bench::new();
        deliver(
            &bench,
            Delivery {
                neighbours: chosen,
                ..Delivery::default()
            },
        );
        let own = bench.release("good morning").await;
        bench.script.sends.next(arrived("000000000003"));
        bench.engine.settle().await.unwrap();
        assert!(matches!(bench.state(own), State::Sent { .. }));
        later(&bench, MINUTE);
        let reply = in_doubt(&bench, "hello").await;
        later(&bench, SECOND * 5);
        let mut list = vec![
            told(7, "hello", bench.now()),
            told(3, "good morning", bench.now().minus(MINUTE)),
        ];
        if is_heard {
            list.insert(0, told(8, "from the other desk", bench.now()));
        }
        assert_eq!(read(&bench, list).await, settled(0));
        assert_eq!(why_asked(&bench, reply).await, WhyAsked::MayBeAnotherDesks);
    }
}

#[tokio::test]
async fn a_budget_that_is_used_up_delays_the_reading_and_nothing_else() {
    let bench = Bench::new();
    let reply = in_doubt(&bench, "hello").await;
    used(&bench, 15);
    later(&bench, SECOND * 5);
    let unread = DoubtsRead {
        settled: 0,
        unread: 1,
    };
    assert_eq!(bench.engine.settle_doubts().await.unwrap(), unread);
    later(&bench, MINUTE * 15);
    let it = told(7, "hello", bench.now().minus(MINUTE * 15));
    assert_eq!(read(&bench, vec![it]).await, settled(1));
    assert!(matches!(bench.state(reply), State::Sent { .. }));
}

/// This desk used the list so often just now.
fn used(bench: &Bench, times: usize) {
    for _ in 0..times {
        bench.write(|store| {
            store.spend(&store::Spend {
                account: ACCOUNT,
                route: Route::ListEvents.as_str(),
                at: bench.now(),
                attempt: None,
                app: None,
            })
        });
    }
}

#[tokio::test]
async fn what_is_proven_absent_leaves_though_the_news_have_no_room() {
    let bench = Bench::new();
    let reply = in_doubt(&bench, "hello").await;
    later(&bench, SECOND * 5);
    read(&bench, vec![]).await;
    later(&bench, MINUTE * 4);
    read(&bench, vec![heard(900, bench.now())]).await;
    later(&bench, MINUTE * 7);
    used(&bench, 11);
    assert!(
        bench
            .engine
            .sync(ACCOUNT)
            .await
            .unwrap()
            .resumes_at
            .is_some()
    );
    assert_eq!(
        read(&bench, vec![heard(901, bench.now())]).await,
        settled(1)
    );
    assert_eq!(bench.state(reply), State::Queued);
}

#[tokio::test]
async fn a_reading_that_ends_above_the_attempt_queues_nothing() {
    let bench = Bench::new();
    let ask = Delivery {
        doubt: DoubtPolicy::Ask,
        ..Delivery::default()
    };
    deliver(&bench, ask);
    let reply = in_doubt(&bench, "hello").await;
    assert_eq!(prove_absent(&bench).await, settled(0));
    deliver(&bench, Delivery::default());
    later(&bench, MINUTE * 16);
    used(&bench, 14);
    // Somebody may have answered on the page for which there is no room.
    let mut short = whole(&bench, vec![heard(902, bench.now())]).unwrap();
    short.next = Some("further".to_owned());
    bench.script.pages.next(Ok(short));
    assert_eq!(bench.engine.settle_doubts().await.unwrap(), settled(0));
    assert!(matches!(bench.state(reply), State::InDoubt { .. }));
    later(&bench, MINUTE * 16);
    let all = vec![heard(903, bench.now()), heard(902, bench.now())];
    assert_eq!(read(&bench, all).await, settled(1));
}

#[tokio::test]
async fn reading_back_heeds_what_the_network_says_of_the_budget() {
    let bench = Bench::new();
    in_doubt(&bench, "hello").await;
    later(&bench, SECOND * 5);
    let reset = bench.now().plus(MINUTE * 9);
    let refused = Err(failed(Class::WaitUntil(Some(reset)), None));
    bench.script.pages.next(refused);
    let unread = DoubtsRead {
        settled: 0,
        unread: 1,
    };
    assert_eq!(bench.engine.settle_doubts().await.unwrap(), unread);
    // Neither this nor the news ask the network again before it said so.
    later(&bench, MINUTE * 8);
    assert_eq!(bench.engine.settle_doubts().await.unwrap(), unread);
    let news = bench.engine.sync(ACCOUNT).await.unwrap();
    assert_eq!(news.resumes_at, Some(reset));
    later(&bench, MINUTE * 2);
    assert_eq!(read(&bench, vec![]).await, settled(0));
}

#[tokio::test]
async fn news_leave_to_reading_back_what_two_desks_share() {
    let bench = Bench::new();
    in_doubt(&bench, "hello").await;
    later(&bench, SECOND * 5);
    // Another desk used most of it; this one has hardly begun.
    let mut told = whole(&bench, vec![]).unwrap();
    told.left = Some(UsesLeft {
        remaining: 4,
        resets_at: bench.now().plus(MINUTE * 9),
    });
    bench.script.pages.next(Ok(told));
    bench.engine.settle_doubts().await.unwrap();
    let news = bench.engine.sync(ACCOUNT).await.unwrap();
    assert_eq!(news.resumes_at, Some(bench.now().plus(MINUTE * 9)));
    later(&bench, MINUTE * 2);
    assert_eq!(read(&bench, vec![]).await, settled(0));
}

#[tokio::test]
async fn nothing_leaves_again_before_what_was_said_meanwhile_is_known() {
    let bench = Bench::new();
    let reply = in_doubt(&bench, "hello").await;
    later(&bench, SECOND * 5);
    read(&bench, vec![]).await;
    later(&bench, MINUTE * 4);
    read(&bench, vec![heard(900, bench.now())]).await;
    later(&bench, MINUTE * 7);
    // Somebody answers from a phone, and the news were not read since.
    let phone = MessageEvent {
        app: Some("phone".to_owned()),
        ..told(902, "we are on it", bench.now())
    };
    assert_eq!(read(&bench, vec![phone.clone()]).await, settled(1));
    assert!(bench.read(|store| store.is_read_ahead(ACCOUNT, &phone.id)));
    bench.engine.settle().await.unwrap();
    assert!(
        matches!(bench.state(reply), State::Returned { .. }),
        "the conversation went on"
    );
}

#[tokio::test]
async fn a_message_that_a_person_gave_to_another_reply_is_not_taken() {
    let bench = Bench::new();
    let first = in_doubt(&bench, "Thanks!").await;
    bench
        .engine
        .arrived(first, Origin::Operator(ANA))
        .await
        .unwrap();
    let second = in_doubt(&bench, "Thanks!").await;
    later(&bench, SECOND * 5);
    let one = told(7, "Thanks!", bench.now());
    assert_eq!(read(&bench, vec![one]).await, settled(0));
    assert_eq!(why_asked(&bench, second).await, WhyAsked::Several);
}

#[tokio::test]
async fn what_a_person_says_arrived_is_the_one_message_that_fits_though_its_link_was_changed() {
    let bench = Bench::new();
    let ask = Delivery {
        doubt: DoubtPolicy::Ask,
        ..Delivery::default()
    };
    deliver(&bench, ask);
    let reply = in_doubt(&bench, "see example.com").await;
    later(&bench, SECOND * 5);
    let it = told(7, "see http://example.com/", bench.now());
    read(&bench, vec![it.clone()]).await;
    let by = Origin::Operator(ANA);
    bench.engine.arrived(reply, by).await.unwrap();
    let message = bench.read(|store| store.message(ACCOUNT, &it.id)).unwrap();
    assert_eq!(message.reply, Some(reply));
}
