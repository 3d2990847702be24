//! §6.1, §11 "OAuth 1.0a": the whole login, as an app, a person and X see it.

use std::collections::HashMap;

use bytes::Bytes;
use http::Request;
use practice::{AccessLevel, AppStanding, Practice, PracticeAccount, Revocation};
use tempfile::TempDir;

use crate::{
    client::{BASE, Client, ME, MINUTE_MS, Reply, TestClock, futures, network, options, unsigned},
    signer::{Call, PLAIN, Place, pair},
};

const CALLBACK: &str = "http://127.0.0.1:8080/callback";
const ASK: &str = "/oauth/request_token";
const TAKE: &str = "/oauth/access_token";

type Answer = HashMap<String, String>;

fn send(client: &Client, request: Request<Bytes>) -> Reply {
    futures(client.try_send(request)).unwrap()
}

fn pairs(reply: &Reply) -> Answer {
    assert_eq!(reply.status, 200, "{:?}", reply.body);
    url(&reply.body)
}

fn url(text: &[u8]) -> Answer {
    url::form_urlencoded::parse(text).into_owned().collect()
}

/// Asks for a request token.
fn ask(client: &Client, callback: &str) -> Reply {
    let call = Call::of_app(client, "POST", ASK).with("oauth_callback", callback);
    send(client, call.request(Place::Header, &PLAIN))
}

fn open(client: &Client, query: &str) -> Reply {
    let path = format!("/oauth/authorize?{query}");
    send(client, unsigned("GET", BASE, &path, &[], None))
}

/// Presses a button of the page.
fn press(client: &Client, token: &str, brand: &str, decision: &str) -> Reply {
    let form = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("oauth_token", token)
        .append_pair("brand", brand)
        .append_pair("decision", decision)
        .finish();
    let mut request = unsigned("POST", BASE, "/oauth/authorize", &[], None);
    let media_type = "application/x-www-form-urlencoded".parse().unwrap();
    request.headers_mut().insert("content-type", media_type);
    *request.body_mut() = form.into();
    send(client, request)
}

/// Takes the access token.
fn take(client: &Client, asked: &Answer, verifier: &str) -> Reply {
    let mut call = Call::of_app(client, "POST", TAKE)
        .with("oauth_token", &asked["oauth_token"])
        .with("oauth_verifier", verifier);
    call.token_secret.clone_from(&asked["oauth_token_secret"]);
    send(client, call.request(Place::Header, &PLAIN))
}

/// What the browser is sent to the callback with.
fn location(reply: &Reply) -> Answer {
    assert_eq!(reply.status, 302);
    let location = reply.header("location").unwrap();
    let (callback, query) = location.split_once('?').unwrap();
    assert_eq!(callback, CALLBACK);
    url(query.as_bytes())
}

fn brand(client: &Client) -> String {
    client.keys.user_id.clone()
}

/// A whole login as the first brand; the client with the new keys.
pub fn log_in(client: &Client) -> Client {
    let asked = pairs(&ask(client, CALLBACK));
    let told = location(&press(
        client,
        &asked["oauth_token"],
        &brand(client),
        "allow",
    ));
    signed_in(
        client,
        &pairs(&take(client, &asked, &told["oauth_verifier"])),
    )
}

fn signed_in(client: &Client, answer: &Answer) -> Client {
    let keys = PracticeAccount {
        token: answer["oauth_token"].clone(),
        token_secret: answer["oauth_token_secret"].clone(),
        ..client.keys.clone()
    };
    Client::with_keys(&client.practice, keys)
}

