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
