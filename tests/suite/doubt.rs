//! Unknown outcomes: what may have arrived is never sent again by itself.

use desk::api::{
    ClosingQuestion, ClosingWish, LedgerPage, PersonaArchive, ReplyState, ThreadItem, WhenUsed,
};
use desk::{AtClose, ErrorCode};
use practice::{Fault, FaultKind, Route};
use std::time::Duration;
use tests::simulated::{ANA, Trouble, World, run};

const DAY: Duration = Duration::from_secs(86_400);

/// What goes wrong, and how many messages the network holds afterwards.
enum Unknown {
    OnTheRoad(Trouble),
    AtTheNetwork(FaultKind),
}

fn every_unknown_outcome() -> Vec<(Unknown, usize)> {
    use Unknown::{AtTheNetwork, OnTheRoad};
    vec![
        (OnTheRoad(Trouble::CutBefore), 0),
        (OnTheRoad(Trouble::CutAfter), 1),
        (OnTheRoad(Trouble::ServerErrorAfter), 1),
        (OnTheRoad(Trouble::Page(502, "<h1>Bad gateway</h1>")), 0),
        (OnTheRoad(Trouble::Page(403, "<h1>A proxy's page</h1>")), 0),
        (
            OnTheRoad(Trouble::Page(200, "<h1>Sign in to the Wi-Fi</h1>")),
            0,
        ),
        (AtTheNetwork(FaultKind::CutBefore), 0),
        (AtTheNetwork(FaultKind::CutAfter), 1),
        (AtTheNetwork(FaultKind::ServerErrorAfter), 1),
        (AtTheNetwork(FaultKind::Delay(600_000)), 1),
    ]
}

#[test]
fn what_may_have_arrived_is_in_doubt_and_never_sent_again_by_itself() {
    for (at, (unknown, held)) in every_unknown_outcome().into_iter().enumerate() {
        run(async {
            let mut world = World::ready().await;
            let customers = world.customers().await;
            let (maya, other) = (&customers[0], &customers[1]);
            let first = world.send(maya, "first").await;
            match &unknown {
                Unknown::OnTheRoad(trouble) => {
                    world.road.trouble_next_message_to(maya, trouble.clone());
                }
                Unknown::AtTheNetwork(kind) => world.practice.inject(Fault {
                    route: Route::MessageSend,
                    nth: 1,
                    times: 1,
                    kind: *kind,
                }),
            }
            world.settle().await;
            let fired = world.road.met().len() + world.practice.fired().len();
            assert_eq!(fired, 1, "{at}: a run without its fault shows nothing");

            let second = world.send(maya, "second").await;
            let elsewhere = world.send(other, "elsewhere").await;
            world.settle().await;
            let since = match world.state(&first).await {
                ReplyState::InDoubt { since } => since,
                state => panic!("{at}: {state:?}"),
            };
            assert!(since <= world.clock.shows());
            assert_eq!(world.state(&second).await, ReplyState::Queued);
            assert!(matches!(
                world.state(&elsewhere).await,
                ReplyState::Sent { .. }
            ));

            for _ in 0..30 {
                world.later(DAY).await;
            }
            world = world.restart().await;
            world.settle().await;
            world.connect().await;
            world.settle().await;
            world.sync().await;
            world.later(DAY).await;

            assert_eq!(world.state(&first).await, ReplyState::InDoubt { since });
            assert_eq!(world.state(&second).await, ReplyState::Queued);
            assert_eq!(world.road.times_left("first"), 1, "{at}");
            assert_eq!(world.road.times_left("second"), 0, "{at}");
            let told = world.told(maya);
            assert_eq!(told.len(), held, "{at}: {told:?}");
            world.ledger_is_whole().await;
        });
    }
}

#[test]
fn a_person_who_has_looked_decides_and_those_behind_go_on() {
    run(async {
        let world = World::ready().await;
        let maya = world.customers().await.remove(0);
        let first = world.send(&maya, "first").await;
        let second = world.send(&maya, "second").await;
        world
            .road
            .trouble_next_message_to(&maya, Trouble::CutBefore);
        world.settle().await;
        assert_eq!(world.road.met().len(), 1);

        let not_now = world.desk.reply_try_again(world.reply(&first)).await;
        assert!(not_now.is_err(), "doubt is not failure");
        let not_now = world.desk.reply_take_back(world.reply(&first)).await;
        assert!(not_now.is_err(), "doubt is not a draft");

        world.desk.reply_return(world.reply(&first)).await.unwrap();
        assert_eq!(world.state(&first).await, ReplyState::ReturnedByPerson);
        world.settle().await;
        assert_eq!(world.state(&second).await, ReplyState::Queued);

        world
            .desk
            .reply_try_again(world.reply(&first))
            .await
            .unwrap();
        world.settle().await;
        assert_eq!(world.told(&maya), ["first", "second"]);
        world.ledger_is_whole().await;
    });
}

