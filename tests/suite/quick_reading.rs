//! The open conversation, read more often than the rest by v2: only where
//! somebody chose so, and without leaving anything of the list unread.

use desk::api::{DeliveryChoices, QuickReading, ThreadItem};
use std::time::Duration;
use tests::simulated::{UNHURRIED, World, run};
use tokio_util::sync::CancellationToken;

const LIST: &str = "GET /1.1/direct_messages/events/list.json";

fn readings(world: &World) -> usize {
    let left = world.road.departures();
    left.iter()
        .filter(|one| one.route.starts_with("GET /2/dm_conversations/with/"))
        .count()
}

async fn world(quick_reading: QuickReading) -> World {
    let world = World::ready().await;
    world
        .deliver(DeliveryChoices {
            quick_reading,
            ..UNHURRIED
        })
        .await;
    world
}

async fn said(world: &World) -> Vec<String> {
    let thread = world.thread("mayalind").await;
    let texts = thread.items.into_iter().filter_map(|item| match item {
        ThreadItem::Incoming(incoming) => Some(incoming.text),
        ThreadItem::Outgoing(_) | ThreadItem::Reply(_) => None,
    });
    texts.collect()
}

/// Lets the desk work until something holds.
async fn until(holds: impl AsyncFn() -> bool) {
    while !holds().await {
        tokio::task::yield_now().await;
    }
}

#[test]
fn what_the_open_conversations_customer_writes_is_there_before_the_inbox_is_read() {
    run(async {
        let world = world(QuickReading::On).await;
        let stop = CancellationToken::new();
        let (desk, end) = (world.desk.clone(), stop.clone());
        let running = tokio::spawn(async move { desk.run(end).await });
        let request = world.show("mayalind");
        world.desk.conversation_attend(request).await.unwrap();
        until(async || readings(&world) == 1).await;
        until(async || world.road.count(LIST) > 1).await;
        let lists = world.road.count(LIST);

        let text = "still there? https://example.com/?a=1&b=2 <3";
        world.practice.customer_writes("mayalind", text).unwrap();
        world.clock.advance(Duration::from_secs(25));
        until(async || said(&world).await.iter().any(|said| said == text)).await;
        assert_eq!(world.road.count(LIST), lists, "the list was not needed");

        let request = world.show("mayalind");
        world.desk.conversation_leave(request).await.unwrap();
        let before = readings(&world);
        world.clock.advance(Duration::from_secs(30));
        world.clock.advance(Duration::from_secs(30));
        stop.cancel();
        running.await.unwrap();
        assert_eq!(readings(&world), before, "nobody has it before them");
        let texts = said(&world).await;
        assert_eq!(texts.iter().filter(|said| *said == text).count(), 1);
    });
}

#[test]
fn nothing_is_read_by_the_billed_way_unless_somebody_chose_so() {
    run(async {
        let world = world(QuickReading::Off).await;
        let stop = CancellationToken::new();
        let (desk, end) = (world.desk.clone(), stop.clone());
        let running = tokio::spawn(async move { desk.run(end).await });
        let request = world.show("mayalind");
        world.desk.conversation_attend(request).await.unwrap();
        let lists = world.road.count(LIST);
        world.clock.advance(Duration::from_secs(100));
        until(async || world.road.count(LIST) > lists).await;
        stop.cancel();
        running.await.unwrap();
        assert_eq!(readings(&world), 0);
    });
}
