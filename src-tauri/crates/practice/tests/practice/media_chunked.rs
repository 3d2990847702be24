//! §5.2, uploads in parts: initialize, append, finalize, STATUS.

use base64::{Engine, prelude::BASE64_STANDARD};
use practice::{MediaFamily, MediaProcessing, Practice, Switches};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::client::{
    Client, DAY_MS, Reply, SEND, TestClock, UPLOAD, message, multipart, network, options, png,
};

const INITIALIZE: &str = "/2/media/upload/initialize";
const WELCOME: &str = "/1.1/direct_messages/welcome_messages/new.json";

fn asked(media_type: &str, category: &str, total_bytes: usize) -> Value {
    json!({"media_type": media_type, "media_category": category, "total_bytes": total_bytes})
}

fn png_asked() -> Value {
    asked("image/png", "dm_image", png().len())
}

/// Begins an upload and gives its id.
async fn begin(client: &Client, body: &Value) -> String {
    let told = client.post(INITIALIZE, body).await.ok();
    told["data"]["id"].as_str().unwrap().to_owned()
}

async fn append(client: &Client, id: &str, place: usize, bytes: &[u8]) -> Reply {
    let path = format!("{UPLOAD}/{id}/append");
    let place = place.to_string();
    let (media_type, body) = multipart(&[("segment_index", place.as_bytes()), ("media", bytes)]);
    client.try_post(&path, &media_type, body).await.unwrap()
}

async fn finalize(client: &Client, id: &str) -> Reply {
    let path = format!("{UPLOAD}/{id}/finalize");
    client.try_post(&path, "text/plain", "").await.unwrap()
}

/// A whole upload in two parts.
async fn upload(client: &Client, body: &Value, file: &[u8]) -> (String, Reply) {
    let id = begin(client, body).await;
    let (first, second) = file.split_at(file.len() / 2);
    append(client, &id, 1, second).await.ok();
    append(client, &id, 0, first).await.ok();
    let finished = finalize(client, &id).await;
    (id, finished)
}

fn carrying(to: &str, media: &str) -> Value {
    let mut body = message(to, "Here");
    body["event"]["message_create"]["message_data"]["attachment"] =
        json!({"type": "media", "media": {"id": media}});
    body
}

fn assert_invalid(reply: &Reply) {
    assert_eq!(reply.status, 400, "{:?}", reply.body);
    let problem = reply.json()["type"].as_str().unwrap().to_owned();
    assert!(problem.ends_with("/invalid-request"), "{problem}");
}

#[tokio::test]
async fn section_5_2_segments_in_any_order_become_a_medium_that_status_tells_like_the_upload() {
    let (client, _) = network();
    let begun = client.post(INITIALIZE, &png_asked()).await;
    assert_eq!(begun.header("x-rate-limit-limit"), Some("1875"));
    let data = begun.ok()["data"].clone();
    let id = data["id"].as_str().unwrap().to_owned();
    assert_eq!(data["media_key"], json!(format!("3_{id}")));
    assert_eq!(data["expires_after_secs"], 86_400);
    let file = png();
    let appended = append(&client, &id, 1, &file[10..]).await;
    assert_eq!(appended.header("x-rate-limit-limit"), Some("1875"));
    assert!(appended.ok()["data"]["expires_at"].is_i64());
    append(&client, &id, 0, b"sent wrong").await.ok();
    let path = format!("{UPLOAD}/{id}/append");
    let again = json!({"segment_index": 0, "media": BASE64_STANDARD.encode(&file[..10])});
    client.post(&path, &again).await.ok();
    let finished = finalize(&client, &id).await;
    assert_eq!(finished.header("x-rate-limit-limit"), Some("1875"));
    let finished = finished.ok();
    assert_eq!(finished["data"]["size"], file.len());
    assert_eq!(finished["data"]["image"]["w"], 400);
    let asked = [("command", "STATUS"), ("media_id", id.as_str())];
    let status = client.get(UPLOAD, &asked).await;
    assert_eq!(status.header("x-rate-limit-limit"), Some("1000"));
    assert_eq!(status.ok(), finished);
    assert_eq!(client.create("Ada", &id).await.status, 200);
}

