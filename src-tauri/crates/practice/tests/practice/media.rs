//! §5.2, the simple upload.

use base64::{Engine, prelude::BASE64_STANDARD};
use practice::{Switches, UnknownKey};
use serde_json::json;

use crate::client::{Client, Reply, UPLOAD, multipart, network, png};

fn gif(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = b"GIF89a".to_vec();
    bytes.extend_from_slice(&width.to_le_bytes());
    bytes.extend_from_slice(&height.to_le_bytes());
    bytes
}

fn padded(mut picture: Vec<u8>, length: usize) -> Vec<u8> {
    picture.resize(length, 0);
    picture
}

fn assert_invalid(reply: &Reply) {
    assert_eq!(reply.status, 400, "{:?}", reply.body);
    assert_eq!(
        reply.header("content-type"),
        Some("application/problem+json")
    );
    let problem = reply.json();
    assert!(
        problem["type"]
            .as_str()
            .unwrap()
            .ends_with("/invalid-request")
    );
    assert!(problem["errors"][0]["message"].is_string());
}

async fn upload_json(client: &Client, body: serde_json::Value) -> Reply {
    client.post(UPLOAD, &body).await
}

#[tokio::test]
async fn section_5_2_an_upload_as_multipart_tells_id_size_and_picture() {
    let (client, _) = network();
    let reply = client.upload("dm_image", &png()).await;
    assert_eq!(reply.header("x-rate-limit-limit"), Some("500"));
    let data = &reply.ok()["data"];
    let id = data["id"].as_str().unwrap();
    assert!(id.parse::<u64>().unwrap() > 1 << 53);
    assert_eq!(data["media_key"], json!(format!("3_{id}")));
    assert_eq!(data["size"], png().len());
    assert_eq!(data["expires_after_secs"], 86_400);
    assert_eq!(
        data["image"],
        json!({"w": 400, "h": 400, "image_type": "image/png"})
    );
    assert!(data.get("processing_info").is_none(), "absent = ready");
}

#[tokio::test]
async fn section_5_2_an_upload_as_json_carries_base64() {
    let (client, _) = network();
    let media = BASE64_STANDARD.encode(png());
    let body = json!({"media": media, "media_category": "tweet_image"});
    let data = upload_json(&client, body).await.ok()["data"].clone();
    assert_eq!(data["size"], png().len());
    let broken = json!({"media": "%%%", "media_category": "tweet_image"});
    assert_invalid(&upload_json(&client, broken).await);
}

#[tokio::test]
async fn section_5_2_media_and_category_are_required() {
    let (client, _) = network();
    let media = BASE64_STANDARD.encode(png());
    assert_invalid(&upload_json(&client, json!({"media": media})).await);
    assert_invalid(&upload_json(&client, json!({"media_category": "dm_image"})).await);
    assert_invalid(&client.upload("profile_image", &png()).await);
    let (media_type, body) = multipart(&[("media", &png())]);
    assert_invalid(&client.try_post(UPLOAD, &media_type, body).await.unwrap());
    assert_invalid(&client.try_post(UPLOAD, "text/plain", "x").await.unwrap());
    assert_invalid(
        &client
            .try_post(UPLOAD, "multipart/form-data", "x")
            .await
            .unwrap(),
    );
}

#[tokio::test]
async fn section_5_2_an_image_may_have_5_mb_and_a_gif_15() {
    const MB: usize = 1024 * 1024;
    let (client, _) = network();
    for (category, picture, status) in [
        ("dm_image", padded(png(), 5 * MB), 200),
        ("dm_image", padded(png(), 5 * MB + 1), 400),
        ("dm_gif", padded(gif(1280, 1080), 15 * MB), 200),
        ("dm_gif", padded(gif(1280, 1080), 15 * MB + 1), 400),
        ("dm_gif", gif(1281, 1080), 400),
        ("tweet_gif", gif(1280, 1081), 400),
        ("tweet_gif", png(), 400),
        ("dm_image", b"no picture at all".to_vec(), 400),
    ] {
        let reply = client.upload(category, &picture).await;
        assert_eq!(reply.status, status, "{category} {}", picture.len());
    }
}

#[tokio::test]
async fn section_11_an_unknown_key_is_refused_unless_the_switch_ignores_it() {
    let (client, _) = network();
    let media = BASE64_STANDARD.encode(png());
    let body = json!({"media": media, "media_category": "dm_image", "shared": true});
    assert_invalid(&upload_json(&client, body.clone()).await);
    client.practice.set_switches(Switches {
        unknown_key: UnknownKey::Ignored,
        ..Switches::default()
    });
    assert_eq!(upload_json(&client, body).await.status, 200);
}

#[tokio::test]
async fn section_5_2_the_form_field_that_x_staff_send_is_taken() {
    let (client, _) = network();
    let (media_type, body) = multipart(&[
        ("media", &png()),
        ("media_category", b"dm_image"),
        ("media_type", b"image/png"),
    ]);
    let reply = client.try_post(UPLOAD, &media_type, body).await.unwrap();
    assert_eq!(reply.status, 200);
}
