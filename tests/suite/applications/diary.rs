//! What people write down about an application.

use super::{happened, start};
use desk::api::{DiaryAdd, DiaryEvent, ReminderDone};
use desk::{Author, ErrorCode};
use tests::simulated::{World, run};

#[test]
fn the_diary_holds_what_was_written_by_whom_in_the_order_it_happened() {
    run(async {
        let world = World::empty().await;
        world.seat("Ana").await;
        let id = start(&world.desk).await.id;
        let now = world.clock.shows();
        let submitted = DiaryAdd {
            place: "the form".to_owned(),
            case_number: "123".to_owned(),
            note: "Sent “as it is”.\n🤞".to_owned(),
            remind_at: Some(now + 1_000),
            ..happened(&id, DiaryEvent::Submitted)
        };
        world.desk.application_diary_add(submitted).await.unwrap();
        let yesterday = DiaryAdd {
            at: Some(now - 86_400_000),
            ..happened(&id, DiaryEvent::Noted)
        };
        let ben = Author::Named("Ben".to_owned());
        let view = world.desk.application_diary_add_as(yesterday, ben).await;
        let diary = view.unwrap().diary;
        let told: Vec<_> = diary.iter().map(|one| (one.what, &*one.by)).collect();
        assert_eq!(
            told,
            [
                (DiaryEvent::Noted, "Ben"),
                (DiaryEvent::Drafted, "Ana"),
                (DiaryEvent::Submitted, "Ana"),
            ]
        );
        assert_eq!(diary[2].place, "the form");
        assert_eq!(diary[2].case_number, "123");
        assert_eq!(diary[2].note, "Sent “as it is”.\n🤞");
        assert_eq!(diary[2].version, 1);

        let list = super::list(&world.desk).await;
        assert_eq!(list.applications[0].remind_at, Some(now + 1_000));
        let done = |entry: &str| ReminderDone {
            application: id.clone(),
            entry: entry.to_owned(),
        };
        let entry = diary[2].id.clone();
        let ticked = world.desk.application_reminder_done(done(&entry)).await;
        assert!(ticked.unwrap().diary[2].reminder_done);
        let list = super::list(&world.desk).await;
        assert_eq!(list.applications[0].remind_at, None);
        for other in [diary[0].id.as_str(), "", "no key"] {
            let refused = world.desk.application_reminder_done(done(other)).await;
            assert_eq!(refused.unwrap_err(), ErrorCode::UnknownReminder, "{other}");
        }
    });
}

#[test]
fn what_does_not_fit_into_the_diary_is_refused_by_name() {
    run(async {
        let world = World::empty().await;
        world.seat("Ana").await;
        let id = start(&world.desk).await.id;
        let noted = || happened(&id, DiaryEvent::Noted);
        let long = |most: usize| "x".repeat(most + 1);
        for (add, field) in [
            (
                DiaryAdd {
                    place: long(500),
                    ..noted()
                },
                "place",
            ),
            (
                DiaryAdd {
                    case_number: long(100),
                    ..noted()
                },
                "case_number",
            ),
            (
                DiaryAdd {
                    note: long(5_000),
                    ..noted()
                },
                "note",
            ),
        ] {
            let refused = world.desk.application_diary_add(add).await.unwrap_err();
            let field = field.to_owned();
            assert_eq!(refused, ErrorCode::ApplicationFieldTooLong { field });
        }
        let drafted = happened(&id, DiaryEvent::Drafted);
        let refused = world.desk.application_diary_add(drafted).await;
        assert_eq!(refused.unwrap_err(), ErrorCode::DiaryEventRefused);
        assert_eq!(super::show(&world.desk, &id).await.diary.len(), 1);
    });
}