#[tokio::test]
async fn section_5_2_finalize_refuses_gaps_a_wrong_length_and_another_type() {
    let (client, _) = network();
    let file = png();
    let id = begin(&client, &png_asked()).await;
    assert_invalid(&finalize(&client, &id).await);
    append(&client, &id, 0, &file[..10]).await.ok();
    append(&client, &id, 2, &file[10..]).await.ok();
    assert_invalid(&finalize(&client, &id).await);
    append(&client, &id, 2, &file[10..20]).await.ok();
    append(&client, &id, 1, &file[..2]).await.ok();
    assert_invalid(&finalize(&client, &id).await);
    let too_much = append(&client, &id, 3, &file).await;
    assert_invalid(&too_much);
    let jpeg = asked("image/jpeg", "dm_image", file.len());
    assert_invalid(&upload(&client, &jpeg, &file).await.1);
    let gif = asked("image/png", "dm_gif", file.len());
    assert_invalid(&upload(&client, &gif, &file).await.1);
}

#[tokio::test]
async fn section_5_2_initialize_takes_the_types_categories_and_sizes_of_its_lists() {
    const MB: usize = 1024 * 1024;
    let (client, _) = network();
    for (body, status) in [
        (asked("image/png", "dm_image", 5 * MB), 200),
        (asked("image/png", "dm_image", 5 * MB + 1), 400),
        (asked("image/gif", "dm_gif", 15 * MB), 200),
        (asked("image/gif", "dm_gif", 15 * MB + 1), 400),
        (asked("video/mp4", "amplify_video", 20 * MB), 200),
        (asked("image/heic", "dm_image", 9), 400),
        (asked("image/png", "profile", 9), 400),
        (json!({"media_type": "image/png", "total_bytes": 9}), 400),
        (
            json!({"media_type": "image/png", "media_category": "dm_image", "total_bytes": "9"}),
            400,
        ),
        (
            json!({"media_type": "image/png", "media_category": "dm_image", "total_bytes": 9, "x": 1}),
            400,
        ),
    ] {
        let reply = client.post(INITIALIZE, &body).await;
        assert_eq!(reply.status, status, "{body}");
    }
}

#[tokio::test]
async fn section_5_2_a_segment_has_a_place_up_to_999_and_5_mb_at_most() {
    const MB: usize = 1024 * 1024;
    let (client, _) = network();
    let id = begin(&client, &asked("image/gif", "dm_gif", 15 * MB)).await;
    append(&client, &id, 999, b"last").await.ok();
    assert_invalid(&append(&client, &id, 1000, b"beyond").await);
    append(&client, &id, 0, &vec![0; 5 * MB]).await.ok();
    assert_invalid(&append(&client, &id, 1, &vec![0; 5 * MB + 1]).await);
    assert_invalid(&append(&client, &id, 1, b"").await);
}

#[tokio::test]
async fn section_5_2_what_is_unknown_foreign_finished_or_expired_takes_no_segment() {
    let (client, clock) = network();
    let id = begin(&client, &png_asked()).await;
    assert_invalid(&append(&client, "12345", 0, &png()).await);
    assert_invalid(&append(&client.neighbour(), &id, 0, &png()).await);
    let (finished, reply) = upload(&client, &png_asked(), &png()).await;
    reply.ok();
    assert_invalid(&append(&client, &finished, 0, &png()).await);
    assert_invalid(&finalize(&client, &finished).await);
    clock.advance(DAY_MS);
    assert_invalid(&append(&client, &id, 0, &png()).await);
}

#[tokio::test]
async fn section_5_an_unfinished_upload_is_no_use_to_messages_and_personas() {
    let (client, _) = network();
    let id = begin(&client, &png_asked()).await;
    append(&client, &id, 0, &png()).await.ok();
    let to = client.customer("mayalind");
    let sent = client.post(SEND, &carrying(&to, &id)).await;
    assert_eq!(sent.code(), (400, 324));
    assert_eq!(client.create("Ada", &id).await.code(), (400, 324));
    let asked = [("command", "STATUS"), ("media_id", id.as_str())];
    assert_invalid(&client.get(UPLOAD, &asked).await);
}

