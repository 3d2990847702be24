//! §6.1, the login, what an app may do, and how that ends.

use crate::client::{EVENTS_LIST, Reply, X, reply};
use oauth1_request::Credentials;
use reqwest::Method;
use serde_json::json;
use std::collections::HashMap;

const CALLBACK: &str = "http://127.0.0.1:8080/callback";

fn pairs(text: &[u8]) -> HashMap<String, String> {
    let text = String::from_utf8(text.to_vec()).unwrap();
    let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
    pairs
        .map(|(key, value)| (key.into(), value.into()))
        .collect()
}

async fn asked(x: &X, callback: &str) -> Reply {
    let mut signer = x.signer();
    signer.token(None::<Credentials<&str>>).callback(callback);
    let url = format!("{}/oauth/request_token", x.base);
    let header = signer.authorize("POST", &url, &());
    x.authorized(Method::POST, "/oauth/request_token", &header)
        .await
}

async fn decided(x: &X, token: &str, decision: &str) -> Reply {
    let form = [
        ("oauth_token", token),
        ("brand", &*x.brand.user_id),
        ("decision", decision),
    ];
    reply(x.bare(Method::POST, "/oauth/authorize").form(&form)).await
}

async fn exchanged(x: &X, asked: &HashMap<String, String>, verifier: &str) -> Reply {
    let mut signer = x.signer();
    let pair = Credentials::new(&*asked["oauth_token"], &*asked["oauth_token_secret"]);
    signer.token(pair).verifier(verifier);
    let url = format!("{}/oauth/access_token", x.base);
    let header = signer.authorize("POST", &url, &());
    x.authorized(Method::POST, "/oauth/access_token", &header)
        .await
}

fn pin(page: &[u8]) -> String {
    let text = String::from_utf8_lossy(page);
    let mut words = text.split(|sign: char| !sign.is_ascii_digit());
    words.find(|word| word.len() == 7).unwrap().to_owned()
}

/// The whole login with a PIN: a client that holds the new token.
async fn logged_in(x: &X) -> X {
    let asked = pairs(&asked(x, "oob").await.body);
    let page = decided(x, &asked["oauth_token"], "allow").await;
    let answer = exchanged(x, &asked, &pin(&page.body)).await;
    assert_eq!(answer.status, 200);
    let answer = pairs(&answer.body);
    assert_eq!(answer["user_id"], x.brand.user_id);
    assert!(!answer["screen_name"].is_empty());
    x.holding(
        answer["oauth_token"].clone(),
        answer["oauth_token_secret"].clone(),
    )
}

#[tokio::test]
async fn section_6_1_a_login_with_a_pin_gives_a_token_that_works() {
    let x = X::fresh().await;
    let held = logged_in(&x).await;
    assert_eq!(held.get(EVENTS_LIST, &[]).await.status, 200);
}

#[tokio::test]
async fn section_6_1_the_request_token_says_that_the_callback_is_confirmed() {
    let x = X::fresh().await;
    let answer = asked(&x, CALLBACK).await;
    assert_eq!(answer.status, 200);
    assert_eq!(pairs(&answer.body)["oauth_callback_confirmed"], "true");
}

#[tokio::test]
async fn section_6_1_allowing_leads_to_the_callback_with_token_and_verifier() {
    let x = X::fresh().await;
    let asked = pairs(&asked(&x, CALLBACK).await.body);
    let token = &asked["oauth_token"];
    let sent = decided(&x, token, "allow").await;
    assert!((300..400).contains(&sent.status), "{}", sent.status);
    let (place, query) = sent.header("location").unwrap().split_once('?').unwrap();
    assert_eq!(place, CALLBACK);
    let query = pairs(query.as_bytes());
    assert_eq!(&query["oauth_token"], token);
    let answer = exchanged(&x, &asked, &query["oauth_verifier"]).await;
    assert_eq!(answer.status, 200);
}

#[tokio::test]
async fn section_6_1_denying_leads_to_the_callback_with_the_denied_token() {
    let x = X::fresh().await;
    let asked = pairs(&asked(&x, CALLBACK).await.body);
    let token = &asked["oauth_token"];
    let sent = decided(&x, token, "deny").await;
    let (place, query) = sent.header("location").unwrap().split_once('?').unwrap();
    assert_eq!(place, CALLBACK);
    assert_eq!(&pairs(query.as_bytes())["denied"], token);
}

