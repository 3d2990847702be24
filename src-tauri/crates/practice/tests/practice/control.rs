//! The control interface: what Rust calls do, routes do.

use bytes::Bytes;
use http::Request;
use practice::{CustomerStanding, Practice, Standing, Told};
use serde_json::{Value, json};

use crate::client::{Client, Reply, SEND, START_MS, futures, message, network, png};

fn ask(practice: &Practice, method: &str, path: &str, body: &str) -> Reply {
    let request = Request::builder()
        .method(method)
        .uri(format!("http://practice.test/_practice{path}"))
        .body(Bytes::from(body.to_owned()))
        .unwrap();
    Reply::new(futures(practice.call(request)).unwrap())
}

fn get(practice: &Practice, path: &str) -> Value {
    ask(practice, "GET", path, "").ok()
}

fn post(practice: &Practice, path: &str, body: Value) -> Reply {
    ask(practice, "POST", path, &body.to_string())
}

fn customer(practice: &Practice, handle: &str) -> CustomerStanding {
    let customers = practice.customers().unwrap();
    let mut known = customers.into_iter();
    known.find(|one| one.party.handle == handle).unwrap()
}

#[test]
fn one_look_tells_how_the_network_stands() {
    let (client, _) = network();
    let standing = get(&client.practice, "");
    assert_eq!(get(&client.practice, "/"), standing);
    let standing: Standing = serde_json::from_value(standing).unwrap();
    assert_eq!(standing, client.practice.standing().unwrap());
    assert_eq!(standing.brands[0].handle, "northwind");
    assert_eq!(standing.clock.now_ms, START_MS);
    assert_eq!(standing.counts.customers, 8);
}

#[test]
fn every_route_on_the_help_page_is_there() {
    let (client, _) = network();
    let page = get(&client.practice, "/help");
    let routes = page["routes"].as_array().unwrap();
    assert!(routes.len() > 30);
    for route in routes {
        let path = route["path"].as_str().unwrap();
        let path = path.strip_prefix("/_practice").unwrap();
        let path = path.replace("{handle}", "mayalind");
        let method = route["method"].as_str().unwrap();
        let answer = ask(&client.practice, method, &path, "");
        assert!(
            ![404, 405].contains(&answer.status),
            "{method} {path}: {}",
            answer.status
        );
    }
}

#[test]
fn a_web_page_may_not_steer_and_reads_nothing() {
    let (client, _) = network();
    for (method, path) in [("GET", "/_practice/save"), ("POST", "/_practice/faults")] {
        let request = Request::builder()
            .method(method)
            .uri(format!("http://127.0.0.1:4848{path}"))
            .header("origin", "https://example.com")
            .body(Bytes::new())
            .unwrap();
        let reply = Reply::new(futures(client.practice.call(request)).unwrap());
        assert_eq!(reply.status, 403);
        assert_eq!(reply.header("access-control-allow-origin"), None);
    }
}

