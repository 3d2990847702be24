//! Outcomes that are known: what surely did not arrive leaves later by itself,
//! or says in the network's words why it does not.

use desk::api::{Nothing, ReplyState, Words};
use desk::{Author, ErrorCode};
use domain::Timestamp;
use std::time::Duration;
use tests::simulated::{ANA, Trouble, World, run};
use tokio_util::sync::CancellationToken;
use vault::VaultState;

const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3_600);
const DAY: Duration = Duration::from_secs(86_400);
const SEND: &str = "POST /1.1/direct_messages/events/new.json";

fn words(status: u16, code: i64, text: &str) -> Words {
    Words {
        status,
        code: Some(code),
        text: text.to_owned(),
    }
}

#[test]
fn what_was_written_offline_leaves_later_once_and_in_order() {
    run(async {
        let world = World::ready().await;
        let customers = world.customers().await;
        world.road.trouble_messages(Trouble::Offline);
        let now = world.clock.shows();
        let mut replies = Vec::new();
        for text in ["one", "two", "three"] {
            replies.push(world.send(&customers[0], text).await);
        }
        world.send(&customers[1], "elsewhere").await;
        world.settle().await;
        assert_eq!(
            world.state(&replies[0]).await,
            ReplyState::WaitingOffline { until: now + 5_000 }
        );
        assert_eq!(world.state(&replies[1]).await, ReplyState::Queued);

        // Pauses double: 5 s, 10 s, 20 s … and end at five minutes.
        let mut pauses = vec![];
        for _ in 0..9 {
            let ReplyState::WaitingOffline { until } = world.state(&replies[0]).await else {
                panic!("it waits");
            };
            pauses.push((until - world.clock.shows()) / 1000);
            world.clock.advance_to(Timestamp(until));
            world.settle().await;
        }
        assert_eq!(pauses, [5, 10, 20, 40, 80, 160, 300, 300, 300]);
        assert!(world.truth().is_empty());
        assert!(world.road.met().len() > 9);

        let world = world.restart().await;
        world.road.clear();
        world.later(5 * MINUTE).await;
        assert_eq!(world.told(&customers[0]), ["one", "two", "three"]);
        assert_eq!(world.told(&customers[1]), ["elsewhere"]);
        assert_eq!(world.road.count(SEND), 4);
        world.ledger_is_whole().await;
    });
}

#[test]
fn an_open_desk_sends_by_itself_when_the_line_is_back() {
    run(async {
        let world = World::ready().await;
        let customers = world.customers().await;
        world.road.trouble_messages(Trouble::Offline);
        let stop = CancellationToken::new();
        let running = tokio::spawn({
            let (desk, stop) = (world.desk.clone(), stop.clone());
            async move { desk.run(stop).await }
        });
        let reply = world.send(&customers[0], "hello").await;
        world
            .until(&reply, |state| {
                matches!(state, ReplyState::WaitingOffline { .. })
            })
            .await;
        world.road.clear();
        world
            .until(&reply, |state| matches!(state, ReplyState::Sent { .. }))
            .await;
        stop.cancel();
        running.await.unwrap();
        assert_eq!(world.told(&customers[0]), ["hello"]);
    });
}

#[test]
fn a_rate_limit_is_waited_for_until_its_reset() {
    run(async {
        let world = World::ready().await;
        let maya = world.customers().await.remove(0);
        let until = Timestamp(world.clock.shows()).plus(10 * MINUTE);
        world
            .road
            .trouble_next_message_to(&maya, Trouble::RateLimit(until));
        let first = world.send(&maya, "first").await;
        world.send(&maya, "second").await;
        world.settle().await;
        let waits = ReplyState::WaitingRateLimit { until: until.0 };
        assert_eq!(world.state(&first).await, waits);
        world.later(10 * MINUTE - SECOND).await;
        assert_eq!(world.state(&first).await, waits);
        assert_eq!(world.road.count(SEND), 1);
        world.later(SECOND).await;
        assert_eq!(world.told(&maya), ["first", "second"]);
        assert_eq!(world.road.met().len(), 1);
    });
}

#[test]
fn a_rate_limit_without_a_reset_is_waited_for_a_minute() {
    run(async {
        let world = World::ready().await;
        let maya = world.customers().await.remove(0);
        let refused = Trouble::Refuses(429, 88, "Rate limit exceeded");
        world.road.trouble_next_message_to(&maya, refused);
        let first = world.send(&maya, "first").await;
        world.settle().await;
        let until = world.clock.shows() + 60_000;
        assert_eq!(
            world.state(&first).await,
            ReplyState::WaitingRateLimit { until }
        );
        world.later(MINUTE).await;
        assert_eq!(world.told(&maya), ["first"]);
    });
}

