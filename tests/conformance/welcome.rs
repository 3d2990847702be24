//! §3.1, welcome messages and their rules.

use crate::client::X;
use reqwest::Method;
use serde_json::{Value, json};

const NEW: &str = "/1.1/direct_messages/welcome_messages/new.json";
const SHOW: &str = "/1.1/direct_messages/welcome_messages/show.json";
const LIST: &str = "/1.1/direct_messages/welcome_messages/list.json";
const UPDATE: &str = "/1.1/direct_messages/welcome_messages/update.json";
const DESTROY: &str = "/1.1/direct_messages/welcome_messages/destroy.json";
const RULE_NEW: &str = "/1.1/direct_messages/welcome_messages/rules/new.json";
const RULE_SHOW: &str = "/1.1/direct_messages/welcome_messages/rules/show.json";
const RULE_LIST: &str = "/1.1/direct_messages/welcome_messages/rules/list.json";
const RULE_DESTROY: &str = "/1.1/direct_messages/welcome_messages/rules/destroy.json";

async fn welcome(x: &X, text: &str) -> String {
    let body = json!({"welcome_message": {"name": "simple", "message_data": {"text": text}}});
    let made = x.post_json(NEW, &body).await;
    assert_eq!(made.status, 200);
    made.text("/welcome_message/id")
}

async fn rule(x: &X, welcome: &str) -> String {
    let body = json!({"welcome_message_rule": {"welcome_message_id": welcome}});
    let made = x.post_json(RULE_NEW, &body).await;
    assert_eq!(
        made.text("/welcome_message_rule/welcome_message_id"),
        welcome
    );
    made.text("/welcome_message_rule/id")
}

async fn opened(x: &X, link: Value) -> Value {
    x.steer(Method::POST, "customers/lena_k/open", &link).await["welcome_message_id"].clone()
}

#[tokio::test]
async fn section_3_1_a_welcome_message_returns_its_name_at_the_top() {
    let x = X::fresh().await;
    for body in [
        json!({"welcome_message": {"name": "simple", "message_data": {"text": "Welcome"}}}),
        json!({"name": "simple", "welcome_message": {"message_data": {"text": "Welcome"}}}),
    ] {
        let made = x.post_json(NEW, &body).await;
        assert_eq!(made.status, 200);
        assert_eq!(made.text("/name"), "simple");
        assert_eq!(made.text("/welcome_message/message_data/text"), "Welcome");
        made.text("/welcome_message/created_timestamp");
    }
}

#[tokio::test]
async fn section_3_1_welcome_messages_are_shown_and_listed() {
    let x = X::fresh().await;
    let id = welcome(&x, "Welcome").await;
    let shown = x.get(SHOW, &[("id", &id)]).await;
    assert_eq!(shown.text("/welcome_message/id"), id);
    let listed = x.get(LIST, &[]).await;
    assert_eq!(listed.text("/welcome_messages/0/id"), id);
}

#[tokio::test]
async fn section_3_1_an_update_replaces_the_whole() {
    let x = X::fresh().await;
    let id = welcome(&x, "Welcome").await;
    let body = json!({"message_data": {"text": "Good day"}});
    let updated = x.put_json(UPDATE, &[("id", &id)], &body).await;
    assert_eq!(updated.status, 200);
    let shown = x.get(SHOW, &[("id", &id)]).await;
    assert_eq!(shown.text("/welcome_message/message_data/text"), "Good day");
}

#[tokio::test]
async fn section_3_1_a_deleted_welcome_message_is_gone() {
    let x = X::fresh().await;
    let id = welcome(&x, "Welcome").await;
    assert_eq!(x.delete(DESTROY, &[("id", &id)]).await.status, 204);
    assert_eq!(x.get(SHOW, &[("id", &id)]).await.status, 404);
}

#[tokio::test]
async fn section_3_2_a_welcome_message_has_at_most_9990_characters() {
    let x = X::fresh().await;
    welcome(&x, &"a".repeat(9_990)).await;
    let body = json!({"welcome_message": {"message_data": {"text": "a".repeat(9_991)}}});
    assert_eq!(x.post_json(NEW, &body).await.refusal(), (403, 354));
}

#[tokio::test]
async fn section_3_1_the_name_is_held_to_its_signs() {
    let x = X::fresh().await;
    for name in ["a".repeat(101), "what?".to_owned()] {
        let body = json!({"welcome_message": {"name": name, "message_data": {"text": "Hi"}}});
        let status = x.post_json(NEW, &body).await.status;
        assert!((400..500).contains(&status), "{status}");
    }
}

#[tokio::test]
async fn section_3_1_a_rule_greets_at_the_first_opening() {
    let x = X::fresh().await;
    x.somebody("lena_k").await;
    let id = welcome(&x, "Welcome").await;
    rule(&x, &id).await;
    assert_eq!(opened(&x, json!({})).await, id);
    assert_eq!(opened(&x, json!({})).await, Value::Null);
}

#[tokio::test]
async fn section_3_1_leaving_or_seven_idle_days_make_it_greet_again() {
    let x = X::fresh().await;
    x.somebody("lena_k").await;
    let id = welcome(&x, "Welcome").await;
    rule(&x, &id).await;
    assert_eq!(opened(&x, json!({})).await, id);
    x.steer(Method::POST, "customers/lena_k/leave", &json!({}))
        .await;
    assert_eq!(opened(&x, json!({})).await, id);
    x.forward_minutes(7 * 24 * 60 + 1).await;
    assert_eq!(opened(&x, json!({})).await, id);
}

#[tokio::test]
async fn section_3_1_a_link_greets_with_the_message_it_names_and_the_answer_tells() {
    let x = X::fresh().await;
    x.somebody("lena_k").await;
    let id = welcome(&x, "Welcome").await;
    assert_eq!(opened(&x, json!({"welcome_message_id": id})).await, id);
    x.writes("lena_k", "Hi").await;
    let answered = x.events().await;
    assert_eq!(answered[0]["initiated_via"]["welcome_message_id"], id);
}

#[tokio::test]
async fn section_3_1_rules_are_shown_listed_and_deleted() {
    let x = X::fresh().await;
    let welcome = welcome(&x, "Welcome").await;
    let id = rule(&x, &welcome).await;
    let shown = x.get(RULE_SHOW, &[("id", &id)]).await;
    assert_eq!(shown.text("/welcome_message_rule/id"), id);
    let listed = x.get(RULE_LIST, &[]).await.json();
    assert!(listed.to_string().contains(&id), "{listed}");
    assert_eq!(x.delete(RULE_DESTROY, &[("id", &id)]).await.status, 204);
    let listed = x.get(RULE_LIST, &[]).await.json();
    assert!(!listed.to_string().contains(&id), "{listed}");
}

#[tokio::test]
async fn section_3_1_an_owner_who_does_not_take_everybodys_messages_has_no_welcome_400_214() {
    let x = X::fresh().await;
    let welcome = welcome(&x, "Welcome").await;
    x.steer(Method::POST, "inbox", &json!({"inbox": "followed"}))
        .await;
    let body = json!({"welcome_message_rule": {"welcome_message_id": welcome}});
    assert_eq!(x.post_json(RULE_NEW, &body).await.refusal(), (400, 214));
}
