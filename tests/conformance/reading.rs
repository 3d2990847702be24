//! §3.3, events as they are answered and read back.

use crate::client::{EVENTS_LIST, PICTURE, X, reply};
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn section_3_3_the_answer_of_a_send_has_id_time_target_sender_text_and_entities() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let sent = x.send(&lena, "Hello").await;
    assert_eq!(sent.text("/event/type"), "message_create");
    let id: u64 = sent.text("/event/id").parse().unwrap();
    let at: u64 = sent.text("/event/created_timestamp").parse().unwrap();
    assert_eq!((id >> 22) + 1_288_834_974_657, at);
    assert_eq!(sent.text("/event/message_create/target/recipient_id"), lena);
    assert_eq!(
        sent.text("/event/message_create/sender_id"),
        x.brand.user_id
    );
    let data = &sent.json()["event"]["message_create"]["message_data"];
    assert_eq!(data["text"], "Hello");
    for kind in ["hashtags", "symbols", "user_mentions", "urls"] {
        assert!(data["entities"][kind].is_array(), "{kind}");
    }
}

#[tokio::test]
async fn section_3_3_the_answer_of_a_send_names_no_app_and_no_rate_but_the_access_level() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let sent = x.send(&lena, "Hello").await;
    let create = &sent.json()["event"]["message_create"];
    assert!(create.get("source_app_id").is_none());
    assert_eq!(
        sent.header("x-access-level"),
        Some("read-write-directmessages")
    );
    let headers = sent.headers.keys();
    let rates = headers.filter(|name| name.as_str().starts_with("x-rate-limit"));
    assert_eq!(rates.count(), 0);
}

#[tokio::test]
async fn section_3_3_own_messages_name_the_app_on_read_back_and_others_do_not() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let theirs = x.writes("lena_k", "Hi").await;
    let ours = x.sent(&lena, "Hello").await;
    let listed = x.get(EVENTS_LIST, &[("count", "50")]).await.json();
    let find = |id: &str| {
        let events = listed["events"].as_array().unwrap();
        events.iter().find(|event| event["id"] == id).unwrap()["message_create"].clone()
    };
    let app = find(&ours)["source_app_id"].as_str().unwrap().to_owned();
    assert_eq!(listed["apps"][&app]["id"], json!(app));
    assert!(find(&theirs).get("source_app_id").is_none());
}

#[tokio::test]
async fn section_3_3_the_newest_message_comes_first_sent_or_received() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let first = x.writes("lena_k", "Hi").await;
    let second = x.sent(&lena, "Hello").await;
    let third = x.writes("lena_k", "Bye").await;
    let ids: Vec<_> = x
        .events()
        .await
        .iter()
        .map(|event| event["id"].clone())
        .collect();
    assert_eq!(ids[..3], [json!(third), json!(second), json!(first)]);
}

#[tokio::test]
async fn section_3_3_links_come_back_as_short_ones_with_the_long_one_beside() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let id = x.sent(&lena, "See https://example.com/a?b=c now").await;
    let shown = x.event(&id).await;
    let text = shown.text("/event/message_create/message_data/text");
    let url = &shown.json()["event"]["message_create"]["message_data"]["entities"]["urls"][0];
    assert_eq!(url["expanded_url"], "https://example.com/a?b=c");
    let short = url["url"].as_str().unwrap();
    assert!(short.starts_with("https://t.co/"));
    assert_eq!(text, format!("See {short} now"));
}

#[tokio::test]
async fn section_3_3_the_three_signs_of_html_come_back_as_entities() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let id = x.sent(&lena, "a < b & c > d").await;
    let shown = x.event(&id).await;
    assert_eq!(
        shown.text("/event/message_create/message_data/text"),
        "a &lt; b &amp; c &gt; d"
    );
}

#[tokio::test]
async fn section_3_3_a_button_is_read_back_with_its_short_link() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let data = json!({"text": "Look", "ctas": [{"type": "web_url", "label": "Look", "url": "https://example.com/a"}]});
    let id = x.send_data(&lena, data).await.text("/event/id");
    let shown = x.event(&id).await;
    shown.text("/event/message_create/message_data/ctas/0/tco_url");
}

#[tokio::test]
async fn section_3_5_a_picture_lies_among_private_media_which_want_a_signature() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let media = x.picture("dm_image").await;
    let data = json!({"text": "See", "attachment": {"type": "media", "media": {"id": media}}});
    let id = x.send_data(&lena, data).await.text("/event/id");
    let shown = x.event(&id).await.json();
    let attachment = &shown["event"]["message_create"]["message_data"]["attachment"];
    assert_eq!(attachment["type"], "media");
    assert_eq!(attachment["media"]["id_str"], json!(media));
    let url = attachment["media"]["media_url_https"].as_str().unwrap();
    let path = url.strip_prefix(&x.base).unwrap();
    assert!(path.starts_with("/1.1/ton/data/dm/"), "{path}");
    let picture = x.get(path, &[]).await;
    assert_eq!((picture.status, &*picture.body), (200, PICTURE));
    let unsigned = reply(x.bare(Method::GET, path)).await;
    assert!((400..500).contains(&unsigned.status));
}

#[tokio::test]
async fn section_3_1_a_list_without_count_has_20_and_its_cursor_leads_on_without_gap() {
    let x = X::fresh().await;
    x.somebody("lena_k").await;
    for number in 0..25 {
        x.writes("lena_k", &format!("Line {number}")).await;
    }
    let first = x.get(EVENTS_LIST, &[]).await;
    assert_eq!(first.json()["events"].as_array().unwrap().len(), 20);
    let cursor = first.text("/next_cursor");
    let next = x.get(EVENTS_LIST, &[("cursor", &cursor)]).await;
    assert_eq!(
        next.text("/events/0/message_create/message_data/text"),
        "Line 4"
    );
}

#[tokio::test]
async fn section_3_1_showing_what_never_was_is_404_34() {
    let x = X::fresh().await;
    assert_eq!(x.event("1795394970827000000").await.refusal(), (404, 34));
}

#[tokio::test]
async fn section_3_1_a_neighbour_reads_nothing_of_ours() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let id = x.sent(&lena, "Hello").await;
    assert!(x.next_door().event(&id).await.status >= 400);
}
