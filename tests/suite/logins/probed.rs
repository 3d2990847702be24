//! What the app may do with an account counts from the next sign-in on: the
//! probe that connecting makes says so.

use super::scene::Scene;
use crate::served::run_for_real;
use desk::api::{
    AccountRef, AccountView, AppPermission, CustomersSee, LoginApp, NextStep, ProbeQuestion,
    ProbeVerdict, ProbeView,
};
use practice::AccessLevel;

async fn last(scene: &Scene, account: &AccountView) -> ProbeView {
    let account = account.id.clone();
    let shown = scene.desk.account_probe_last(AccountRef { account });
    shown.await.unwrap().last.unwrap()
}

fn verdicts(view: &ProbeView) -> Vec<ProbeVerdict> {
    let findings = view.findings.iter();
    findings.map(|finding| finding.verdict).collect()
}

#[test]
fn a_permission_that_leaves_messages_out_is_mended_by_signing_in_again() {
    use ProbeVerdict::{AppReadOnly, NoMessagePermission, Works};
    for (level, permission, verdict) in [
        (AccessLevel::Read, AppPermission::Read, AppReadOnly),
        (
            AccessLevel::ReadWrite,
            AppPermission::ReadWrite,
            NoMessagePermission,
        ),
    ] {
        run_for_real(async move {
            let scene = Scene::new().await;
            scene.network.practice.set_permission(level).unwrap();
            let account = scene.sign_in(scene.network.app(), "northwind").await;
            let view = last(&scene, &account).await;
            assert_eq!(view.permission, Some(permission));
            let expected = [Works, verdict, NoMessagePermission, Works];
            assert_eq!(verdicts(&view), expected);
            assert_eq!(view.next, [NextStep::SetPermission]);
            assert_eq!(view.customers_see, CustomersSee::NothingYet);

            // Set in the console alone it changes nothing.
            let whole = AccessLevel::DirectMessages;
            scene.network.practice.set_permission(whole).unwrap();
            let id = account.id.clone();
            let asked = AccountRef {
                account: id.clone(),
            };
            let view = scene.desk.account_probe(asked).await.unwrap();
            assert_eq!((verdicts(&view), view.changed), (expected.to_vec(), vec![]));

            let again = LoginApp::OfAccount { account: id };
            scene.sign_in(again, "northwind").await;
            let view = last(&scene, &account).await;
            assert_eq!(view.permission, Some(AppPermission::ReadWriteMessages));
            assert_eq!(verdicts(&view), [Works; 4]);
            let changed: Vec<_> = view.changed.iter().map(|one| one.question).collect();
            assert_eq!(
                changed,
                [ProbeQuestion::Permission, ProbeQuestion::Messages]
            );
            assert_eq!(view.next, [NextStep::PublishPersona]);
        });
    }
}