fn text(reply: &Reply) -> String {
    assert_eq!(
        reply.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    String::from_utf8(reply.body.to_vec()).unwrap()
}

#[tokio::test]
async fn section_6_1_a_login_by_callback_ends_with_a_token_that_signs() {
    let (client, _) = network();
    let asked = pairs(&ask(&client, CALLBACK));
    assert_eq!(asked["oauth_callback_confirmed"], "true");
    let told = location(&press(
        &client,
        &asked["oauth_token"],
        &brand(&client),
        "allow",
    ));
    assert_eq!(told["oauth_token"], asked["oauth_token"]);
    let taken = pairs(&take(&client, &asked, &told["oauth_verifier"]));
    assert_eq!(taken["user_id"], client.keys.user_id);
    assert_eq!(taken["screen_name"], client.keys.handle);
    let me = signed_in(&client, &taken).get(ME, &[]).await.ok();
    assert_eq!(me["data"]["id"], client.keys.user_id.as_str());
}

#[tokio::test]
async fn section_6_1_a_login_by_pin_shows_seven_digits_that_the_app_asks_for() {
    let (client, _) = network();
    let neighbour = client.neighbour();
    let asked = pairs(&ask(&client, "oob"));
    let token = &asked["oauth_token"];
    let page = text(&press(&client, token, &brand(&neighbour), "allow"));
    let (_, after) = page.split_once("<code>").unwrap();
    let (pin, _) = after.split_once("</code>").unwrap();
    assert!(
        pin.len() == 7 && pin.bytes().all(|byte| byte.is_ascii_digit()),
        "{pin}"
    );
    let taken = pairs(&take(&client, &asked, pin));
    assert_eq!(taken["screen_name"], neighbour.keys.handle);
}

#[test]
fn section_6_1_a_verifier_in_the_form_body_is_taken_as_well() {
    let (client, _) = network();
    let asked = pairs(&ask(&client, CALLBACK));
    let told = location(&press(
        &client,
        &asked["oauth_token"],
        &brand(&client),
        "allow",
    ));
    let mut call = Call::of_app(&client, "POST", TAKE).with("oauth_token", &asked["oauth_token"]);
    call.token_secret.clone_from(&asked["oauth_token_secret"]);
    call.form = Some(vec![pair("oauth_verifier", &told["oauth_verifier"])]);
    assert_eq!(
        send(&client, call.request(Place::Header, &PLAIN)).status,
        200
    );
}

#[test]
fn section_6_1_the_verifier_is_proof_enough_without_the_request_tokens_secret() {
    let (client, _) = network();
    let mut asked = pairs(&ask(&client, CALLBACK));
    let press = press(&client, &asked["oauth_token"], &brand(&client), "allow");
    let told = location(&press);
    asked.insert("oauth_token_secret".to_owned(), String::new());
    assert_eq!(take(&client, &asked, "wrong").status, 401);
    assert_eq!(take(&client, &asked, &told["oauth_verifier"]).status, 200);
}

#[test]
fn section_6_1_the_page_says_who_asks_for_what_and_that_it_is_practice() {
    let (client, _) = network();
    let asked = pairs(&ask(&client, CALLBACK));
    let page = open(&client, &format!("oauth_token={}", asked["oauth_token"]));
    assert_eq!(page.header("cache-control"), Some("no-store"));
    assert_eq!(page.header("x-frame-options"), Some("DENY"));
    let page = text(&page);
    for said in [
        "<html lang=\"en\">",
        "Practice network.",
        "This is not X.",
        "Byline practice",
        "@northwind",
        "@southgate",
        "Read, write and delete direct messages",
        CALLBACK,
        "value=\"allow\"",
        "value=\"deny\"",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(!page.contains("<script"));
    assert_eq!(page.matches(" checked>").count(), 1);
}

#[test]
fn section_6_1_screen_name_chooses_the_brand_and_force_login_leaves_it_open() {
    let (client, _) = network();
    let asked = pairs(&ask(&client, "oob"));
    let token = &asked["oauth_token"];
    let neighbour = client.neighbour().keys;
    let page = text(&open(
        &client,
        &format!("oauth_token={token}&screen_name=SouthGate"),
    ));
    let chosen = format!("value=\"{}\" required checked>", neighbour.user_id);
    assert!(page.contains(&chosen), "{page}");
    let page = text(&open(
        &client,
        &format!("oauth_token={token}&force_login=true"),
    ));
    assert!(!page.contains(" checked>"), "{page}");
    let undecided = press(&client, token, "", "allow");
    assert_eq!(
        undecided.status, 400,
        "nobody was chosen, and it can be tried again"
    );
    assert!(text(&undecided).contains("Choose an account first."));
    assert_eq!(press(&client, token, &brand(&client), "allow").status, 200);
}

#[test]
fn section_6_1_denying_tells_the_callback_and_ends_the_login() {
    let (client, _) = network();
    let asked = pairs(&ask(&client, CALLBACK));
    let token = &asked["oauth_token"];
    let told = location(&press(&client, token, "", "deny"));
    assert_eq!(told["denied"], *token);
    assert_eq!(told.len(), 1);
    assert_eq!(take(&client, &asked, "").status, 401);
    assert_eq!(press(&client, token, &brand(&client), "allow").status, 403);
    let asked = pairs(&ask(&client, "oob"));
    let page = text(&press(&client, &asked["oauth_token"], "", "deny"));
    assert!(page.contains("You denied it"), "{page}");
}

#[test]
fn section_6_1_a_wrong_verifier_is_refused_and_the_right_one_counts_once() {
    let (client, _) = network();
    let asked = pairs(&ask(&client, CALLBACK));
    assert_eq!(take(&client, &asked, "early").status, 401);
    let told = location(&press(
        &client,
        &asked["oauth_token"],
        &brand(&client),
        "allow",
    ));
    let wrong = take(&client, &asked, "wrong");
    assert_eq!(wrong.status, 401);
    assert!(wrong.body.ends_with(b"Invalid oauth_verifier parameter"));
    assert_eq!(take(&client, &asked, &told["oauth_verifier"]).status, 200);
    assert_eq!(take(&client, &asked, &told["oauth_verifier"]).status, 401);
}

#[test]
fn the_page_says_why_a_request_token_leads_nowhere() {
    let (client, clock) = network();
    let old = pairs(&ask(&client, "oob"))["oauth_token"].clone();
    let denied = pairs(&ask(&client, "oob"))["oauth_token"].clone();
    press(&client, &denied, "", "deny");
    clock.advance(16 * MINUTE_MS);
    for (query, said) in [
        ("oauth_token=unknown".to_owned(), "leads nowhere"),
        (String::new(), "leads nowhere"),
        (format!("oauth_token={old}"), "too old"),
        (format!("oauth_token={denied}"), "decided already"),
    ] {
        let reply = open(&client, &query);
        assert_eq!(reply.status, 403);
        assert!(text(&reply).contains(said), "{query}");
    }
    assert_eq!(press(&client, &old, &brand(&client), "allow").status, 403);
}

#[test]
fn section_6_1_only_a_registered_callback_is_taken_letter_by_letter() {
    let (client, _) = network();
    for callback in [
        "http://127.0.0.1:8080/callback/",
        "http://127.0.0.1:8081/callback",
        "HTTP://127.0.0.1:8080/callback",
        "",
    ] {
        assert_eq!(ask(&client, callback).code(), (403, 415), "{callback}");
    }
    client
        .practice
        .register_callback("app.test://back?a=1")
        .unwrap();
    let asked = pairs(&ask(&client, "app.test://back?a=1"));
    let reply = press(&client, &asked["oauth_token"], &brand(&client), "allow");
    let location = reply.header("location").unwrap();
    assert!(
        location.starts_with("app.test://back?a=1&oauth_token="),
        "{location}"
    );
    let missing = Call::of_app(&client, "POST", ASK).request(Place::Header, &PLAIN);
    assert_eq!(send(&client, missing).code(), (403, 38));
}

#[test]
fn section_6_1_an_app_registers_ten_callbacks_at_most() {
    let (client, _) = network();
    let practice = &client.practice;
    for number in practice.callbacks().len()..10 {
        let url = format!("http://127.0.0.1/{number}");
        practice.register_callback(&url).unwrap();
        practice.register_callback(&url).unwrap();
    }
    assert_eq!(practice.callbacks().len(), 10);
    assert!(practice.register_callback("http://127.0.0.1/11").is_err());
    for no_url in ["", "callback", "http://127.0.0.1/#here"] {
        assert!(practice.register_callback(no_url).is_err(), "{no_url}");
    }
}

#[test]
fn section_6_1_an_app_without_callbacks_may_only_use_oob() {
    let (client, _) = network();
    for url in client.practice.callbacks() {
        client.practice.remove_callback(&url).unwrap();
    }
    assert_eq!(ask(&client, CALLBACK).code(), (401, 417));
    assert_eq!(ask(&client, "oob").status, 200);
}

#[test]
fn section_11_a_login_is_signed_like_any_call() {
    let (client, _) = network();
    let mut call = Call::of_app(&client, "POST", ASK).with("oauth_callback", "oob");
    call.consumer_secret.push('x');
    let forged = call.request(Place::Header, &PLAIN);
    assert_eq!(send(&client, forged).code(), (401, 32));
    let unsigned_one = unsigned("POST", BASE, ASK, &[], None);
    assert_eq!(send(&client, unsigned_one).code(), (400, 215));
    let stranger = Answer::from([
        ("oauth_token".to_owned(), "unknown".to_owned()),
        ("oauth_token_secret".to_owned(), String::new()),
    ]);
    assert_eq!(take(&client, &stranger, "1").code(), (401, 32));
}

#[tokio::test]
async fn section_3_6_a_suspended_app_is_refused_with_416_until_it_is_not() {
    let (client, _) = network();
    client
        .practice
        .set_app_standing(AppStanding::Suspended)
        .unwrap();
    assert_eq!(ask(&client, "oob").code(), (401, 416));
    assert_eq!(client.get(ME, &[]).await.code(), (401, 416));
    client.practice.set_app_standing(AppStanding::Good).unwrap();
    assert_eq!(client.get(ME, &[]).await.status, 200);
}

#[tokio::test]
async fn section_6_1_logging_in_again_gives_the_same_token_until_it_is_revoked() {
    let (client, _) = network();
    let again = log_in(&client);
    assert_eq!(again.keys.token, client.keys.token);
    client
        .practice
        .revoke(&Revocation::Token(client.keys.token.clone()))
        .unwrap();
    let fresh = log_in(&client);
    assert_ne!(fresh.keys.token, client.keys.token);
    assert_eq!(fresh.get(ME, &[]).await.status, 200);
    assert_eq!(client.practice.accounts()[0].token, fresh.keys.token);
}

#[tokio::test]
async fn a_login_and_the_apps_settings_outlive_a_restart() {
    let (folder, clock) = (TempDir::new().unwrap(), TestClock::new());
    let open = || Practice::open(folder.path(), options(&clock)).unwrap();
    let client = Client::of(&open());
    client
        .practice
        .register_callback("http://127.0.0.1/kept")
        .unwrap();
    client
        .practice
        .set_permission(AccessLevel::ReadWrite)
        .unwrap();
    let lesser = log_in(&client);
    let asked = pairs(&ask(&client, CALLBACK));
    let revocation = Revocation::Handle("northwind".to_owned());
    let (keys, first) = (lesser.keys.clone(), client.keys.clone());
    drop((client, lesser));
    let client = Client::with_keys(&open(), keys);
    assert_eq!(client.practice.permission(), AccessLevel::ReadWrite);
    assert!(
        client
            .practice
            .callbacks()
            .contains(&"http://127.0.0.1/kept".to_owned())
    );
    assert_eq!(client.get(ME, &[]).await.status, 200);
    let told = location(&press(
        &client,
        &asked["oauth_token"],
        &brand(&client),
        "allow",
    ));
    assert_eq!(take(&client, &asked, &told["oauth_verifier"]).status, 200);
    client.practice.revoke(&revocation).unwrap();
    let keys = client.keys.clone();
    drop(client);
    for keys in [keys, first] {
        let client = Client::with_keys(&open(), keys);
        assert_eq!(client.get(ME, &[]).await.code(), (401, 89));
    }
}

#[tokio::test]
async fn a_folder_from_before_there_were_logins_opens_with_its_keys() {
    let (folder, clock) = (TempDir::new().unwrap(), TestClock::new());
    let open = || Practice::open(folder.path(), options(&clock)).unwrap();
    let keys = Client::of(&open()).keys;
    drop(open());
    let path = folder.path().join("practice.json");
    let mut kept: serde_json::Value =
        serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    let state = kept["state"].as_object_mut().unwrap();
    for newer in ["grants", "logins", "bearer"] {
        state.remove(newer).unwrap();
    }
    let app = state["app"].as_object_mut().unwrap();
    for newer in ["callbacks", "permission", "standing"] {
        app.remove(newer).unwrap();
    }
    std::fs::write(&path, kept.to_string()).unwrap();
    let client = Client::with_keys(&open(), keys.clone());
    assert_eq!(client.get(ME, &[]).await.status, 200);
    let revocation = Revocation::Token(keys.token.clone());
    client.practice.revoke(&revocation).unwrap();
    drop(client);
    let client = Client::with_keys(&open(), keys);
    assert_eq!(client.get(ME, &[]).await.code(), (401, 89));
    assert!(!client.practice.callbacks().is_empty());
}
