//! §2, custom profiles.

use crate::client::X;
use serde_json::json;

const NEW: &str = "/1.1/custom_profiles/new.json";
const LIST: &str = "/1.1/custom_profiles/list.json";
const DESTROY: &str = "/1.1/custom_profiles/destroy.json";

#[tokio::test]
async fn section_2_create_answers_the_object_with_text_ids_and_milliseconds() {
    let x = X::fresh().await;
    let media = x.picture("dm_image").await;
    let body = json!({"custom_profile": {"name": "Jon C, Partner Engineer", "avatar": {"media": {"id": media}}}});
    let made = x.post_json(NEW, &body).await;
    assert_eq!(made.status, 200);
    assert_eq!(made.text("/custom_profile/name"), "Jon C, Partner Engineer");
    assert!(
        made.text("/custom_profile/id")
            .bytes()
            .all(|byte| byte.is_ascii_digit())
    );
    assert_eq!(made.text("/custom_profile/created_timestamp").len(), 13);
    made.text("/custom_profile/avatar/media/url");
    let avatar = made.json()["custom_profile"]["avatar"]["media"].clone();
    assert!(avatar.get("id").is_none(), "{avatar}");
}

#[tokio::test]
async fn section_2_show_takes_the_id_with_and_without_json_at_its_end() {
    let x = X::fresh().await;
    let id = x.persona("Ana Ruiz, Care Team").await;
    for path in [
        format!("/1.1/custom_profiles/{id}.json"),
        format!("/1.1/custom_profiles/{id}"),
    ] {
        let shown = x.get(&path, &[]).await;
        assert_eq!(shown.text("/custom_profile/id"), id);
    }
}

#[tokio::test]
async fn section_2_the_last_page_of_the_list_has_no_cursor() {
    let x = X::fresh().await;
    for name in ["One", "Two", "Three"] {
        x.persona(name).await;
    }
    let first = x.get(LIST, &[("count", "2")]).await;
    let cursor = first.text("/next_cursor");
    let last = x.get(LIST, &[("count", "2"), ("cursor", &cursor)]).await;
    assert!(last.json().get("next_cursor").is_none());
    let found = [first.json(), last.json()];
    let entries = found
        .iter()
        .filter_map(|page| page["custom_profiles"].as_array());
    assert_eq!(entries.map(Vec::len).sum::<usize>(), 3);
}

#[tokio::test]
async fn section_2_deleting_twice_is_204_twice_and_an_id_that_never_was_is_404_34() {
    let x = X::fresh().await;
    let id = x.persona("Ana").await;
    for _ in 0..2 {
        let gone = x.delete(DESTROY, &[("id", &id)]).await;
        assert_eq!((gone.status, gone.body.len()), (204, 0));
    }
    let never = x.delete(DESTROY, &[("id", "100001")]).await;
    assert_eq!(never.refusal(), (404, 34));
}

#[tokio::test]
async fn section_2_1_a_name_of_49_code_points_is_refused_with_403_151() {
    let x = X::fresh().await;
    let media = x.picture("dm_image").await;
    let body =
        json!({"custom_profile": {"name": "é".repeat(49), "avatar": {"media": {"id": media}}}});
    assert_eq!(x.post_json(NEW, &body).await.refusal(), (403, 151));
}

#[tokio::test]
async fn section_2_1_a_name_of_48_code_points_is_taken() {
    let x = X::fresh().await;
    x.persona(&"é".repeat(48)).await;
}

#[tokio::test]
async fn section_2_a_list_without_a_count_has_20_and_with_one_at_most_50() {
    let x = X::fresh().await;
    let media = x.shared_picture().await;
    for number in 0..52 {
        let body = json!({"custom_profile": {"name": format!("P{number}"), "avatar": {"media": {"id": media}}}});
        assert_eq!(x.post_json(NEW, &body).await.status, 200);
    }
    let length =
        |reply: crate::client::Reply| reply.json()["custom_profiles"].as_array().unwrap().len();
    assert_eq!(length(x.get(LIST, &[]).await), 20);
    assert_eq!(length(x.get(LIST, &[("count", "50")]).await), 50);
}

#[tokio::test]
async fn section_2_a_list_without_personas_is_empty_and_ends() {
    let x = X::fresh().await;
    let page = x.get(LIST, &[]).await.json();
    assert_eq!(page["custom_profiles"], json!([]));
    assert!(page.get("next_cursor").is_none());
}