#[tokio::test]
async fn section_6_1_the_page_asks_the_person() {
    let x = X::fresh().await;
    let asked = pairs(&asked(&x, CALLBACK).await.body);
    let path = format!("/oauth/authorize?oauth_token={}", asked["oauth_token"]);
    let page = reply(x.bare(Method::GET, &path)).await;
    assert_eq!(page.status, 200);
    assert!(
        page.header("content-type")
            .unwrap()
            .starts_with("text/html")
    );
}

#[tokio::test]
async fn section_6_1_a_wrong_pin_gives_nothing() {
    let x = X::fresh().await;
    let asked = pairs(&asked(&x, "oob").await.body);
    let page = decided(&x, &asked["oauth_token"], "allow").await;
    let right: u32 = pin(&page.body).parse().unwrap();
    let wrong = format!("{:07}", (right + 1) % 10_000_000);
    let answer = exchanged(&x, &asked, &wrong).await;
    assert!((400..500).contains(&answer.status), "{}", answer.status);
}

#[tokio::test]
async fn section_6_1_a_token_that_was_not_allowed_gives_nothing() {
    let x = X::fresh().await;
    let asked = pairs(&asked(&x, "oob").await.body);
    let answer = exchanged(&x, &asked, "1234567").await;
    assert!((400..500).contains(&answer.status), "{}", answer.status);
}

#[tokio::test]
async fn section_6_1_a_callback_that_is_not_registered_is_403_415() {
    let x = X::fresh().await;
    let answer = asked(&x, "http://127.0.0.1:9/elsewhere").await;
    assert_eq!(answer.refusal(), (403, 415));
}

#[tokio::test]
async fn section_6_1_a_callback_of_an_app_that_has_none_is_401_417() {
    let x = X::fresh().await;
    for url in [CALLBACK, "http://localhost:8080/callback"] {
        x.steer(Method::DELETE, "callbacks", &json!({ "url": url }))
            .await;
    }
    assert_eq!(asked(&x, CALLBACK).await.refusal(), (401, 417));
}

#[tokio::test]
async fn section_6_1_a_changed_permission_takes_effect_with_the_next_login_only() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    x.steer(Method::POST, "permission", &json!({"level": "read"}))
        .await;
    let before = x.get("/1.1/custom_profiles/list.json", &[]).await;
    assert_eq!(
        before.header("x-access-level"),
        Some("read-write-directmessages")
    );
    assert_eq!(x.send(&lena, "Hello").await.status, 200);
    let held = logged_in(&x).await;
    assert_eq!(held.send(&lena, "Hello").await.refusal().0, 403);
    let verify = "/1.1/account/verify_credentials.json";
    let after = held.get(verify, &[]).await;
    assert_eq!(after.header("x-access-level"), Some("read"));
}

#[tokio::test]
async fn section_6_1_reading_and_writing_without_direct_messages_is_403_93() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    x.steer(Method::POST, "permission", &json!({"level": "read-write"}))
        .await;
    let held = logged_in(&x).await;
    assert_eq!(held.send(&lena, "Hello").await.refusal(), (403, 93));
    assert_eq!(held.get(EVENTS_LIST, &[]).await.refusal(), (403, 93));
}

#[tokio::test]
async fn section_6_1_an_app_takes_its_own_token_back() {
    let x = X::fresh().await;
    let held = logged_in(&x).await;
    let gone = held.post("/1.1/oauth/invalidate_token.json", &[]).await;
    assert_eq!(gone.status, 200);
    assert_eq!(held.get(EVENTS_LIST, &[]).await.refusal(), (401, 89));
}

#[tokio::test]
async fn section_6_1_a_token_that_the_brand_took_back_is_401_89() {
    let x = X::fresh().await;
    let token = json!({"token": x.brand.token});
    x.steer(Method::POST, "revoke", &token).await;
    assert_eq!(x.get(EVENTS_LIST, &[]).await.refusal(), (401, 89));
}
