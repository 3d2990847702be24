//! §3.6, codes that the network answers with on demand.

use crate::client::X;
use serde_json::json;

async fn refused(kind: &str) -> (u16, u64) {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    x.fault("events/new", json!(kind)).await;
    let reply = x.send(&lena, "Hello").await;
    assert!(!reply.text("/errors/0/message").is_empty());
    reply.refusal()
}

/// One test a code.
macro_rules! codes {
    ($($name:ident: $kind:literal => $status:literal, $code:literal;)*) => {$(
        #[tokio::test]
        async fn $name() {
            assert_eq!(refused($kind).await, ($status, $code));
        }
    )*};
}

codes! {
    section_3_6_credentials_that_are_not_accepted_are_401_32: "code_32" => 401, 32;
    section_3_6_a_suspended_account_is_403_64: "code_64" => 403, 64;
    section_3_6_a_revoked_token_is_401_89: "code_89" => 401, 89;
    section_3_6_an_app_without_direct_messages_is_403_93: "code_93" => 403, 93;
    section_3_6_a_timestamp_out_of_bounds_is_401_135: "code_135" => 401, 135;
    section_3_6_a_recipient_who_does_not_follow_is_403_150: "code_150" => 403, 150;
    section_3_6_what_looks_automated_is_403_226: "code_226" => 403, 226;
    section_3_6_a_locked_account_is_403_326: "code_326" => 403, 326;
    section_3_6_a_closed_recipient_is_403_349: "code_349" => 403, 349;
    section_3_6_an_access_level_without_v1_1_is_403_453: "code_453" => 403, 453;
    section_3_6_over_capacity_is_503_130: "over_capacity" => 503, 130;
    section_3_6_an_internal_error_is_500_131: "server_error_before" => 500, 131;
    section_3_6_a_rate_limit_is_429_88: "rate_limited" => 429, 88;
}

#[tokio::test]
async fn section_3_6_a_path_that_is_not_there_is_404_34() {
    let x = X::fresh().await;
    let nowhere = x.get("/1.1/custom_profiles/nowhere/at/all.json", &[]).await;
    assert_eq!(nowhere.refusal(), (404, 34));
}

async fn behind(door: &str) -> (u16, u64) {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let body = json!({ "door": door });
    x.steer(reqwest::Method::POST, "customers/lena_k/door", &body)
        .await;
    x.send(&lena, "Hello").await.refusal()
}

#[tokio::test]
async fn section_3_6_a_customer_who_takes_followed_only_is_403_150() {
    assert_eq!(behind("followed_only").await, (403, 150));
}

#[tokio::test]
async fn section_3_6_a_customer_who_takes_none_is_403_349() {
    assert_eq!(behind("closed").await, (403, 349));
}

#[tokio::test]
async fn section_3_6_a_suspended_app_is_401_416() {
    let x = X::fresh().await;
    let body = json!({"standing": "suspended"});
    x.steer(reqwest::Method::POST, "app", &body).await;
    let read = x.get("/1.1/custom_profiles/list.json", &[]).await;
    assert_eq!(read.refusal(), (401, 416));
}
