//! Reading the open conversation by itself: quicker, and no sign of how far the
//! list of all messages was read.

use crate::bench::{ACCOUNT, Bench, failed, maya};
use domain::{Delivery, EventId, MINUTE, NetworkUserId, QuickReading, SECOND, Timestamp};
use network::{Class, EventPage, MessageEvent, Recent};

const START: i64 = 1_000_000_000;

/// A message that came so many milliseconds after the start.
fn event(id: &str, at: i64) -> MessageEvent {
    MessageEvent {
        id: EventId::from(id),
        at: Timestamp(START + at),
        sender: maya(),
        recipient: NetworkUserId::from("1"),
        text: format!("text {id}"),
        profile: None,
        attachment: None,
        media: None,
        app: None,
    }
}

fn bench() -> Bench {
    let bench = Bench::new();
    choose(&bench, QuickReading::On);
    bench
}

fn choose(bench: &Bench, quick_reading: QuickReading) {
    let delivery = Delivery {
        quick_reading,
        ..bench.account().delivery
    };
    bench.write(|store| store.set_delivery(ACCOUNT, &delivery));
}

fn list(bench: &Bench, events: &[MessageEvent], next: Option<&str>) {
    bench.script.pages.next(Ok(EventPage {
        events: events.to_vec(),
        next: next.map(str::to_owned),
        told_at: None,
        unreadable: 0,
        left: None,
    }));
}

async fn read_aside(bench: &Bench, events: &[MessageEvent]) -> u32 {
    bench.script.recents.next(Ok(Recent {
        events: events.to_vec(),
        left: None,
    }));
    let read = bench.engine.read_aside(ACCOUNT, &maya()).await.unwrap();
    assert_eq!(bench.script.recents.left(), 0, "it was asked for");
    read.new_messages
}

fn is_known(bench: &Bench, id: &str) -> bool {
    bench
        .read(|store| store.message(ACCOUNT, &EventId::from(id)))
        .is_some()
}

#[tokio::test]
async fn what_was_read_aside_is_shown_and_moves_nothing_of_the_list() {
    let bench = bench();
    list(&bench, &[event("5", 5)], None);
    bench.engine.sync(ACCOUNT).await.unwrap();
    let before = bench.read(|store| store.progress(ACCOUNT));
    let read_at = bench.account().read_at;
    bench.advance_to(bench.now().plus(SECOND));
    assert_eq!(read_aside(&bench, &[event("9", 9), event("5", 5)]).await, 1);
    assert!(is_known(&bench, "9"));
    assert_eq!(bench.read(|store| store.progress(ACCOUNT)), before);
    assert_eq!(bench.account().read_at, read_at);
}

#[tokio::test]
async fn the_list_does_not_take_what_was_read_aside_for_known_ground() {
    let bench = bench();
    list(&bench, &[event("5", 5)], None);
    bench.engine.sync(ACCOUNT).await.unwrap();
    // Of the same moment as what the list was read to, and after it.
    read_aside(&bench, &[event("7", 5)]).await;
    list(&bench, &[event("8", 8), event("7", 5)], Some("a"));
    list(&bench, &[event("6", 5), event("5", 5)], Some("b"));
    list(&bench, &[event("4", 4)], None);
    bench.engine.sync(ACCOUNT).await.unwrap();
    assert!(is_known(&bench, "6"), "it lay below what was read aside");
    assert_eq!(bench.script.pages.left(), 0);
    let progress = bench.read(|store| store.progress(ACCOUNT)).unwrap();
    assert_eq!(progress.gaps, []);
}

#[tokio::test]
async fn the_list_completes_what_was_read_aside_and_counts_it_once() {
    let bench = bench();
    read_aside(&bench, &[event("9", 9)]).await;
    let told = MessageEvent {
        text: "text 9, whole".to_owned(),
        attachment: Some("location".to_owned()),
        ..event("9", 9)
    };
    list(&bench, &[told], None);
    let synced = bench.engine.sync(ACCOUNT).await.unwrap();
    assert_eq!(synced.new_messages, 0);
    let kept = bench.read(|store| store.message(ACCOUNT, &EventId::from("9")));
    let kept = kept.unwrap();
    assert_eq!(kept.text, "text 9, whole");
    assert_eq!(kept.attachment.as_deref(), Some("location"));
    assert!(!bench.read(|store| store.is_read_ahead(ACCOUNT, &kept.id)));
}

#[tokio::test]
async fn nothing_is_read_aside_unless_somebody_chose_so_or_where_the_account_stands_still() {
    let bench = bench();
    choose(&bench, QuickReading::Off);
    let off = bench.engine.read_aside(ACCOUNT, &maya()).await.unwrap();
    assert_eq!((off.new_messages, off.next), (0, None));
    choose(&bench, QuickReading::On);
    let said = domain::Said::new(403, Some(326), "locked");
    bench.write(|store| store.set_stopped(ACCOUNT, Some(&said)));
    let stopped = bench.engine.read_aside(ACCOUNT, &maya()).await.unwrap();
    assert_eq!((stopped.new_messages, stopped.next), (0, None));
}

#[tokio::test]
async fn readings_aside_keep_to_a_budget_of_their_own() {
    let bench = bench();
    let end = bench.now().plus(MINUTE * 15);
    let mut readings = 0;
    loop {
        bench.script.recents.next(Ok(Recent {
            events: vec![],
            left: None,
        }));
        let read = bench.engine.read_aside(ACCOUNT, &maya()).await.unwrap();
        readings += 1;
        let next = read.next.unwrap();
        assert!(next > bench.now());
        if next >= end {
            break;
        }
        let early = bench.engine.read_aside(ACCOUNT, &maya()).await.unwrap();
        assert_eq!(early.next, Some(next), "nothing is asked before");
        bench.advance_to(next);
    }
    assert!((13..=15).contains(&readings), "{readings}");
    let lists = bench.read(|store| store.spends(ACCOUNT, "list_events"));
    assert_eq!(lists, []);
}

#[tokio::test]
async fn the_networks_word_that_it_is_too_much_is_heeded() {
    let bench = bench();
    let until = bench.now().plus(MINUTE * 9);
    let full = failed(Class::WaitUntil(Some(until)), None);
    bench.script.recents.next(Err(full));
    assert!(bench.engine.read_aside(ACCOUNT, &maya()).await.is_err());
    let waits = bench.engine.read_aside(ACCOUNT, &maya()).await.unwrap();
    assert_eq!(waits.next, Some(until));
}
