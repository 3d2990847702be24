//! Reminders that notify: once each, also over a restart.

use super::{happened, set, start};
use desk::api::{ApplicationField, DiaryAdd, DiaryEvent, Notify, ReminderDone, Settings};
use desk::{Focus, Notice, Surroundings};
use std::time::Duration;
use tests::simulated::{World, run};
use tokio::sync::watch;

const HOUR: Duration = Duration::from_secs(3_600);

/// What surrounds a window, and what it was told.
struct Around(watch::Sender<Vec<Notice>>);

impl Surroundings for Around {
    fn focus(&self) -> Focus {
        Focus::Here
    }

    fn unread(&self, _: u32) {}

    fn tell(&self, notice: Notice) {
        self.0.send_modify(|told| told.push(notice));
    }
}

/// Watches while a scenario goes on; what was told.
async fn watched(world: &World, scenario: impl AsyncFnOnce(&Around)) -> Vec<Notice> {
    let around = Around(watch::Sender::default());
    tokio::select! {
        () = world.desk.watch(&around) => panic!("the owner watches for ever"),
        () = scenario(&around) => {}
    }
    around.0.borrow().clone()
}

async fn until_told(around: &Around, count: usize) {
    let mut told = around.0.subscribe();
    told.wait_for(|told| told.len() >= count).await.unwrap();
}

/// Long enough for everything that is ready to run.
async fn a_while(world: &World) {
    for _ in 0..20 {
        super::list(&world.desk).await;
        tokio::task::yield_now().await;
    }
}

async fn remind(world: &World, application: &str, case_number: &str, after: Duration) {
    let add = DiaryAdd {
        case_number: case_number.to_owned(),
        remind_at: Some(world.clock.shows() + after.as_millis() as i64),
        ..happened(application, DiaryEvent::Submitted)
    };
    world.desk.application_diary_add(add).await.unwrap();
}

async fn begun() -> (World, String) {
    let world = World::empty().await;
    world.seat("Ana").await;
    let id = start(&world.desk).await.id;
    set(&world.desk, &id, ApplicationField::Brand, "Northwind").await;
    (world, id)
}

#[test]
fn a_reminder_is_told_when_it_is_due_and_once() {
    run(async {
        let (world, id) = begun().await;
        let told = watched(&world, async |around| {
            remind(&world, &id, "123", HOUR).await;
            a_while(&world).await;
            assert_eq!(*around.0.borrow(), []);
            world.clock.advance(HOUR);
            until_told(around, 1).await;
            world.clock.advance(HOUR);
            a_while(&world).await;
        })
        .await;
        assert_eq!(told.len(), 1, "{told:?}");
        assert_eq!(told[0].title, "Ask X about case 123: Northwind");

        let world = world.restart().await;
        let told = watched(&world, async |_| {
            a_while(&world).await;
            world.clock.advance(HOUR);
            a_while(&world).await;
        });
        assert_eq!(told.await, []);
        let due = super::list(&world.desk).await.applications[0].remind_at;
        assert!(due.is_some(), "it stays in the list until it is ticked off");
    });
}

#[test]
fn a_reminder_that_came_due_while_byline_was_closed_is_told_at_its_start() {
    run(async {
        let (world, id) = begun().await;
        remind(&world, &id, "7", HOUR).await;
        remind(&world, &id, "8", HOUR * 2).await;
        let world = world.restart().await;
        world.clock.advance(HOUR * 24);
        let told = watched(&world, async |around| until_told(around, 1).await).await;
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].title, "2 reminders are due");
    });
}

#[test]
fn what_was_ticked_off_is_not_told() {
    run(async {
        let (world, id) = begun().await;
        remind(&world, &id, "7", HOUR).await;
        let entry = super::show(&world.desk, &id).await.diary;
        let done = ReminderDone {
            application: id.clone(),
            entry: entry[1].id.clone(),
        };
        world.desk.application_reminder_done(done).await.unwrap();
        let told = watched(&world, async |_| {
            world.clock.advance(HOUR * 2);
            a_while(&world).await;
        });
        assert_eq!(told.await, []);
    });
}

#[test]
fn who_wants_no_notifications_is_told_when_they_want_them_again() {
    run(async {
        let (world, id) = begun().await;
        let choose = async |notify| {
            let settings = Settings {
                notify,
                ..Settings::default()
            };
            world.desk.settings_set(settings).await.unwrap();
        };
        choose(Notify::Off).await;
        remind(&world, &id, "7", HOUR).await;
        let told = watched(&world, async |around| {
            world.clock.advance(HOUR * 2);
            a_while(&world).await;
            assert_eq!(*around.0.borrow(), []);
            choose(Notify::WithoutText).await;
            world.clock.advance(HOUR);
            until_told(around, 1).await;
        });
        assert_eq!(told.await.len(), 1);
    });
}
