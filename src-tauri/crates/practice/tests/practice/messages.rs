//! §3, §11 "Messages".

use practice::{MessagePages, PostAnswer, ReadBackPersona, Status214, Switches};
use serde_json::{Value, json};

use crate::client::{Client, DAY_MS, EVENTS, SEND, message, network};

async fn events(client: &Client) -> Vec<Value> {
    let page = client.get(EVENTS, &[("count", "50")]).await.ok();
    page["events"].as_array().unwrap().clone()
}

#[tokio::test]
async fn section_3_3_a_send_answers_200_with_id_and_time_and_persona_and_no_source_app() {
    let (client, _) = network();
    let persona = client.persona("Ana").await;
    let maya = client.customer("mayalind");
    let reply = client.send_as(&maya, "Hello Maya", &persona).await;
    assert_eq!(
        reply.header("x-access-level"),
        Some("read-write-directmessages")
    );
    assert!(
        reply
            .headers
            .keys()
            .all(|name| !name.as_str().starts_with("x-rate-limit"))
    );
    let event = &reply.ok()["event"];
    assert_eq!(event["type"], "message_create");
    assert!(event["id"].as_str().unwrap().parse::<u64>().unwrap() > 1 << 53);
    assert_eq!(event["created_timestamp"], "1795341600000");
    let created = &event["message_create"];
    assert_eq!(created["custom_profile_id"], json!(persona));
    assert_eq!(created["target"]["recipient_id"], json!(maya));
    assert_eq!(created["sender_id"], json!(client.keys.user_id));
    assert_eq!(created["message_data"]["text"], "Hello Maya");
    assert!(created.get("source_app_id").is_none());
}

#[tokio::test]
async fn section_3_3_a_message_id_carries_its_own_time() {
    let (client, _) = network();
    let reply = client
        .send(&client.customer("mayalind"), "Hello")
        .await
        .ok();
    let id: i64 = reply["event"]["id"].as_str().unwrap().parse().unwrap();
    let at_ms = (id >> 22) + 1_288_834_974_657;
    assert_eq!(
        reply["event"]["created_timestamp"],
        json!(at_ms.to_string())
    );
}

#[tokio::test]
async fn section_3_2_the_recipient_may_be_a_number_or_a_string() {
    let (client, _) = network();
    let maya = client.customer("mayalind");
    let mut body = message(&maya, "By number");
    let number: u64 = maya.parse().unwrap();
    body["event"]["message_create"]["target"]["recipient_id"] = json!(number);
    let event = client.post(SEND, &body).await.ok();
    let recipient = &event["event"]["message_create"]["target"]["recipient_id"];
    assert_eq!(recipient, &json!(maya));
}

#[tokio::test]
async fn section_11_a_text_over_10000_code_points_is_refused_with_354() {
    let (client, _) = network();
    let maya = client.customer("mayalind");
    assert_eq!(client.send(&maya, &"é".repeat(10_000)).await.status, 200);
    assert_eq!(
        client.send(&maya, &"é".repeat(10_001)).await.code(),
        (403, 354)
    );
}

#[tokio::test]
async fn section_11_text_or_attachment_is_needed_else_214() {
    let (client, _) = network();
    let maya = client.customer("mayalind");
    assert_eq!(client.send(&maya, "").await.code(), (400, 214));
    let mut body = message(&maya, "");
    let data = &mut body["event"]["message_create"]["message_data"];
    *data = json!({"attachment": {"type": "media", "media": {"id": client.media().await}}});
    client.post(SEND, &body).await.ok();
    assert_eq!(
        client.post(SEND, &body).await.code(),
        (400, 324),
        "single use"
    );
    let read = events(&client).await;
    assert_eq!(
        read[0]["message_create"]["message_data"]["attachment"]["type"],
        "media"
    );
    client.practice.set_switches(Switches {
        status_214: Status214::Forbidden,
        ..Switches::default()
    });
    assert_eq!(client.send(&maya, "").await.code(), (403, 214));
}

