//! §5.1, the simple upload, and §11 "Media", the families that are switched off.

use base64::{Engine, prelude::BASE64_STANDARD};
use practice::{MediaFamily, Switches};

use crate::client::{DAY_MS, UPLOAD, multipart, network, png};

const OLDER: &str = "/1.1/media/upload.json";

#[tokio::test]
async fn section_5_1_a_picture_as_multipart_or_base64_is_an_id_that_both_interfaces_know() {
    let (client, _) = network();
    let (media_type, body) = multipart(&[("media", &png()), ("media_category", b"DmImage")]);
    let reply = client.try_post(OLDER, &media_type, body).await.unwrap();
    assert_eq!(reply.header("x-rate-limit-limit"), Some("415"));
    let told = reply.ok();
    let id = told["media_id_string"].as_str().unwrap();
    assert!(id.parse::<u64>().unwrap() > 1 << 53);
    assert_eq!(told["media_id"].to_string(), id);
    assert_eq!(told["expires_after_secs"], 86_400);
    assert_eq!(told["image"]["image_type"], "image/png");
    let asked = [("command", "STATUS"), ("media_id", id)];
    assert_eq!(client.get(UPLOAD, &asked).await.ok()["data"]["id"], id);
    assert_eq!(client.create("Ada", id).await.status, 200);
    let base64 = BASE64_STANDARD.encode(png());
    let form = [("media_data", base64.as_str())];
    assert_eq!(client.post_form(OLDER, &form).await.status, 200);
}

#[tokio::test]
async fn section_5_1_what_is_no_picture_or_not_there_is_refused() {
    let (client, _) = network();
    let none = client.post_form(OLDER, &[("media_category", "dm_image")]);
    assert_eq!(none.await.code(), (400, 38));
    let text = client.post_form(OLDER, &[("media_data", "bm90aGluZw==")]);
    assert_eq!(text.await.code(), (400, 324));
}

#[tokio::test]
async fn section_5_1_a_medium_is_its_owners_and_expires_after_a_day() {
    let (client, clock) = network();
    let id = client.media().await;
    let asked = [("command", "STATUS"), ("media_id", id.as_str())];
    let neighbours = client.neighbour().get(OLDER, &asked).await;
    assert_eq!(neighbours.code(), (400, 325));
    assert_eq!(client.get(OLDER, &asked).await.status, 200);
    clock.advance(DAY_MS);
    assert_eq!(client.get(OLDER, &asked).await.code(), (400, 325));
}

#[tokio::test]
async fn section_11_a_family_that_is_switched_off_leaves_the_other() {
    let (client, _) = network();
    let base64 = BASE64_STANDARD.encode(png());
    let form = [("media_data", base64.as_str())];
    for (off, refusal) in [
        (MediaFamily::Retired, (410, 251)),
        (MediaFamily::Missing, (404, 34)),
    ] {
        client.practice.set_switches(Switches {
            media_v2: off,
            ..Switches::default()
        });
        assert_eq!(client.upload("dm_image", &png()).await.code(), refusal);
        assert_eq!(client.post_form(OLDER, &form).await.status, 200);
        client.practice.set_switches(Switches {
            media_v1: off,
            ..Switches::default()
        });
        assert_eq!(client.upload("dm_image", &png()).await.status, 200);
        assert_eq!(client.post_form(OLDER, &form).await.code(), refusal);
    }
}
