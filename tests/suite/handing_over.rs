//! Two processes on one folder: what the second would write, the owner does.

use desk::api::{
    DeliveryChoices, DraftSave, InboxSync, KindName, LeaveWhen, OperatorAdd, PersonaAdd,
    PersonaDetails, PersonaPublish, ReplySend, ReplyState, ReplyView,
};
use desk::{Author, Desk, ErrorCode, Seat, Wish};
use std::time::Duration;
use tests::simulated::{ANA, Trouble, UNHURRIED, World, run};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// An owner that answers others.
pub struct Attending {
    stop: CancellationToken,
    work: JoinHandle<()>,
}

impl Attending {
    /// Its door is open when this returns: nobody moves the clock by which
    /// somebody who found none would come again.
    pub async fn begin(desk: &Desk) -> Self {
        let (stop, desk) = (CancellationToken::new(), desk.clone());
        let until = stop.clone();
        let work = tokio::spawn(async move { desk.answer_others(until).await });
        // The scenario's only thread does now what it was given: opening a door
        // waits for nothing.
        tokio::task::yield_now().await;
        Self { stop, work }
    }

    /// Nobody new is let in.
    pub fn stop(&self) {
        self.stop.cancel();
    }

    /// Stops when its visitors have gone.
    pub async fn end(self) {
        self.stop();
        self.work.await.unwrap();
    }

    /// Stops although a visitor stays, who is silent.
    async fn end_beside_a_visitor(self, world: &World) {
        self.stop();
        while !self.work.is_finished() {
            world.clock.advance(Duration::from_millis(10));
            tokio::task::yield_now().await;
        }
        self.work.await.unwrap();
    }
}

pub async fn seat(world: &World) -> Seat {
    Seat::open(world.opening(), Wish::Work).await.unwrap()
}

pub fn text(world: &World, customer: &str, text: &str) -> ReplySend {
    ReplySend {
        look: None,
        account: world.account.clone(),
        customer: customer.to_owned(),
        persona: ANA.to_owned(),
        text: text.to_owned(),
        picture: None,
        seen: None,
        leave: LeaveWhen::AtOnce,
    }
}

async fn send_and_wait(seat: &Seat, request: ReplySend) -> ReplyView {
    let author = Author::Named("Ben".to_owned());
    let released = seat.send_as(request, author).await.unwrap();
    let reply = || desk::api::ReplyRef {
        reply: released.id.clone(),
    };
    seat.settle(reply()).await.unwrap();
    seat.reply(reply()).await.unwrap()
}

#[test]
fn what_a_second_process_would_write_is_done_by_the_owner() {
    run(async {
        let world = World::ready().await;
        let customer = world.customers().await.remove(0);
        let owner = Attending::begin(&world.desk).await;
        let second = seat(&world).await;

        let name = "Cleo".to_owned();
        second.operator_add(OperatorAdd { name }).await.unwrap();
        let photo = include_bytes!("../src/simulated/ana.png").to_vec();
        let picture = second.picture_stage(photo, None).await.unwrap().id;
        let made = PersonaAdd {
            own_lines: Vec::new(),
            details: PersonaDetails::default(),
            kind: KindName::Human,
            line: "Ben Ito, Support".to_owned(),
            picture,
        };
        let persona = second.persona_add(made).await.unwrap().id;
        let account = world.account.clone();
        let publish = PersonaPublish { persona, account };
        second.persona_publish(publish).await.unwrap();
        second.inbox_sync(InboxSync::default()).await.unwrap();
        let draft = DraftSave {
            account: world.account.clone(),
            customer: customer.clone(),
            text: "half a thought".to_owned(),
            picture: None,
            persona: None,
            upon: None,
        };
        second.draft_save(draft).await.unwrap();
        let sent = send_and_wait(&second, text(&world, &customer, "from beside")).await;
        assert!(matches!(sent.state, ReplyState::Sent { .. }), "{sent:?}");
        assert_eq!(sent.author.as_deref(), Some("Ben"));

        assert!(world.desk.is_owner());
        assert_eq!(world.told(&customer), ["from beside"]);
        world.ledger_is_whole().await;
        second.leave().await;
        owner.end().await;
    });
}

#[test]
fn what_the_owner_refuses_is_refused_beside_it_with_the_same_code() {
    run(async {
        let world = World::ready().await;
        let customer = world.customers().await.remove(0);
        let _owner = Attending::begin(&world.desk).await;
        let second = seat(&world).await;
        let empty = second.reply_send(text(&world, &customer, " ")).await;
        assert_eq!(empty.unwrap_err(), ErrorCode::TextEmpty);
        let automation = text(&world, &customer, "beep");
        let forbidden = second.send_as(automation, Author::Automation).await;
        let rule = ErrorCode::AutomationSpeaksAsAutomated;
        assert_eq!(forbidden.unwrap_err(), rule);
        assert_eq!(world.told(&customer), [""; 0]);
    });
}

