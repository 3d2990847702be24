//! How a login ends without an account.

use super::scene::Scene;
use crate::served::run_for_real;
use desk::ErrorCode;
use desk::api::{AppKeys, LoginApp, LoginWay, Nothing};
use std::time::Duration;
use vault::VaultState;

const PATIENCE: Duration = Duration::from_secs(10 * 60);

#[test]
fn a_new_login_ends_the_one_before_and_takes_its_port() {
    run_for_real(async {
        let scene = Scene::new().await;
        let first = scene.browse(scene.network.app()).await;
        let waiting = scene.waiting().await;
        let second = scene.browse(scene.network.app()).await;
        assert_eq!(waiting.await.unwrap(), Err(ErrorCode::LoginGivenUp));
        // The page of the first leads nowhere now.
        let late = scene.decide(&first, "northwind", "allow").await;
        assert_eq!(late.status, 404);
        scene.decide(&second, "northwind", "allow").await;
        assert!(scene.wait().await.is_ok());
    });
}

#[test]
fn a_login_that_is_given_up_frees_the_port_and_forgets_its_app() {
    run_for_real(async {
        let scene = Scene::new().await;
        scene.browse(scene.network.app()).await;
        let waiting = scene.waiting().await;
        scene.desk.account_login_cancel(Nothing {}).await.unwrap();
        assert_eq!(waiting.await.unwrap(), Err(ErrorCode::LoginGivenUp));
        scene.assert_port_is_free().await;
        assert_eq!(scene.pin("1234567").await, Err(ErrorCode::NoLogin));
        let again = scene.begin(LoginApp::SameAgain, LoginWay::Pin).await;
        assert_eq!(again, Err(ErrorCode::NoLogin));
        let nothing = scene.desk.account_login_cancel(Nothing {}).await;
        assert!(nothing.is_ok());
    });
}

#[test]
fn a_browser_that_was_closed_is_waited_for_ten_minutes() {
    run_for_real(async {
        let scene = Scene::new().await;
        scene.browse(scene.network.app()).await;
        let waiting = scene.waiting().await;
        scene.clock.advance(PATIENCE - Duration::from_millis(1));
        assert!(!waiting.is_finished());
        scene.clock.advance(Duration::from_millis(1));
        assert_eq!(waiting.await.unwrap(), Err(ErrorCode::LoginTimedOut));
        scene.assert_port_is_free().await;
        assert!(scene.names().await.is_empty());
    });
}

#[test]
fn a_number_that_comes_too_late_is_not_sent_on() {
    run_for_real(async {
        let scene = Scene::new().await;
        let begun = scene.begin(scene.network.app(), LoginWay::Pin).await;
        begun.unwrap();
        scene.clock.advance(PATIENCE);
        assert_eq!(scene.pin("1234567").await, Err(ErrorCode::LoginTimedOut));
        assert_eq!(scene.pin("1234567").await, Err(ErrorCode::NoLogin));
    });
}

#[test]
fn keys_that_no_app_has_and_a_vault_that_is_closed_begin_nothing() {
    run_for_real(async {
        let scene = Scene::new().await;
        let wrong = |consumer_secret: &str| LoginApp::Keys {
            keys: AppKeys {
                consumer_key: scene.network.brand("northwind").consumer_key,
                consumer_secret: consumer_secret.to_owned(),
            },
            api_base: Some(scene.network.base.clone()),
        };
        let misshaped = scene.begin(wrong("two words"), LoginWay::Browser).await;
        let field = "consumer_secret".to_owned();
        assert_eq!(misshaped, Err(ErrorCode::KeysRefused { field }));
        let unknown = scene.begin(wrong("nobodys"), LoginWay::Browser).await;
        assert!(
            matches!(unknown, Err(ErrorCode::SignInAgain { said: Some(_) })),
            "{unknown:?}"
        );
        scene.vault.become_state(VaultState::Locked);
        let locked = scene.begin(scene.network.app(), LoginWay::Browser).await;
        assert!(matches!(locked, Err(ErrorCode::Vault { .. })), "{locked:?}");
        scene.assert_port_is_free().await;
    });
}
