//! Signing in on the network's own pages, played by a browser over real sockets.

pub mod browser;
mod connected;
mod ends;
mod probed;
mod scene;
mod whole_way;

use crate::served::run_for_real;
use browser::{number, open, parts, talk};
use desk::ErrorCode;
use desk::api::{InboxSync, LoginApp, LoginWay, Nothing, Place};
use scene::{Scene, Served};
use tokio::net::TcpListener;

#[test]
fn allowing_in_the_browser_connects_the_account_and_frees_the_port() {
    run_for_real(async {
        let scene = Scene::new().await;
        let address = scene.browse(scene.network.app()).await;
        let asked = open(&address).await;
        assert_eq!(asked.status, 200);
        assert!(asked.text.contains("northwind"));
        let waiting = scene.waiting().await;
        let page = scene.decide(&address, "northwind", "allow").await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("go back to Byline"), "{}", page.text);
        let account = waiting.await.unwrap().unwrap();
        assert_eq!(account.name, "x:@northwind");
        let synced = scene.desk.inbox_sync(InboxSync::default()).await.unwrap();
        assert!(synced.new_messages > 0);
        scene.assert_port_is_free().await;
        assert_eq!(scene.wait().await, Err(ErrorCode::NoLogin));
    });
}

#[test]
fn refusing_in_the_browser_says_so_on_both_sides_and_keeps_nothing() {
    run_for_real(async {
        let scene = Scene::new().await;
        let address = scene.browse(scene.network.app()).await;
        let page = scene.decide(&address, "northwind", "deny").await;
        assert!(page.text.contains("You refused"), "{}", page.text);
        assert_eq!(scene.wait().await, Err(ErrorCode::LoginDenied));
        assert!(scene.names().await.is_empty());
        scene.assert_port_is_free().await;
        // Nobody pastes the app's keys twice.
        scene.sign_in(LoginApp::SameAgain, "northwind").await;
    });
}

#[test]
fn whatever_else_calls_at_the_port_ends_nothing() {
    run_for_real(async {
        let scene = Scene::new().await;
        let address = scene.browse(scene.network.app()).await;
        let host = format!("127.0.0.1:{}", scene.port);
        let waiting = scene.waiting().await;
        for path in [
            "/favicon.ico",
            "/",
            "/byline/callback",
            "/byline/callback?oauth_token=foreign&oauth_verifier=1",
            "/byline/callback?denied=foreign",
            "/byline/callback?oauth_token=%3Cscript%3E&denied=%3Cscript%3E",
        ] {
            let shown = open(&format!("http://{host}{path}")).await;
            assert_eq!(shown.status, 404, "{path}");
            assert!(!shown.text.contains("script"), "{path}");
        }
        let (_, page) = parts(&address);
        let token = browser::value(page.split_once('?').unwrap().1, "oauth_token");
        let ours = format!("/byline/callback?oauth_token={token}&oauth_verifier=1");
        let posted = talk(&host, format!("POST {ours} HTTP/1.1\r\n"), "").await;
        assert_eq!(posted.status, 404);
        let padding = "x".repeat(64 * 1024);
        let long = talk(&host, format!("GET {ours}&p={padding} HTTP/1.1\r\n"), "").await;
        assert!(!(200..300).contains(&long.status), "{}", long.status);
        assert!(!waiting.is_finished());
        scene.decide(&address, "northwind", "allow").await;
        assert!(waiting.await.unwrap().is_ok());
    });
}

#[test]
fn a_wrong_number_may_be_typed_again_and_spaces_do_no_harm() {
    run_for_real(async {
        let scene = Scene::new().await;
        let begun = scene
            .begin(scene.network.app(), LoginWay::Pin)
            .await
            .unwrap();
        let brand = scene.network.brand("northwind").user_id;
        let page = browser::press(&begun.address, &brand, "allow").await;
        for wrong in ["0000000", " ", "not a number", &"1".repeat(5_000)] {
            let refused = scene.pin(wrong).await;
            assert!(
                matches!(refused, Err(ErrorCode::LoginRefused { .. })),
                "{refused:?}"
            );
        }
        let pin = number(&page);
        let (start, end) = pin.split_at(3);
        let account = scene.pin(&format!(" {start} {end}\n")).await.unwrap();
        assert_eq!(account.name, "x:@northwind");
        assert_eq!(scene.pin(&pin).await, Err(ErrorCode::NoLogin));
    });
}

