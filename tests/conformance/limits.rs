//! §3.4, §4 and §8, budgets and the headers that tell of them.

use crate::client::{EVENTS_LIST, Reply, X};
use serde_json::{Value, json};

const LIST: &str = "/1.1/custom_profiles/list.json";
const DESTROY: &str = "/1.1/custom_profiles/destroy.json";
const STATUS: &str = "/1.1/application/rate_limit_status.json";

fn rate(reply: &Reply, what: &str) -> u64 {
    let header = format!("x-rate-limit-{what}");
    reply.header(&header).unwrap().parse().unwrap()
}

#[tokio::test]
async fn section_8_a_read_tells_its_limit_what_is_left_and_the_second_of_the_reset() {
    let x = X::fresh().await;
    let read = x.get(LIST, &[]).await;
    assert_eq!(rate(&read, "limit"), 180);
    assert_eq!(rate(&read, "remaining"), 179);
    let reset = rate(&read, "reset");
    assert!((x.now()..=x.now() + 901).contains(&reset), "{reset}");
}

#[tokio::test]
async fn section_2_the_181st_list_within_15_minutes_is_429_88() {
    let x = X::fresh().await;
    for _ in 0..180 {
        assert_eq!(x.get(LIST, &[]).await.status, 200);
    }
    assert_eq!(x.get(LIST, &[]).await.refusal(), (429, 88));
}

#[tokio::test]
async fn section_3_4_the_16th_read_is_429_88_until_15_minutes_are_over() {
    let x = X::fresh().await;
    for _ in 0..15 {
        assert_eq!(x.get(EVENTS_LIST, &[]).await.status, 200);
    }
    let over = x.get(EVENTS_LIST, &[]).await;
    assert_eq!(over.refusal(), (429, 88));
    assert_eq!(rate(&over, "remaining"), 0);
    x.forward_minutes(16).await;
    assert_eq!(x.get(EVENTS_LIST, &[]).await.status, 200);
}

#[tokio::test]
async fn section_3_4_showing_has_a_budget_of_15_of_its_own() {
    let x = X::fresh().await;
    x.somebody("lena_k").await;
    let id = x.writes("lena_k", "Hi").await;
    x.events().await;
    let shown = x.event(&id).await;
    assert_eq!((rate(&shown, "limit"), rate(&shown, "remaining")), (15, 14));
}

#[tokio::test]
async fn section_3_4_every_brand_has_a_budget_of_its_own() {
    let x = X::fresh().await;
    x.get(LIST, &[]).await;
    let other = x.next_door().get(LIST, &[]).await;
    assert_eq!(rate(&other, "remaining"), 179);
}

#[tokio::test]
async fn section_2_the_1001st_deletion_of_a_day_is_429_88() {
    let x = X::fresh().await;
    let id = x.persona("Ana").await;
    for _ in 0..1000 {
        assert_eq!(x.delete(DESTROY, &[("id", &id)]).await.status, 204);
    }
    assert_eq!(x.delete(DESTROY, &[("id", &id)]).await.refusal(), (429, 88));
}

#[tokio::test]
async fn section_2_the_1001st_persona_of_a_day_is_429_88() {
    let x = X::fresh().await;
    let media = x.shared_picture().await;
    let body = json!({"custom_profile": {"name": "Ana", "avatar": {"media": {"id": media}}}});
    let new = "/1.1/custom_profiles/new.json";
    for _ in 0..1000 {
        assert_eq!(x.post_json(new, &body).await.status, 200);
    }
    assert_eq!(x.post_json(new, &body).await.refusal(), (429, 88));
}

#[tokio::test]
async fn section_3_4_beyond_1000_sends_only_five_replies_to_somebody_who_wrote_are_free() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let max = x.somebody("max_k").await;
    for _ in 0..1000 {
        assert_eq!(x.send(&lena, "Hello").await.status, 200);
    }
    assert_eq!(x.send(&lena, "Hello").await.refusal(), (429, 88));
    for _ in 0..2 {
        x.writes("max_k", "Hi").await;
        for _ in 0..5 {
            assert_eq!(x.send(&max, "Hello").await.status, 200);
        }
        assert_eq!(x.send(&max, "Hello").await.refusal(), (429, 88));
    }
    x.forward_minutes(24 * 60 + 1).await;
    assert_eq!(x.send(&lena, "Hello").await.status, 200);
}

