//! §5.2 and §3.5, media by v2 and their use.

use crate::client::{PICTURE, X, file};
use reqwest::multipart::Form;
use serde_json::{Value, json};

const UPLOAD: &str = "/2/media/upload";
const INITIALIZE: &str = "/2/media/upload/initialize";

fn carrying(media: &str) -> Value {
    json!({"text": "See", "attachment": {"type": "media", "media": {"id": media}}})
}

#[tokio::test]
async fn section_5_2_a_simple_upload_answers_id_key_size_expiry_and_image() {
    let x = X::fresh().await;
    let parts = Form::new()
        .text("media_category", "dm_image")
        .part("media", file());
    let reply = x.post_parts(UPLOAD, parts).await;
    assert_eq!(reply.status, 200);
    let id: u64 = reply.text("/data/id").parse().unwrap();
    assert!(id > 1 << 53);
    reply.text("/data/media_key");
    let data = reply.json()["data"].clone();
    assert_eq!(data["size"], PICTURE.len());
    assert_eq!(data["expires_after_secs"], 86_400);
    assert_eq!(data["image"]["w"], 200);
    assert_eq!(data["image"]["h"], 220);
}

#[tokio::test]
async fn section_5_2_the_category_is_required_and_one_of_the_list() {
    let x = X::fresh().await;
    let without = Form::new().part("media", file());
    assert_eq!(x.post_parts(UPLOAD, without).await.status, 400);
    let unknown = Form::new()
        .text("media_category", "portrait")
        .part("media", file());
    assert_eq!(x.post_parts(UPLOAD, unknown).await.status, 400);
}

#[tokio::test]
async fn section_5_2_initialize_append_and_finalize_make_media() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let id = x.shared_picture().await;
    assert_eq!(x.send_data(&lena, carrying(&id)).await.status, 200);
}

#[tokio::test]
async fn section_5_2_initialize_refuses_an_unknown_type_and_too_many_bytes() {
    let x = X::fresh().await;
    for (kind, total) in [("image/unknown", 100), ("image/png", 17_179_869_185_u64)] {
        let body = json!({"media_category": "dm_image", "media_type": kind, "total_bytes": total});
        assert_eq!(x.post_json(INITIALIZE, &body).await.status, 400, "{kind}");
    }
}

#[tokio::test]
async fn section_5_2_media_that_is_not_finalized_cannot_be_sent() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let id = x.begin_shared().await;
    let sent = x.send_data(&lena, carrying(&id)).await;
    assert!((400..500).contains(&sent.status), "{}", sent.status);
}

#[tokio::test]
async fn section_3_5_media_is_good_for_one_message_unless_it_is_shared() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let once = x.picture("dm_image").await;
    assert_eq!(x.send_data(&lena, carrying(&once)).await.status, 200);
    assert!(x.send_data(&lena, carrying(&once)).await.status >= 400);
    let often = x.shared_picture().await;
    for _ in 0..2 {
        assert_eq!(x.send_data(&lena, carrying(&often)).await.status, 200);
    }
}

#[tokio::test]
async fn section_3_5_media_of_somebody_else_cannot_be_sent() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let theirs = x.next_door().picture("dm_image").await;
    let (status, code) = x.send_data(&lena, carrying(&theirs)).await.refusal();
    assert_eq!(status, 400);
    assert!(matches!(code, 324 | 325), "{code}");
}

#[tokio::test]
async fn section_3_5_media_older_than_a_day_cannot_be_sent() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let media = x.picture("dm_image").await;
    x.forward_minutes(24 * 60 + 1).await;
    let (status, code) = x.send_data(&lena, carrying(&media)).await.refusal();
    assert_eq!(status, 400);
    assert!(matches!(code, 324 | 325), "{code}");
}

#[tokio::test]
async fn section_5_2_the_state_is_asked_for_and_may_fail() {
    let x = X::fresh().await;
    for (switch, state) in [("succeeds", "succeeded"), ("fails", "failed")] {
        x.turn(&json!({"media_processing": switch})).await;
        let id = x.shared_picture().await;
        x.forward_minutes(5).await;
        let query = [("command", "STATUS"), ("media_id", &*id)];
        let status = x.get(UPLOAD, &query).await;
        assert_eq!(status.text("/data/processing_info/state"), state);
    }
}

#[tokio::test]
async fn section_5_2_the_routes_have_budgets_of_15_minutes() {
    let x = X::fresh().await;
    let parts = Form::new()
        .text("media_category", "dm_image")
        .part("media", file());
    let uploaded = x.post_parts(UPLOAD, parts).await;
    assert_eq!(uploaded.header("x-rate-limit-limit"), Some("500"));
    let body = json!({"media_category": "dm_image", "media_type": "image/png", "total_bytes": 9});
    let begun = x.post_json(INITIALIZE, &body).await;
    assert_eq!(begun.header("x-rate-limit-limit"), Some("1875"));
}
