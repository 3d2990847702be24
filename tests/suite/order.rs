//! Thirty replies over five lanes, anything going wrong, people deciding in
//! between: nothing twice, nothing out of order, nothing lost.

use desk::Author;
use desk::api::{DeliveryChoices, ReplyState, StalePolicy};
use domain::Timestamp;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::cell::RefCell;
use std::collections::HashMap;
use std::time::Duration;
use tests::simulated::{ANA, Departure, Trouble, UNHURRIED, World, run};

const CASES: u32 = 100;
const LANES: usize = 5;
const REPLIES: usize = 30;

/// What happens between two presses of Send. The number chooses a reply.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Settle,
    Seconds(u64),
    TakeBack(usize),
    Discard(usize),
    TryAgain(usize),
    Decide(usize),
    ConnectAgain,
    Restart,
}

fn deed() -> impl Strategy<Value = Deed> {
    let any = || 0..REPLIES;
    prop_oneof![
        4 => Just(Deed::Settle),
        3 => (1u64..600).prop_map(Deed::Seconds),
        1 => any().prop_map(Deed::TakeBack),
        1 => any().prop_map(Deed::Discard),
        2 => any().prop_map(Deed::TryAgain),
        1 => any().prop_map(Deed::Decide),
        1 => Just(Deed::ConnectAgain),
        1 => Just(Deed::Restart),
    ]
}

/// One scenario: the lane of each reply, what happens after each press of
/// Send, and which trouble each attempt meets (0 to 99).
#[derive(Clone, Debug)]
struct Scenario {
    lanes: Vec<usize>,
    deeds: Vec<Vec<Deed>>,
    luck: Vec<Vec<u8>>,
}

fn scenario() -> impl Strategy<Value = Scenario> {
    use proptest::collection::vec;
    let lanes = vec(0..LANES, REPLIES);
    let deeds = vec(vec(deed(), 0..3), REPLIES);
    let luck = vec(vec(0u8..100, 6), REPLIES);
    (lanes, deeds, luck).prop_map(|(lanes, deeds, luck)| Scenario { lanes, deeds, luck })
}

fn trouble(luck: u8, now: Timestamp) -> Option<Trouble> {
    match luck {
        0..10 => Some(Trouble::Offline),
        10..16 => Some(Trouble::CutBefore),
        16..22 => Some(Trouble::CutAfter),
        22..26 => Some(Trouble::ServerErrorAfter),
        26..30 => Some(Trouble::Page(502, "<h1>Bad gateway</h1>")),
        30..35 => Some(Trouble::RateLimit(now.plus(Duration::from_secs(300)))),
        35..40 => Some(Trouble::Refuses(
            403,
            349,
            "You cannot send messages to this user.",
        )),
        40..42 => Some(Trouble::Refuses(401, 89, "Invalid or expired token.")),
        _ => None,
    }
}

