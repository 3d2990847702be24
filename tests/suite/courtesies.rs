//! What customers are told beside messages: that theirs were read, and that
//! somebody writes. Read off the practice network as they see it.

use desk::api::{
    Courtesy, DeliveryChoices, LeaveWhen, Nothing, QuickReading, ReplySend, ReplyState,
};
use practice::{Side, TypingSeen};
use std::time::Duration;
use tests::simulated::{ANA, Trouble, UNHURRIED, World, run};

const READ: &str = "POST /1.1/direct_messages/mark_read.json";
const TYPING: &str = "POST /1.1/direct_messages/indicate_typing.json";

async fn world(mark_read: Courtesy, typing: Courtesy) -> World {
    let world = World::ready().await;
    world
        .deliver(DeliveryChoices {
            mark_read,
            typing,
            quick_reading: QuickReading::Off,
            ..UNHURRIED
        })
        .await;
    world
}

/// Whether the customer sees their last message as read.
fn is_read(world: &World) -> bool {
    let seen = world.practice.view("mayalind").unwrap().messages;
    let last = seen.iter().rev().find(|one| one.from == Side::Customer);
    last.unwrap().read_at_ms.is_some()
}

fn is_typing(world: &World) -> bool {
    world.practice.view("mayalind").unwrap().typing == TypingSeen::Typing
}

/// Types a draft to Maya.
async fn write(world: &World, text: &str) {
    let thread = world.thread("mayalind").await;
    world.draft(&thread.row.customer.id, text).await;
}

async fn open(world: &World) {
    let request = world.show("mayalind");
    world.desk.conversation_attend(request).await.unwrap();
    world.settle().await;
}

#[test]
fn nobody_is_told_anything_by_default() {
    run(async {
        let world = World::ready().await;
        open(&world).await;
        write(&world, "Hello").await;
        world.send("mayalind", "Hello").await;
        world.settle().await;
        assert_eq!((world.road.count(READ), world.road.count(TYPING)), (0, 0));
    });
}

#[test]
fn opening_a_conversation_tells_its_customer_once_where_that_was_chosen() {
    run(async {
        let world = world(Courtesy::OnOpen, Courtesy::Never).await;
        assert!(!is_read(&world));
        open(&world).await;
        assert!(is_read(&world));
        open(&world).await;
        assert_eq!(world.road.count(READ), 1);
        world.practice.customer_writes("mayalind", "And?").unwrap();
        world.sync().await;
        assert!(!is_read(&world));
        let request = world.show("mayalind");
        world.desk.conversation_seen(request).await.unwrap();
        world.settle().await;
        assert!(is_read(&world), "it came while the conversation was open");
    });
}

#[test]
fn a_reply_that_arrived_tells_that_what_its_author_saw_was_read_and_no_more() {
    run(async {
        let world = world(Courtesy::OnReply, Courtesy::Never).await;
        open(&world).await;
        assert!(!is_read(&world));
        world.send("mayalind", "Good morning!").await;
        world.practice.customer_writes("mayalind", "And?").unwrap();
        world.settle().await;
        let seen = world.practice.view("mayalind").unwrap().messages;
        let theirs: Vec<_> = seen
            .iter()
            .filter(|one| one.from == Side::Customer)
            .collect();
        let (last, before) = theirs.split_last().unwrap();
        assert_eq!(last.read_at_ms, None, "nobody has seen it");
        assert!(before.last().unwrap().read_at_ms.is_some());
    });
}

#[test]
fn writing_shows_while_it_goes_on() {
    run(async {
        let world = world(Courtesy::Never, Courtesy::OnOpen).await;
        write(&world, "H").await;
        world.settle().await;
        assert!(is_typing(&world));
        write(&world, "He").await;
        world.settle().await;
        assert_eq!(world.road.count(TYPING), 1, "it still shows");
        world.clock.advance(Duration::from_secs(3));
        assert!(!is_typing(&world));
        write(&world, "Hel").await;
        world.settle().await;
        assert!(is_typing(&world));
        world.clock.advance(Duration::from_secs(3));
        write(&world, "").await;
        world.settle().await;
        assert_eq!(
            world.road.count(TYPING),
            2,
            "emptying a draft is no writing"
        );
    });
}

#[test]
fn a_reply_that_is_held_shows_as_typing_until_it_leaves() {
    run(async {
        let world = World::ready().await;
        world
            .deliver(DeliveryChoices {
                undo_seconds: 10,
                typing: Courtesy::OnReply,
                ..UNHURRIED
            })
            .await;
        write(&world, "Hello").await;
        world.settle().await;
        assert_eq!(world.road.count(TYPING), 0, "nobody pressed Send yet");
        let request = ReplySend {
            look: None,
            account: world.account.clone(),
            customer: "mayalind".to_owned(),
            persona: ANA.to_owned(),
            text: "Hello".to_owned(),
            picture: None,
            seen: None,
            leave: LeaveWhen::AfterUndo,
        };
        let reply = world.desk.reply_send(request).await.unwrap().id;
        world.settle().await;
        for _ in 0..9 {
            assert!(is_typing(&world));
            world.later(Duration::from_secs(1)).await;
        }
        world.later(Duration::from_secs(1)).await;
        assert!(matches!(world.state(&reply).await, ReplyState::Sent { .. }));
        assert_eq!(world.road.count(TYPING), 4);
        world.later(Duration::from_secs(30)).await;
        assert_eq!(world.road.count(TYPING), 4);
    });
}

#[test]
fn a_sign_that_goes_wrong_is_nobodys_trouble_and_a_stop_ends_them() {
    run(async {
        let world = world(Courtesy::OnOpen, Courtesy::OnOpen).await;
        world.road.trouble_next(READ, Trouble::CutBefore);
        open(&world).await;
        assert_eq!(world.road.met().len(), 1);
        let reply = world.send("mayalind", "Good morning!").await;
        world.settle().await;
        assert!(matches!(world.state(&reply).await, ReplyState::Sent { .. }));
        world.desk.outbox_stop(Nothing {}).await.unwrap();
        open(&world).await;
        write(&world, "More").await;
        world.settle().await;
        assert_eq!((world.road.count(READ), world.road.count(TYPING)), (1, 0));
    });
}
