//! A message that was found opens in its conversation, however long ago it was
//! written; its links come as what a browser would open; and an inbox that is
//! behind says so until it is not.

use desk::ErrorCode;
use desk::api::{
    ConversationAround, ConversationEarlier, ConversationLater, ConversationPage, InboxSync,
    LinkRefusal, LinkTarget, Nothing, Search, ThreadItem,
};
use std::time::Duration;
use tests::simulated::{World, run};

const MINUTE: Duration = Duration::from_secs(60);

fn texts(items: &[ThreadItem]) -> Vec<String> {
    let text = |item: &ThreadItem| match item {
        ThreadItem::Incoming(incoming) => Some(incoming.text.clone()),
        ThreadItem::Outgoing(_) | ThreadItem::Reply(_) => None,
    };
    items.iter().filter_map(text).collect()
}

fn id(item: &ThreadItem) -> String {
    match item {
        ThreadItem::Incoming(one) => one.id.clone(),
        ThreadItem::Outgoing(one) => one.id.clone(),
        ThreadItem::Reply(one) => one.id.clone(),
    }
}

fn writes(world: &World, numbers: std::ops::Range<usize>) {
    for number in numbers {
        let text = format!("wool {number:03}");
        world.practice.customer_writes("mayalind", &text).unwrap();
    }
}

async fn found(world: &World, text: &str) -> (String, String) {
    let text = text.to_owned();
    let found = world.desk.search(Search { text }).await.unwrap();
    let hit = found.messages.into_iter().next().unwrap();
    (hit.customer.id, hit.message)
}

async fn around(
    world: &World,
    customer: &str,
    message: &str,
) -> Result<ConversationPage, ErrorCode> {
    let request = ConversationAround {
        account: world.account.clone(),
        customer: customer.to_owned(),
        message: message.to_owned(),
    };
    world.desk.conversation_around(request).await
}

#[test]
fn a_message_that_was_found_opens_with_all_that_was_said_around_it() {
    run(async {
        let world = World::ready().await;
        writes(&world, 0..260);
        world.sync().await;
        let (customer, message) = found(&world, "wool 100").await;
        let mut page = around(&world, &customer, &message).await.unwrap();
        let expected: Vec<_> = (75..125)
            .map(|number| format!("wool {number:03}"))
            .collect();
        assert_eq!(texts(&page.items), expected);

        while let Some(after) = page.later.take() {
            let (account, customer) = (world.account.clone(), customer.clone());
            let request = ConversationLater {
                account,
                customer,
                after,
            };
            let next = world.desk.conversation_later(request).await.unwrap();
            assert!(next.items.len() <= 50 && next.earlier.is_none());
            page.items.extend(next.items);
            page.later = next.later;
        }
        while let Some(before) = page.earlier.take() {
            let (account, customer) = (world.account.clone(), customer.clone());
            let request = ConversationEarlier {
                account,
                customer,
                before,
            };
            let next = world.desk.conversation_earlier(request).await.unwrap();
            assert!(next.later.is_none());
            page.items.splice(0..0, next.items);
            page.earlier = next.earlier;
        }
        let whole = world.thread("mayalind").await.items;
        let ids = |items: &[ThreadItem]| items.iter().map(id).collect::<Vec<_>>();
        assert_eq!(ids(&page.items), ids(&whole));
    });
}

#[test]
fn the_newest_and_the_oldest_message_open_too() {
    run(async {
        let world = World::ready().await;
        writes(&world, 0..120);
        world.sync().await;
        let whole = world.thread("mayalind").await.items;
        let (customer, newest) = found(&world, "wool 119").await;
        let page = around(&world, &customer, &newest).await.unwrap();
        assert_eq!(id(page.items.last().unwrap()), newest);
        assert!(page.later.is_none() && page.earlier.is_some());
        let oldest = id(&whole[0]);
        let page = around(&world, &customer, &oldest).await.unwrap();
        assert_eq!(id(&page.items[0]), oldest);
        assert!(page.earlier.is_none() && page.later.is_some());
    });
}

#[test]
fn a_message_opens_in_its_own_conversation_only() {
    run(async {
        let world = World::ready().await;
        writes(&world, 0..3);
        world
            .practice
            .customer_writes("tanaka_taro", "silk")
            .unwrap();
        world.sync().await;
        let (maya, _) = found(&world, "wool").await;
        let (_, silk) = found(&world, "silk").await;
        for message in [silk.as_str(), "1", ""] {
            let refused = around(&world, &maya, message).await;
            assert_eq!(refused.unwrap_err(), ErrorCode::UnknownMessage);
        }
    });
}

#[test]
fn links_come_as_what_a_browser_would_open() {
    run(async {
        let world = World::ready().await;
        let text = "See https://Example.com/a?b=1&c=2 or http://example.com/, not https://x.com@evil.example/";
        world.practice.customer_writes("mayalind", text).unwrap();
        world.sync().await;
        let view = world.thread("mayalind").await;
        assert_eq!(view.seen_at, None, "the practice network has no pages");
        let Some(ThreadItem::Incoming(incoming)) = view.items.last() else {
            panic!("the customer wrote last");
        };
        assert_eq!(incoming.text, text);
        let targets: Vec<_> = incoming.links.iter().map(|link| &link.target).collect();
        let page = LinkTarget::Page {
            address: "https://example.com/a?b=1&c=2".to_owned(),
            host: "example.com".to_owned(),
            rest: "/a?b=1&c=2".to_owned(),
            host_in_its_script: None,
        };
        let nowhere = |why| LinkTarget::Nowhere { why };
        let (insecure, disguised) = (LinkRefusal::NotSecure, LinkRefusal::Disguised);
        assert_eq!(targets, [&page, &nowhere(insecure), &nowhere(disguised)]);
    });
}

#[test]
fn an_inbox_that_is_behind_says_so_until_all_is_read() {
    run(async {
        let world = World::ready().await;
        world.sync().await;
        for hour in 0..16 {
            world.clock.advance(MINUTE * 60);
            writes(&world, hour * 50..(hour + 1) * 50);
        }
        world.clock.advance(MINUTE * 60);
        let behind = async || {
            let all = world.desk.account_list(Nothing {}).await.unwrap();
            all.accounts.into_iter().next().unwrap().behind
        };
        assert_eq!(behind().await, None);
        world.sync().await;
        let told = behind().await.expect("six pages of fifty are not all");
        let about = told.messages.expect("it is known how many come");
        assert!((400..=700).contains(&about), "{about} for 500");
        assert!(told.from < told.to && told.to <= world.clock.shows());
        let overview = world.desk.overview(Nothing {}).await.unwrap();
        assert_eq!(overview.accounts[0].behind, Some(told));
        for _ in 0..40 {
            world.clock.advance(MINUTE);
            world.desk.inbox_sync(InboxSync::default()).await.unwrap();
        }
        assert_eq!(behind().await, None);
        let wool = texts(&world.thread("mayalind").await.items);
        assert_eq!(
            wool.iter().filter(|text| text.starts_with("wool")).count(),
            800
        );
    });
}
