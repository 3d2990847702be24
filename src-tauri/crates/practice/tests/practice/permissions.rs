//! §6.1, §11: what a token may do, what becomes of it, and the app on its own.

use base64::{Engine, prelude::BASE64_STANDARD};
use http::Request;
use practice::{AccessLevel, Revocation, Status89, Switches};
use serde_json::json;

use crate::{
    client::{BASE, Client, EVENTS, ME, PERSONAS, Reply, futures, network, unsigned},
    login::log_in,
};

const GIVE_BACK: &str = "/1.1/oauth/invalidate_token.json";
const BEARER: &str = "/oauth2/token";

/// A client whose brand allowed the app at `level`.
fn at(client: &Client, level: AccessLevel) -> Client {
    client.practice.set_permission(level).unwrap();
    log_in(client)
}

fn control(client: &Client, method: &str, path: &str, body: &str) -> Reply {
    let request = Request::builder()
        .method(method)
        .uri(format!("{BASE}/_practice/{path}"))
        .body(body.to_owned().into());
    futures(client.try_send(request.unwrap())).unwrap()
}

async fn send(client: &Client) -> Reply {
    client.send(&client.customer("mayalind"), "hi").await
}

#[tokio::test]
async fn section_11_direct_messages_need_their_permission_or_are_refused_with_93() {
    let (client, _) = network();
    for level in [AccessLevel::Read, AccessLevel::ReadWrite] {
        let lesser = at(&client, level);
        assert_eq!(lesser.get(EVENTS, &[]).await.code(), (403, 93));
        assert_eq!(send(&lesser).await.code(), (403, 93));
    }
    assert_eq!(
        send(&client).await.status,
        200,
        "the old token keeps its level"
    );
}

#[tokio::test]
async fn section_3_6_writing_needs_its_permission_or_is_refused_with_261() {
    let (client, _) = network();
    let reader = at(&client, AccessLevel::Read);
    assert_eq!(reader.create("Ana", "1").await.code(), (403, 261));
    assert_eq!(
        reader
            .upload("dm_image", &crate::client::png())
            .await
            .code(),
        (403, 261)
    );
    assert_eq!(reader.get(PERSONAS, &[]).await.status, 200);
    assert_eq!(reader.get(ME, &[]).await.status, 200);
    at(&client, AccessLevel::ReadWrite).persona("Ana").await;
}

#[tokio::test]
async fn section_6_1_every_v1_answer_tells_the_level_of_the_token_that_signed() {
    let (client, _) = network();
    for (level, name) in [
        (AccessLevel::Read, "read"),
        (AccessLevel::ReadWrite, "read-write"),
        (AccessLevel::DirectMessages, "read-write-directmessages"),
    ] {
        let client = at(&client, level);
        let listed = client.get(PERSONAS, &[]).await;
        assert_eq!(listed.header("x-access-level"), Some(name));
        let refused = client.create("Ana", "1").await;
        assert_eq!(refused.header("x-access-level"), Some(name));
        assert_eq!(client.get(ME, &[]).await.header("x-access-level"), None);
    }
}

#[tokio::test]
async fn section_6_1_a_changed_permission_takes_effect_with_the_next_login_only() {
    let (client, _) = network();
    client.practice.set_permission(AccessLevel::Read).unwrap();
    assert_eq!(client.get(EVENTS, &[]).await.status, 200);
    let reader = log_in(&client);
    assert_ne!(reader.keys.token, client.keys.token);
    client
        .practice
        .set_permission(AccessLevel::DirectMessages)
        .unwrap();
    assert_eq!(reader.get(EVENTS, &[]).await.code(), (403, 93));
    assert_eq!(log_in(&client).get(EVENTS, &[]).await.status, 200);
}

#[tokio::test]
async fn section_6_1_a_token_that_was_given_back_is_refused_with_89_at_the_chosen_status() {
    let (client, _) = network();
    let neighbour = client.neighbour();
    let form = "application/x-www-form-urlencoded";
    let given_back = client.try_post(GIVE_BACK, form, "").await.unwrap().ok();
    assert_eq!(given_back["access_token"], client.keys.token.as_str());
    assert_eq!(client.get(EVENTS, &[]).await.code(), (401, 89));
    client.practice.set_switches(Switches {
        status_89: Status89::Forbidden,
        ..Switches::default()
    });
    assert_eq!(client.get(EVENTS, &[]).await.code(), (403, 89));
    assert_eq!(client.get(ME, &[]).await.code(), (403, 89));
    assert_eq!(neighbour.get(EVENTS, &[]).await.status, 200);
    let mut forger = client.clone();
    forger.keys.token_secret.push('x');
    assert_eq!(forger.get(EVENTS, &[]).await.code(), (401, 32));
}

