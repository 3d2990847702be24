//! §4: conversations of several.

use practice::Door;
use serde_json::{Value, json};

use crate::client::{Client, EVENTS, Reply, network};

const OPEN: &str = "/2/dm_conversations";

async fn open(client: &Client, others: &[&str], text: &str) -> Reply {
    let body = json!({
        "conversation_type": "Group",
        "participant_ids": others,
        "message": {"text": text},
    });
    client.post(OPEN, &body).await
}

fn id(reply: &Reply) -> String {
    assert_eq!(reply.status, 201, "{:?}", reply.body);
    let id = reply.json()["data"]["dm_conversation_id"].clone();
    id.as_str().unwrap().to_owned()
}

#[tokio::test]
async fn section_4_a_group_reads_back_who_joined_and_what_was_written() {
    let (client, _) = network();
    let maya = client.customer("mayalind");
    let taro = client.customer("tanaka_taro");
    let group = id(&open(&client, &[&maya, &taro], "Welcome both").await);
    assert!((15..=19).contains(&group.len()));
    let path = format!("{OPEN}/{group}/messages");
    let more = client.post(&path, &json!({"text": "And more"})).await;
    assert_eq!(id(&more), group);
    let path = format!("{OPEN}/{group}/dm_events");
    let query = [
        ("dm_event.fields", "sender_id,dm_conversation_id"),
        ("expansions", "participant_ids"),
    ];
    let page = client.get(&path, &query).await.ok();
    let kinds: Vec<&Value> = page["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| {
            assert_eq!(event["dm_conversation_id"], json!(group));
            &event["event_type"]
        })
        .collect();
    assert_eq!(
        kinds,
        ["MessageCreate", "MessageCreate", "ParticipantsJoin"]
    );
    let joined = &page["data"][2];
    assert_eq!(
        joined["participant_ids"],
        json!([client.keys.user_id, maya, taro])
    );
    assert!(joined.get("text").is_none());
    assert_eq!(page["data"][1]["text"], "Welcome both");
    assert_eq!(page["includes"]["users"].as_array().unwrap().len(), 3);
    let joins = [("event_types", "ParticipantsJoin")];
    let joins = client.get("/2/dm_events", &joins).await.ok();
    assert_eq!(joins["meta"]["result_count"], 1);
    let older = client
        .get(EVENTS, &[("count", "50")])
        .await
        .ok()
        .to_string();
    assert!(!older.contains("Welcome both"));
}

#[tokio::test]
async fn section_4_only_those_who_are_in_a_group_see_it_and_each_may_delete_their_view() {
    let (client, _) = network();
    let neighbour = client.neighbour();
    let maya = client.customer("mayalind");
    let opened = open(&client, &[&maya, &neighbour.keys.user_id], "Between us").await;
    let shared = id(&opened);
    let alone = id(&open(
        &client,
        &[&maya, &client.customer("tanaka_taro")],
        "Not you",
    )
    .await);
    let events = |group: &str| format!("{OPEN}/{group}/dm_events");
    assert_eq!(neighbour.get(&events(&alone), &[]).await.status, 404);
    let read = neighbour.get(&events(&shared), &[]).await.ok();
    assert_eq!(read["meta"]["result_count"], 2);
    let event = opened.json()["data"]["dm_event_id"].clone();
    let path = format!("/2/dm_events/{}", event.as_str().unwrap());
    assert_eq!(neighbour.delete(&path, &[]).await.status, 200);
    assert_eq!(neighbour.get(&path, &[]).await.status, 404);
    assert_eq!(client.get(&path, &[]).await.status, 200);
}

#[tokio::test]
async fn section_4_a_group_takes_2_to_49_others_who_exist_and_take_messages() {
    let (client, _) = network();
    let maya = client.customer("mayalind");
    let taro = client.customer("tanaka_taro");
    let me = client.keys.user_id.clone();
    for others in [
        vec![],
        vec![&*maya],
        vec![&*maya, &maya],
        vec![&*maya, &me],
        vec![&*maya; 50],
    ] {
        assert_eq!(open(&client, &others, "Hello").await.status, 400);
    }
    assert_eq!(open(&client, &[&maya, "1"], "Hello").await.status, 404);
    assert_eq!(open(&client, &[&maya, "@taro"], "Hello").await.status, 400);
    assert_eq!(open(&client, &[&maya, &taro], "").await.status, 400);
    client
        .practice
        .set_door("tanaka_taro", Door::Closed)
        .unwrap();
    assert_eq!(
        open(&client, &[&maya, &taro], "Hello").await.code(),
        (403, 349)
    );
    let kind = json!({"conversation_type": "Pair", "participant_ids": [], "message": {}});
    assert_eq!(client.post(OPEN, &kind).await.status, 400);
    let unknown = json!({"conversation_type": "Group", "name": "Friends"});
    assert_eq!(client.post(OPEN, &unknown).await.status, 400);
}

#[tokio::test]
async fn section_3_5_a_picture_in_a_group_is_read_by_those_who_are_in_it() {
    let (client, _) = network();
    let neighbour = client.neighbour();
    let others = [client.customer("mayalind"), neighbour.keys.user_id.clone()];
    let group = id(&open(&client, &[&others[0], &others[1]], "Look").await);
    let body = json!({"attachments": [{"media_id": client.media().await}]});
    client
        .post(&format!("{OPEN}/{group}/messages"), &body)
        .await;
    let query = [
        ("expansions", "attachments.media_keys"),
        ("media.fields", "url"),
    ];
    let path = format!("{OPEN}/{group}/dm_events");
    let page = neighbour.get(&path, &query).await.ok();
    let url = page["includes"]["media"][0]["url"]
        .as_str()
        .unwrap()
        .to_owned();
    let path = url.strip_prefix(&client.base).unwrap();
    assert_eq!(neighbour.get(path, &[]).await.status, 200);
}

#[tokio::test]
async fn section_11_a_group_is_still_there_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let clock = crate::client::TestClock::new();
    let options = || crate::client::options(&clock);
    let group = {
        let practice = practice::Practice::open(folder.path(), options()).unwrap();
        let client = Client::of(&practice);
        let others = [client.customer("mayalind"), client.customer("tanaka_taro")];
        id(&open(&client, &[&others[0], &others[1]], "Still here").await)
    };
    let practice = practice::Practice::open(folder.path(), options()).unwrap();
    let path = format!("{OPEN}/{group}/dm_events");
    let read = Client::of(&practice).get(&path, &[]).await.ok();
    assert_eq!(read["data"][0]["text"], "Still here");
}
