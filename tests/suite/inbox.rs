//! Reading leaves no gap: what a customer wrote is seen, whatever cut a
//! reading short.

use desk::ErrorCode;
use desk::api::{InboxSync, ThreadItem};
use std::time::Duration;
use tests::simulated::{Departure, Trouble, World, run};

const LIST: &str = "GET /1.1/direct_messages/events/list.json";
const MINUTE: Duration = Duration::from_secs(60);

async fn seen_of(world: &World, handle: &str) -> Vec<String> {
    let thread = world.thread(handle).await;
    let texts = thread.items.into_iter().filter_map(|item| match item {
        ThreadItem::Incoming(incoming) => Some(incoming.text),
        ThreadItem::Outgoing(_) | ThreadItem::Reply(_) => None,
    });
    texts.filter(|text| text.starts_with("news ")).collect()
}

fn news(world: &World, numbers: std::ops::Range<usize>) -> Vec<String> {
    let texts: Vec<_> = numbers.map(|number| format!("news {number}")).collect();
    for text in &texts {
        world.practice.customer_writes("mayalind", text).unwrap();
    }
    texts
}

#[test]
fn a_reading_that_was_cut_between_two_pages_leaves_no_gap() {
    run(async {
        let world = World::ready().await;
        let written = news(&world, 0..120);
        let mut pages = 0;
        world.road.plan(move |departure: &Departure| {
            pages += usize::from(departure.route == LIST);
            (pages == 2).then_some(Trouble::Offline)
        });
        let cut = world.desk.inbox_sync(InboxSync::default()).await;
        assert_eq!(cut.unwrap_err(), ErrorCode::Offline);
        assert_eq!(world.road.met().len(), 1);
        world.road.clear();
        world.sync().await;
        assert_eq!(seen_of(&world, "mayalind").await, written);
    });
}

#[test]
fn what_this_desk_just_sent_does_not_hide_what_was_written_before() {
    run(async {
        let world = World::ready().await;
        let written = news(&world, 0..120);
        world.clock.advance(MINUTE);
        world.send("mayalind", "Good morning!").await;
        world.settle().await;
        world.sync().await;
        assert_eq!(seen_of(&world, "mayalind").await, written);
    });
}

#[test]
fn a_reading_stops_at_what_an_earlier_one_brought() {
    run(async {
        let world = World::ready().await;
        news(&world, 0..120);
        world.sync().await;
        let before = world.road.count(LIST);
        world.practice.customer_writes("mayalind", "news").unwrap();
        assert_eq!(world.sync().await, 1);
        assert_eq!(world.sync().await, 0);
        assert_eq!(world.road.count(LIST), before + 2);
    });
}

#[test]
fn polling_leaves_four_readings_of_a_quarter_hour_and_says_when_it_goes_on() {
    run(async {
        let world = World::ready().await;
        let first = world.clock.shows();
        while world.road.count(LIST) < 11 {
            world.clock.advance(Duration::from_secs(10));
            world.sync().await;
        }
        let refused = world.desk.inbox_sync(InboxSync::default()).await.unwrap();
        assert_eq!(refused.resumes_at, Some(first + 15 * 60_000));
        assert_eq!(world.road.count(LIST), 11, "the rest is for reading back");
        world
            .clock
            .advance_to(domain::Timestamp(first + 15 * 60_000));
        world
            .practice
            .customer_writes("mayalind", "news 1")
            .unwrap();
        assert_eq!(world.sync().await, 1);
    });
}
