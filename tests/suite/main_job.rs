//! The main job: a persona is made, published, and answers a customer.

use desk::Author;
use desk::api::{KindName, Nothing, PublishState, ReplyState, Side, ThreadItem};
use std::time::Duration;
use tests::simulated::{ANA, World, run};

/// What people write: links, what X escapes, and more than one script.
const TEXTS: [&str; 8] = [
    "Good morning! I am Ana.",
    "See https://example.com/returns?order=1&item=2 and https://northwind.example/a_(b).",
    "Tom & Jerry say 1 < 2 > 0; &amp; stays &amp; and &lt;b&gt; too",
    "On its way \u{1F69A} \u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467} and e\u{301} stays decomposed",
    "مرحباً! الحقيبة متوفرة الآن 🎒",
    "在庫がございます。明日お届けします。",
    "  two lines\n\n  with spaces around  ",
    "plain t.co/abc and https://t.co/abc as text",
];

#[test]
fn what_was_written_arrives_once_as_the_persona_and_reads_back_as_it_was_written() {
    run(async {
        let world = World::ready().await;
        let customer = world.customers().await.remove(0);
        let mut replies = Vec::new();
        for text in TEXTS {
            replies.push(world.send(&customer, text).await);
        }
        world.settle().await;

        assert_eq!(
            world.told(&customer),
            TEXTS,
            "once each, in order, as written"
        );
        let personas: Vec<_> = world
            .truth()
            .into_iter()
            .map(|told| told.persona.expect("a persona").name)
            .collect();
        assert_eq!(personas, vec![ANA; TEXTS.len()]);
        for reply in &replies {
            assert!(matches!(world.state(reply).await, ReplyState::Sent { .. }));
        }

        world.clock.advance(Duration::from_secs(60));
        world.sync().await;
        let said: Vec<_> = outgoing(&world, &customer).await;
        assert_eq!(said, TEXTS);
        world.ledger_is_whole().await;
    });
}

/// A desk that did not write them knows the texts from reading alone.
#[test]
fn a_desk_that_did_not_write_a_message_reads_it_as_it_was_written() {
    run(async {
        let world = World::ready().await;
        let customer = world.customers().await.remove(0);
        for text in TEXTS {
            world.practice.customer_writes("mayalind", text).unwrap();
        }
        world.sync().await;
        let thread = &mut Vec::new();
        for customer in world.customers().await {
            let items = world.thread(&customer).await.items;
            thread.extend(items.into_iter().filter_map(|item| match item {
                ThreadItem::Incoming(incoming) => Some(incoming.text),
                ThreadItem::Outgoing(_) | ThreadItem::Reply(_) => None,
            }));
        }
        for text in TEXTS {
            assert!(
                thread.iter().any(|read| read == text),
                "{text:?} of {customer}"
            );
        }
    });
}

#[test]
fn what_the_customer_sees_is_what_the_practice_network_holds() {
    run(async {
        let mut world = World::empty().await;
        world.seat("Ana").await;
        let account = world
            .desk
            .account_connect_practice(Nothing {})
            .await
            .unwrap();
        world.account = account.id;
        world.persona(KindName::Human, ANA).await;
        let published = world.publish(ANA).await;
        assert!(matches!(
            published.published[0].state,
            PublishState::Live { .. }
        ));
        world.sync().await;
        let customer = world.customers().await.remove(0);
        world.send(&customer, "Hello, I am Ana.").await;
        world.settle().await;

        let seen = world
            .desk
            .customer_view(world.show(&customer))
            .await
            .unwrap();
        let last = seen.bubbles.last().unwrap();
        assert_eq!(last.from, Side::Brand);
        assert_eq!(last.text, "Hello, I am Ana.");
        assert_eq!(last.line.as_deref(), Some(ANA));
        let picture = world
            .desk
            .picture(last.picture.as_ref().unwrap())
            .await
            .unwrap();
        assert_eq!(&picture.expect("her portrait")[..2], b"\xFF\xD8", "a JPEG");
    });
}

#[test]
fn sending_empties_the_draft_and_the_list_no_longer_shows_one() {
    run(async {
        let world = World::ready().await;
        let customer = world.customers().await.remove(0);
        world.draft(&customer, "Hello").await;
        assert!(world.thread(&customer).await.row.has_draft);
        world.send(&customer, "Hello").await;
        let thread = world.thread(&customer).await;
        assert!(thread.draft.is_none());
        assert!(!thread.row.has_draft, "an emptied draft is none");
    });
}

#[test]
fn a_draft_survives_a_message_that_its_author_sent_from_elsewhere() {
    run(async {
        let world = World::ready().await;
        let customer = world.customers().await.remove(0);
        world.draft(&customer, "a long answer, half written").await;
        let author = Author::Named("Ana".to_owned());
        world
            .try_send(&customer, ANA, "quick note from the command line", author)
            .await
            .unwrap();
        let draft = world.thread(&customer).await.draft.expect("the draft");
        assert_eq!(draft.text, "a long answer, half written");
    });
}

async fn outgoing(world: &World, customer: &str) -> Vec<String> {
    let items = world.thread(customer).await.items;
    items
        .into_iter()
        .filter_map(|item| match item {
            ThreadItem::Outgoing(outgoing) => Some(outgoing.text),
            ThreadItem::Incoming(_) | ThreadItem::Reply(_) => None,
        })
        .collect()
}