#[test]
fn keys_that_are_no_longer_accepted_stop_the_account_until_somebody_connects_again() {
    run(async {
        let mut world = World::ready().await;
        let customers = world.customers().await;
        let first = world.send(&customers[0], "first").await;
        let second = world.send(&customers[0], "second").await;
        let sentence = "Invalid or expired token.";
        world
            .road
            .trouble_next_message_to(&customers[0], Trouble::Refuses(401, 89, sentence));
        world.settle().await;
        let other = world.send(&customers[1], "other").await;
        world.settle().await;

        let said = Some(words(401, 89, sentence));
        for reply in [&first, &other] {
            match world.state(reply).await {
                ReplyState::WaitingAccountStopped { said: why, .. } => assert_eq!(why, said),
                state => panic!("{state:?}"),
            }
        }
        assert_eq!(world.state(&second).await, ReplyState::Queued);
        let accounts = world.desk.account_list(Nothing {}).await.unwrap().accounts;
        assert_eq!(accounts[0].stopped, said);

        for _ in 0..11 {
            world.later(HOUR).await;
        }
        assert_eq!(world.road.count(SEND), 1, "nothing else left");
        world = world.restart().await;
        world.settle().await;
        assert_eq!(world.road.count(SEND), 1, "nor after a restart");

        world.connect().await;
        world.settle().await;
        assert_eq!(world.told(&customers[0]), ["first", "second"]);
        assert_eq!(world.told(&customers[1]), ["other"]);
        let accounts = world.desk.account_list(Nothing {}).await.unwrap().accounts;
        assert_eq!(accounts[0].stopped, None);
        world.ledger_is_whole().await;
    });
}

#[test]
fn a_refusal_is_shown_in_the_networks_words_and_the_text_is_kept() {
    run(async {
        let world = World::ready().await;
        let maya = world.customers().await.remove(0);
        let sentence = "You cannot send messages to this user.";
        world
            .road
            .trouble_next_message_to(&maya, Trouble::Refuses(403, 349, sentence));
        let first = world.send(&maya, "first").await;
        let second = world.send(&maya, "second").await;
        world.settle().await;
        let failed = ReplyState::Failed {
            said: words(403, 349, sentence),
        };
        assert_eq!(world.state(&first).await, failed);
        assert_eq!(world.state(&second).await, ReplyState::Queued);
        let kept = world.desk.reply(world.reply(&first)).await.unwrap();
        assert_eq!(kept.text, "first");
        for _ in 0..11 {
            world.later(HOUR).await;
        }
        assert_eq!(world.state(&first).await, failed);
        assert_eq!(world.road.count(SEND), 1);

        world
            .desk
            .reply_try_again(world.again(&first))
            .await
            .unwrap();
        world.settle().await;
        world.settle().await;
        assert_eq!(world.told(&maya), ["first", "second"]);
        let not_now = world.desk.reply_try_again(world.again(&first)).await;
        assert_eq!(
            not_now.unwrap_err(),
            ErrorCode::NotNow {
                state: "sent".to_owned()
            }
        );
    });
}

#[test]
fn a_locked_keychain_holds_replies_back_until_it_is_open() {
    run(async {
        let world = World::ready().await;
        let customers = world.customers().await;
        let first = world.send(&customers[0], "first").await;
        let other = world.send(&customers[1], "other").await;
        world.vault_becomes(VaultState::Locked);
        world.settle().await;
        for reply in [&first, &other] {
            let state = world.state(reply).await;
            let waits = matches!(state, ReplyState::WaitingAccountStopped { said: None, .. });
            assert!(waits, "{state:?}");
        }
        assert_eq!(world.road.count(SEND), 0);
        world.vault_becomes(VaultState::Ready);
        world.later(MINUTE).await;
        assert_eq!(world.told(&customers[0]), ["first"]);
        assert_eq!(world.told(&customers[1]), ["other"]);
    });
}

#[test]
fn a_reply_that_was_taken_back_is_in_the_draft_in_front_of_what_is_there() {
    run(async {
        let world = World::ready().await;
        let maya = world.customers().await.remove(0);
        world.road.trouble_messages(Trouble::Offline);
        let first = world.send(&maya, "first").await;
        world.settle().await;
        world.draft(&maya, "and more").await;
        world
            .desk
            .reply_take_back(world.reply(&first))
            .await
            .unwrap();
        let draft = world.thread(&maya).await.draft.unwrap();
        assert_eq!(draft.text, "first\n\nand more");
        world.road.clear();
        world.later(DAY).await;
        assert!(world.truth().is_empty());
    });
}

#[test]
fn what_cannot_be_sent_is_refused_before_it_is_released_and_the_draft_stays() {
    run(async {
        let world = World::ready().await;
        let maya = world.customers().await.remove(0);
        world
            .persona(desk::api::KindName::Human, "Ben Ito, Support")
            .await;
        world.draft(&maya, "half a word").await;
        let refusals = [
            ("nobody", ANA, "hello", "unknown_customer"),
            (maya.as_str(), "Nobody", "hello", "unknown_persona"),
            (maya.as_str(), "Ben", "hello", "not_published"),
            (maya.as_str(), ANA, " \n ", "text_empty"),
            (maya.as_str(), ANA, &"x".repeat(10_001), "text_too_long"),
        ];
        for (customer, persona, text, code) in refusals {
            let refused = world
                .try_send(customer, persona, text, Author::Seated)
                .await;
            let refused = serde_json::to_value(refused.unwrap_err()).unwrap();
            assert_eq!(refused["code"], code);
        }
        let draft = world.thread(&maya).await.draft.unwrap();
        assert_eq!(draft.text, "half a word");
        let outbox = world.desk.outbox_list(Nothing {}).await.unwrap();
        assert!(outbox.replies.is_empty());
    });
}
