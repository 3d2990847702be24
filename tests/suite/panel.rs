//! The practice network's panel and the customer's window: what is steered
//! there happens, and what is written there arrives.

use desk::api::{
    Nothing, PracticeAccess, PracticeAccessSet, PracticeCharacter, PracticeClockMove,
    PracticeCustomerRef, PracticeFault, PracticeInvent, PracticeKept, PracticeOutageSet,
    PracticePanel, PracticeTruthOf, PracticeWriting, ReplyState, Side,
};
use desk::{Desk, ErrorCode};
use std::time::Duration;
use tests::simulated::{ANA, World, run};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// A picture that a customer takes: a PNG.
const PHOTO: &[u8] = include_bytes!("../src/simulated/ana.png");

async fn panel(world: &World) -> PracticePanel {
    world.desk.practice_show(Nothing {}).await.unwrap()
}

#[test]
fn a_customer_opens_the_conversation_and_nobody_else_can() {
    run(async {
        let world = World::ready().await;
        let opens = |customer: &str| {
            let customer = customer.to_owned();
            world.desk.practice_open(PracticeCustomerRef { customer })
        };
        opens("mayalind").await.unwrap();
        let nobody = opens("nobody_of_that_name").await.unwrap_err();
        assert!(
            matches!(nobody, ErrorCode::UnknownCustomer { .. }),
            "{nobody:?}"
        );
    });
}

fn writing(customer: &str, text: &str, picture: Option<String>) -> PracticeWriting {
    PracticeWriting {
        customer: customer.to_owned(),
        text: text.to_owned(),
        picture,
    }
}

/// The id and the handle of who has waited longest.
async fn longest(world: &World) -> (String, String) {
    let id = world.customers().await.remove(0);
    let row = world.thread(&id).await.row;
    (id, row.customer.handle.unwrap())
}

#[test]
fn what_is_written_as_a_customer_arrives_and_the_answer_shows_with_face_and_line() {
    run(async {
        let world = World::ready().await;
        let (id, handle) = longest(&world).await;
        let staged = world.desk.picture_stage(PHOTO.to_vec(), None).await;
        let picture = Some(staged.unwrap().id);
        let wrote = writing(&handle, "Look at this", picture);
        world.desk.practice_write(wrote).await.unwrap();
        world.clock.advance(Duration::from_secs(60));
        assert_eq!(world.sync().await, 1);
        world.send(&id, "I see.").await;
        world.settle().await;

        let customer = handle.clone();
        let shown = world
            .desk
            .practice_conversation(PracticeCustomerRef { customer })
            .await
            .unwrap();
        let [.., own, answer] = shown.bubbles.as_slice() else {
            panic!("two messages at least");
        };
        assert_eq!(
            (own.from, own.text.as_str()),
            (Side::Customer, "Look at this")
        );
        assert_eq!(answer.line.as_deref(), Some(ANA));
        for address in [own.photo.as_ref(), answer.picture.as_ref()] {
            let bytes = world.desk.picture(address.unwrap()).await.unwrap();
            assert!(bytes.is_some_and(|bytes| !bytes.is_empty()), "{address:?}");
        }
        let truth = PracticeTruthOf {
            customer: Some(handle),
        };
        let truth = world.desk.practice_truth(truth).await.unwrap();
        let last = truth.messages.last().unwrap();
        assert_eq!((last.from, last.line.as_deref()), (Side::Brand, Some(ANA)));
    });
}

async fn outage(world: &World, outage: Option<&str>) {
    let outage = outage.map(str::to_owned);
    let asked = PracticeOutageSet { outage };
    world.desk.practice_outage(asked).await.unwrap();
}

#[test]
fn an_outage_lasts_until_it_is_ended_and_what_waited_then_leaves() {
    run(async {
        let world = World::ready().await;
        let (id, _) = longest(&world).await;
        outage(&world, Some("rate_limited")).await;
        assert_eq!(panel(&world).await.outage.as_deref(), Some("rate_limited"));
        let reply = world.send(&id, "Hello").await;
        world.settle().await;
        let waits = |state: &ReplyState| matches!(state, ReplyState::WaitingRateLimit { .. });
        assert!(waits(&world.state(&reply).await));
        world.later(Duration::from_secs(16 * 60)).await;
        assert!(waits(&world.state(&reply).await));

        outage(&world, None).await;
        assert_eq!(panel(&world).await.outage, None);
        world.later(Duration::from_secs(16 * 60)).await;
        assert_eq!(world.told(&id), ["Hello"]);
    });
}

