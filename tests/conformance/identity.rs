//! §6.3, who am I.

use crate::client::X;
use reqwest::Method;
use serde_json::json;

const ME: &str = "/2/users/me";
const VERIFY: &str = "/1.1/account/verify_credentials.json";

#[tokio::test]
async fn section_6_3_users_me_has_id_name_and_username_without_asking() {
    let x = X::fresh().await;
    let me = x.get(ME, &[]).await;
    assert_eq!(me.text("/data/id"), x.brand.user_id);
    assert!(!me.text("/data/name").is_empty());
    assert!(!me.text("/data/username").is_empty());
    assert!(me.json()["data"].get("verified_type").is_none());
}

#[tokio::test]
async fn section_6_3_users_me_tells_the_fields_that_are_asked_for() {
    let x = X::fresh().await;
    let fields = "verified,verified_type,profile_image_url,receives_your_dm";
    for kind in ["none", "blue", "business", "government"] {
        x.steer(
            Method::POST,
            "verification",
            &json!({"verified_type": kind}),
        )
        .await;
        let me = x.get(ME, &[("user.fields", fields)]).await;
        assert_eq!(me.text("/data/verified_type"), kind);
        assert_eq!(me.json()["data"]["verified"], kind != "none");
        me.text("/data/profile_image_url");
    }
}

#[tokio::test]
async fn section_6_3_users_me_has_75_reads_in_15_minutes() {
    let x = X::fresh().await;
    let me = x.get(ME, &[]).await;
    assert_eq!(me.header("x-rate-limit-limit"), Some("75"));
}

#[tokio::test]
async fn section_6_3_verify_credentials_has_the_user_and_the_access_level() {
    let x = X::fresh().await;
    let me = x.get(VERIFY, &[("skip_status", "true")]).await;
    assert_eq!(me.text("/id_str"), x.brand.user_id);
    me.text("/screen_name");
    me.text("/profile_image_url_https");
    assert_eq!(
        me.header("x-access-level"),
        Some("read-write-directmessages")
    );
    assert_eq!(me.header("x-rate-limit-limit"), Some("75"));
}

#[tokio::test]
async fn section_6_3_verify_credentials_may_be_left_out_with_403_453() {
    let x = X::fresh().await;
    x.turn(&json!({"verify_credentials": "left_out"})).await;
    assert_eq!(x.get(VERIFY, &[]).await.refusal(), (403, 453));
}
