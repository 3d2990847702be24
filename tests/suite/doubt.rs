//! Unknown outcomes: what may have arrived is read back, and leaves again only
//! when it is proven not to have arrived. Otherwise a person decides.

use desk::api::{
    ClosingQuestion, ClosingWish, DeliveryChoices, DoubtNext, DoubtPolicy, DoubtView, LedgerPage,
    Neighbours, PersonaArchive, ReadingSays, ReplyAgain, ReplyState, StalePolicy, ThreadItem,
    WhenUsed, WhyAsked,
};
use desk::{AtClose, ErrorCode};
use practice::{Fault, FaultKind, Route};
use std::time::Duration;
use tests::simulated::{ANA, Trouble, UNHURRIED, World, run};

const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);
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

impl Unknown {
    /// The next message to a customer meets it.
    fn befalls(&self, world: &World, customer: &str) {
        match self {
            Self::OnTheRoad(trouble) => {
                world
                    .road
                    .trouble_next_message_to(customer, trouble.clone());
            }
            Self::AtTheNetwork(kind) => fault(world, *kind),
        }
    }
}

fn fault(world: &World, kind: FaultKind) {
    world.practice.inject(Fault {
        route: Route::MessageSend,
        nth: 1,
        times: 1,
        kind,
    });
}

fn faults_fired(world: &World) -> usize {
    world.road.met().len() + world.practice.fired().len()
}

/// A desk at work that is not about staleness: customers answer while they are
/// written to.
const EVEN_STALE: DeliveryChoices = DeliveryChoices {
    stale: StalePolicy::Send,
    ..UNHURRIED
};

async fn at_work() -> World {
    let world = World::ready().await;
    world.deliver(EVEN_STALE).await;
    world
}

/// A reply to a customer, in doubt.
async fn in_doubt(world: &World, customer: &str, text: &str, trouble: Trouble) -> String {
    let met = world.road.met().len();
    let reply = world.send(customer, text).await;
    world.road.trouble_next_message_to(customer, trouble);
    world.settle().await;
    assert_eq!(world.road.met().len(), met + 1, "the fault fired");
    assert!(is_in_doubt(&world.state(&reply).await));
    reply
}

fn is_in_doubt(state: &ReplyState) -> bool {
    matches!(state, ReplyState::InDoubt { .. })
}

fn is_sent(state: &ReplyState) -> bool {
    matches!(state, ReplyState::Sent { .. })
}

/// A customer writes, so that the network has something new to show.
fn somebody_writes(world: &World, customer: &str) {
    let customers = world.practice.customers().expect("customers");
    let known = customers.iter().find(|one| one.party.user_id == customer);
    let handle = &known.expect("a customer").party.handle;
    world
        .practice
        .customer_writes(handle, "anybody there?")
        .expect("written");
}

/// Lets minutes pass in which that customer goes on writing.
async fn lively_minutes(world: &World, customer: &str, minutes: u32) {
    for _ in 0..minutes {
        somebody_writes(world, customer);
        world.later(MINUTE).await;
    }
}

async fn shown(world: &World, reply: &str) -> DoubtView {
    let view = world.desk.doubt_show(world.reply(reply)).await;
    view.expect("what is known")
}

async fn why_asked(world: &World, reply: &str) -> WhyAsked {
    match shown(world, reply).await.next {
        DoubtNext::AskPerson { why, .. } => why,
        other => panic!("{other:?}"),
    }
}

