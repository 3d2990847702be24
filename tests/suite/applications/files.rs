//! Applications as files: what goes out, and what comes back in.

use super::{field, list, read_in, set, show, start, write_out};
use crate::secrets::found;
use desk::ErrorCode;
use desk::api::{
    ApplicationField, ApplicationSave, ApplicationStart, ApplicationView, ExportFormat, FieldChange,
};
use proptest::prelude::*;
use serde_json::Value;
use tests::simulated::{World, run};

const FORMATS: [ExportFormat; 3] = [ExportFormat::Html, ExportFormat::Md, ExportFormat::Json];

/// Every field, in the order of the form.
fn every_field() -> Vec<ApplicationField> {
    let names = [
        "brand",
        "handle",
        "verification",
        "website",
        "privacy_policy",
        "contact_name",
        "contact_role",
        "contact_email",
        "contact_phone",
        "markets",
        "languages",
        "use_care",
        "use_handoff",
        "use_takeover",
        "use_other",
        "volume",
        "disclosure",
        "who_speaks",
        "app_id",
        "account_manager",
    ];
    let read = |name: &str| serde_json::from_value(name.into()).unwrap();
    names.into_iter().map(read).collect()
}

/// What somebody may type or paste: any characters, and those that files trip over.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        any::<String>(),
        "[\\x00-\\x1f\\x7f-\\x9f\"'\\\\<>&`|#*_{}\\[\\]]{1,30}",
        "[אבגدهو\u{202e}\u{2066}\u{200f} a-c]{1,30}",
        "[👩‍🚒🇵🇹🤖é\u{301}\u{feff}\u{2028}]{1,12}",
        "(\r\n|\n|\r|\t| |x){1,20}",
        Just("é".repeat(5_000)),
    ]
}

/// What stands in an application, without when and where.
fn said(view: &ApplicationView) -> Vec<(ApplicationField, String, desk::api::FieldOrigin)> {
    let said = view
        .fields
        .iter()
        .map(|one| (one.field, one.value.clone(), one.origin));
    said.collect()
}

/// The file without its version and its time.
fn content(json: &str) -> Value {
    let mut file: Value = serde_json::from_str(json).unwrap();
    let fields = file.as_object_mut().unwrap();
    fields.remove("version");
    fields.remove("saved_at");
    file
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_was_typed_goes_out_as_json_and_comes_back_the_same(texts in prop::collection::vec(text(), 20)) {
        run(async {
            let world = World::empty().await;
            let id = start(&world.desk).await.id;
            let changes = every_field().into_iter().zip(&texts);
            let save = ApplicationSave {
                application: id.clone(),
                changes: changes
                    .map(|(field, value)| FieldChange { field, value: value.clone() })
                    .collect(),
                samples: None,
            };
            let written = world.desk.application_save(save).await.unwrap();
            let stands: Vec<_> = written.fields.iter().map(|one| &one.value).collect();
            assert_eq!(stands, texts.iter().collect::<Vec<_>>());

            let json = write_out(&world.desk, &id, ExportFormat::Json).await;
            let read = read_in(&world.desk, &json).await.unwrap();
            assert_ne!(&read.id, &id);
            assert_eq!(said(&read), said(&written));
            let again = write_out(&world.desk, &read.id, ExportFormat::Json).await;
            assert_eq!(content(&again), content(&json));
        });
    }
}

#[test]
fn an_application_of_another_desk_is_read_with_its_samples_and_without_their_portraits() {
    run(async {
        let (here, there) = (World::ready().await, World::empty().await);
        let account = Some(here.account.clone());
        let start = ApplicationStart {
            account,
            from: None,
        };
        let begun = here.desk.application_start(start).await.unwrap();
        assert!(begun.samples[0].portrait.is_some());
        let json = write_out(&here.desk, &begun.id, ExportFormat::Json).await;

        let read = read_in(&there.desk, &json).await.unwrap();
        assert_eq!(said(&read), said(&begun));
        assert_eq!(read.samples.len(), 1);
        assert_eq!(read.samples[0].line, begun.samples[0].line);
        assert_eq!(read.samples[0].portrait, None);

        let back = read_in(&here.desk, &json).await.unwrap();
        assert_eq!(back.samples, begun.samples, "at home the portrait is there");
    });
}

#[test]
fn what_is_no_application_is_refused_with_a_reason_and_changes_nothing() {
    run(async {
        let world = World::empty().await;
        let id = start(&world.desk).await.id;
        set(&world.desk, &id, ApplicationField::Brand, "Northwind").await;
        let json = write_out(&world.desk, &id, ExportFormat::Json).await;
        let before = list(&world.desk).await;
        let half: String = json.chars().take(json.len() / 2).collect();
        let longer = json.replace("Northwind", &"x".repeat(5_001));
        for text in ["", "[]", "{}", "null", "\u{0}", &half, &longer] {
            let refused = read_in(&world.desk, text).await.unwrap_err();
            match refused {
                ErrorCode::ApplicationUnreadable { detail } => assert!(detail.contains(' ')),
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(list(&world.desk).await, before);
    });
}

#[test]
fn what_goes_out_holds_the_texts_and_the_portraits_and_no_secret() {
    run(async {
        let world = World::ready().await;
        let start = ApplicationStart {
            account: Some(world.account.clone()),
            from: None,
        };
        let id = world.desk.application_start(start).await.unwrap().id;
        let policy = "https://northwind.example/privacy";
        set(&world.desk, &id, ApplicationField::PrivacyPolicy, policy).await;
        let keys = world.keys();
        let secrets = [
            keys.consumer_key,
            keys.consumer_secret,
            keys.token,
            keys.token_secret,
        ];
        for format in FORMATS {
            let text = write_out(&world.desk, &id, format).await;
            let unescaped = text.replace('\\', "");
            assert!(unescaped.contains("northwind.example"), "{format:?}");
            let leaked = found(&secrets, text.as_bytes());
            assert!(leaked.is_empty(), "{format:?} holds {leaked:?}");
            if format == ExportFormat::Html {
                assert!(text.contains("src=\"data:image/jpeg;base64,"));
                assert!(!text.contains("<script") && !text.contains("http:"));
            }
        }
    });
}

#[test]
fn what_was_written_out_stays_to_be_seen() {
    run(async {
        let world = World::empty().await;
        let id = start(&world.desk).await.id;
        set(&world.desk, &id, ApplicationField::Brand, "Northwind").await;
        write_out(&world.desk, &id, ExportFormat::Html).await;
        let after = set(&world.desk, &id, ApplicationField::Brand, "Northwind 2").await;
        assert_eq!(after.version, 2);
        let shown = super::version(&world.desk, &id, 1).await;
        assert_eq!(field(&shown, ApplicationField::Brand).value, "Northwind");
        assert_eq!(show(&world.desk, &id).await.newest, 2);
    });
}
