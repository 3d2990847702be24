//! From the first word to the network's answer.

use super::{field, happened, list, set, show, start, try_set, version};
use desk::ErrorCode;
use desk::api::{
    ApplicationField as F, ApplicationForm, ApplicationRef, ApplicationSave, ApplicationStage,
    ApplicationStart, ApplicationView, DiaryEvent, FieldOrigin, KindName, PersonaArchive,
    PersonaDetails, PersonaEdit, WhenUsed,
};
use std::time::Duration;
use tests::simulated::{ANA, World, run};

const MINUTE: Duration = Duration::from_secs(60);

async fn start_for(world: &World) -> ApplicationView {
    let start = ApplicationStart {
        account: Some(world.account.clone()),
        from: None,
    };
    world.desk.application_start(start).await.unwrap()
}

async fn speaks_portuguese(world: &World) {
    let details = PersonaDetails {
        languages: vec!["en".to_owned(), "pt-BR".to_owned(), "pt".to_owned()],
        ..PersonaDetails::default()
    };
    let edit = PersonaEdit {
        persona: ANA.to_owned(),
        line: None,
        own_lines: None,
        picture: None,
        details: Some(details),
    };
    world.desk.persona_edit(edit).await.unwrap();
}

#[test]
fn a_new_application_holds_what_the_account_and_the_roster_know() {
    run(async {
        let world = World::ready().await;
        speaks_portuguese(&world).await;
        let begun = start_for(&world).await;
        let stands = |one| {
            let view = field(&begun, one);
            (view.value.as_str(), view.origin)
        };
        let handle = world.brand.handle.trim_start_matches('@');
        assert_eq!(stands(F::Handle), (handle, FieldOrigin::Account));
        assert_eq!(stands(F::Brand).1, FieldOrigin::Account);
        assert!(!stands(F::Brand).0.is_empty());
        assert_eq!(stands(F::Verification), ("business", FieldOrigin::Account));
        let languages = ("English\nPortuguese", FieldOrigin::Roster);
        assert_eq!(stands(F::Languages), languages);
        let speaks = format!("{ANA} (Person): spoken by everybody at our desk");
        assert_eq!(stands(F::WhoSpeaks), (&*speaks, FieldOrigin::Roster));
        assert_eq!(stands(F::Website), ("", FieldOrigin::Written));

        assert_eq!(begun.samples.len(), 1);
        assert_eq!(begun.samples[0].line, ANA);
        assert!(begun.samples[0].portrait.is_some());
        assert_eq!((begun.version, begun.newest), (1, 1));
        assert_eq!(begun.stage, ApplicationStage::Drafted);
        assert_eq!(begun.diary.len(), 1);
        assert_eq!(begun.diary[0].what, DiaryEvent::Drafted);
        assert_eq!(begun.diary[0].by, "Ana");
        assert!(begun.form.starts_with("https://"));
        assert!(!field(&begun, F::Website).gaps.is_empty());
    });
}

