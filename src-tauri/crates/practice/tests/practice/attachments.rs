//! §3.2, §3.5: pictures and places that go with messages.

use serde_json::{Value, json};

use crate::client::{Client, EVENTS, SEND, message, network, png};

fn with_attachment(to: &str, attachment: &Value) -> Value {
    let mut body = message(to, "");
    body["event"]["message_create"]["message_data"] = json!({"attachment": attachment});
    body
}

async fn picture_url(client: &Client) -> String {
    let maya = client.customer("mayalind");
    let attachment = json!({"type": "media", "media": {"id": client.media().await}});
    let body = with_attachment(&maya, &attachment);
    let event = client.post(SEND, &body).await.ok();
    let media = &event["event"]["message_create"]["message_data"]["attachment"]["media"];
    let url = media["media_url_https"].as_str().unwrap();
    url.strip_prefix(&client.base).unwrap().to_owned()
}

#[tokio::test]
async fn section_3_5_a_picture_is_read_by_a_signed_get_of_a_party_alone() {
    let (client, _) = network();
    let path = picture_url(&client).await;
    assert!(path.starts_with("/1.1/ton/data/dm/"), "{path}");
    let read = client.get(&path, &[]).await;
    assert_eq!(read.header("content-type"), Some("image/png"));
    assert_eq!(read.body, png());
    let request = crate::client::unsigned("GET", &client.base, &path, &[], None);
    assert_eq!(client.try_send(request).await.unwrap().code(), (400, 215));
    let mut forger = client.clone();
    forger.keys.token_secret = "guessed".to_owned();
    assert_eq!(forger.get(&path, &[]).await.code(), (401, 32));
    assert_eq!(client.neighbour().get(&path, &[]).await.code(), (403, 220));
    let nowhere = "/1.1/ton/data/dm/1/2/2.png";
    assert_eq!(client.get(nowhere, &[]).await.code(), (404, 34));
}

#[tokio::test]
async fn section_3_5_a_medium_of_another_category_is_refused_with_324_and_an_unknown_one_with_325()
{
    let (client, _) = network();
    let maya = client.customer("mayalind");
    let post = client.upload("tweet_image", &png()).await.ok();
    for (id, code) in [
        (&post["data"]["id"], (400, 324)),
        (&json!("12"), (400, 325)),
    ] {
        let attachment = json!({"type": "media", "media": {"id": id}});
        let reply = client
            .post(SEND, &with_attachment(&maya, &attachment))
            .await;
        assert_eq!(reply.code(), code);
    }
}

#[tokio::test]
async fn section_3_2_exactly_one_medium_may_be_attached() {
    let (client, _) = network();
    let maya = client.customer("mayalind");
    let (one, two) = (client.media().await, client.media().await);
    let attachment = json!({"type": "media", "media": {"id": [one, two]}});
    let reply = client
        .post(SEND, &with_attachment(&maya, &attachment))
        .await;
    assert_eq!(reply.code(), (400, 323));
}

#[tokio::test]
async fn section_3_2_places_come_back_as_they_were_sent() {
    let (client, _) = network();
    let maya = client.customer("mayalind");
    let point = |longitude: f64, latitude: f64| {
        json!({"type": "location", "location": {"type": "shared_coordinate",
            "shared_coordinate": {"coordinates": {"type": "Point", "coordinates": [longitude, latitude]}}}})
    };
    let place = json!({"type": "location", "location": {"type": "shared_place",
        "shared_place": {"place": {"id": "07d9db48bc083000"}}}});
    for attachment in [point(-122.5, 37.75), place] {
        let body = with_attachment(&maya, &attachment);
        client.post(SEND, &body).await.ok();
        let page = client.get(EVENTS, &[]).await.ok();
        let data = &page["events"][0]["message_create"]["message_data"];
        assert_eq!(data["attachment"], attachment);
    }
    let off = with_attachment(&maya, &point(0.0, 90.5));
    assert_eq!(client.post(SEND, &off).await.code(), (400, 3));
    let empty = with_attachment(&maya, &json!({"type": "location", "location": {}}));
    assert_eq!(client.post(SEND, &empty).await.code(), (400, 214));
}