#[tokio::test]
async fn section_11_a_body_that_is_no_message_is_refused_with_214() {
    let (client, _) = network();
    let maya = client.customer("mayalind");
    let mut no_type = message(&maya, "Hi");
    no_type["event"]["type"] = json!("other");
    let mut no_target = message(&maya, "Hi");
    no_target["event"]["message_create"]["target"] = json!({});
    let mut unpractised = message(&maya, "Hi");
    unpractised["event"]["message_create"]["message_data"]["quick_reply"] = json!({});
    for body in [json!({}), no_type, no_target, unpractised] {
        assert_eq!(client.post(SEND, &body).await.code(), (400, 214), "{body}");
    }
    let form = client
        .try_post(SEND, "text/plain", "event=1")
        .await
        .unwrap();
    assert_eq!(form.code(), (400, 214));
}

#[tokio::test]
async fn section_3_6_an_unknown_recipient_is_refused_with_50() {
    let (client, _) = network();
    for to in ["1234567890123456789", "nobody"] {
        assert_eq!(client.send(to, "Hi").await.code(), (404, 50));
    }
}

#[tokio::test]
async fn section_11_a_foreign_persona_is_refused_with_151_and_nothing_is_stored() {
    let (client, _) = network();
    let foreign = client.neighbour().persona("Nils").await;
    let before = client.practice.truth().unwrap();
    let maya = client.customer("mayalind");
    assert_eq!(
        client.send_as(&maya, "Hi", &foreign).await.code(),
        (403, 151)
    );
    assert_eq!(
        client.send_as(&maya, "Hi", "nonsense").await.code(),
        (403, 151)
    );
    assert_eq!(client.practice.truth().unwrap(), before);
}

#[tokio::test]
async fn section_3_1_the_list_holds_sent_and_received_newest_first_with_apps() {
    let (client, _) = network();
    let maya = client.customer("mayalind");
    client.send(&maya, "Hello Maya").await.ok();
    let page = client.get(EVENTS, &[]).await.ok();
    let events = page["events"].as_array().unwrap();
    let times: Vec<u64> = events
        .iter()
        .map(|event| {
            event["created_timestamp"]
                .as_str()
                .unwrap()
                .parse()
                .unwrap()
        })
        .collect();
    assert!(times.is_sorted_by(|newer, older| newer >= older));
    let own = &events[0]["message_create"];
    let app = own["source_app_id"].as_str().unwrap();
    assert_eq!(page["apps"][app]["id"], json!(app));
    assert!(page["apps"][app]["name"].is_string());
    assert!(page["apps"][app]["url"].is_string());
    let received = &events[1]["message_create"];
    assert_eq!(
        received["target"]["recipient_id"],
        json!(client.keys.user_id)
    );
    assert!(received.get("source_app_id").is_none());
}

#[tokio::test]
async fn section_3_1_a_page_has_20_events_by_default_and_50_at_most() {
    let (client, _) = network();
    for number in 0..60 {
        client
            .practice
            .customer_writes("mayalind", &number.to_string())
            .unwrap();
    }
    let first = client.get(EVENTS, &[]).await.ok();
    assert_eq!(first["events"].as_array().unwrap().len(), 20);
    let cursor = first["next_cursor"].as_str().unwrap();
    let next = client
        .get(EVENTS, &[("count", "50"), ("cursor", cursor)])
        .await
        .ok();
    let texts: Vec<&str> = next["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| {
            event["message_create"]["message_data"]["text"]
                .as_str()
                .unwrap()
        })
        .collect();
    assert_eq!(texts.len(), 50);
    assert_eq!(texts[0], "39");
    let cursor = next["next_cursor"].as_str().unwrap();
    let last = client.get(EVENTS, &[("cursor", cursor)]).await.ok();
    assert!(last.get("next_cursor").is_none());
    assert_eq!(
        client.get(EVENTS, &[("count", "51")]).await.code(),
        (400, 44)
    );
}