#[test]
fn an_application_goes_from_its_first_word_to_the_grant() {
    run(async {
        let world = World::ready().await;
        let desk = &world.desk;
        let id = start_for(&world).await.id;
        let before = list(desk).await.applications[0].gaps;
        set(desk, &id, F::Website, "https://northwind.example").await;
        let written = set(desk, &id, F::UseCare, "We answer questions about orders.").await;
        assert_eq!(field(&written, F::UseCare).origin, FieldOrigin::Written);
        assert!(list(desk).await.applications[0].gaps < before);

        let submitted = happened(&id, DiaryEvent::Submitted);
        let submitted = desk.application_diary_add(submitted).await.unwrap();
        assert_eq!(submitted.stage, ApplicationStage::Submitted);
        let handed_in = field(&submitted, F::UseCare).value.clone();

        let after = set(desk, &id, F::UseCare, "Something better.").await;
        assert_eq!((after.version, after.newest), (2, 2));
        let first = version(desk, &id, 1).await;
        assert_eq!(field(&first, F::UseCare).value, handed_in);
        assert_eq!((first.version, first.newest), (1, 2));

        let application = id.clone();
        let versions = desk.application_versions(ApplicationRef { application });
        let versions = versions.await.unwrap().versions;
        assert_eq!(versions[0].changed, [F::UseCare]);
        assert!(!versions[0].submitted && versions[1].submitted);
        assert_eq!(versions[1].changed.len(), 20);

        for (what, stage) in [
            (DiaryEvent::Asked, ApplicationStage::Asked),
            (DiaryEvent::Answered, ApplicationStage::Answered),
            (DiaryEvent::Noted, ApplicationStage::Answered),
            (DiaryEvent::Granted, ApplicationStage::Granted),
        ] {
            world.clock.advance(MINUTE);
            let view = desk.application_diary_add(happened(&id, what)).await;
            assert_eq!(view.unwrap().stage, stage);
        }

        let world = world.restart().await;
        let again = show(&world.desk, &id).await;
        assert_eq!(again.stage, ApplicationStage::Granted);
        assert_eq!(field(&again, F::UseCare).value, "Something better.");
        assert_eq!(again.diary.len(), 6);
    });
}

#[test]
fn all_of_it_works_without_an_account_and_without_a_roster() {
    run(async {
        let world = World::empty().await;
        let begun = start(&world.desk).await;
        assert_eq!(begun.account, None);
        assert!(begun.fields.iter().all(|one| one.value.is_empty()));
        let view = set(&world.desk, &begun.id, F::Brand, "Northwind").await;
        assert_eq!(field(&view, F::Brand).value, "Northwind");
        let noted = happened(&begun.id, DiaryEvent::Noted);
        let refused = world.desk.application_diary_add(noted).await;
        assert_eq!(refused.unwrap_err(), ErrorCode::NoOperator);
    });
}

#[test]
fn saves_go_into_one_version_until_a_quiet_spell() {
    run(async {
        let world = World::empty().await;
        let (desk, clock) = (&world.desk, &world.clock);
        let id = start(desk).await.id;
        for (text, wait, expected) in [
            ("N", 1, 1),
            ("No", 10, 1),
            ("Nor", 10, 1),
            ("Nort", 11, 2),
            ("North", 1, 2),
        ] {
            clock.advance(MINUTE * wait);
            let saved = set(desk, &id, F::Brand, text).await;
            assert_eq!(saved.version, expected, "{text}");
        }
        let first = version(desk, &id, 1).await;
        assert_eq!(field(&first, F::Brand).value, "Nor");
    });
}

#[test]
fn a_save_that_changes_nothing_is_none() {
    run(async {
        let world = World::empty().await;
        let id = start(&world.desk).await.id;
        let saved = set(&world.desk, &id, F::Brand, "Northwind").await;
        world.clock.advance(MINUTE * 60);
        let again = set(&world.desk, &id, F::Brand, "Northwind").await;
        assert_eq!(again, saved);
    });
}

#[test]
fn a_text_that_is_too_long_changes_nothing_at_all() {
    run(async {
        let world = World::empty().await;
        let id = start(&world.desk).await.id;
        let longest = "é".repeat(5_000);
        set(&world.desk, &id, F::UseCare, &longest).await;
        let refused = try_set(&world.desk, &id, F::UseCare, &format!("{longest}!")).await;
        let field_name = "use_care".to_owned();
        let expected = ErrorCode::ApplicationFieldTooLong { field: field_name };
        assert_eq!(refused.unwrap_err(), expected);
        let kept = show(&world.desk, &id).await;
        assert_eq!(field(&kept, F::UseCare).value, longest);
    });
}

