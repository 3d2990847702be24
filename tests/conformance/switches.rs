//! §11's table: every position of every switch has its effect.

use crate::client::{EVENTS_LIST, Reply, X, reply};
use reqwest::Method;
use reqwest::header::AUTHORIZATION;
use serde_json::{Value, json};

const NEW: &str = "/1.1/custom_profiles/new.json";
const LIST: &str = "/1.1/custom_profiles/list.json";

async fn turned(switch: &str, position: &str) -> X {
    let x = X::fresh().await;
    x.turn(&json!({ switch: position })).await;
    x
}

async fn made(x: &X, name: &str, avatar: Value) -> u16 {
    let body = json!({"custom_profile": {"name": name, "avatar": avatar}});
    x.post_json(NEW, &body).await.status
}

#[tokio::test]
async fn section_11_persona_access_is_open_or_refused_by_each_code() {
    let x = X::fresh().await;
    assert_eq!(x.get(LIST, &[]).await.status, 200);
    for (position, refusal) in [
        ("403/220", (403, 220)),
        ("403/87", (403, 87)),
        ("403/93", (403, 93)),
        ("403/453", (403, 453)),
        ("404/34", (404, 34)),
    ] {
        x.steer(Method::POST, "access", &json!({"closed": position}))
            .await;
        assert_eq!(x.get(LIST, &[]).await.refusal(), refusal);
    }
    x.steer(Method::POST, "access", &json!("open")).await;
    assert_eq!(x.get(LIST, &[]).await.status, 200);
}

#[tokio::test]
async fn section_11_the_persona_is_absent_or_present_on_read_back() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let ana = x.persona("Ana").await;
    let id = x.send_as(&ana, &lena, "Hello").await.text("/event/id");
    let create = |shown: Reply| shown.json()["event"]["message_create"].clone();
    assert!(
        create(x.event(&id).await)
            .get("custom_profile_id")
            .is_none()
    );
    x.turn(&json!({"read_back_persona": "present"})).await;
    assert_eq!(create(x.event(&id).await)["custom_profile_id"], json!(ana));
}

#[tokio::test]
async fn section_11_the_answer_of_a_send_may_be_the_sample_or_empty() {
    let x = turned("post_answer", "doc_sample").await;
    let lena = x.somebody("lena_k").await;
    let sample = x.send(&lena, "Hello").await.json();
    assert_eq!(sample["event"]["type"], "message_create");
    assert!(sample["event"].get("id").is_none());
    assert!(sample["event"].get("created_timestamp").is_none());
    x.turn(&json!({"post_answer": "empty"})).await;
    let empty = x.send(&lena, "Hello").await;
    assert_eq!((empty.status, empty.body.len()), (200, 0));
    assert_eq!(x.stored("Hello").await, 2);
}

#[tokio::test]
async fn section_11_the_avatars_category_may_be_held_to_one() {
    for (position, dm, post) in [
        ("any", 200, 200),
        ("dm_image", 200, 400),
        ("tweet_image", 400, 200),
    ] {
        let x = turned("avatar_category", position).await;
        for (category, status) in [("dm_image", dm), ("tweet_image", post)] {
            let media = x.picture(category).await;
            let avatar = json!({"media": {"id": media}});
            assert_eq!(made(&x, "Ana", avatar).await, status, "{position}");
        }
    }
}

#[tokio::test]
async fn section_11_the_avatars_type_may_be_ignored_required_or_refused() {
    for (position, with, without) in [
        ("ignored", true, true),
        ("required", true, false),
        ("refused", false, true),
    ] {
        let x = turned("avatar_type", position).await;
        let media = x.shared_picture().await;
        let typed = json!({"type": "media", "media": {"id": media}});
        assert_eq!(made(&x, "Ana", typed).await == 200, with, "{position}");
        let untyped = json!({"media": {"id": media}});
        assert_eq!(made(&x, "Ana", untyped).await == 200, without, "{position}");
    }
}

#[tokio::test]
async fn section_11_a_name_is_counted_in_each_unit() {
    let hats = "🎩".repeat(25);
    let kanji = "山".repeat(25);
    for (position, of_hats, of_kanji) in [
        ("code_points", 200, 200),
        ("weighted", 403, 403),
        ("utf16", 403, 200),
    ] {
        let x = turned("name_unit", position).await;
        let media = x.shared_picture().await;
        let avatar = json!({"media": {"id": media}});
        assert_eq!(made(&x, &hats, avatar.clone()).await, of_hats, "{position}");
        assert_eq!(made(&x, &kanji, avatar).await, of_kanji, "{position}");
    }
}

#[tokio::test]
async fn section_11_deleting_a_persona_keeps_or_drops_it_on_old_messages() {
    for (position, there) in [("keep", true), ("drop", false)] {
        let x = turned("persona_deletion", position).await;
        let lena = x.somebody("lena_k").await;
        let ana = x.persona("Ana").await;
        x.send_as(&ana, &lena, "Hello").await;
        x.delete("/1.1/custom_profiles/destroy.json", &[("id", &ana)])
            .await;
        let seen = x.seen_by("lena_k").await;
        assert_eq!(!seen["messages"][0]["persona"].is_null(), there, "{seen}");
    }
}