#[tokio::test]
async fn section_3_1_reads_reach_back_30_days() {
    let (client, clock) = network();
    client
        .practice
        .customer_writes("mayalind", "still here")
        .unwrap();
    clock.advance(30 * DAY_MS);
    let read = events(&client).await;
    assert_eq!(read.len(), 1);
    clock.advance(1);
    assert_eq!(events(&client).await, Vec::<Value>::new());
    assert!(client.practice.truth().unwrap().len() > 1);
}

#[tokio::test]
async fn section_11_read_back_text_has_its_links_wrapped_and_characters_escaped() {
    let (client, _) = network();
    let maya = client.customer("mayalind");
    let text =
        "Track it at https://example.com/track?id=1&lang=sv <now> & here: http://example.com!";
    let posted = client.send(&maya, text).await.ok();
    let read = events(&client).await;
    let data = &read[0]["message_create"]["message_data"];
    assert_eq!(data, &posted["event"]["message_create"]["message_data"]);
    let wrapped = data["text"].as_str().unwrap();
    assert_ne!(wrapped, text, "comparing raw text must fail");
    let urls = data["entities"]["urls"].as_array().unwrap();
    assert_eq!(urls.len(), 2);
    let mut undone = wrapped.to_owned();
    for url in urls {
        let short = url["url"].as_str().unwrap();
        assert!(short.starts_with("https://t.co/"));
        let at: Vec<usize> = serde_json::from_value(url["indices"].clone()).unwrap();
        let pointed: String = wrapped.chars().skip(at[0]).take(at[1] - at[0]).collect();
        assert_eq!(pointed, short);
        assert!(
            url["display_url"]
                .as_str()
                .unwrap()
                .starts_with("example.com")
        );
        undone = undone.replace(short, url["expanded_url"].as_str().unwrap());
    }
    let undone = undone
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
    assert_eq!(undone, text, "comparing undone text must succeed");
    assert_eq!(client.practice.truth().unwrap().last().unwrap().text, text);
}

#[tokio::test]
async fn section_2_3_the_persona_is_absent_on_read_back_unless_the_switch_says_present() {
    let (client, _) = network();
    let persona = client.persona("Ana").await;
    client
        .send_as(&client.customer("mayalind"), "Hi", &persona)
        .await
        .ok();
    let read = events(&client).await;
    assert!(read[0]["message_create"].get("custom_profile_id").is_none());
    client.practice.set_switches(Switches {
        read_back_persona: ReadBackPersona::Present,
        ..Switches::default()
    });
    let read = events(&client).await;
    assert_eq!(
        read[0]["message_create"]["custom_profile_id"],
        json!(persona)
    );
}

#[tokio::test]
async fn section_3_3_the_post_answer_may_lack_id_and_time_or_be_empty() {
    let (client, _) = network();
    let maya = client.customer("mayalind");
    client.practice.set_switches(Switches {
        post_answer: PostAnswer::DocSample,
        ..Switches::default()
    });
    let event = client.send(&maya, "One").await.ok()["event"].clone();
    assert!(event.get("id").is_none() && event.get("created_timestamp").is_none());
    client.practice.set_switches(Switches {
        post_answer: PostAnswer::Empty,
        ..Switches::default()
    });
    let reply = client.send(&maya, "Two").await;
    assert_eq!((reply.status, reply.body.len()), (200, 0));
    assert_eq!(client.practice.truth().unwrap().last().unwrap().text, "Two");
}

#[tokio::test]
async fn section_3_1_on_demand_the_first_page_is_empty_with_a_cursor() {
    let (client, _) = network();
    client.practice.set_switches(Switches {
        message_pages: MessagePages::EmptyFirst,
        ..Switches::default()
    });
    let first = client.get(EVENTS, &[]).await.ok();
    assert_eq!(first["events"], json!([]));
    let cursor = first["next_cursor"].as_str().unwrap();
    let next = client.get(EVENTS, &[("cursor", cursor)]).await.ok();
    assert!(!next["events"].as_array().unwrap().is_empty());
}
