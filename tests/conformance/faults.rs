//! §11, faults: each on demand, what is stored of the message, and the n-th call.

use crate::client::{EVENTS_LIST, EVENTS_NEW, Reply, X, message};
use reqwest::Method;
use serde_json::{Value, json};
use std::time::Duration;

/// A send under a fault: what came, and how many messages are stored.
async fn under(kind: &str) -> (Reply, usize) {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    x.fault("events/new", json!(kind)).await;
    let reply = x.send(&lena, "Hello").await;
    (reply, x.stored("Hello").await)
}

/// A send under a fault without an answer: how many messages are stored.
async fn unanswered(kind: &str) -> usize {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    x.fault("events/new", json!(kind)).await;
    let request = x.json_request(EVENTS_NEW, &message(&lena, json!({"text": "Hello"})));
    let answer = request.timeout(Duration::from_millis(500)).send().await;
    assert!(answer.is_err(), "{answer:?}");
    x.stored("Hello").await
}

#[tokio::test]
async fn section_11_cut_before_the_body_is_read_stores_nothing() {
    assert_eq!(unanswered("cut_before").await, 0);
}

#[tokio::test]
async fn section_11_cut_after_the_message_is_stored_keeps_it() {
    assert_eq!(unanswered("cut_after").await, 1);
}

#[tokio::test]
async fn section_11_a_timeout_after_the_message_is_stored_keeps_it() {
    assert_eq!(unanswered("timeout_after").await, 1);
}

#[tokio::test]
async fn section_11_an_error_of_the_server_comes_with_and_without_storing() {
    let (reply, stored) = under("server_error_after").await;
    assert_eq!((reply.refusal(), stored), ((500, 131), 1));
    let (reply, stored) = under("server_error_before").await;
    assert_eq!((reply.refusal(), stored), ((500, 131), 0));
}

#[tokio::test]
async fn section_11_an_empty_body_hides_that_it_was_stored() {
    let (reply, stored) = under("empty_body_after").await;
    assert_eq!((reply.status, reply.body.len(), stored), (200, 0, 1));
}

#[tokio::test]
async fn section_11_a_truncated_body_is_no_json_and_the_message_stored() {
    let (reply, stored) = under("truncated_body_after").await;
    assert_eq!((reply.status, stored), (200, 1));
    assert!(!reply.body.is_empty());
    assert!(serde_json::from_slice::<Value>(&reply.body).is_err());
}

#[tokio::test]
async fn section_11_a_body_without_id_is_json_and_the_message_stored() {
    let (reply, stored) = under("id_less_body_after").await;
    assert_eq!((reply.status, stored), (200, 1));
    assert!(reply.json()["event"].get("id").is_none());
}

#[tokio::test]
async fn section_11_html_comes_instead_of_json_with_and_without_storing() {
    for (kind, expected) in [("html_after", 1), ("html_before", 0)] {
        let (reply, stored) = under(kind).await;
        assert_eq!(stored, expected, "{kind}");
        assert!(serde_json::from_slice::<Value>(&reply.body).is_err());
        let kind = reply.header("content-type").unwrap();
        assert!(kind.starts_with("text/html"), "{kind}");
    }
}

#[tokio::test]
async fn section_11_a_rate_limit_comes_with_and_without_its_reset() {
    for (kind, there) in [
        ("rate_limited", true),
        ("rate_limited_without_reset", false),
    ] {
        let (reply, stored) = under(kind).await;
        assert_eq!((reply.refusal(), stored), ((429, 88), 0));
        assert_eq!(
            reply.header("x-rate-limit-reset").is_some(),
            there,
            "{kind}"
        );
    }
}

#[tokio::test]
async fn section_11_a_rate_limit_may_say_that_something_remains() {
    let (reply, _) = under("rate_limited_with_remaining").await;
    assert_eq!(reply.status, 429);
    let remaining: u64 = reply
        .header("x-rate-limit-remaining")
        .unwrap()
        .parse()
        .unwrap();
    assert!(remaining > 0);
}

#[tokio::test]
async fn section_11_a_rate_limit_comes_as_a_problem_too() {
    for kind in ["rate_limited_problem", "rate_limited_problem_without_reset"] {
        let (reply, _) = under(kind).await;
        assert_eq!(reply.status, 429);
        assert_eq!(reply.text("/title"), "Too Many Requests");
        assert_eq!(reply.text("/type"), "about:blank");
        assert_eq!(reply.json()["status"], 429);
    }
}

#[tokio::test]
async fn section_11_used_up_credits_are_402_and_the_old_calm_is_420() {
    for (kind, status) in [("credits_used_up", 402), ("calm_down", 420)] {
        let (reply, stored) = under(kind).await;
        assert_eq!((reply.status, stored), (status, 0), "{kind}");
    }
}

#[tokio::test]
async fn section_11_a_message_may_show_in_the_list_only_after_a_delay() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    x.fault("events/new", json!({"hide_for": 30_000})).await;
    let id = x.sent(&lena, "Hello").await;
    assert!(x.events().await.iter().all(|event| event["id"] != id));
    x.forward_minutes(1).await;
    assert_eq!(x.events().await[0]["id"], id);
}

#[tokio::test]
async fn section_11_two_messages_may_look_alike() {
    let (_, stored) = under("look_alike").await;
    assert_eq!(stored, 2);
}

#[tokio::test]
async fn section_11_a_fault_waits_for_the_nth_call_and_happens_as_often_as_asked() {
    let x = X::fresh().await;
    let body = json!({"route": "events/list", "kind": "over_capacity", "nth": 2, "times": 2});
    x.steer(Method::POST, "faults", &body).await;
    let mut statuses = Vec::new();
    for _ in 0..4 {
        statuses.push(x.get(EVENTS_LIST, &[]).await.status);
    }
    assert_eq!(statuses, [200, 503, 503, 200]);
}

#[tokio::test]
async fn section_11_what_has_happened_is_on_record_and_no_longer_waits() {
    let x = X::fresh().await;
    x.fault("events/list", json!("over_capacity")).await;
    x.get(EVENTS_LIST, &[]).await;
    let fired = x.steer(Method::GET, "fired", &Value::Null).await;
    assert_eq!(fired.as_array().unwrap().len(), 1);
    assert!(fired.to_string().contains("over_capacity"), "{fired}");
    let waiting = x.steer(Method::GET, "faults", &Value::Null).await;
    assert_eq!(waiting, json!([]));
}

#[tokio::test]
async fn section_11_a_fault_of_one_route_leaves_the_others_alone() {
    let x = X::fresh().await;
    x.fault("events/new", json!("over_capacity")).await;
    assert_eq!(x.get(EVENTS_LIST, &[]).await.status, 200);
}

#[tokio::test]
async fn section_11_an_answer_may_only_be_late() {
    let x = X::fresh().await;
    x.fault("events/list", json!({"delay": 20})).await;
    assert_eq!(x.get(EVENTS_LIST, &[]).await.status, 200);
}
