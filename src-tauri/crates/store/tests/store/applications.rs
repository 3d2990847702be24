//! Applications, written and read back: every version as it was, the diary in
//! the order of what happened, and each reminder told once.

use crate::made::{ACCOUNT, DESK, LOOK, Made, PERSONA, at, dressed};
use domain::application::{Content, DiaryEvent, Field, FieldOrigin, Sample};
use domain::{ApplicationId, DiaryEntryId, Kind, Line, PersonaId};
use store::{Application, DiaryEntry, StoreError};
use uuid::Uuid;

const APPLICATION: ApplicationId = ApplicationId(Uuid::from_u128(20));

fn begun() -> Application {
    Application {
        id: APPLICATION,
        account: Some(ACCOUNT),
        created_at: at(100),
    }
}

fn sample() -> Sample {
    let (persona, look) = dressed();
    Sample {
        persona: PERSONA,
        look: Some(LOOK),
        kind: persona.kind,
        line: look.line,
    }
}

fn content(use_care: &str) -> Content {
    let mut content = Content::default();
    content
        .put(Field::Brand, "Northwind", FieldOrigin::Account)
        .unwrap();
    content
        .put(Field::UseCare, use_care, FieldOrigin::Written)
        .unwrap();
    content.choose([sample()]).unwrap();
    content
}

fn entry(number: u128, happened: i64) -> DiaryEntry {
    DiaryEntry {
        id: DiaryEntryId(Uuid::from_u128(number)),
        application: APPLICATION,
        version: 1,
        event: DiaryEvent::Asked,
        at: at(happened),
        author: "Ana".to_owned(),
        place: "mail".to_owned(),
        case_number: "123".to_owned(),
        note: "Which \"bots\"?\n🤖".to_owned(),
        remind_at: None,
        reminded_at: None,
        done_at: None,
    }
}

fn made() -> Made {
    let made = Made::full();
    made.write(|store| {
        store.add_application(&begun(), DESK)?;
        store.keep_application(APPLICATION, 1, &content("We answer."), at(100))
    });
    made
}

#[test]
fn an_application_and_what_stands_in_it_are_kept() {
    let made = made();
    made.read(|store| {
        assert_eq!(store.applications()?, [begun()]);
        assert_eq!(store.application(APPLICATION)?, Some(begun()));
        let kept = store.application_content(APPLICATION, 1)?;
        assert_eq!(kept, content("We answer."));
        assert_eq!(
            store.application_content(APPLICATION, 2)?,
            Content::default()
        );
        Ok(())
    });
}

#[test]
fn a_version_is_written_over_and_the_one_before_stays() {
    let made = made();
    made.write(|store| {
        store.keep_application(APPLICATION, 1, &content("We answer all."), at(101))?;
        store.give_application(APPLICATION, 1, at(102))?;
        store.give_application(APPLICATION, 1, at(103))?;
        store.keep_application(APPLICATION, 2, &Content::default(), at(104))
    });
    made.read(|store| {
        let first = store.application_content(APPLICATION, 1)?;
        assert_eq!(first, content("We answer all."));
        assert_eq!(
            store.application_content(APPLICATION, 2)?,
            Content::default()
        );
        let versions = store.application_versions(APPLICATION)?;
        let times: Vec<_> = versions
            .iter()
            .map(|one| (one.version, one.saved_at, one.given_at))
            .collect();
        assert_eq!(times, [(1, at(101), Some(at(102))), (2, at(104), None)]);
        let newest = store.newest_application_version(APPLICATION)?;
        assert_eq!(newest.as_ref(), versions.last());
        Ok(())
    });
}

#[test]
fn a_sample_of_another_desk_is_kept_without_its_look() {
    let made = made();
    let stranger = Sample {
        persona: PersonaId(Uuid::from_u128(99)),
        look: None,
        kind: Kind::Guest,
        line: Line::accepted("Mika, guest".to_owned()),
    };
    let mut with = content("We answer.");
    with.choose([stranger, sample()]).unwrap();
    made.write(|store| store.keep_application(APPLICATION, 1, &with, at(105)));
    made.read(|store| {
        assert_eq!(store.application_content(APPLICATION, 1)?, with);
        Ok(())
    });
}

#[test]
fn the_diary_is_in_the_order_of_what_happened() {
    let made = made();
    let (late, early) = (entry(31, 900), entry(32, 800));
    made.write(|store| {
        store.add_diary_entry(&late, DESK)?;
        store.add_diary_entry(&early, DESK)
    });
    made.read(|store| {
        assert_eq!(store.application_diary(APPLICATION)?, [early, late]);
        Ok(())
    });
}

#[test]
fn a_reminder_is_to_be_told_until_it_was_told_or_ticked_off() {
    let made = made();
    let mut entries = [entry(31, 1), entry(32, 2), entry(33, 3), entry(34, 4)];
    for (entry, remind_at) in entries.iter_mut().zip([50, 40, 60]) {
        entry.remind_at = Some(at(remind_at));
    }
    made.write(|store| {
        for entry in &entries {
            store.add_diary_entry(entry, DESK)?;
        }
        Ok(())
    });
    let due = |now| {
        made.read(|store| {
            let due = store.reminders_to_tell(at(now))?;
            Ok(due.into_iter().map(|one| one.id).collect::<Vec<_>>())
        })
    };
    let next = || made.read(|store| store.next_reminder());
    assert_eq!((due(39), next()), (vec![], Some(at(40))));
    assert_eq!(due(55), [entries[1].id, entries[0].id]);

    made.write(|store| store.reminded(entries[1].id, at(55)));
    assert_eq!((due(55), next()), (vec![entries[0].id], Some(at(50))));
    made.write(|store| store.reminder_done(entries[0].id, at(56)));
    made.write(|store| store.reminder_done(entries[0].id, at(57)));
    assert_eq!((due(59), next()), (vec![], Some(at(60))));
    let diary = made.read(|store| store.application_diary(APPLICATION));
    assert_eq!(diary[0].done_at, Some(at(56)));
    assert_eq!(diary[1].reminded_at, Some(at(55)));
}

#[test]
fn an_application_that_cannot_be_kept_whole_is_not_kept() {
    let made = made();
    let refused = made.store.write(|store| {
        store.keep_application(APPLICATION, 1, &content("We do not."), at(106))?;
        let mut with = content("We do not.");
        let nobodys = Sample {
            look: Some(domain::LookId(Uuid::from_u128(77))),
            ..sample()
        };
        with.choose([nobodys]).unwrap();
        store.keep_application(APPLICATION, 2, &with, at(106))
    });
    assert!(matches!(refused, Err(StoreError::Sqlite(_))), "{refused:?}");
    made.read(|store| {
        let kept = store.application_content(APPLICATION, 1)?;
        assert_eq!(kept, content("We answer."));
        assert_eq!(store.application_versions(APPLICATION)?.len(), 1);
        Ok(())
    });
}
