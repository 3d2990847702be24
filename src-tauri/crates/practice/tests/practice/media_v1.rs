//! §5.1, uploads at once and in parts, and §11 "Media", the families that are switched off.

use base64::{Engine, prelude::BASE64_STANDARD};
use practice::{MediaFamily, Switches};

use crate::client::{Client, DAY_MS, Reply, START_MS, UPLOAD, multipart, network, png};

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

async fn command(client: &Client, form: &[(&str, &str)]) -> Reply {
    client.post_form(OLDER, form).await
}

async fn append(client: &Client, id: &str, place: &str, bytes: &[u8]) -> (u16, u64) {
    let (media_type, body) = multipart(&[
        ("command", b"APPEND"),
        ("media_id", id.as_bytes()),
        ("segment_index", place.as_bytes()),
        ("media", bytes),
    ]);
    let reply = client.try_post(OLDER, &media_type, body).await.unwrap();
    if reply.status == 204 {
        assert_eq!(reply.header("x-rate-limit-limit"), Some("20000"));
        assert!(reply.body.is_empty());
    }
    reply.code()
}

async fn begin(client: &Client, more: &[(&str, &str)]) -> String {
    let total = png().len().to_string();
    let mut form = vec![
        ("command", "INIT"),
        ("total_bytes", total.as_str()),
        ("media_type", "image/png"),
        ("media_category", "dm_image"),
    ];
    form.extend_from_slice(more);
    let reply = command(client, &form).await;
    assert_eq!(reply.status, 202);
    assert_eq!(reply.header("x-rate-limit-limit"), Some("200"));
    reply.json()["media_id_string"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn section_5_1_init_append_finalize_and_status_answer_202_204_201_and_200() {
    let (client, _) = network();
    let id = begin(&client, &[]).await;
    assert_eq!(append(&client, &id, "1", &png()[10..]).await, (204, 0));
    let base64 = BASE64_STANDARD.encode(&png()[..10]);
    let first = [
        ("command", "APPEND"),
        ("media_id", id.as_str()),
        ("segment_index", "0"),
        ("media_data", base64.as_str()),
    ];
    assert_eq!(command(&client, &first).await.status, 204);
    let finish = [("command", "FINALIZE"), ("media_id", id.as_str())];
    let finished = command(&client, &finish).await;
    assert_eq!(finished.status, 201);
    assert_eq!(finished.header("x-rate-limit-limit"), Some("615"));
    let finished = finished.json();
    assert_eq!(finished["size"], png().len());
    assert_eq!(finished["image"]["image_type"], "image/png");
    let asked = [("command", "STATUS"), ("media_id", id.as_str())];
    assert_eq!(client.get(OLDER, &asked).await.ok(), finished);
    assert_eq!(
        client.get(UPLOAD, &asked).await.ok()["data"]["id"],
        id.as_str()
    );
    assert_eq!(command(&client, &finish).await.code(), (400, 324));
    assert_eq!(append(&client, &id, "0", &png()).await, (400, 324));
}

#[tokio::test]
async fn section_5_1_what_is_unknown_foreign_or_expired_takes_no_segment() {
    let (client, clock) = network();
    let id = begin(&client, &[]).await;
    assert_eq!(append(&client, "12345", "0", &png()).await, (400, 325));
    let neighbour = client.neighbour();
    assert_eq!(append(&neighbour, &id, "0", &png()).await, (400, 325));
    assert_eq!(append(&client, &id, "1000", &png()).await, (400, 44));
    let finish = [("command", "FINALIZE"), ("media_id", id.as_str())];
    assert_eq!(command(&client, &finish).await.code(), (400, 324));
    clock.advance(DAY_MS);
    assert_eq!(append(&client, &id, "0", &png()).await, (400, 325));
    let other = [("command", "ERASE"), ("media_id", id.as_str())];
    assert_eq!(command(&client, &other).await.code(), (400, 44));
}

#[tokio::test]
async fn section_3_5_shared_media_come_by_init_and_by_the_simple_upload_and_may_be_used_again() {
    let (client, _) = network();
    let id = begin(&client, &[("shared", "true")]).await;
    assert_eq!(append(&client, &id, "0", &png()).await, (204, 0));
    let finish = [("command", "FINALIZE"), ("media_id", id.as_str())];
    assert_eq!(command(&client, &finish).await.status, 201);
    let base64 = BASE64_STANDARD.encode(png());
    let simple = [("media_data", base64.as_str()), ("shared", "true")];
    let told = command(&client, &simple).await.ok();
    for shared in [id.as_str(), told["media_id_string"].as_str().unwrap()] {
        for name in ["Ada", "Bo"] {
            assert_eq!(client.create(name, shared).await.status, 200);
        }
    }
}

#[tokio::test]
async fn section_5_1_a_command_may_stand_in_the_query() {
    let (client, _) = network();
    let total = png().len().to_string();
    let query = [
        ("command", "INIT"),
        ("total_bytes", total.as_str()),
        ("media_type", "image/png"),
    ];
    let request = client.request("POST", OLDER, &query, START_MS);
    assert_eq!(client.try_send(request).await.unwrap().status, 202);
}