#[test]
fn whatever_the_unknown_outcome_each_message_arrives_once_and_in_order() {
    for (at, (unknown, held)) in every_unknown_outcome().into_iter().enumerate() {
        run(async {
            let world = at_work().await;
            let customers = world.customers().await;
            let (maya, other) = (&customers[0], &customers[1]);
            let first = world.send(maya, "first").await;
            unknown.befalls(&world, maya);
            world.settle().await;
            assert_eq!(faults_fired(&world), 1, "{at}: the fault fired");
            assert!(is_in_doubt(&world.state(&first).await));
            assert_eq!(world.told(maya).len(), held, "{at}");

            let second = world.send(maya, "second").await;
            let elsewhere = world.send(other, "elsewhere").await;
            world.settle().await;
            assert_eq!(world.state(&second).await, ReplyState::Queued);
            assert!(is_sent(&world.state(&elsewhere).await), "lanes do not wait");

            lively_minutes(&world, &customers[2], 9).await;
            let waits = is_in_doubt(&world.state(&first).await);
            assert_eq!(waits, held == 0, "{at}: what is there is found soon");
            lively_minutes(&world, &customers[2], 11).await;
            assert!(is_sent(&world.state(&first).await), "{at}");
            assert!(is_sent(&world.state(&second).await), "{at}");
            assert_eq!(world.told(maya), ["first", "second"], "{at}");
            assert_eq!(shown(&world, &first).await.next, DoubtNext::Settled);
            world.ledger_is_whole().await;
        });
    }
}

#[test]
fn without_a_witness_nothing_is_sent_again_by_itself_and_a_month_later_a_person_is_asked() {
    run(async {
        let mut world = at_work().await;
        let maya = world.customers().await.remove(0);
        let first = in_doubt(&world, &maya, "first", Trouble::CutBefore).await;
        let second = world.send(&maya, "second").await;
        for _ in 0..8 {
            world.later(MINUTE * 16).await;
        }
        let view = shown(&world, &first).await;
        assert!(view.readings.len() >= 8, "{:?}", view.readings);
        assert!(
            view.readings
                .iter()
                .all(|reading| reading.says == ReadingSays::NoWitness)
        );
        assert!(matches!(view.next, DoubtNext::ReadAgain { .. }));

        world = world.restart().await;
        for _ in 0..30 {
            world.later(DAY).await;
        }
        somebody_writes(&world, &maya);
        world.later(MINUTE * 16).await;
        assert_eq!(why_asked(&world, &first).await, WhyAsked::BeyondReach);
        assert_eq!(world.state(&second).await, ReplyState::Queued);
        assert_eq!(world.road.times_left("first"), 1);
        assert_eq!(world.told(&maya), [""; 0]);
        world.ledger_is_whole().await;
    });
}

#[test]
fn however_late_the_network_shows_things_nothing_is_sent_twice() {
    for lag in [0, 30_000, 90_000, 300_000, 600_000] {
        for trouble in [Trouble::CutAfter, Trouble::CutBefore] {
            run(async {
                let world = at_work().await;
                let customers = world.customers().await;
                let (maya, lively) = (&customers[0], &customers[1]);
                world.practice.set_read_lag(lag);
                let first = in_doubt(&world, maya, "first", trouble.clone()).await;
                lively_minutes(&world, lively, 45).await;
                assert!(is_sent(&world.state(&first).await), "{lag} {trouble:?}");
                assert_eq!(world.told(maya), ["first"], "{lag} {trouble:?}");
            });
        }
    }
}

#[test]
fn a_message_that_is_shown_later_than_its_neighbours_is_waited_for() {
    for hidden in [60_000, 300_000, 590_000] {
        run(async {
            let world = at_work().await;
            let customers = world.customers().await;
            let (maya, lively) = (&customers[0], &customers[1]);
            let first = world.send(maya, "first").await;
            fault(&world, FaultKind::CutAfter);
            fault(&world, FaultKind::HideFor(hidden));
            world.settle().await;
            assert_eq!(faults_fired(&world), 2, "both fired");
            lively_minutes(&world, lively, 30).await;
            assert!(is_sent(&world.state(&first).await), "{hidden}");
            assert_eq!(world.told(maya), ["first"], "{hidden}");
        });
    }
}

