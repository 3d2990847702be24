//! Replies whose free window ends first go first.

use desk::api::{DeliveryChoices, Nothing, ReplyEdit};
use std::time::Duration;
use tests::simulated::{UNHURRIED, World, run};

/// The texts in the order in which they left.
fn left(world: &World) -> Vec<String> {
    let departures = world.road.departures().into_iter();
    departures.filter_map(|one| one.text).collect()
}

/// Two replies that wait for somebody to resume: the customer whose window ends
/// last was answered first.
async fn waiting() -> (World, [String; 2]) {
    let world = World::ready().await;
    world
        .deliver(DeliveryChoices {
            pace_seconds: 1,
            ..UNHURRIED
        })
        .await;
    let customers = world.customers().await;
    let (longest, shortest) = (customers.first().unwrap(), customers.last().unwrap());
    world.desk.outbox_stop(Nothing {}).await.unwrap();
    let calm = world.send(shortest, "there is time").await;
    let urgent = world.send(longest, "there is less time").await;
    (world, [calm, urgent])
}

async fn resume(world: &World) {
    world.desk.outbox_resume(Nothing {}).await.unwrap();
    world.settle().await;
    world.later(Duration::from_secs(1)).await;
}

#[test]
fn the_customer_whose_free_window_ends_first_is_answered_first() {
    run(async {
        let (world, _) = waiting().await;
        resume(&world).await;
        assert_eq!(left(&world), ["there is less time", "there is time"]);
    });
}

#[test]
fn a_reply_that_was_edited_keeps_its_hurry() {
    run(async {
        let (world, [_, urgent]) = waiting().await;
        let edit = ReplyEdit {
            reply: urgent,
            text: "there is less time, in better words".to_owned(),
        };
        world.desk.reply_edit(edit).await.unwrap();
        resume(&world).await;
        assert_eq!(
            left(&world),
            ["there is less time, in better words", "there is time"]
        );
    });
}