#[test]
fn a_callback_that_is_not_registered_leads_to_the_way_with_a_number() {
    run_for_real(async {
        let scene = Scene::new().await;
        let ours = scene.callback().await;
        scene.network.practice.remove_callback(&ours).unwrap();
        let refused = scene.begin(scene.network.app(), LoginWay::Browser).await;
        match refused.unwrap_err() {
            ErrorCode::CallbackRefused { callback, said } => {
                assert_eq!((callback, said.code), (ours, Some(415)));
            }
            other => panic!("{other:?}"),
        }
        scene.assert_port_is_free().await;
        assert_eq!(scene.wait().await, Err(ErrorCode::NoLogin));
        let begun = scene
            .begin(LoginApp::SameAgain, LoginWay::Pin)
            .await
            .unwrap();
        let brand = scene.network.brand("northwind").user_id;
        let page = browser::press(&begun.address, &brand, "allow").await;
        assert!(scene.pin(&number(&page)).await.is_ok());
    });
}

#[test]
fn an_app_without_callbacks_may_sign_in_with_a_number_only() {
    run_for_real(async {
        let scene = Scene::new().await;
        for callback in scene.network.practice.callbacks() {
            scene.network.practice.remove_callback(&callback).unwrap();
        }
        let refused = scene.begin(scene.network.app(), LoginWay::Browser).await;
        match refused.unwrap_err() {
            ErrorCode::OnlyPin { said } => assert_eq!(said.code, Some(417)),
            other => panic!("{other:?}"),
        }
    });
}

#[test]
fn a_taken_port_is_named_before_the_network_is_asked_for_anything() {
    run_for_real(async {
        let scene = Scene::new().await;
        let port = scene.port;
        let taken = TcpListener::bind(("127.0.0.1", port)).await.unwrap();
        let LoginApp::Keys { keys, .. } = scene.network.app() else {
            unreachable!()
        };
        // Nobody is there: whoever asks hears that there is no connection.
        let nowhere = LoginApp::Keys {
            keys,
            api_base: Some("http://127.0.0.1:1".to_owned()),
        };
        let refused = scene.begin(nowhere, LoginWay::Browser).await;
        assert_eq!(refused, Err(ErrorCode::CallbackPortTaken { port }));
        drop(taken);
        let asked = scene.begin(LoginApp::SameAgain, LoginWay::Browser).await;
        assert_eq!(asked, Err(ErrorCode::Offline));
    });
}

#[test]
fn the_practice_networks_own_app_needs_no_setting_up() {
    run_for_real(async {
        let scene = Scene::new().await;
        let address = scene.browse(LoginApp::Practice).await;
        let page = open(&address).await;
        assert_eq!(page.status, 200);
        let radio = page.text.split_once("name=\"brand\" value=\"").unwrap().1;
        let brand = radio.split_once('"').unwrap().0;
        let sent = browser::press(&address, brand, "allow").await;
        open(&sent.location.unwrap()).await;
        let account = scene.wait().await.unwrap();
        assert_eq!(account.place, Place::Practice);
        // Disconnected and connected again with one click.
        let gone = desk::api::AccountRef {
            account: account.id.clone(),
        };
        assert!(scene.desk.account_disconnect(gone).await.unwrap().revoked);
        let again = scene.desk.account_connect_practice(Nothing {}).await;
        assert_eq!(again.unwrap().id, account.id);
        let address = scene
            .browse(LoginApp::OfAccount {
                account: account.id,
            })
            .await;
        assert!(address.ends_with("&screen_name=northwind"), "{address}");
    });
}

#[test]
fn accounts_of_one_app_and_of_several_networks_stand_side_by_side() {
    run_for_real(async {
        let scene = Scene::new().await;
        let first = scene.browse(scene.network.app()).await;
        assert!(!first.contains("force_login"), "{first}");
        scene.decide(&first, "northwind", "allow").await;
        let first = scene.wait().await.unwrap();
        // The browser is still signed in as the first.
        let second = scene.browse(scene.network.app()).await;
        assert!(second.ends_with("&force_login=true"), "{second}");
        scene.decide(&second, "southgate", "allow").await;
        let second = scene.wait().await.unwrap();

        let other = Served::new(6, scene.clock.clone()).await;
        let callback = scene.callback().await;
        other.practice.register_callback(&callback).unwrap();
        let address = scene.browse(other.app()).await;
        let brand = other.brand("northwind").user_id;
        let sent = browser::press(&address, &brand, "allow").await;
        open(&sent.location.unwrap()).await;
        let third = scene.wait().await.unwrap();
        assert_eq!(
            scene.names().await,
            ["x:@northwind", "x:@southgate", "x:@northwind"]
        );
        for account in [first, second, third] {
            let sync = InboxSync {
                account: Some(account.id),
            };
            assert!(scene.desk.inbox_sync(sync).await.is_ok());
        }
    });
}
