//! §4, messages by v2.

use crate::client::{Reply, X};
use serde_json::{Value, json};

async fn sent(x: &X, to: &str, body: Value) -> Reply {
    let path = format!("/2/dm_conversations/with/{to}/messages");
    x.post_json(&path, &body).await
}

#[tokio::test]
async fn section_4_a_send_is_201_with_conversation_event_and_location() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let reply = sent(&x, &lena, json!({"text": "Hello"})).await;
    assert_eq!(reply.status, 201);
    let mut pair: [u64; 2] = [lena.parse().unwrap(), x.brand.user_id.parse().unwrap()];
    pair.sort_unstable();
    assert_eq!(
        reply.text("/data/dm_conversation_id"),
        format!("{}-{}", pair[0], pair[1])
    );
    let id = reply.text("/data/dm_event_id");
    assert!(reply.header("location").unwrap().contains(&id));
}

#[tokio::test]
async fn section_4_an_event_has_the_same_id_in_v1_1() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let reply = sent(&x, &lena, json!({"text": "Hello"})).await;
    let shown = x.event(&reply.text("/data/dm_event_id")).await;
    assert_eq!(
        shown.text("/event/message_create/message_data/text"),
        "Hello"
    );
}

#[tokio::test]
async fn section_4_an_existing_conversation_is_written_to_by_its_id() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let first = sent(&x, &lena, json!({"text": "Hello"})).await;
    let conversation = first.text("/data/dm_conversation_id");
    let path = format!("/2/dm_conversations/{conversation}/messages");
    let second = x.post_json(&path, &json!({"text": "Again"})).await;
    assert_eq!(second.status, 201);
    assert_eq!(second.text("/data/dm_conversation_id"), conversation);
}

#[tokio::test]
async fn section_4_an_empty_text_and_an_empty_body_are_400_problems() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    for body in [json!({"text": ""}), json!({})] {
        let reply = sent(&x, &lena, body).await;
        assert_eq!(reply.status, 400);
        assert!(reply.text("/type").ends_with("/invalid-request"));
    }
}

#[tokio::test]
async fn section_4_a_picture_is_sent_as_attachment() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let media = x.picture("dm_image").await;
    let reply = sent(&x, &lena, json!({"attachments": [{"media_id": media}]})).await;
    assert_eq!(reply.status, 201);
}

#[tokio::test]
async fn section_4_a_picture_of_another_category_is_a_403_problem() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let media = x.picture("tweet_image").await;
    let reply = sent(&x, &lena, json!({"attachments": [{"media_id": media}]})).await;
    assert_eq!(reply.status, 403);
    assert_eq!(reply.text("/title"), "Forbidden");
    assert_eq!(reply.text("/type"), "about:blank");
}

#[tokio::test]
async fn section_4_nothing_to_read_is_meta_without_data() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let path = format!("/2/dm_conversations/with/{lena}/dm_events");
    let read = x.get(&path, &[]).await;
    assert_eq!(read.json(), json!({"meta": {"result_count": 0}}));
}

#[tokio::test]
async fn section_4_an_event_has_id_type_and_text_and_more_when_asked() {
    let x = X::fresh().await;
    x.somebody("lena_k").await;
    let id = x.writes("lena_k", "Hi").await;
    let path = format!("/2/dm_events/{id}");
    let plain = x.get(&path, &[]).await.json();
    assert_eq!(
        plain["data"],
        json!({"id": id, "event_type": "MessageCreate", "text": "Hi"})
    );
    let query = [("dm_event.fields", "created_at,dm_conversation_id,sender_id")];
    let asked = x.get(&path, &query).await;
    asked.text("/data/created_at");
    asked.text("/data/dm_conversation_id");
    asked.text("/data/sender_id");
}

#[tokio::test]
async fn section_4_pages_lead_on_by_their_tokens() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    for text in ["One", "Two", "Three"] {
        x.writes("lena_k", text).await;
    }
    let path = format!("/2/dm_conversations/with/{lena}/dm_events");
    let first = x.get(&path, &[("max_results", "2")]).await;
    assert_eq!(first.text("/data/0/text"), "Three");
    assert_eq!(first.json()["meta"]["result_count"], 2);
    let token = first.text("/meta/next_token");
    assert!(token.len() >= 16);
    let query = [("max_results", "2"), ("pagination_token", &*token)];
    let last = x.get(&path, &query).await;
    assert_eq!(last.text("/data/0/text"), "One");
    assert!(last.json()["meta"].get("next_token").is_none());
}

#[tokio::test]
async fn section_4_results_are_between_1_and_100() {
    let x = X::fresh().await;
    for count in ["0", "101"] {
        let read = x.get("/2/dm_events", &[("max_results", count)]).await;
        assert_eq!(read.status, 400, "{count}");
    }
}

#[tokio::test]
async fn section_4_a_deletion_says_so_and_takes_the_event_from_reads() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let id = sent(&x, &lena, json!({"text": "Hello"}))
        .await
        .text("/data/dm_event_id");
    let path = format!("/2/dm_events/{id}");
    let gone = x.delete(&path, &[]).await;
    assert_eq!(gone.status, 200);
    assert_eq!(gone.json(), json!({"data": {"deleted": true}}));
    let listed = x.get("/2/dm_events", &[]).await.json();
    assert!(!listed.to_string().contains(&id));
}

#[tokio::test]
async fn section_4_a_group_is_made_of_2_to_49_and_read_with_its_joins() {
    let x = X::fresh().await;
    let people = [x.somebody("lena_k").await, x.somebody("max_k").await];
    let body = json!({"conversation_type": "Group", "participant_ids": people, "message": {"text": "Hello"}});
    let made = x.post_json("/2/dm_conversations", &body).await;
    assert_eq!(made.status, 201);
    let conversation = made.text("/data/dm_conversation_id");
    assert!((15..=19).contains(&conversation.len()));
    let path = format!("/2/dm_conversations/{conversation}/dm_events");
    assert!(x.get(&path, &[]).await.json().to_string().contains("Hello"));
    let mut small = body.clone();
    small["participant_ids"] = json!([people[0]]);
    let refused = x.post_json("/2/dm_conversations", &small).await;
    assert_eq!(refused.status, 400);
}

#[tokio::test]
async fn section_4_no_persona_shows_in_v2() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let ana = x.persona("Ana").await;
    x.send_as(&ana, &lena, "Hello").await;
    let read = x.get("/2/dm_events", &[]).await.json();
    assert!(read.to_string().contains("Hello"));
    assert!(!read.to_string().contains("custom_profile"));
}

#[tokio::test]
async fn section_4_bytes_of_media_want_another_login() {
    let x = X::fresh().await;
    let read = x.get("/2/dm_conversations/media/1/2/3", &[]).await;
    assert_eq!(read.status, 403);
}

#[tokio::test]
async fn section_4_somebody_is_blocked_and_unblocked() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    for step in ["block", "unblock"] {
        let done = x.post(&format!("/2/users/{lena}/dm/{step}"), &[]).await;
        assert_eq!(done.status, 200, "{step}");
    }
}