#[test]
fn a_reply_in_doubt_may_be_put_away_and_the_lane_goes_on() {
    run(async {
        let world = World::ready().await;
        let maya = world.customers().await.remove(0);
        let first = world.send(&maya, "first").await;
        world.send(&maya, "second").await;
        world.road.trouble_next_message_to(&maya, Trouble::CutAfter);
        world.settle().await;
        world.desk.reply_discard(world.reply(&first)).await.unwrap();
        world.settle().await;
        assert_eq!(world.state(&first).await, ReplyState::Discarded);
        assert_eq!(world.told(&maya), ["first", "second"]);
    });
}

#[test]
fn what_a_person_saw_arrive_is_sent_and_keeps_its_persona_read_before_or_after() {
    for read_first in [true, false] {
        run(async {
            let world = World::ready().await;
            let maya = world.customers().await.remove(0);
            let first = world.send(&maya, "first").await;
            world.road.trouble_next_message_to(&maya, Trouble::CutAfter);
            world.settle().await;
            assert_eq!(world.road.met().len(), 1);
            if read_first {
                world.sync().await;
            }
            world.desk.reply_arrived(world.reply(&first)).await.unwrap();
            assert!(matches!(world.state(&first).await, ReplyState::Sent { .. }));
            world.sync().await;
            world.settle().await;
            let sent: Vec<_> = world
                .thread(&maya)
                .await
                .items
                .into_iter()
                .filter_map(|item| match item {
                    ThreadItem::Outgoing(sent) => Some(sent),
                    ThreadItem::Incoming(_) | ThreadItem::Reply(_) => None,
                })
                .collect();
            assert_eq!(sent.len(), 1, "once in the thread");
            assert!(sent[0].spoken_as.is_some(), "with its persona");
            assert_eq!(world.told(&maya), ["first"]);
            let rows = world.desk.ledger_list(LedgerPage::default()).await.unwrap();
            assert_eq!(rows.rows[0].what, "said_arrived");
            world.ledger_is_whole().await;
        });
    }
}

#[test]
fn a_desk_that_ends_while_a_message_is_on_its_way_finds_it_in_doubt() {
    run(async {
        let mut world = World::ready().await;
        let customers = world.customers().await;
        let first = world.send(&customers[0], "first").await;
        let second = world.send(&customers[0], "second").await;
        world
            .road
            .trouble_next_message_to(&customers[0], Trouble::Silence);
        let running = tokio::spawn({
            let desk = world.desk.clone();
            async move { desk.outbox_settle().await }
        });
        world.road.silent().await;
        assert_eq!(world.state(&first).await, ReplyState::Sending);
        running.abort();
        assert!(running.await.unwrap_err().is_cancelled());

        world = world.restart().await;
        world.settle().await;
        assert!(matches!(
            world.state(&first).await,
            ReplyState::InDoubt { .. }
        ));
        assert_eq!(world.state(&second).await, ReplyState::Queued);
        assert_eq!(world.told(&customers[0]), ["first"]);
        assert_eq!(world.road.times_left("first"), 1);
    });
}

#[test]
fn nobody_is_told_that_a_reply_in_doubt_leaves_by_itself() {
    run(async {
        let world = World::ready().await;
        let customers = world.customers().await;
        world
            .road
            .trouble_next_message_to(&customers[0], Trouble::CutAfter);
        world.send(&customers[0], "may have arrived").await;
        world.settle().await;

        let question = |wish| ClosingQuestion {
            leaving: 0,
            in_doubt: 1,
            stopped: 0,
            wish,
        };
        let (close, quit) = (ClosingWish::Close, ClosingWish::Quit);
        assert_eq!(world.desk.at_close().await, AtClose::Ask(question(close)));
        assert_eq!(world.desk.at_quit().await, AtClose::Ask(question(quit)));
        let archive = PersonaArchive {
            persona: ANA.to_owned(),
            when_used: WhenUsed::Ask,
        };
        let used = ErrorCode::PersonaInUse {
            drafts: 0,
            replies: 0,
            in_doubt: 1,
            stopped: 0,
        };
        let asked = world.desk.persona_archive(archive).await;
        assert_eq!(asked.unwrap_err(), used);
    });
}

/// Two loops may run over one desk: the window's, and a command's.
#[test]
fn a_second_loop_over_the_outbox_doubts_nothing_that_is_on_its_way() {
    run(async {
        let world = World::ready().await;
        let customers = world.customers().await;
        let mut replies = Vec::new();
        for round in 0..6 {
            for customer in &customers {
                replies.push(world.send(customer, &format!("{round}")).await);
            }
        }
        let loops: Vec<_> = (0..4)
            .map(|_| {
                let desk = world.desk.clone();
                tokio::spawn(async move { desk.outbox_settle().await })
            })
            .collect();
        for one in loops {
            one.await.unwrap().unwrap();
        }
        world.settle().await;
        for reply in &replies {
            let state = world.state(reply).await;
            assert!(matches!(state, ReplyState::Sent { .. }), "{state:?}");
        }
        assert_eq!(world.truth().len(), replies.len());
    });
}
