//! §5.1, media by v1.1.

use crate::client::{PICTURE, X, file};
use reqwest::multipart::Form;
use serde_json::json;

const UPLOAD: &str = "/1.1/media/upload.json";

async fn begun(x: &X) -> String {
    let total = PICTURE.len().to_string();
    let form = [
        ("command", "INIT"),
        ("total_bytes", &*total),
        ("media_type", "image/png"),
        ("media_category", "dm_image"),
    ];
    let begun = x.post_form(UPLOAD, &form).await;
    assert_eq!(begun.status, 202);
    assert_eq!(begun.json()["expires_after_secs"], 86_400);
    begun.text("/media_id_string")
}

fn piece(id: &str, index: &str) -> Form {
    Form::new()
        .text("command", "APPEND")
        .text("media_id", id.to_owned())
        .text("segment_index", index.to_owned())
        .part("media", file())
}

#[tokio::test]
async fn section_5_1_a_simple_upload_answers_ids_size_expiry_and_image() {
    let x = X::fresh().await;
    let parts = Form::new().part("media", file());
    let reply = x.post_parts(UPLOAD, parts).await;
    assert_eq!(reply.status, 200);
    let body = reply.json();
    let id: u64 = reply.text("/media_id_string").parse().unwrap();
    assert!(id > 1 << 53);
    assert_eq!(body["media_id"], id);
    assert_eq!(body["size"], PICTURE.len());
    assert_eq!(body["expires_after_secs"], 86_400);
    assert_eq!(
        body["image"],
        json!({"image_type": "image/png", "w": 200, "h": 220})
    );
}

#[tokio::test]
async fn section_5_1_pieces_are_answered_202_204_201() {
    let x = X::fresh().await;
    let id = begun(&x).await;
    assert_eq!(x.post_parts(UPLOAD, piece(&id, "0")).await.status, 204);
    let form = [("command", "FINALIZE"), ("media_id", &*id)];
    let ended = x.post_form(UPLOAD, &form).await;
    assert_eq!(ended.status, 201);
    assert_eq!(ended.json()["size"], PICTURE.len());
    assert!(ended.json().get("processing_info").is_none());
}

#[tokio::test]
async fn section_5_1_an_upload_of_v1_1_is_the_avatar_of_a_persona() {
    let x = X::fresh().await;
    let parts = Form::new()
        .text("media_category", "DmImage")
        .part("media", file());
    let media = x.post_parts(UPLOAD, parts).await.text("/media_id_string");
    let body = json!({"custom_profile": {"name": "Ana", "avatar": {"media": {"id": media}}}});
    let made = x.post_json("/1.1/custom_profiles/new.json", &body).await;
    assert_eq!(made.status, 200);
}

#[tokio::test]
async fn section_5_1_the_state_is_asked_for_and_succeeds() {
    let x = X::fresh().await;
    x.turn(&json!({"media_processing": "succeeds"})).await;
    let id = begun(&x).await;
    x.post_parts(UPLOAD, piece(&id, "0")).await;
    let form = [("command", "FINALIZE"), ("media_id", &*id)];
    let ended = x.post_form(UPLOAD, &form).await;
    assert_eq!(ended.text("/processing_info/state"), "pending");
    x.forward_minutes(5).await;
    let query = [("command", "STATUS"), ("media_id", &*id)];
    let status = x.get(UPLOAD, &query).await;
    assert_eq!(status.status, 200);
    assert_eq!(status.text("/processing_info/state"), "succeeded");
}

#[tokio::test]
async fn section_5_1_a_segment_beyond_999_is_refused() {
    let x = X::fresh().await;
    let id = begun(&x).await;
    let status = x.post_parts(UPLOAD, piece(&id, "1000")).await.status;
    assert!((400..500).contains(&status), "{status}");
}