#[test]
fn samples_stay_as_they_were_chosen_and_the_checklist_says_what_changed() {
    run(async {
        let world = World::ready().await;
        let bot = world.persona(KindName::Automated, "Nora, automated").await;
        let id = start_for(&world).await.id;
        let choose = |samples: &[&str]| ApplicationSave {
            application: id.clone(),
            changes: Vec::new(),
            samples: Some(samples.iter().map(|&one| one.to_owned()).collect()),
        };
        let both = world.desk.application_save(choose(&["Nora", ANA])).await;
        let lines = |view: &ApplicationView| {
            let lines = view.samples.iter().map(|one| one.line.clone());
            lines.collect::<Vec<_>>()
        };
        assert_eq!(lines(&both.unwrap()), ["Nora, automated", ANA]);

        let edit = PersonaEdit {
            persona: bot.id.clone(),
            line: Some("Nora 2, automated".to_owned()),
            own_lines: None,
            picture: None,
            details: None,
        };
        world.desk.persona_edit(edit).await.unwrap();
        let changed = world.desk.application_save(choose(&[&bot.id, ANA])).await;
        let changed = changed.unwrap();
        assert_eq!(lines(&changed), ["Nora, automated", ANA]);
        let why: Vec<_> = changed.samples[0].gaps.iter().map(|gap| gap.why).collect();
        assert!(
            why.contains(&desk::api::GapReason::SampleChanged),
            "{why:?}"
        );

        let archive = PersonaArchive {
            persona: bot.id.clone(),
            when_used: WhenUsed::Archive,
        };
        world.desk.persona_archive(archive).await.unwrap();
        world.desk.application_save(choose(&[ANA])).await.unwrap();
        let refused = world.desk.application_save(choose(&[&bot.id])).await;
        assert!(matches!(refused, Err(ErrorCode::PersonaArchived { .. })));
        let kept = show(&world.desk, &id).await;
        assert_eq!(lines(&kept), [ANA]);
    });
}

#[test]
fn a_new_application_from_an_old_one_takes_the_account_at_its_word() {
    run(async {
        let world = World::ready().await;
        let old = start(&world.desk).await.id;
        for (one, text) in [
            (F::Brand, "An old name"),
            (F::Handle, "old_handle"),
            (F::Website, "https://northwind.example"),
            (F::WhoSpeaks, "As it was agreed."),
        ] {
            set(&world.desk, &old, one, text).await;
        }
        let start = ApplicationStart {
            account: Some(world.account.clone()),
            from: Some("An old name".to_owned()),
        };
        let new = world.desk.application_start(start).await.unwrap();
        assert_ne!(new.id, old);
        assert_eq!(field(&new, F::Brand).origin, FieldOrigin::Account);
        assert_ne!(field(&new, F::Handle).value, "old_handle");
        for (one, text) in [
            (F::Website, "https://northwind.example"),
            (F::WhoSpeaks, "As it was agreed."),
        ] {
            let stands = field(&new, one);
            assert_eq!(
                (&*stands.value, stands.origin),
                (text, FieldOrigin::Earlier)
            );
        }
        let kept = show(&world.desk, &old).await;
        assert_eq!(field(&kept, F::Brand).value, "An old name");
    });
}

#[test]
fn the_forms_address_is_chosen_and_only_https() {
    run(async {
        let world = World::empty().await;
        let begun = start(&world.desk).await;
        let choose = |address: &str| {
            let address = address.to_owned();
            world.desk.application_form_set(ApplicationForm { address })
        };
        let form = || async { show(&world.desk, &begun.id).await.form };
        choose(" https://forms.example/brands ").await.unwrap();
        assert_eq!(form().await, "https://forms.example/brands");
        for address in [
            "http://forms.example/",
            "javascript:alert(1)",
            "forms.example",
            "https://ana:secret@forms.example/",
        ] {
            let refused = choose(address).await.unwrap_err();
            assert!(matches!(refused, ErrorCode::FormAddressRefused { .. }));
        }
        assert_eq!(form().await, "https://forms.example/brands");
        choose("").await.unwrap();
        assert_eq!(form().await, begun.form);
    });
}