#[test]
fn what_cannot_be_used_is_400_with_a_sentence_and_what_is_not_there_404_or_405() {
    let (client, _) = network();
    let wrong = [
        ("POST", "/faults", "not json", 400),
        (
            "POST",
            "/faults",
            r#"{"route":"nowhere","kind":"cut_after"}"#,
            400,
        ),
        ("POST", "/clock", r#"{"forward_ms":-5}"#, 400),
        ("POST", "/switches", r#"{"no_such":"open"}"#, 400),
        ("POST", "/customers/nobody/write", r#"{"text":"x"}"#, 404),
        ("POST", "/customers/mayalind/write", r#"{"text":""}"#, 400),
        ("POST", "/customers", r#"{"handle":"a b"}"#, 400),
        ("POST", "/customers", r#"{"handle":"MayaLind"}"#, 400),
        ("GET", "/truth?since=x", "", 400),
        ("POST", "/load", "{}", 400),
        ("GET", "/nowhere", "", 404),
        ("DELETE", "/truth", "", 405),
    ];
    for (method, path, body, status) in wrong {
        let reply = ask(&client.practice, method, path, body);
        assert_eq!(reply.status, status, "{method} {path}");
        let why = reply.json()["error"].as_str().unwrap().to_owned();
        assert!(why.len() > 10, "{why}");
    }
}

#[tokio::test]
async fn a_customer_can_be_added_written_as_and_answered() {
    let (client, clock) = network();
    let practice = &client.practice;
    let lena = json!({"handle": "lena_k", "name": "Lena K."});
    assert_eq!(post(practice, "/customers", lena).status, 204);
    assert_eq!(customer(practice, "lena_k").last, None);
    let written = post(practice, "/customers/lena_k/write", json!({"text": "Hi"})).ok();
    let standing = customer(practice, "lena_k");
    assert_eq!(standing.last.unwrap().id, written["id"].as_str().unwrap());
    assert_eq!(standing.waiting_since_ms, Some(START_MS));
    clock.advance(1000);
    client
        .send(&standing.party.user_id, "Hello Lena")
        .await
        .ok();
    assert_eq!(customer(practice, "lena_k").waiting_since_ms, None);
    clock.advance(600_000);
    let view = get(practice, "/customers/lena_k");
    assert_eq!(
        view["messages"].as_array().unwrap().len(),
        2,
        "she says nothing by herself"
    );
}

#[tokio::test]
async fn a_customer_sends_a_picture() {
    use base64::{Engine, prelude::BASE64_STANDARD};
    let (client, _) = network();
    let picture = BASE64_STANDARD.encode(png());
    let body = json!({"text": "", "picture": picture});
    post(&client.practice, "/customers/mayalind/write", body).ok();
    let view = client.practice.view("mayalind").unwrap();
    let photo = view.messages.last().unwrap().photo.clone().unwrap();
    assert_eq!(client.get(&photo, &[]).await.body, png());
    for wrong in ["%%%", "bm8gcGljdHVyZQ=="] {
        let body = json!({"text": "", "picture": wrong});
        let reply = post(&client.practice, "/customers/mayalind/write", body);
        assert_eq!(reply.status, 400);
    }
}

#[tokio::test]
async fn section_3_6_a_customer_who_takes_no_messages_is_150_or_349_until_they_do() {
    let (client, _) = network();
    let maya = client.customer("mayalind");
    for (door, expected) in [("followed_only", (403, 150)), ("closed", (403, 349))] {
        let path = "/customers/mayalind/door";
        assert_eq!(
            post(&client.practice, path, json!({"door": door})).status,
            204
        );
        for _ in 0..2 {
            assert_eq!(client.send(&maya, "shut out").await.code(), expected);
        }
        client
            .send(&client.customer("tanaka_taro"), "let in")
            .await
            .ok();
    }
    let open = json!({"door": "open"});
    post(&client.practice, "/customers/mayalind/door", open);
    client.send(&maya, "let in").await.ok();
    let truth = client.practice.truth().unwrap();
    assert!(truth.iter().all(|told| told.text != "shut out"));
}

#[test]
fn switches_are_turned_one_by_one_or_all_at_once() {
    let (client, _) = network();
    let practice = &client.practice;
    post(practice, "/switches", json!({"post_answer": "empty"}));
    post(practice, "/switches", json!({"name_unit": "utf16"}));
    let turned = get(practice, "/switches");
    assert_eq!(turned["post_answer"], "empty");
    assert_eq!(turned["name_unit"], "utf16");
    assert_eq!(ask(practice, "PUT", "/switches", "{}").status, 204);
    assert_eq!(
        get(practice, "/switches")["post_answer"],
        "with_id_and_time"
    );
}

#[tokio::test]
async fn section_6_4_the_brands_mark_is_what_was_set() {
    let (client, _) = network();
    for (mark, verified) in [("none", false), ("blue", true), ("government", true)] {
        let body = json!({"verified_type": mark});
        assert_eq!(post(&client.practice, "/verification", body).status, 204);
        let fields = [("user.fields", "verified,verified_type")];
        let me = client.get("/2/users/me", &fields).await.ok();
        assert_eq!(me["data"]["verified_type"], mark);
        assert_eq!(me["data"]["verified"], verified);
    }
}

#[tokio::test]
async fn faults_and_outages_are_asked_for_listed_and_ended() {
    let (client, _) = network();
    let practice = &client.practice;
    let fault = json!({"route": "events/new", "kind": {"delay": 5}, "nth": 2, "times": 3});
    assert_eq!(post(practice, "/faults", fault.clone()).status, 204);
    assert_eq!(get(practice, "/faults"), json!([fault]));
    assert_eq!(ask(practice, "DELETE", "/faults", "").status, 204);
    assert_eq!(get(practice, "/faults"), json!([]));
    let outage = json!({"route": null, "kind": "over_capacity"});
    assert_eq!(post(practice, "/outage", outage.clone()).status, 204);
    assert_eq!(get(practice, "/outage"), outage);
    let body = message(&client.customer("mayalind"), "out");
    assert_eq!(client.post(SEND, &body).await.code(), (503, 130));
    assert_eq!(get(practice, "/fired").as_array().unwrap().len(), 1);
    ask(practice, "DELETE", "/outage", "");
    assert_eq!(client.post(SEND, &body).await.status, 200);
}

#[test]
fn the_truth_can_be_read_on_from_where_one_was() {
    let (client, _) = network();
    let all = client.practice.truth().unwrap();
    let from = &all[3].id;
    let rest: Vec<Told> =
        serde_json::from_value(get(&client.practice, &format!("/truth?since={from}"))).unwrap();
    assert_eq!(rest, all[4..]);
    let path = format!("/truth?since={from}&limit=1");
    let one: Vec<Told> = serde_json::from_value(get(&client.practice, &path)).unwrap();
    assert_eq!(one, all[4..5]);
}

#[test]
fn the_clock_and_the_read_lag_are_set_and_read() {
    let (client, _) = network();
    let practice = &client.practice;
    let moved = post(practice, "/clock", json!({"forward_ms": 5000})).ok();
    assert_eq!(moved, json!({"now_ms": START_MS + 5000, "ahead_ms": 5000}));
    assert_eq!(get(practice, "/clock"), moved);
    assert_eq!(post(practice, "/read_lag", json!({"ms": 700})).status, 204);
    assert_eq!(get(practice, "/read_lag"), json!({"ms": 700}));
}

#[test]
fn saving_and_loading_go_through_the_control_interface_too() {
    let (client, _) = network();
    let saved = ask(&client.practice, "GET", "/save", "");
    let (other, _) = network();
    other.practice.customer_writes("mayalind", "gone").unwrap();
    let saved = String::from_utf8(saved.body.to_vec()).unwrap();
    assert_eq!(ask(&other.practice, "POST", "/load", &saved).status, 204);
    assert_eq!(
        other.practice.truth().unwrap(),
        client.practice.truth().unwrap()
    );
    let keys = Client::of(&other.practice).keys;
    assert_eq!(keys, client.keys);
}
