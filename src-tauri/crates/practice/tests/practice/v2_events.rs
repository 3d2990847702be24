//! §4: reading and deleting by v2. §6.4: one user by id.

use practice::Door;
use serde_json::{Value, json};

use crate::client::{Client, DAY_MS, EVENTS, Query, network};

const ALL: &str = "/2/dm_events";

fn with(user: &str) -> String {
    format!("/2/dm_conversations/with/{user}/dm_events")
}

async fn send(client: &Client, to: &str, text: &str) -> String {
    let path = format!("/2/dm_conversations/with/{to}/messages");
    let reply = client.post(&path, &json!({"text": text})).await;
    assert_eq!(reply.status, 201, "{:?}", reply.body);
    reply.json()["data"]["dm_event_id"]
        .as_str()
        .unwrap()
        .to_owned()
}

async fn read(client: &Client, path: &str, query: Query<'_>) -> Value {
    client.get(path, query).await.ok()
}

fn texts(page: &Value) -> Vec<&str> {
    let events = page["data"].as_array().unwrap();
    events
        .iter()
        .map(|one| one["text"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn section_4_an_event_has_three_fields_and_the_others_when_asked_for() {
    let (client, _) = network();
    let maya = client.customer("mayalind");
    let text = "See https://northwind.example/a & #boots @mayalind";
    let id = send(&client, &maya, text).await;
    let page = read(&client, &with(&maya), &[("max_results", "1")]).await;
    let plain = &page["data"][0];
    assert_eq!(plain.as_object().unwrap().len(), 3);
    assert_eq!(
        (&plain["id"], &plain["event_type"]),
        (&json!(id), &json!("MessageCreate"))
    );
    let read_text = plain["text"].as_str().unwrap();
    assert!(read_text.starts_with("See https://t.co/") && read_text.contains(" &amp; "));
    let fields = [(
        "dm_event.fields",
        "attachments,created_at,dm_conversation_id,entities,sender_id,participant_ids,referenced_tweets",
    )];
    let full = read(&client, &format!("{ALL}/{id}"), &fields).await["data"].clone();
    assert_eq!(full["created_at"], "2026-11-22T10:00:00.000Z");
    assert_eq!(full["sender_id"], json!(client.keys.user_id));
    assert!(full["dm_conversation_id"].as_str().unwrap().contains(&maya));
    assert!(full.get("participant_ids").is_none() && full.get("attachments").is_none());
    let entities = &full["entities"];
    assert_eq!(
        entities["urls"][0]["expanded_url"],
        "https://northwind.example/a"
    );
    assert_eq!(entities["urls"][0]["start"], 4);
    assert_eq!(entities["hashtags"][0]["tag"], "boots");
    assert_eq!(entities["mentions"][0]["id"], json!(maya));
}

#[tokio::test]
async fn section_4_expansions_describe_senders_and_pictures_once() {
    let (client, _) = network();
    let maya = client.customer("mayalind");
    let media = client.media().await;
    let path = format!("/2/dm_conversations/with/{maya}/messages");
    let body = json!({"text": "Look", "attachments": [{"media_id": media}]});
    client.post(&path, &body).await;
    client
        .practice
        .customer_writes("mayalind", "Lovely")
        .unwrap();
    let query = [
        ("expansions", "sender_id,attachments.media_keys"),
        ("user.fields", "profile_image_url"),
        ("media.fields", "url,type"),
        ("tweet.fields", "created_at"),
        ("max_results", "2"),
    ];
    let page = read(&client, &with(&maya), &query).await;
    assert_eq!(texts(&page), ["Lovely", "Look"]);
    let users = page["includes"]["users"].as_array().unwrap();
    assert_eq!(users.len(), 2);
    assert!(
        users
            .iter()
            .all(|user| user["profile_image_url"].is_string())
    );
    let key = format!("3_{media}");
    assert_eq!(page["data"][1]["attachments"]["media_keys"], json!([key]));
    let shown = &page["includes"]["media"][0];
    assert_eq!(
        (&shown["media_key"], &shown["type"]),
        (&json!(key), &json!("photo"))
    );
    assert!(shown["url"].as_str().unwrap().contains("/1.1/ton/data/dm/"));
}

#[tokio::test]
async fn section_4_tokens_lead_to_the_older_page_and_back_while_messages_arrive() {
    let (client, _) = network();
    let maya = client.customer("mayalind");
    for text in ["1", "2", "3", "4", "5"] {
        client.practice.customer_writes("mayalind", text).unwrap();
    }
    let path = with(&maya);
    let first = read(&client, &path, &[("max_results", "2")]).await;
    assert_eq!(texts(&first), ["5", "4"]);
    assert_eq!(first["meta"]["result_count"], 2);
    assert!(first["meta"].get("previous_token").is_none());
    let next = first["meta"]["next_token"].as_str().unwrap();
    assert!(next.len() >= 16);
    client.practice.customer_writes("mayalind", "6").unwrap();
    let older = [("max_results", "2"), ("pagination_token", next)];
    let second = read(&client, &path, &older).await;
    assert_eq!(texts(&second), ["3", "2"]);
    let back = second["meta"]["previous_token"].as_str().unwrap();
    let newer = [("max_results", "2"), ("pagination_token", back)];
    assert_eq!(texts(&read(&client, &path, &newer).await), ["5", "4"]);
}

#[tokio::test]
async fn section_4_an_empty_result_has_a_count_and_no_data() {
    let (client, clock) = network();
    let empty = json!({"meta": {"result_count": 0}});
    let leaving = [("event_types", "ParticipantsLeave")];
    assert_eq!(read(&client, ALL, &leaving).await, empty);
    let neighbour = client.neighbour();
    assert_eq!(read(&neighbour, ALL, &[]).await, empty);
    let id = send(&neighbour, &client.customer("tanaka_taro"), "Hello").await;
    assert_eq!(texts(&read(&neighbour, ALL, &[]).await), ["Hello"]);
    let stranger = client.get(&format!("{ALL}/{id}"), &[]).await;
    assert_eq!(stranger.status, 404);
    client.practice.set_door("tanaka_taro", Door::Open).unwrap();
    clock.advance(30 * DAY_MS + 1);
    let page = read(&neighbour, ALL, &[]).await;
    assert!(!page.to_string().contains(&id));
}

#[tokio::test]
async fn section_8_values_that_nobody_knows_are_invalid_and_named() {
    let (client, _) = network();
    for (name, value) in [
        ("max_results", "0"),
        ("max_results", "101"),
        ("pagination_token", "short"),
        ("pagination_token", "long-enough-but-nonsense"),
        ("event_types", "Typing"),
        ("dm_event.fields", "custom_profile_id"),
        ("expansions", "author_id"),
        ("user.fields", "shoe_size"),
        ("media.fields", "weight"),
        ("post.fields", "no field"),
    ] {
        // Each neighbour-free network has 15 calls; these are ten.
        let refused = client.get(ALL, &[(name, value)]).await;
        let body = refused.json();
        assert_eq!(refused.status, 400, "{name}");
        assert_eq!(body["title"], "Invalid Request");
        assert!(
            body["errors"][0]["parameters"].get(name).is_some(),
            "{body}"
        );
    }
}

#[tokio::test]
async fn section_4_what_is_deleted_is_gone_from_both_families_and_stays_with_the_customer() {
    let (client, _) = network();
    let maya = client.customer("mayalind");
    let id = send(&client, &maya, "Oops").await;
    let path = format!("{ALL}/{id}");
    let reply = client.delete(&path, &[]).await;
    assert_eq!(reply.header("x-rate-limit-limit"), Some("300"));
    assert_eq!(reply.header("x-user-limit-24hour-remaining"), Some("1499"));
    assert_eq!(reply.header("x-app-limit-24hour-limit"), Some("4000"));
    assert_eq!(reply.ok(), json!({"data": {"deleted": true}}));
    let gone = client.get(&path, &[]).await;
    assert_eq!(gone.status, 404);
    let kind = gone.json()["type"].as_str().unwrap().to_owned();
    assert!(kind.ends_with("/resource-not-found"));
    assert_eq!(client.delete(&path, &[]).await.status, 404);
    let listed = client.get(EVENTS, &[]).await.ok().to_string();
    assert!(!listed.contains("Oops"));
    let seen = client.practice.view("mayalind").unwrap();
    assert!(seen.messages.iter().any(|one| one.text == "Oops"));
}

#[tokio::test]
async fn section_11_the_read_lag_holds_for_these_reads_too() {
    let (client, clock) = network();
    client.practice.set_read_lag(5_000);
    let maya = client.customer("mayalind");
    let id = send(&client, &maya, "late").await;
    let path = format!("{ALL}/{id}");
    assert_eq!(client.get(&path, &[]).await.status, 404);
    clock.advance(5_000);
    assert_eq!(client.get(&path, &[]).await.status, 200);
}

#[tokio::test]
async fn section_4_each_read_has_fifteen_calls_of_its_own() {
    let (client, _) = network();
    let maya = client.customer("mayalind");
    let id = send(&client, &maya, "a").await;
    let one = format!("{ALL}/{id}");
    let query = [("dm_event.fields", "dm_conversation_id")];
    let conversation = read(&client, &one, &query).await["data"]["dm_conversation_id"].clone();
    let of = format!(
        "/2/dm_conversations/{}/dm_events",
        conversation.as_str().unwrap()
    );
    for (path, left) in [
        (ALL, 15),
        (with(&maya).as_str(), 15),
        (of.as_str(), 15),
        (&one, 14),
    ] {
        for _ in 0..left {
            assert_eq!(client.get(path, &[]).await.status, 200, "{path}");
        }
        assert_eq!(client.get(path, &[]).await.code(), (429, 88), "{path}");
    }
}

#[tokio::test]
async fn section_6_4_a_user_is_found_by_id_and_a_username_has_a_shape() {
    let (client, _) = network();
    let maya = client.customer("mayalind");
    let found = read(&client, &format!("/2/users/{maya}"), &[]).await;
    assert_eq!(found["data"]["username"], "mayalind");
    let nobody = read(&client, "/2/users/1", &[]).await;
    assert_eq!(nobody["errors"][0]["resource_id"], "1");
    for path in ["/2/users/maya", "/2/users/by/username/no-such-name"] {
        assert_eq!(client.get(path, &[]).await.status, 400, "{path}");
    }
    let names = [("usernames", "mayalind,longer_than_fifteen")];
    assert_eq!(client.get("/2/users/by", &names).await.status, 400);
}