#[tokio::test]
async fn a_brand_takes_all_its_tokens_back_at_once() {
    let (client, _) = network();
    let reader = at(&client, AccessLevel::Read);
    let northwind = Revocation::Handle("Northwind".to_owned());
    client.practice.revoke(&northwind).unwrap();
    for one in [&client, &reader] {
        assert_eq!(one.get(ME, &[]).await.code(), (401, 89));
    }
    assert_eq!(client.neighbour().get(ME, &[]).await.status, 200);
}

#[tokio::test]
async fn the_control_routes_steer_permission_callbacks_standing_and_tokens() {
    let (client, _) = network();
    let level = control(&client, "GET", "permission", "").ok();
    assert_eq!(level, json!({"level": "read-write-directmessages"}));
    let set = |path, body: &str| control(&client, "POST", path, body).status;
    assert_eq!(set("permission", r#"{"level":"read-write"}"#), 204);
    assert_eq!(client.practice.permission(), AccessLevel::ReadWrite);
    assert_eq!(set("permission", r#"{"level":"everything"}"#), 400);
    assert_eq!(set("callbacks", r#"{"url":"http://127.0.0.1/new"}"#), 204);
    assert_eq!(set("callbacks", r#"{"url":"new"}"#), 400);
    let forget = r#"{"url":"http://127.0.0.1:8080/callback"}"#;
    assert_eq!(control(&client, "DELETE", "callbacks", forget).status, 204);
    let callbacks = control(&client, "GET", "callbacks", "").ok();
    let expected = json!(["http://localhost:8080/callback", "http://127.0.0.1/new"]);
    assert_eq!(callbacks, expected);
    assert_eq!(set("app", r#"{"standing":"suspended"}"#), 204);
    assert_eq!(client.get(ME, &[]).await.code(), (401, 416));
    assert_eq!(set("app", r#"{"standing":"good"}"#), 204);
    assert_eq!(set("revoke", r#"{"handle":"nobody"}"#), 404);
    assert_eq!(set("revoke", r#"{"token":"unknown"}"#), 404);
    assert_eq!(set("revoke", r#"{"handle":"northwind"}"#), 204);
    assert_eq!(client.get(ME, &[]).await.code(), (401, 89));
}

fn bearer(client: &Client, credentials: &str, form: &str) -> Reply {
    let basic = format!("Basic {}", BASE64_STANDARD.encode(credentials));
    let mut request = unsigned("POST", BASE, BEARER, &[], Some(&basic));
    let media_type = "application/x-www-form-urlencoded;charset=UTF-8"
        .parse()
        .unwrap();
    request.headers_mut().insert("content-type", media_type);
    *request.body_mut() = form.to_owned().into();
    futures(client.try_send(request)).unwrap()
}

fn with_bearer(client: &Client, path: &str, token: &str) -> Reply {
    let header = format!("Bearer {token}");
    let request = unsigned(
        "GET",
        BASE,
        path,
        &[("usernames", "mayalind")],
        Some(&header),
    );
    futures(client.try_send(request)).unwrap()
}

#[test]
fn section_7_the_app_gets_one_bearer_token_for_key_and_secret() {
    let (client, _) = network();
    let keys = format!(
        "{}:{}",
        client.keys.consumer_key, client.keys.consumer_secret
    );
    let form = "grant_type=client_credentials";
    let first = bearer(&client, &keys, form).ok();
    assert_eq!(first["token_type"], "bearer");
    assert_eq!(bearer(&client, &keys, form).ok(), first);
    assert_eq!(bearer(&client, "key:secret", form).code(), (403, 99));
    assert_eq!(bearer(&client, "no colon", form).code(), (403, 99));
    assert_eq!(bearer(&client, &keys, "").code(), (403, 38));
    assert_eq!(
        bearer(&client, &keys, "grant_type=password").code(),
        (400, 44)
    );
}

#[test]
fn section_11_an_oauth_2_token_opens_nothing_in_v1_and_nothing_of_a_brand_in_v2() {
    let (client, _) = network();
    let keys = format!(
        "{}:{}",
        client.keys.consumer_key, client.keys.consumer_secret
    );
    let issued = bearer(&client, &keys, "grant_type=client_credentials").ok();
    let token = issued["access_token"].as_str().unwrap();
    for any in [token, "another"] {
        assert_eq!(with_bearer(&client, EVENTS, any).code(), (403, 220));
        assert_eq!(with_bearer(&client, PERSONAS, any).code(), (403, 220));
    }
    let messages = [
        "/2/dm_events",
        "/2/dm_events/1",
        "/2/dm_conversations/1-2/dm_events",
    ];
    for path in messages.into_iter().chain([ME]) {
        let refused = with_bearer(&client, path, token);
        assert_eq!(refused.status, 403);
        let kind = refused.json()["type"].as_str().unwrap().to_owned();
        assert!(
            kind.ends_with("/unsupported-authentication"),
            "{path}: {kind}"
        );
    }
    let found = with_bearer(&client, "/2/users/by", token).ok();
    assert_eq!(found["data"][0]["username"], "mayalind");
    assert_eq!(with_bearer(&client, "/2/users/by", "another").status, 401);
}
