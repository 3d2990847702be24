//! §3.1, §7 and §11, when a message is readable.

use crate::client::X;
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn section_11_somebody_can_write_in() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let id = x.writes("lena_k", "Where is my order?").await;
    let newest = x.events().await[0].clone();
    assert_eq!(newest["id"], json!(id));
    assert_eq!(newest["message_create"]["sender_id"], json!(lena));
    assert_eq!(
        newest["message_create"]["target"]["recipient_id"],
        json!(x.brand.user_id)
    );
}

#[tokio::test]
async fn section_11_a_lag_keeps_a_message_out_of_reads_until_it_is_over() {
    let x = X::fresh().await;
    x.somebody("lena_k").await;
    x.steer(Method::POST, "read_lag", &json!({"ms": 30_000}))
        .await;
    let id = x.writes("lena_k", "Hi").await;
    assert!(x.events().await.iter().all(|event| event["id"] != id));
    x.forward_minutes(1).await;
    assert_eq!(x.events().await[0]["id"], json!(id));
}

#[tokio::test]
async fn section_3_1_a_message_older_than_30_days_is_not_listed() {
    let x = X::fresh().await;
    x.somebody("lena_k").await;
    let id = x.writes("lena_k", "Hi").await;
    x.forward_minutes(29 * 24 * 60).await;
    assert!(x.events().await.iter().any(|event| event["id"] == id));
    x.forward_minutes(2 * 24 * 60).await;
    assert!(x.events().await.iter().all(|event| event["id"] != id));
}

#[tokio::test]
async fn section_3_3_the_ids_of_messages_grow_with_time() {
    let x = X::fresh().await;
    x.somebody("lena_k").await;
    let earlier: u64 = x.writes("lena_k", "Hi").await.parse().unwrap();
    x.forward_minutes(1).await;
    let later: u64 = x.writes("lena_k", "Hi").await.parse().unwrap();
    assert!(later > earlier);
}