#[tokio::test]
async fn section_2_a_deleted_persona_is_neither_shown_nor_listed() {
    let x = X::fresh().await;
    let id = x.persona("Ana").await;
    x.delete(DESTROY, &[("id", &id)]).await;
    let shown = x.get(&format!("/1.1/custom_profiles/{id}.json"), &[]).await;
    assert_eq!(shown.status, 404);
    assert_eq!(x.get(LIST, &[]).await.json()["custom_profiles"], json!([]));
}

#[tokio::test]
async fn section_2_there_is_no_update() {
    let x = X::fresh().await;
    let body = json!({"custom_profile": {"name": "Ana"}});
    let update = x.put_json("/1.1/custom_profiles/update.json", &[], &body);
    assert_eq!(update.await.status, 404);
}

#[tokio::test]
async fn section_2_a_neighbour_neither_lists_nor_shows_ours() {
    let x = X::fresh().await;
    let id = x.persona("Ana").await;
    let other = x.next_door();
    assert_eq!(
        other.get(LIST, &[]).await.json()["custom_profiles"],
        json!([])
    );
    let path = format!("/1.1/custom_profiles/{id}.json");
    assert!(other.get(&path, &[]).await.status >= 400);
}

#[tokio::test]
async fn section_2_2_an_avatar_may_say_that_it_is_media() {
    let x = X::fresh().await;
    let media = x.picture("dm_image").await;
    let body = json!({"custom_profile": {"name": "Ana", "avatar": {"type": "media", "media": {"id": media}}}});
    assert_eq!(x.post_json(NEW, &body).await.status, 200);
}

#[tokio::test]
async fn section_2_2_a_media_id_that_never_was_is_refused_with_400() {
    let x = X::fresh().await;
    let body = json!({"custom_profile": {"name": "Ana", "avatar": {"media": {"id": "1795394970827000000"}}}});
    let (status, code) = x.post_json(NEW, &body).await.refusal();
    assert_eq!(status, 400);
    assert!(matches!(code, 324 | 325), "{code}");
}

#[tokio::test]
async fn section_2_2_media_of_somebody_else_is_refused_with_400() {
    let x = X::fresh().await;
    let media = x.next_door().picture("dm_image").await;
    let body = json!({"custom_profile": {"name": "Ana", "avatar": {"media": {"id": media}}}});
    let (status, code) = x.post_json(NEW, &body).await.refusal();
    assert_eq!(status, 400);
    assert!(matches!(code, 324 | 325), "{code}");
}

#[tokio::test]
async fn section_2_2_media_older_than_a_day_is_refused_with_400() {
    let x = X::fresh().await;
    let media = x.picture("dm_image").await;
    x.forward_minutes(24 * 60 + 1).await;
    let body = json!({"custom_profile": {"name": "Ana", "avatar": {"media": {"id": media}}}});
    let (status, code) = x.post_json(NEW, &body).await.refusal();
    assert_eq!(status, 400);
    assert!(matches!(code, 324 | 325), "{code}");
}

#[tokio::test]
async fn section_11_a_persona_cannot_be_made_by_a_form() {
    let x = X::fresh().await;
    let made = x.post_form(NEW, &[("name", "Ana")]).await;
    assert_eq!(made.refusal(), (400, 214));
}

#[tokio::test]
async fn section_2_a_persona_without_name_or_avatar_is_refused() {
    let x = X::fresh().await;
    let media = x.picture("dm_image").await;
    for profile in [
        json!({"avatar": {"media": {"id": media}}}),
        json!({"name": "Ana"}),
    ] {
        let made = x
            .post_json(NEW, &json!({ "custom_profile": profile }))
            .await;
        assert!(
            (400..500).contains(&made.status),
            "{profile}: {}",
            made.status
        );
    }
}

#[tokio::test]
async fn section_2_3_a_send_through_a_persona_echoes_it_inside_message_create() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let ana = x.persona("Ana").await;
    let sent = x.send_as(&ana, &lena, "Hello").await;
    assert_eq!(sent.text("/event/message_create/custom_profile_id"), ana);
}

#[tokio::test]
async fn section_2_3_a_deleted_or_foreign_persona_cannot_send() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let gone = x.persona("Ana").await;
    x.delete(DESTROY, &[("id", &gone)]).await;
    let foreign = x.next_door().persona("Bo").await;
    for persona in [gone, foreign] {
        let sent = x.send_as(&persona, &lena, "Hello").await;
        assert_eq!(sent.refusal(), (403, 151));
    }
    assert_eq!(x.stored("Hello").await, 0);
}