#[test]
fn three_equal_thanks_are_three_messages() {
    use Trouble::{CutAfter, CutBefore};
    for troubles in [
        [Some(CutAfter), None, Some(CutAfter)],
        [Some(CutBefore), Some(CutAfter), Some(CutBefore)],
        [None, Some(CutBefore), Some(CutAfter)],
    ] {
        run(async {
            let world = at_work().await;
            let customers = world.customers().await;
            let (maya, lively) = (&customers[0], &customers[1]);
            let mut replies = Vec::new();
            for _ in 0..3 {
                replies.push(world.send(maya, "Thanks!").await);
            }
            for trouble in &troubles {
                if let Some(trouble) = trouble {
                    world.road.trouble_next_message_to(maya, trouble.clone());
                }
                world.settle().await;
                if trouble.is_some() {
                    lively_minutes(&world, lively, 20).await;
                }
            }
            for reply in &replies {
                assert!(is_sent(&world.state(reply).await), "{troubles:?}");
            }
            assert_eq!(world.told(maya), ["Thanks!"; 3], "{troubles:?}");
        });
    }
}

#[test]
fn links_and_signs_that_the_network_changes_are_read_as_they_were_written() {
    let text = "1 < 2 & see https://example.com/?a=1&b=2, or example.com";
    for (trouble, arrived) in [(Trouble::CutAfter, true), (Trouble::CutBefore, false)] {
        run(async {
            let world = at_work().await;
            let maya = world.customers().await.remove(0);
            let reply = in_doubt(&world, &maya, text, trouble).await;
            world.later(SECOND * 6).await;
            assert_eq!(is_sent(&world.state(&reply).await), arrived);
        });
    }
}

#[test]
fn an_account_with_several_desks_or_set_to_ask_leaves_an_equal_text_to_a_person() {
    for (choices, why) in [
        (
            DeliveryChoices {
                neighbours: Neighbours::Several,
                ..EVEN_STALE
            },
            WhyAsked::MayBeAnotherDesks,
        ),
        (
            DeliveryChoices {
                doubt: DoubtPolicy::Ask,
                ..EVEN_STALE
            },
            WhyAsked::SetToAsk,
        ),
    ] {
        run(async {
            let world = at_work().await;
            let customers = world.customers().await;
            let (maya, lively) = (&customers[0], &customers[1]);
            world.deliver(choices).await;
            let first = in_doubt(&world, maya, "first", Trouble::CutAfter).await;
            lively_minutes(&world, lively, 20).await;
            assert_eq!(why_asked(&world, &first).await, why);
            let view = shown(&world, &first).await;
            assert_eq!(view.candidates.len(), 1, "{why:?}");
            assert_eq!(view.candidates[0].text, "first");

            world.desk.reply_arrived(world.reply(&first)).await.unwrap();
            assert!(is_sent(&world.state(&first).await));
            assert_eq!(world.told(maya), ["first"]);
        });
    }
}

#[test]
fn another_desk_that_was_heard_may_have_said_the_same() {
    for (trouble, held) in [(Trouble::CutBefore, 1), (Trouble::CutAfter, 2)] {
        run(async {
            let world = at_work().await;
            let customers = world.customers().await;
            let (maya, lively) = (&customers[0], &customers[1]);
            let other = world.another_desk().await;
            // The network's word for the app is learned from what is ours.
            world.send(lively, "good morning").await;
            world.settle().await;
            other.send(lively, "Ben here").await;
            other.settle().await;
            let reply = in_doubt(&world, maya, "Thanks!", trouble).await;
            other.send(maya, "Thanks!").await;
            other.settle().await;

            lively_minutes(&world, lively, 20).await;
            let why = why_asked(&world, &reply).await;
            let expected = if held == 1 {
                WhyAsked::MayBeAnotherDesks
            } else {
                WhyAsked::Several
            };
            assert_eq!(why, expected);
            assert_eq!(world.told(maya).len(), held);
        });
    }
}

#[test]
fn what_another_desk_says_meanwhile_is_a_witness_and_is_known_before_anything_leaves() {
    run(async {
        let world = World::ready().await;
        let maya = world.customers().await.remove(0);
        let other = world.another_desk().await;
        let reply = in_doubt(&world, &maya, "we look into it", Trouble::CutBefore).await;
        for minute in 0..20 {
            other.send(&maya, &format!("minute {minute}")).await;
            other.settle().await;
            world.later(MINUTE).await;
        }
        assert_eq!(world.state(&reply).await, ReplyState::ReturnedStale);
        assert_eq!(world.road.times_left("we look into it"), 1);
        assert_eq!(world.told(&maya).len(), 20);
    });
}

