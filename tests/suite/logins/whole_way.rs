//! From an account that may not use personas to the first reply that leaves as
//! one: signed in, asked, applied, granted, sent.

use super::scene::Scene;
use crate::served::{PHOTO, run_for_real};
use desk::api::{
    AccountRef, ApplicationExport, ApplicationField as F, ApplicationSave, ApplicationStage,
    ApplicationStart, ApplicationView, ConversationsOf, CustomersSee, DiaryAdd, DiaryEvent,
    ExportFormat, FieldChange, InboxSync, KindName, LeaveWhen, NextStep, OperatorAdd, PersonaAdd,
    PersonaDetails, PersonaPublish, ProbeQuestion, ProbeVerdict, ProbeView, ReplyRef, ReplySend,
    ReplyState,
};
use desk::{Author, ErrorCode};
use practice::{Closed, PersonaAccess};
use tests::simulated::ANA;

const CASE: &str = "X-20417";

/// What nobody but the brand knows.
const WRITTEN: [(F, &str); 11] = [
    (F::Website, "https://www.northwind.example/"),
    (F::PrivacyPolicy, "https://www.northwind.example/privacy"),
    (F::ContactName, "Priya Nair"),
    (F::ContactRole, "Head of Social Care"),
    (F::ContactEmail, "priya.nair@northwind.example"),
    (F::ContactPhone, "+44 20 7946 0018"),
    (F::Markets, "United Kingdom\nIreland"),
    (
        F::UseCare,
        "Each of our agents answers under their own first name, photo and title, so that customers know whom they are writing with.",
    ),
    (F::Volume, "About 1,500 conversations a month"),
    (
        F::Disclosure,
        "We use no automation. Should that change, the bot's line will say that it is one.",
    ),
    (F::AppId, "27843115"),
];

async fn persona(scene: &Scene) -> String {
    let name = "Ana".to_owned();
    scene.desk.operator_add(OperatorAdd { name }).await.unwrap();
    let picture = scene.desk.picture_stage(PHOTO.to_vec(), None).await;
    let details = PersonaDetails {
        languages: vec!["en".to_owned()],
        consent: "Ana agreed on 3 November 2026.".to_owned(),
        ..PersonaDetails::default()
    };
    let add = PersonaAdd {
        own_lines: Vec::new(),
        details,
        kind: KindName::Human,
        line: ANA.to_owned(),
        picture: picture.unwrap().id,
    };
    scene.desk.persona_add(add).await.unwrap().id
}

async fn publish(scene: &Scene, persona: &str, account: &str) -> Result<(), ErrorCode> {
    let publish = PersonaPublish {
        persona: persona.to_owned(),
        account: account.to_owned(),
    };
    scene.desk.persona_publish(publish).await.map(|_| ())
}

/// Begun, filled in, written out and handed in.
async fn apply(scene: &Scene, account: &str) -> ApplicationView {
    let start = ApplicationStart {
        account: Some(account.to_owned()),
        from: None,
    };
    let begun = scene.desk.application_start(start).await.unwrap();
    let changes = WRITTEN.map(|(field, value)| FieldChange {
        field,
        value: value.to_owned(),
    });
    let save = ApplicationSave {
        application: begun.id.clone(),
        changes: changes.to_vec(),
        samples: None,
    };
    let filled = scene.desk.application_save(save).await.unwrap();
    let gaps = filled.fields.iter().flat_map(|field| &field.gaps);
    let gaps: Vec<_> = gaps.chain(&filled.sample_gaps).collect();
    assert_eq!(gaps, Vec::<&desk::api::Gap>::new());
    for format in [ExportFormat::Html, ExportFormat::Md, ExportFormat::Json] {
        let export = ApplicationExport {
            application: begun.id.clone(),
            version: None,
            format,
        };
        let text = scene.desk.application_export(export).await.unwrap().text;
        assert!(text.contains("Priya Nair") && text.contains(ANA), "{text}");
    }
    let submitted = DiaryAdd {
        application: begun.id,
        what: DiaryEvent::Submitted,
        at: None,
        place: "X's form".to_owned(),
        case_number: CASE.to_owned(),
        note: String::new(),
        remind_at: None,
    };
    scene.desk.application_diary_add(submitted).await.unwrap()
}

async fn probe(scene: &Scene, account: &str) -> ProbeView {
    let account = account.to_owned();
    let asked = scene.desk.account_probe(AccountRef { account });
    asked.await.unwrap()
}

fn personas(view: &ProbeView) -> ProbeVerdict {
    let mut findings = view.findings.iter();
    let found = findings.find(|one| one.question == ProbeQuestion::Personas);
    found.unwrap().verdict
}

#[test]
fn a_brand_comes_from_an_account_without_access_to_its_first_reply_as_a_persona() {
    run_for_real(async {
        let scene = Scene::new().await;
        let practice = &scene.network.practice;
        practice.set_access(PersonaAccess::Closed(Closed::Code220));

        let account = scene.sign_in(scene.network.app(), "northwind").await.id;
        let view = probe(&scene, &account).await;
        assert_eq!(personas(&view), ProbeVerdict::NotOnList);
        assert_eq!(view.customers_see, CustomersSee::NothingYet);
        assert_eq!(view.next, [NextStep::ApplyForPersonas]);

        let ana = persona(&scene).await;
        let refused = publish(&scene, &ana, &account).await;
        assert!(matches!(refused, Err(ErrorCode::NoAccess { .. })));
        let handed_in = apply(&scene, &account).await;
        assert_eq!(handed_in.stage, ApplicationStage::Submitted);
        assert_eq!(handed_in.diary.last().unwrap().case_number, CASE);

        practice.set_access(PersonaAccess::Open);
        let view = probe(&scene, &account).await;
        assert_eq!(personas(&view), ProbeVerdict::Works);
        let changed: Vec<_> = view.changed.iter().map(|one| one.before).collect();
        assert_eq!(changed, [ProbeVerdict::NotOnList]);
        assert_eq!(view.next, [NextStep::PublishPersona]);

        publish(&scene, &ana, &account).await.unwrap();
        scene.desk.inbox_sync(InboxSync::default()).await.unwrap();
        let list = scene.desk.conversation_list(ConversationsOf::default());
        let customer = list.await.unwrap().conversations.remove(0).customer.id;
        let send = ReplySend {
            look: None,
            account,
            customer,
            persona: ana,
            text: "Hello, this is Ana.".to_owned(),
            picture: None,
            seen: None,
            leave: LeaveWhen::AtOnce,
        };
        let reply = scene.desk.send_as(send, Author::Seated).await.unwrap().id;
        scene.desk.outbox_settle().await.unwrap();
        let reply = scene.desk.reply(ReplyRef { reply }).await.unwrap();
        assert!(matches!(reply.state, ReplyState::Sent { .. }), "{reply:?}");
        let told = practice.truth().unwrap();
        let mut ours = told
            .iter()
            .filter(|told| told.text == "Hello, this is Ana.");
        let seen = ours.next().unwrap().persona.as_ref().unwrap();
        assert_eq!((seen.name.as_str(), ours.count()), (ANA, 0));
    });
}
