//! §4: writing by v2, its budgets, and who is not let in. §8: problems.

use practice::{Door, Fault, FaultKind, Route, Switches, UnknownKey};
use serde_json::{Value, json};

use crate::client::{Client, DAY_MS, EVENTS, MINUTE_MS, Reply, network, png};

fn with(user: &str) -> String {
    format!("/2/dm_conversations/with/{user}/messages")
}

async fn write(client: &Client, to: &str, body: &Value) -> Reply {
    client.post(&with(to), body).await
}

/// Status, problem type without its host, and the first parameter it names.
fn problem(reply: &Reply) -> (u16, String, String) {
    assert_eq!(
        reply.header("content-type"),
        Some("application/problem+json")
    );
    let body = reply.json();
    let kind = body["type"].as_str().unwrap();
    let kind = kind.rsplit('/').next().unwrap().to_owned();
    let parameters = body["errors"][0]["parameters"].as_object();
    let named = parameters.and_then(|all| all.keys().next().cloned());
    (reply.status, kind, named.unwrap_or_default())
}

fn invalid(parameter: &str) -> (u16, String, String) {
    (400, "invalid-request".to_owned(), parameter.to_owned())
}

#[tokio::test]
async fn section_4_a_message_is_created_with_both_ids_a_location_and_the_id_of_v1() {
    let (client, _) = network();
    let maya = client.customer("mayalind");
    let reply = write(&client, &maya, &json!({"text": "Hello Maya"})).await;
    assert_eq!(reply.status, 201, "{:?}", reply.body);
    let data = reply.json()["data"].clone();
    let id = data["dm_event_id"].as_str().unwrap();
    let mut pair = [maya.clone(), client.keys.user_id.clone()];
    pair.sort_by_key(|id| id.parse::<u64>().unwrap());
    assert_eq!(data["dm_conversation_id"], pair.join("-"));
    let location = format!("{}/2/dm_events/{id}", client.base);
    assert_eq!(reply.header("location"), Some(location.as_str()));
    let listed = client.get(EVENTS, &[]).await.ok();
    assert_eq!(listed["events"][0]["id"], id);
    let told = client.practice.truth().unwrap();
    assert_eq!(told.last().unwrap().text, "Hello Maya");
}

#[tokio::test]
async fn section_4_the_conversation_id_serves_as_well_for_those_who_are_in_it_only() {
    let (client, _) = network();
    let maya = client.customer("mayalind");
    let first = write(&client, &maya, &json!({"text": "one"})).await.json();
    let id = first["data"]["dm_conversation_id"].as_str().unwrap();
    let path = format!("/2/dm_conversations/{id}/messages");
    let second = client.post(&path, &json!({"text": "two"})).await;
    assert_eq!(second.status, 201);
    assert_eq!(second.json()["data"]["dm_conversation_id"], id);
    let foreign = client.neighbour().post(&path, &json!({"text": "?"})).await;
    assert_eq!(problem(&foreign).0, 404);
    let (smaller, larger) = id.split_once('-').unwrap();
    let turned = format!("/2/dm_conversations/{larger}-{smaller}/messages");
    let turned = client.post(&turned, &json!({"text": "?"})).await;
    assert_eq!(problem(&turned).1, "resource-not-found");
    let path = "/2/dm_conversations/nonsense/messages";
    let bad = client.post(path, &json!({"text": "?"})).await;
    assert_eq!(problem(&bad), invalid("dm_conversation_id"));
}

#[tokio::test]
async fn section_4_a_body_is_closed_and_every_refusal_names_its_parameter() {
    let (client, _) = network();
    let maya = client.customer("mayalind");
    let persona = client.persona("Ana").await;
    let cases = [
        (json!({}), "text"),
        (json!({"text": ""}), "text"),
        (json!({"text": 7}), "text"),
        (
            json!({"text": "a", "custom_profile_id": persona}),
            "custom_profile_id",
        ),
        (json!({"attachments": []}), "attachments"),
        (json!({"attachments": {"media_id": "1"}}), "attachments"),
        (
            json!({"attachments": [{"media_id": "1"}, {"media_id": "2"}]}),
            "attachments",
        ),
        (json!({"attachments": [{}]}), "attachments"),
        (
            json!({"attachments": [{"media_id": "1", "tag": "a"}]}),
            "tag",
        ),
        (json!(["text"]), "body"),
    ];
    for (body, parameter) in cases {
        let reply = write(&client, &maya, &body).await;
        assert_eq!(problem(&reply), invalid(parameter), "{body}");
    }
    let form = client.post_form(&with(&maya), &[("text", "a")]).await;
    assert_eq!(problem(&form), invalid("content-type"));
    let nobody = write(&client, "1", &json!({"text": "a"})).await;
    assert_eq!(problem(&nobody).1, "resource-not-found");
    let no_id = write(&client, "mayalind", &json!({"text": "a"})).await;
    assert_eq!(problem(&no_id), invalid("participant_id"));
}

#[tokio::test]
async fn section_11_an_unknown_key_is_ignored_where_the_switch_says_so() {
    let (client, _) = network();
    client.practice.set_switches(Switches {
        unknown_key: UnknownKey::Ignored,
        ..Switches::default()
    });
    let persona = client.persona("Ana").await;
    let body = json!({"text": "As nobody", "custom_profile_id": persona});
    let reply = write(&client, &client.customer("mayalind"), &body).await;
    assert_eq!(reply.status, 201);
    let told = client.practice.truth().unwrap();
    assert_eq!(told.last().unwrap().custom_profile_id, None);
}