#[test]
fn twenty_seats_at_once_send_twenty_replies_once_each() {
    run(async {
        let world = World::ready().await;
        let customers = world.customers().await;
        let _owner = Attending::begin(&world.desk).await;
        let mut seats = tokio::task::JoinSet::new();
        for number in 0..20 {
            let customer = &customers[number % customers.len()];
            let request = text(&world, customer, &format!("reply {number}"));
            let opening = world.opening();
            seats.spawn(async move {
                let seat = Seat::open(opening, Wish::Work).await.unwrap();
                seat.reply_send(request).await.unwrap();
            });
        }
        seats.join_all().await;
        for _ in 0..20 {
            world.later(Duration::from_secs(4)).await;
        }
        let mut told: Vec<String> = world.truth().into_iter().map(|told| told.text).collect();
        told.sort();
        let mut wanted: Vec<String> = (0..20).map(|number| format!("reply {number}")).collect();
        wanted.sort();
        assert_eq!(told, wanted);
    });
}

#[cfg(unix)]
#[test]
fn beside_a_desk_that_runs_its_outbox_a_seat_waits_until_its_reply_has_left() {
    run(async {
        let world = World::ready().await;
        let customer = world.customers().await.remove(0);
        let stop = CancellationToken::new();
        let running = world.desk.run(stop.clone());
        let sending = async {
            while !world.data().join("owner.sock").exists() {
                tokio::task::yield_now().await;
            }
            let second = seat(&world).await;
            let request = text(&world, &customer, "while the window is open");
            send_and_wait(&second, request).await
        };
        let sent = tokio::select! {
            () = running => panic!("nothing stops it"),
            sent = sending => sent,
        };
        assert!(matches!(sent.state, ReplyState::Sent { .. }), "{sent:?}");
        assert_eq!(world.told(&customer), ["while the window is open"]);
    });
}

#[test]
fn a_reply_that_leaves_later_keeps_nobody_waiting() {
    run(async {
        let world = World::ready().await;
        let customer = world.customers().await.remove(0);
        let _owner = Attending::begin(&world.desk).await;
        let second = seat(&world).await;
        world.road.trouble_messages(Trouble::Offline);
        let first = send_and_wait(&second, text(&world, &customer, "one")).await;
        let offline = |state: &ReplyState| matches!(state, ReplyState::WaitingOffline { .. });
        assert!(offline(&first.state), "{first:?}");
        let behind = send_and_wait(&second, text(&world, &customer, "two")).await;
        assert_eq!(behind.state, ReplyState::Queued);
        assert_eq!(world.told(&customer), [""; 0]);
    });
}

#[test]
fn two_replies_in_a_row_both_leave_at_the_pace_of_their_account() {
    run(async {
        let world = World::ready().await;
        let pace_seconds = 3;
        let choices = DeliveryChoices {
            pace_seconds,
            ..UNHURRIED
        };
        world.deliver(choices).await;
        let customer = world.customers().await.remove(0);
        let _owner = Attending::begin(&world.desk).await;
        let second = seat(&world).await;
        let request = text(&world, &customer, "one");
        let first = send_and_wait(&second, request).await;
        let request = text(&world, &customer, "two");
        let behind = tokio::spawn(async move { send_and_wait(&second, request).await });
        while !behind.is_finished() {
            // Reading takes its turn behind whatever is at work.
            world.thread(&customer).await;
            world.clock.advance(Duration::from_millis(50));
        }
        let at = |reply: ReplyView| match reply.state {
            ReplyState::Sent { at } => at,
            other => panic!("{other:?}"),
        };
        assert!(at(behind.await.unwrap()) >= at(first) + 3_000);
        assert_eq!(world.told(&customer), ["one", "two"]);
    });
}

#[test]
fn a_seat_whose_owner_has_gone_takes_the_folder_and_goes_on() {
    run(async {
        let world = World::ready().await;
        let customer = world.customers().await.remove(0);
        let owner = Attending::begin(&world.desk).await;
        let second = seat(&world).await;
        let before = second.inbox_sync(InboxSync::default()).await;
        before.unwrap();
        owner.end_beside_a_visitor(&world).await;
        let request = text(&world, &customer, "now from here");
        drop(world.desk);

        let sent = send_and_wait(&second, request).await;
        assert!(matches!(sent.state, ReplyState::Sent { .. }), "{sent:?}");
        second.leave().await;
    });
}

#[test]
fn who_comes_when_the_owner_is_about_to_go_is_served_by_the_next_one() {
    run(async {
        let world = World::ready().await;
        let customer = world.customers().await.remove(0);
        let request = text(&world, &customer, "patiently");
        let opening = world.opening();
        // It is the owner, and answers nobody.
        let coming = tokio::spawn(async move {
            let seat = Seat::open(opening, Wish::Work).await.unwrap();
            seat.reply_send(request).await
        });
        world.clock.advance(Duration::from_secs(1));
        tokio::task::yield_now().await;
        assert!(!coming.is_finished());
        drop(world.desk);
        while !coming.is_finished() {
            world.clock.advance(Duration::from_millis(250));
            tokio::task::yield_now().await;
        }
        coming.await.unwrap().unwrap();
    });
}

#[test]
fn where_the_owner_answers_nobody_it_is_refused_after_a_while() {
    run(async {
        let world = World::ready().await;
        let opening = world.opening();
        let coming = tokio::spawn(Seat::open(opening, Wish::Work));
        while !coming.is_finished() {
            world.clock.advance(Duration::from_millis(250));
            tokio::task::yield_now().await;
        }
        let refused = coming.await.unwrap().map(|_| ());
        assert_eq!(refused.unwrap_err(), ErrorCode::OpenElsewhere);
    });
}