#[tokio::test]
async fn section_3_4_rate_limit_status_names_the_15_minute_routes_and_what_is_left() {
    let x = X::fresh().await;
    x.get(LIST, &[]).await;
    x.events().await;
    let query = [("resources", "direct_messages,custom_profiles")];
    let status = x.get(STATUS, &query).await.json();
    let personas = &status["resources"]["custom_profiles"];
    assert_eq!(personas["/custom_profiles/list"]["limit"], 180);
    assert_eq!(personas["/custom_profiles/list"]["remaining"], 179);
    assert_eq!(personas["/custom_profiles/show"]["limit"], 180);
    let messages = &status["resources"]["direct_messages"];
    assert_eq!(messages["/direct_messages/events/list"]["limit"], 15);
    assert_eq!(messages["/direct_messages/events/list"]["remaining"], 14);
    assert_eq!(messages["/direct_messages/events/show"]["limit"], 15);
    assert_eq!(messages["/direct_messages/mark_read"]["limit"], 1000);
    assert!(status["rate_limit_context"].is_object());
}

#[tokio::test]
async fn section_3_4_rate_limit_status_does_not_name_the_budgets_of_a_day() {
    let x = X::fresh().await;
    let status = x.get(STATUS, &[]).await.json()["resources"].clone();
    let messages = &status["direct_messages"];
    let personas = &status["custom_profiles"];
    assert_eq!(messages.get("/direct_messages/events/new"), None::<&Value>);
    assert_eq!(personas.get("/custom_profiles/new"), None::<&Value>);
    assert_eq!(personas.get("/custom_profiles/destroy"), None::<&Value>);
}

#[tokio::test]
async fn section_4_the_16th_v2_read_is_429_and_its_headers_say_so() {
    let x = X::fresh().await;
    for _ in 0..15 {
        assert_eq!(x.get("/2/dm_events", &[]).await.status, 200);
    }
    let over = x.get("/2/dm_events", &[]).await;
    assert_eq!((over.status, rate(&over, "remaining")), (429, 0));
}

#[tokio::test]
async fn section_4_the_16th_v2_send_within_15_minutes_is_429() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let path = format!("/2/dm_conversations/with/{lena}/messages");
    for _ in 0..15 {
        let sent = x.post_json(&path, &json!({"text": "Hello"})).await;
        assert_eq!(sent.status, 201);
    }
    let over = x.post_json(&path, &json!({"text": "Hello"})).await;
    assert_eq!(over.status, 429);
}

#[tokio::test]
async fn section_8_each_read_has_the_limit_of_its_table() {
    let x = X::fresh().await;
    let welcome = "/1.1/direct_messages/welcome_messages";
    for (path, limit) in [
        (STATUS.to_owned(), 180),
        (format!("{welcome}/list.json"), 15),
        (format!("{welcome}/rules/list.json"), 15),
        ("/2/dm_events".to_owned(), 15),
        ("/2/users/me".to_owned(), 75),
    ] {
        assert_eq!(rate(&x.get(&path, &[]).await, "limit"), limit, "{path}");
    }
}

#[tokio::test]
async fn section_3_1_marks_and_typing_have_1000_in_15_minutes() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let id = x.writes("lena_k", "Hi").await;
    let read = [("last_read_event_id", &*id), ("recipient_id", &*lena)];
    let marked = x.post_form("/1.1/direct_messages/mark_read.json", &read);
    assert_eq!(rate(&marked.await, "limit"), 1000);
    let typing = x.post_form("/1.1/direct_messages/indicate_typing.json", &read[1..]);
    assert_eq!(rate(&typing.await, "limit"), 1000);
}