#[tokio::test]
async fn section_4_a_picture_goes_without_text_and_one_for_posts_is_forbidden() {
    let (client, _) = network();
    let maya = client.customer("mayalind");
    let attach = |id: &str| json!({"attachments": [{"media_id": id}]});
    let sent = write(&client, &maya, &attach(&client.media().await)).await;
    assert_eq!(sent.status, 201, "{:?}", sent.body);
    let post = client.upload("tweet_image", &png()).await.ok();
    let post = post["data"]["id"].as_str().unwrap().to_owned();
    let refused = write(&client, &maya, &attach(&post)).await;
    assert_eq!(refused.status, 403);
    assert_eq!(
        refused.json(),
        json!({
            "title": "Forbidden",
            "detail": "You are not permitted to attach this media to a DM event.",
            "type": "about:blank",
            "status": 403,
        })
    );
    let missing = write(&client, &maya, &attach("1")).await;
    assert_eq!(missing.code(), (400, 325));
}

#[tokio::test]
async fn section_3_6_a_closed_door_is_closed_by_this_way_too() {
    let (client, _) = network();
    let maya = client.customer("mayalind");
    for (door, code) in [(Door::FollowedOnly, 150), (Door::Closed, 349)] {
        client.practice.set_door("mayalind", door).unwrap();
        let refused = write(&client, &maya, &json!({"text": "a"})).await;
        assert_eq!(refused.code(), (403, code));
        assert_eq!(problem(&refused).1, "about:blank");
    }
}

#[tokio::test]
async fn section_4_fifteen_messages_in_a_quarter_of_an_hour_and_1440_in_a_day() {
    let (client, clock) = network();
    let maya = client.customer("mayalind");
    let body = json!({"text": "a"});
    for batch in 0..96_i64 {
        for number in 1..=15 {
            let reply = write(&client, &maya, &body).await;
            assert_eq!(reply.status, 201);
            let left = (1440 - batch * 15 - number).to_string();
            for owner in ["user", "app"] {
                let name = format!("x-{owner}-limit-24hour-remaining");
                assert_eq!(reply.header(&name), Some(left.as_str()));
            }
        }
        let refused = write(&client, &maya, &body).await;
        assert_eq!(refused.code(), (429, 88));
        assert_eq!(refused.header("x-rate-limit-limit"), Some("15"));
        if batch < 95 {
            clock.advance(15 * MINUTE_MS);
        }
    }
    assert_eq!(client.send(&maya, "another budget").await.status, 200);
    clock.advance(14 * MINUTE_MS);
    let refused = client.neighbour().post(&with(&maya), &body).await;
    assert_eq!(refused.code(), (429, 88));
    assert_eq!(refused.header("x-app-limit-24hour-remaining"), Some("0"));
    assert_eq!(
        refused.header("x-user-limit-24hour-remaining"),
        Some("1440")
    );
    clock.advance(DAY_MS);
    assert_eq!(write(&client, &maya, &body).await.status, 201);
}

#[tokio::test]
async fn section_4_media_bytes_are_not_for_a_signature() {
    let (client, _) = network();
    let refused = client.get("/2/dm_conversations/media/1/2/3.jpg", &[]).await;
    assert_eq!(
        (refused.status, problem(&refused).1.as_str()),
        (403, "about:blank")
    );
}

#[tokio::test]
async fn section_4_what_a_blocked_customer_writes_never_arrives() {
    let (client, _) = network();
    let maya = client.customer("mayalind");
    let path = |what: &str| format!("/2/users/{maya}/dm/{what}");
    assert_eq!(client.post(&path("block"), &json!({})).await.status, 200);
    client
        .practice
        .customer_writes("mayalind", "Are you there?")
        .unwrap();
    assert_eq!(client.post(&path("unblock"), &json!({})).await.status, 200);
    client
        .practice
        .customer_writes("mayalind", "Again")
        .unwrap();
    let seen = client.practice.view("mayalind").unwrap();
    assert!(seen.messages.iter().any(|one| one.text == "Are you there?"));
    let listed = client
        .get(EVENTS, &[("count", "50")])
        .await
        .ok()
        .to_string();
    assert!(listed.contains("Again") && !listed.contains("Are you there?"));
    let newer = client.get("/2/dm_events", &[]).await.ok().to_string();
    assert!(newer.contains("Again") && !newer.contains("Are you there?"));
}

#[tokio::test]
async fn section_4_ten_blocks_and_unblocks_in_a_quarter_of_an_hour() {
    let (client, _) = network();
    let path = format!("/2/users/{}/dm/block", client.customer("mayalind"));
    for _ in 0..10 {
        assert_eq!(client.post(&path, &json!({})).await.status, 200);
    }
    let refused = client.post(&path, &json!({})).await;
    assert_eq!(refused.code(), (429, 88));
    assert_eq!(refused.header("x-user-limit-24hour-limit"), Some("400"));
    assert_eq!(refused.header("x-app-limit-24hour-remaining"), Some("990"));
}

#[tokio::test]
async fn section_11_faults_reach_messages_of_this_family_too() {
    let (client, clock) = network();
    let maya = client.customer("mayalind");
    for (nth, kind) in [
        (1, FaultKind::HideFor(10_000)),
        (2, FaultKind::IdLessBodyAfter),
    ] {
        client.practice.inject(Fault {
            route: Route::DmSendWith,
            nth,
            times: 1,
            kind,
        });
    }
    let hidden = write(&client, &maya, &json!({"text": "hidden"})).await;
    assert_eq!(hidden.status, 201);
    let without = write(&client, &maya, &json!({"text": "without ids"})).await;
    assert_eq!(without.json(), json!({"data": {}}));
    let read = client.get("/2/dm_events", &[]).await.ok().to_string();
    assert!(read.contains("without ids") && !read.contains("hidden"));
    clock.advance(10_000);
    let read = client.get("/2/dm_events", &[]).await.ok().to_string();
    assert!(read.contains("hidden"));
}
