//! §3.1, marks that are no messages: read, typing, deletion.

use crate::client::X;
use serde_json::Value;

const READ: &str = "/1.1/direct_messages/mark_read.json";
const TYPING: &str = "/1.1/direct_messages/indicate_typing.json";
const DESTROY: &str = "/1.1/direct_messages/events/destroy.json";

#[tokio::test]
async fn section_3_1_reading_is_marked_with_204_and_the_customer_sees_it() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let id = x.writes("lena_k", "Hi").await;
    let marked = x
        .post_form(
            READ,
            &[("last_read_event_id", &id), ("recipient_id", &lena)],
        )
        .await;
    assert_eq!((marked.status, marked.body.len()), (204, 0));
    let seen = x.seen_by("lena_k").await;
    assert_ne!(seen["messages"][0]["read_at_ms"], Value::Null);
}

#[tokio::test]
async fn section_3_1_marking_without_its_parameters_is_400() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let id = x.writes("lena_k", "Hi").await;
    for form in [("last_read_event_id", &*id), ("recipient_id", &*lena)] {
        assert_eq!(x.post_form(READ, &[form]).await.status, 400);
    }
}

#[tokio::test]
async fn section_3_1_typing_shows_for_some_seconds() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let typing = x.post_form(TYPING, &[("recipient_id", &lena)]).await;
    assert_eq!((typing.status, typing.body.len()), (204, 0));
    assert_ne!(x.seen_by("lena_k").await["typing"], "quiet");
    x.forward_minutes(1).await;
    assert_eq!(x.seen_by("lena_k").await["typing"], "quiet");
}

#[tokio::test]
async fn section_3_1_typing_may_name_its_recipient_in_the_query() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let typing = x.post(TYPING, &[("recipient_id", &lena)]).await;
    assert_eq!(typing.status, 204);
}

#[tokio::test]
async fn section_3_1_deleting_is_204_of_html_and_of_no_length() {
    let x = X::fresh().await;
    x.somebody("lena_k").await;
    let id = x.writes("lena_k", "Hi").await;
    let gone = x.delete(DESTROY, &[("id", &id)]).await;
    assert_eq!((gone.status, gone.body.len()), (204, 0));
    assert!(
        gone.header("content-type")
            .unwrap()
            .starts_with("text/html")
    );
}

#[tokio::test]
async fn section_3_1_deleting_empties_the_own_view_only() {
    let x = X::fresh().await;
    x.somebody("lena_k").await;
    let id = x.writes("lena_k", "Hi").await;
    x.delete(DESTROY, &[("id", &id)]).await;
    assert!(x.events().await.iter().all(|event| event["id"] != id));
    let seen = x.seen_by("lena_k").await;
    assert_eq!(seen["messages"][0]["text"], "Hi");
}

#[tokio::test]
async fn section_3_1_deleting_what_never_was_is_404_34() {
    let x = X::fresh().await;
    let gone = x.delete(DESTROY, &[("id", "1795394970827000000")]).await;
    assert_eq!(gone.refusal(), (404, 34));
}
