//! An account that is connected already: connected again, disconnected, taken for
//! another.

use super::scene::Scene;
use crate::served::run_for_real;
use desk::api::{
    AccountRef, AccountView, ConversationsOf, InboxSync, KeysState, LeaveWhen, LoginApp, Nothing,
    ReplyRef, ReplySend, ReplyState,
};
use desk::{Author, ErrorCode};
use practice::Revocation;
use tests::simulated::ANA;

async fn ready(scene: &Scene) -> AccountView {
    let account = scene.sign_in(scene.network.app(), "northwind").await;
    scene.prepare(&account.id).await;
    scene.desk.inbox_sync(InboxSync::default()).await.unwrap();
    account
}

/// Presses Send; the reply's key.
async fn send(scene: &Scene, account: &AccountView, text: &str) -> String {
    let list = scene.desk.conversation_list(ConversationsOf::default());
    let customer = list.await.unwrap().conversations.remove(0).customer.id;
    let send = ReplySend {
        look: None,
        account: account.id.clone(),
        customer,
        persona: ANA.to_owned(),
        text: text.to_owned(),
        picture: None,
        seen: None,
        leave: LeaveWhen::AtOnce,
    };
    let released = scene.desk.send_as(send, Author::Seated).await.unwrap().id;
    scene.desk.outbox_settle().await.unwrap();
    released
}

async fn state(scene: &Scene, reply: &str) -> ReplyState {
    let reply = ReplyRef {
        reply: reply.to_owned(),
    };
    scene.desk.reply(reply).await.unwrap().state
}

fn told(scene: &Scene) -> Vec<String> {
    let brand = scene.network.brand("northwind").user_id;
    let told = scene.network.practice.truth().unwrap();
    let ours = told.into_iter().filter(|told| told.sender_id == brand);
    ours.map(|told| told.text).collect()
}

fn of(account: &AccountView) -> LoginApp {
    LoginApp::OfAccount {
        account: account.name.clone(),
    }
}

fn named(account: &AccountView) -> AccountRef {
    AccountRef {
        account: account.id.clone(),
    }
}

#[test]
fn signing_in_again_after_a_revoked_token_loses_nothing() {
    run_for_real(async {
        let scene = Scene::new().await;
        let account = ready(&scene).await;
        let handle = Revocation::Handle("northwind".to_owned());
        scene.network.practice.revoke(&handle).unwrap();
        let reply = send(&scene, &account, "as soon as I may").await;
        assert!(matches!(
            state(&scene, &reply).await,
            ReplyState::WaitingAccountStopped { said: Some(_), .. }
        ));
        let again = scene.sign_in(of(&account), "northwind").await;
        assert_eq!((again.id, again.stopped), (account.id, None));
        scene.desk.outbox_settle().await.unwrap();
        assert!(matches!(
            state(&scene, &reply).await,
            ReplyState::Sent { .. }
        ));
        assert_eq!(told(&scene), ["as soon as I may"]);
    });
}

#[test]
fn signing_in_as_another_account_leaves_the_one_that_was_meant_alone() {
    run_for_real(async {
        let scene = Scene::new().await;
        let account = ready(&scene).await;
        let handle = Revocation::Handle("northwind".to_owned());
        scene.network.practice.revoke(&handle).unwrap();
        let reply = send(&scene, &account, "not as Southgate").await;
        let other = scene.sign_in(of(&account), "southgate").await;
        assert_eq!(other.name, "x:@southgate");
        assert_eq!(scene.names().await, ["x:@northwind", "x:@southgate"]);
        scene.desk.outbox_settle().await.unwrap();
        assert!(matches!(
            state(&scene, &reply).await,
            ReplyState::WaitingAccountStopped { .. }
        ));
        scene.sign_in(of(&account), "northwind").await;
        scene.desk.outbox_settle().await.unwrap();
        assert_eq!(told(&scene), ["not as Southgate"]);
    });
}

#[test]
fn disconnecting_ends_the_keys_and_keeps_everything_else() {
    run_for_real(async {
        let mut scene = Scene::new().await;
        let account = ready(&scene).await;
        let desk = scene.desk.clone();
        let list = || desk.conversation_list(ConversationsOf::default());
        let conversations = list().await.unwrap().conversations.len();
        assert!(conversations > 0);
        scene.network.shut().await;
        let gone = scene.desk.account_disconnect(named(&account)).await;
        let gone = gone.unwrap();
        assert_eq!(
            usize::try_from(gone.conversations_kept).unwrap(),
            conversations
        );
        assert!(!gone.revoked, "nobody was there to say so");
        assert_eq!(list().await.unwrap().conversations.len(), conversations);
        let vault = scene.desk.vault_status(Nothing {}).await.unwrap();
        assert_eq!(vault.accounts[0].keys, KeysState::Missing);
        // Its app went with its keys.
        let again = scene.begin(of(&account), desk::api::LoginWay::Pin).await;
        let name = account.name.clone();
        assert_eq!(again, Err(ErrorCode::CredentialsMissing { account: name }));
    });
}

#[test]
fn replies_of_a_disconnected_account_wait_and_leave_when_it_is_connected_again() {
    run_for_real(async {
        let scene = Scene::new().await;
        let account = ready(&scene).await;
        let old = scene.keys(&account);
        let gone = scene.desk.account_disconnect(named(&account)).await;
        let gone = gone.unwrap();
        assert!(gone.revoked);
        assert_eq!(gone.replies_waiting, 0);
        let reused = scene.paste(old).await;
        assert!(
            matches!(reused, Err(ErrorCode::SignInAgain { .. })),
            "{reused:?}"
        );

        let reply = send(&scene, &account, "after the break").await;
        assert!(matches!(
            state(&scene, &reply).await,
            ReplyState::WaitingAccountStopped { said: None, .. }
        ));
        let twice = scene.desk.account_disconnect(named(&account)).await;
        let twice = twice.unwrap();
        assert_eq!((twice.revoked, twice.replies_waiting), (false, 1));
        scene.sign_in(scene.network.app(), "northwind").await;
        scene.desk.outbox_settle().await.unwrap();
        assert!(matches!(
            state(&scene, &reply).await,
            ReplyState::Sent { .. }
        ));
        assert_eq!(told(&scene), ["after the break"]);
    });
}