#[tokio::test]
async fn section_3_5_a_shared_medium_serves_a_welcome_message_and_several_messages() {
    let (client, _) = network();
    let mut body = png_asked();
    body["shared"] = json!(true);
    let (id, finished) = upload(&client, &body, &png()).await;
    finished.ok();
    let media = json!({"type": "media", "media": {"id": id}});
    let welcome = json!({"welcome_message": {"message_data": {"attachment": media}}});
    assert_eq!(client.post(WELCOME, &welcome).await.status, 200);
    let to = client.customer("mayalind");
    for _ in 0..2 {
        client.post(SEND, &carrying(&to, &id)).await.ok();
    }
}

#[tokio::test]
async fn section_5_2_an_additional_owner_may_use_the_medium() {
    let (client, _) = network();
    let neighbour = client.neighbour();
    let (alone, finished) = upload(&client, &png_asked(), &png()).await;
    finished.ok();
    assert_eq!(neighbour.create("Ada", &alone).await.code(), (400, 324));
    let mut body = png_asked();
    body["additional_owners"] = json!([neighbour.keys.user_id]);
    let (together, finished) = upload(&client, &body, &png()).await;
    finished.ok();
    assert_eq!(neighbour.create("Ada", &together).await.status, 200);
    body["additional_owners"] = json!(["nobody"]);
    assert_invalid(&client.post(INITIALIZE, &body).await);
}

#[tokio::test]
async fn section_5_2_a_video_is_known_by_its_first_bytes_and_can_be_sent() {
    let (client, _) = network();
    let video = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom".to_vec();
    let body = asked("video/mp4", "dm_video", video.len());
    let (id, finished) = upload(&client, &body, &video).await;
    assert_eq!(finished.ok()["data"]["video"]["video_type"], "video/mp4");
    let to = client.customer("mayalind");
    client.post(SEND, &carrying(&to, &id)).await.ok();
    let wrong = asked("video/mp4", "dm_video", png().len());
    assert_invalid(&upload(&client, &wrong, &png()).await.1);
}

#[tokio::test]
async fn section_11_processing_begins_with_finalize() {
    let (client, clock) = network();
    client.practice.set_switches(Switches {
        media_processing: MediaProcessing::Succeeds,
        ..Switches::default()
    });
    let id = begin(&client, &png_asked()).await;
    clock.advance(10_000);
    append(&client, &id, 0, &png()).await.ok();
    let finished = finalize(&client, &id).await.ok();
    assert_eq!(finished["data"]["processing_info"]["state"], "pending");
    assert_eq!(client.create("Ada", &id).await.code(), (400, 324));
    clock.advance(6_000);
    assert_eq!(client.create("Ada", &id).await.status, 200);
}

#[tokio::test]
async fn section_11_a_family_that_is_off_spends_nothing() {
    let (client, _) = network();
    client.practice.set_switches(Switches {
        media_v2: MediaFamily::Retired,
        ..Switches::default()
    });
    let off = client.post(INITIALIZE, &png_asked()).await;
    assert_eq!(off.code(), (410, 251));
    assert_eq!(off.header("x-rate-limit-limit"), None);
    client.practice.set_switches(Switches::default());
    let on = client.post(INITIALIZE, &png_asked()).await;
    assert_eq!(on.header("x-rate-limit-remaining"), Some("1874"));
}

#[tokio::test]
async fn section_5_segments_outlive_the_process_and_leave_with_the_upload() {
    let (folder, clock) = (TempDir::new().unwrap(), TestClock::new());
    let open = || Client::of(&Practice::open(folder.path(), options(&clock)).unwrap());
    let files = || {
        let kept = std::fs::read_dir(folder.path().join("media")).unwrap();
        kept.count()
    };
    let client = open();
    let before = files();
    let id = begin(&client, &png_asked()).await;
    append(&client, &id, 0, &png()[..10]).await.ok();
    append(&client, &id, 1, b"once").await.ok();
    append(&client, &id, 1, &png()[10..]).await.ok();
    assert_eq!(files(), before + 2, "the segment that came again is gone");
    let saved = client.practice.save().unwrap();
    drop(client);
    let client = open();
    finalize(&client, &id).await.ok();
    assert_eq!(files(), before + 1);
    let (other, _) = network();
    other.practice.load(&saved).unwrap();
    let other = Client::of(&other.practice);
    finalize(&other, &id).await.ok();
}
