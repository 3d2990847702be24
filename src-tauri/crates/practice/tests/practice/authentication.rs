//! §6.1, §11 "OAuth 1.0a".

use practice::{RepeatedNonce, Switches};

use crate::client::{BASE, Client, EVENTS, ME, Reply, START_MS, futures, network, unsigned};

fn call(client: &Client, authorization: Option<&str>) -> Reply {
    let request = unsigned("GET", BASE, EVENTS, &[("count", "50")], authorization);
    futures(client.try_send(request)).unwrap()
}

fn signed(client: &Client, nonce: &str) -> String {
    client.header("GET", EVENTS, &[("count", "50")], nonce, START_MS, &[])
}

#[test]
fn section_11_a_right_signature_is_taken_with_and_without_oauth_version() {
    let (client, _) = network();
    assert_eq!(call(&client, Some(&signed(&client, "1"))).status, 200);
    let query = [("count", "50")];
    let version = [("oauth_version", "1.0")];
    let with = client.header("GET", EVENTS, &query, "2", START_MS, &version);
    assert_eq!(call(&client, Some(&with)).status, 200);
}

#[test]
fn section_11_unknown_oauth_parameters_are_signed_and_realm_is_not() {
    let (client, _) = network();
    let query = [("count", "50")];
    let hash = [("oauth_body_hash", "2jmj7l5rSw0yVb/vlWAYkK/YBwk=")];
    let with_hash = client.header("GET", EVENTS, &query, "1", START_MS, &hash);
    assert_eq!(call(&client, Some(&with_hash)).status, 200);
    let slipped_in = format!("{}, oauth_body_hash=\"x\"", signed(&client, "2"));
    assert_eq!(call(&client, Some(&slipped_in)).code(), (401, 32));
    let with_realm = format!("{}, realm=\"somewhere\"", signed(&client, "3"));
    assert_eq!(call(&client, Some(&with_realm)).status, 200);
}

#[test]
fn section_11_a_wrong_signature_is_refused_with_32() {
    let (mut client, _) = network();
    let other_query = client.header("GET", EVENTS, &[("count", "49")], "1", START_MS, &[]);
    let other_method = client.header("POST", EVENTS, &[("count", "50")], "2", START_MS, &[]);
    let right = signed(&client, "3");
    client.keys.token_secret.push('x');
    let other_secret = signed(&client, "4");
    client.keys.token_secret.pop();
    client.base = "http://elsewhere.test:8080".to_owned();
    let other_host = signed(&client, "5");
    for header in [other_query, other_method, other_secret, other_host] {
        assert_eq!(call(&client, Some(&header)).code(), (401, 32));
    }
    assert_eq!(call(&client, Some(&right)).status, 200);
}

#[test]
fn section_11_a_token_or_key_that_nobody_has_is_refused_with_32() {
    let (client, _) = network();
    let mut stranger = client.clone();
    stranger.keys.token = "1-unknown".to_owned();
    assert_eq!(
        call(&client, Some(&signed(&stranger, "1"))).code(),
        (401, 32)
    );
    let mut stranger = client.clone();
    stranger.keys.consumer_key = "unknown".to_owned();
    assert_eq!(
        call(&client, Some(&signed(&stranger, "2"))).code(),
        (401, 32)
    );
}

#[test]
fn section_11_no_credentials_are_refused_with_215() {
    let (client, _) = network();
    let basic = "Basic AAAA";
    let incomplete = "OAuth oauth_token=\"x\"";
    for header in [None, Some(basic), Some(incomplete), Some("OAuth")] {
        assert_eq!(call(&client, header).code(), (400, 215), "{header:?}");
    }
}

#[tokio::test]
async fn section_11_a_timestamp_too_far_off_is_refused_with_135_and_the_date_lets_the_client_correct_itself()
 {
    let (client, _) = network();
    let now_s = START_MS / 1000;
    for off in [-301, 301, -86_400] {
        let late = client.believing_it_is(now_s + off);
        let reply = late.get(EVENTS, &[]).await;
        assert_eq!(reply.code(), (401, 135));
        let date = httpdate::parse_http_date(reply.header("date").unwrap()).unwrap();
        let told = date
            .duration_since(std::time::UNIX_EPOCH)
            .unwrap()
            .as_secs();
        let corrected = client.believing_it_is(i64::try_from(told).unwrap());
        assert_eq!(corrected.get(EVENTS, &[]).await.status, 200);
    }
    for off in [-300, 300] {
        let nearly = client.believing_it_is(now_s + off);
        assert_eq!(nearly.get(EVENTS, &[]).await.status, 200);
    }
}

#[tokio::test]
async fn section_11_every_answer_carries_the_servers_date() {
    let (client, _) = network();
    for path in [
        EVENTS,
        ME,
        "/nowhere",
        "/2/nowhere",
        "/_practice/truth",
        "/media/1.jpg",
    ] {
        let date = client
            .get(path, &[])
            .await
            .header("date")
            .unwrap()
            .to_owned();
        assert_eq!(date, "Sun, 22 Nov 2026 10:00:00 GMT", "{path}");
    }
}

#[tokio::test]
async fn section_8_a_v2_route_wraps_the_code_in_a_problem_object() {
    let (client, _) = network();
    let mut stranger = client.clone();
    stranger.keys.token_secret.clear();
    let reply = stranger.get(ME, &[]).await;
    assert_eq!(reply.code(), (401, 32));
    assert_eq!(
        reply.header("content-type"),
        Some("application/problem+json")
    );
    assert_eq!(reply.json()["type"], "about:blank");
    assert_eq!(reply.json()["status"], 401);
}

#[test]
fn section_11_a_repeated_nonce_is_taken_unless_the_switch_refuses_it() {
    let (client, _) = network();
    let header = signed(&client, "once");
    assert_eq!(call(&client, Some(&header)).status, 200);
    assert_eq!(call(&client, Some(&header)).status, 200);
    client.practice.set_switches(Switches {
        repeated_nonce: RepeatedNonce::Refused,
        ..Switches::default()
    });
    assert_eq!(call(&client, Some(&header)).status, 200);
    assert_eq!(call(&client, Some(&header)).code(), (401, 32));
}

#[tokio::test]
async fn section_11_a_form_body_is_signed() {
    let (client, _) = network();
    let form = "application/x-www-form-urlencoded";
    let reply = client.try_post(EVENTS, form, "a=1").await.unwrap();
    assert_eq!(
        reply.code(),
        (404, 34),
        "not a route, so nothing is verified"
    );
    let reply = client
        .try_post(crate::client::CREATE, form, "custom_profile=1")
        .await
        .unwrap();
    assert_eq!(reply.code(), (401, 32), "the client left the form out");
}