#[tokio::test]
async fn section_11_an_unknown_key_of_a_v2_body_is_refused_or_ignored() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let path = format!("/2/dm_conversations/with/{lena}/messages");
    let body = json!({"text": "Hello", "custom_profile_id": "1"});
    let refused = x.post_json(&path, &body).await;
    assert_eq!(refused.status, 400);
    assert!(refused.text("/type").ends_with("/invalid-request"));
    x.turn(&json!({"unknown_key": "ignored"})).await;
    assert_eq!(x.post_json(&path, &body).await.status, 201);
}

#[tokio::test]
async fn section_11_a_repeated_nonce_is_accepted_or_401_32() {
    for (position, second) in [("accepted", 200), ("refused", 401)] {
        let x = turned("repeated_nonce", position).await;
        let url = format!("{}{LIST}", x.base);
        let header = x.signer().authorize("GET", &url, &());
        for status in [200, second] {
            let request = x.bare(Method::GET, LIST).header(AUTHORIZATION, &header);
            assert_eq!(reply(request).await.status, status, "{position}");
        }
    }
}

#[tokio::test]
async fn section_11_code_89_is_401_or_403() {
    let x = X::fresh().await;
    let token = json!({"token": x.brand.token});
    x.steer(Method::POST, "revoke", &token).await;
    assert_eq!(x.get(LIST, &[]).await.refusal(), (401, 89));
    x.turn(&json!({"status_89": "forbidden"})).await;
    assert_eq!(x.get(LIST, &[]).await.refusal(), (403, 89));
}

#[tokio::test]
async fn section_11_code_214_is_400_or_403() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    assert_eq!(x.send_data(&lena, json!({})).await.refusal(), (400, 214));
    x.turn(&json!({"status_214": "forbidden"})).await;
    assert_eq!(x.send_data(&lena, json!({})).await.refusal(), (403, 214));
}

#[tokio::test]
async fn section_11_either_family_of_uploads_is_switched_off() {
    for (position, status) in [("410/251", 410), ("404/34", 404)] {
        let x = turned("media_v2", position).await;
        let body =
            json!({"media_category": "dm_image", "media_type": "image/png", "total_bytes": 9});
        let begun = x.post_json("/2/media/upload/initialize", &body).await;
        assert_eq!(begun.status, status);
        let form = [
            ("command", "INIT"),
            ("total_bytes", "9"),
            ("media_type", "image/png"),
        ];
        let older = "/1.1/media/upload.json";
        assert_eq!(x.post_form(older, &form).await.status, 202);
        x.turn(&json!({"media_v1": position, "media_v2": "on"}))
            .await;
        assert_eq!(x.post_form(older, &form).await.status, status);
        x.picture("dm_image").await;
    }
}

#[tokio::test]
async fn section_11_pages_of_personas_have_holes_on_demand_and_no_loss() {
    let x = turned("persona_pages", "holes").await;
    let mut wanted = vec![x.persona("One").await, x.persona("Two").await];
    let (mut found, mut cursor, mut holes) = (Vec::new(), String::from("-1"), 0);
    for page in 0..20 {
        let query = [("count", "1"), ("cursor", &*cursor)];
        let query = if page == 0 { &query[..1] } else { &query[..] };
        let read = x.get(LIST, query).await.json();
        let entries = read["custom_profiles"].as_array().unwrap().clone();
        let ids: Vec<_> = entries
            .iter()
            .filter_map(|entry| entry["id"].as_str())
            .collect();
        holes += usize::from(ids.is_empty());
        found.extend(ids.into_iter().map(str::to_owned));
        match read["next_cursor"].as_str() {
            Some(next) => cursor = next.to_owned(),
            None => break,
        }
    }
    wanted.sort();
    found.sort();
    assert_eq!(found, wanted);
    assert!(holes > 0);
}

#[tokio::test]
async fn section_11_a_cursor_of_personas_repeats_on_demand() {
    let x = turned("persona_pages", "repeated_cursor").await;
    for name in ["One", "Two", "Three"] {
        x.persona(name).await;
    }
    let first = x.get(LIST, &[("count", "1")]).await.text("/next_cursor");
    let query = [("count", "1"), ("cursor", &*first)];
    let again = x.get(LIST, &query).await.text("/next_cursor");
    assert_eq!(again, first);
}

#[tokio::test]
async fn section_11_a_page_of_messages_is_empty_with_a_cursor_on_demand() {
    let x = turned("message_pages", "empty_first").await;
    x.somebody("lena_k").await;
    let id = x.writes("lena_k", "Hi").await;
    let empty = x.get(EVENTS_LIST, &[]).await;
    assert_eq!(empty.json()["events"], json!([]));
    let cursor = empty.text("/next_cursor");
    let next = x.get(EVENTS_LIST, &[("cursor", &cursor)]).await;
    assert_eq!(next.text("/events/0/id"), id);
}

#[tokio::test]
async fn section_11_a_position_that_is_not_there_is_refused() {
    let x = X::fresh().await;
    let body = json!({"post_answer": "nonsense"});
    let request = x.bare(Method::POST, "/_practice/switches").json(&body);
    assert!(reply(request).await.status >= 400);
    let lena = x.somebody("lena_k").await;
    let answer = x.send(&lena, "Hello").await;
    assert_eq!(answer.status, 200);
    answer.text("/event/id");
}