#[test]
fn whatever_goes_wrong_nothing_leaves_twice_or_out_of_order_and_nothing_is_lost() {
    let config = Config {
        cases: CASES,
        failure_persistence: None,
        max_shrink_iters: 60,
        ..Config::default()
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let met = RefCell::new(HashMap::new());
    TestRunner::new_with_rng(config, rng)
        .run(&scenario(), |scenario| {
            for trouble in run(play(scenario)) {
                let name = format!("{trouble:?}");
                let name: String = name.chars().take(8).collect();
                *met.borrow_mut().entry(name).or_insert(0) += 1;
            }
            Ok(())
        })
        .unwrap();
    let met = met.into_inner();
    assert!(met.len() >= 7, "every trouble has happened: {met:?}");
}

async fn play(scenario: Scenario) -> Vec<Trouble> {
    let mut world = World::ready().await;
    // Customers answer meanwhile; this is about order.
    let choices = DeliveryChoices {
        stale: StalePolicy::Send,
        ..UNHURRIED
    };
    world.deliver(choices).await;
    let customers = world.customers().await;
    let luck = scenario.luck.clone();
    let mut attempts = HashMap::new();
    world.road.plan(move |departure: &Departure| {
        let text = departure.text.as_deref()?;
        let number: usize = text.strip_prefix("reply ")?.parse().ok()?;
        let attempt = attempts.entry(number).or_insert(0);
        *attempt += 1;
        let luck = luck[number].get(*attempt - 1)?;
        trouble(*luck, departure.at)
    });

    let mut replies: Vec<String> = Vec::new();
    let mut tried_by_a_person = HashMap::new();
    for number in 0..REPLIES {
        let text = format!("reply {number}");
        let author = Author::Named("Ana".to_owned());
        let customer = &customers[scenario.lanes[number]];
        let sent = world.try_send(customer, ANA, &text, author).await.unwrap();
        replies.push(sent.id);
        for deed in &scenario.deeds[number] {
            world = carry_out(world, *deed, &replies, &mut tried_by_a_person).await;
        }
    }
    let met = world.road.met().into_iter().map(|(_, trouble)| trouble);
    let met = met.collect();
    world.road.clear();
    world.connect().await;
    for _ in 0..3 {
        world.later(Duration::from_secs(3_600)).await;
    }
    check(&world, &scenario, &customers, &replies, &tried_by_a_person).await;
    met
}

async fn carry_out(
    world: World,
    deed: Deed,
    replies: &[String],
    tried: &mut HashMap<usize, usize>,
) -> World {
    let chosen = |number: &usize| (replies.len() > *number).then(|| world.reply(&replies[*number]));
    // A deed that the reply's state does not allow changes nothing; that is
    // part of what is shown here.
    match deed {
        Deed::Settle => world.settle().await,
        Deed::Seconds(seconds) => world.clock.advance(Duration::from_secs(seconds)),
        Deed::TakeBack(number) => {
            if let Some(reply) = chosen(&number) {
                let _ = world.desk.reply_take_back(reply).await;
            }
        }
        Deed::Discard(number) => {
            if let Some(reply) = chosen(&number) {
                let _ = world.desk.reply_discard(reply).await;
            }
        }
        Deed::TryAgain(number) => {
            if let Some(reply) = chosen(&number) {
                let before = world.state(&reply.reply).await;
                let request = desk::api::ReplyAgain {
                    reply: reply.reply,
                    seen: None,
                };
                let again = world.desk.reply_try_again(request).await;
                if again.is_ok() && before == ReplyState::ReturnedByPerson {
                    *tried.entry(number).or_insert(0) += 1;
                }
            }
        }
        Deed::Decide(number) => {
            if let Some(reply) = chosen(&number) {
                let _ = world.desk.reply_return(reply).await;
            }
        }
        Deed::ConnectAgain => {
            let _ = world.connect_with(world.keys()).await;
        }
        Deed::Restart => return world.restart().await,
    }
    world
}

async fn check(
    world: &World,
    scenario: &Scenario,
    customers: &[String],
    replies: &[String],
    tried: &HashMap<usize, usize>,
) {
    for (lane, customer) in customers.iter().enumerate().take(LANES) {
        let told = world.told(customer);
        let numbers: Vec<usize> = told
            .iter()
            .map(|text| text.strip_prefix("reply ").unwrap().parse().unwrap())
            .collect();
        assert!(
            numbers.is_sorted(),
            "the order of pressing Send: {numbers:?}"
        );
        let draft = world.thread(customer).await.draft;
        let draft = draft.map(|draft| draft.text).unwrap_or_default();
        let mut free = true;
        for (number, reply) in replies.iter().enumerate() {
            if scenario.lanes[number] != lane {
                continue;
            }
            let held = numbers.iter().filter(|one| **one == number).count();
            let decided = tried.get(&number).copied().unwrap_or(0);
            let state = world.state(reply).await;
            assert!(held <= 1 + decided, "{number} is there {held} times");
            match state {
                ReplyState::Sent { .. } => assert!(held >= 1, "{number} is not there"),
                ReplyState::Queued => {
                    assert!(!free && held <= decided, "{number} waits for nothing")
                }
                ReplyState::Draft => {
                    assert!(held <= decided);
                    let text = format!("reply {number}");
                    assert!(
                        draft.lines().any(|line| line == text),
                        "{text} in {draft:?}"
                    );
                }
                ReplyState::Failed { .. } => {
                    assert!(held <= decided, "{number} failed and arrived")
                }
                ReplyState::InDoubt { .. }
                | ReplyState::ReturnedByPerson
                | ReplyState::Discarded => {}
                state => panic!("reply {number} is still {state:?}"),
            }
            free &= matches!(
                world.state(reply).await,
                ReplyState::Sent { .. } | ReplyState::Draft | ReplyState::Discarded
            );
        }
    }
    world.ledger_is_whole().await;
}