/// As the panel says of them, and for these nothing else would be true.
#[test]
fn where_connections_break_or_the_server_fails_a_reply_is_in_doubt() {
    run(async {
        let world = World::ready().await;
        let customers = world.customers().await;
        let kinds = ["cut_before", "server_error_before", "cut_after"];
        for (kind, id) in kinds.into_iter().zip(customers) {
            outage(&world, Some(kind)).await;
            let reply = world.send(&id, "Hello").await;
            world.settle().await;
            let state = world.state(&reply).await;
            assert!(
                matches!(state, ReplyState::InDoubt { .. }),
                "{kind}: {state:?}"
            );
        }
    });
}

#[test]
fn one_call_goes_wrong_once_and_the_panel_says_so() {
    run(async {
        let world = World::ready().await;
        let (id, _) = longest(&world).await;
        let fault = PracticeFault {
            route: "events/new".to_owned(),
            nth: 1,
            kind: "code_349".to_owned(),
        };
        world.desk.practice_fault(fault.clone()).await.unwrap();
        assert_eq!(panel(&world).await.faults, [fault]);
        let reply = world.send(&id, "Hello").await;
        world.settle().await;
        assert!(matches!(
            world.state(&reply).await,
            ReplyState::Failed { .. }
        ));
        let after = panel(&world).await;
        assert_eq!(after.faults, []);
        assert_eq!(after.fired[0].kind, "code_349");

        let nonsense = PracticeOutageSet {
            outage: Some("earthquake".to_owned()),
        };
        let refused = world.desk.practice_outage(nonsense).await.unwrap_err();
        assert!(matches!(refused, ErrorCode::PracticeTrouble { .. }));
    });
}

#[test]
fn a_closed_door_a_moved_clock_and_an_invented_customer_show() {
    run(async {
        let world = World::ready().await;
        let access = PracticeAccess::Code453;
        let closed = world
            .desk
            .practice_access(PracticeAccessSet { access })
            .await;
        closed.unwrap();
        let moved = world
            .desk
            .practice_clock(PracticeClockMove { by: DAY_MS })
            .await;
        moved.unwrap();
        let invented = PracticeInvent {
            character: PracticeCharacter::Thai,
            seed: 7,
        };
        let before = panel(&world).await;
        world.desk.practice_invent(invented).await.unwrap();
        let after = panel(&world).await;
        assert_eq!((after.access, after.ahead), (access, DAY_MS));
        assert_eq!(after.customers.len(), before.customers.len() + 1);
        let back = PracticeClockMove { by: -1 };
        world.desk.practice_clock(back).await.unwrap_err();
    });
}

#[test]
fn a_kept_state_is_there_again() {
    run(async {
        let world = World::ready().await;
        let (_, handle) = longest(&world).await;
        let name = "before the show".to_owned();
        let kept = || PracticeKept { name: name.clone() };
        world.desk.practice_keep(kept()).await.unwrap();
        let all = PracticeTruthOf { customer: None };
        let before = world.desk.practice_truth(all.clone()).await.unwrap().count;
        let wrote = writing(&handle, "One more", None);
        world.desk.practice_write(wrote).await.unwrap();
        assert_eq!(panel(&world).await.kept, std::slice::from_ref(&name));

        world.desk.practice_go_back(kept()).await.unwrap();
        let after = world.desk.practice_truth(all).await.unwrap().count;
        assert_eq!(after, before);
    });
}

#[test]
fn a_process_that_only_reads_steers_nothing() {
    run(async {
        let world = World::ready().await;
        let second = Desk::open(world.beside()).await.unwrap();
        let refused = second.practice_show(Nothing {}).await.unwrap_err();
        assert_eq!(refused, ErrorCode::OpenElsewhere);
        let wrote = writing("nobody", "Hello", None);
        let refused = second.practice_write(wrote).await.unwrap_err();
        assert_eq!(refused, ErrorCode::OpenElsewhere);
    });
}