#[test]
fn two_messages_that_may_be_it_are_for_a_person() {
    run(async {
        let world = at_work().await;
        let customers = world.customers().await;
        let (maya, lively) = (&customers[0], &customers[1]);
        let first = world.send(maya, "first").await;
        fault(&world, FaultKind::CutAfter);
        fault(&world, FaultKind::LookAlike);
        world.settle().await;
        assert_eq!(faults_fired(&world), 2, "both fired");
        lively_minutes(&world, lively, 20).await;
        assert_eq!(why_asked(&world, &first).await, WhyAsked::Several);
        assert_eq!(shown(&world, &first).await.candidates.len(), 2);
        assert_eq!(world.road.times_left("first"), 1);
    });
}

#[test]
fn after_days_offline_what_arrived_is_found_and_what_was_lost_comes_back_for_a_look() {
    for (trouble, arrived) in [(Trouble::CutAfter, true), (Trouble::CutBefore, false)] {
        run(async {
            let mut world = at_work().await;
            let customers = world.customers().await;
            let (maya, lively) = (&customers[0], &customers[1]);
            let first = in_doubt(&world, maya, "first", trouble).await;
            world.road.plan(|_| Some(Trouble::Offline));
            for _ in 0..3 {
                somebody_writes(&world, lively);
                world.later(DAY).await;
            }
            assert!(is_in_doubt(&world.state(&first).await));
            world = world.restart().await;
            world.road.clear();
            lively_minutes(&world, lively, 25).await;
            let state = world.state(&first).await;
            if arrived {
                assert!(is_sent(&state), "{state:?}");
            } else {
                assert_eq!(state, ReplyState::ReturnedOld, "older than 12 h");
            }
            assert_eq!(world.road.times_left("first"), 1);
            assert_eq!(world.told(maya).len(), usize::from(arrived));
            world.ledger_is_whole().await;
        });
    }
}

#[test]
fn a_budget_that_readings_used_up_delays_reading_back() {
    run(async {
        let world = at_work().await;
        let maya = world.customers().await.remove(0);
        for _ in 0..15 {
            world.sync().await;
        }
        let first = in_doubt(&world, &maya, "first", Trouble::CutAfter).await;
        let reads = world
            .road
            .count("GET /1.1/direct_messages/events/list.json");
        world.later(SECOND * 6).await;
        let again = world
            .road
            .count("GET /1.1/direct_messages/events/list.json");
        assert!(again <= 15.max(reads), "never over the network's limit");
        world.later(MINUTE * 16).await;
        assert!(is_sent(&world.state(&first).await));
    });
}

#[test]
fn the_window_reads_back_by_itself() {
    run(async {
        let world = at_work().await;
        let maya = world.customers().await.remove(0);
        let first = in_doubt(&world, &maya, "first", Trouble::CutAfter).await;
        let stop = tokio_util::sync::CancellationToken::new();
        let running = tokio::spawn({
            let (desk, stop) = (world.desk.clone(), stop.clone());
            async move { desk.run(stop).await }
        });
        world.until(&first, is_sent).await;
        stop.cancel();
        running.await.unwrap();
        assert_eq!(world.told(&maya), ["first"]);
    });
}

fn again(reply: &str) -> ReplyAgain {
    ReplyAgain {
        reply: reply.to_owned(),
        seen: None,
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

        let not_now = world.desk.reply_try_again(again(&first)).await;
        assert!(not_now.is_err(), "doubt is not failure");
        let not_now = world.desk.reply_take_back(world.reply(&first)).await;
        assert!(not_now.is_err(), "doubt is not a draft");

        world.desk.reply_return(world.reply(&first)).await.unwrap();
        assert_eq!(world.state(&first).await, ReplyState::ReturnedByPerson);
        world.settle().await;
        assert_eq!(world.state(&second).await, ReplyState::Queued);

        world.desk.reply_try_again(again(&first)).await.unwrap();
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

        world.later(SECOND * 6).await;
        assert!(is_sent(&world.state(&first).await), "read back");
        assert_eq!(world.told(&customers[0]), ["first", "second"]);
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
