//! §6.4, who is the customer.

use crate::client::X;
use serde_json::json;

#[tokio::test]
async fn section_6_4_users_are_found_by_their_ids() {
    let x = X::fresh().await;
    let ids = [x.somebody("lena_k").await, x.somebody("max_k").await].join(",");
    let found = x.get("/2/users", &[("ids", &ids)]).await.json();
    assert_eq!(found["data"].as_array().unwrap().len(), 2);
    assert_eq!(found["data"][0]["username"], "lena_k");
    assert_eq!(found["data"][0]["name"], "Lena");
}

#[tokio::test]
async fn section_6_4_whoever_is_not_found_is_a_problem_beside_the_data() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let ids = format!("{lena},1");
    let found = x.get("/2/users", &[("ids", &ids)]).await;
    assert_eq!(found.status, 200);
    assert_eq!(found.json()["data"].as_array().unwrap().len(), 1);
    let kind = found.text("/errors/0/type");
    assert!(kind.ends_with("/resource-not-found"), "{kind}");
}

#[tokio::test]
async fn section_6_4_users_are_found_by_their_handles() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let found = x.get("/2/users/by", &[("usernames", "lena_k")]).await;
    assert_eq!(found.text("/data/0/id"), lena);
    let one = x.get("/2/users/by/username/lena_k", &[]).await;
    assert_eq!(one.text("/data/id"), lena);
}

#[tokio::test]
async fn section_6_4_fields_come_when_they_are_asked_for() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let plain = x.get("/2/users", &[("ids", &lena)]).await.json();
    assert_eq!(plain["data"][0].as_object().unwrap().len(), 3, "{plain}");
    let query = [("ids", &*lena), ("user.fields", "protected,description")];
    let asked = x.get("/2/users", &query).await.json();
    assert_eq!(asked["data"][0]["protected"], json!(false));
    assert!(asked["data"][0]["description"].is_string());
}

#[tokio::test]
async fn section_6_4_more_than_100_ids_or_none_are_400() {
    let x = X::fresh().await;
    let many = vec!["1"; 101].join(",");
    assert_eq!(x.get("/2/users", &[("ids", &many)]).await.status, 400);
    assert_eq!(x.get("/2/users", &[]).await.status, 400);
}

#[tokio::test]
async fn section_6_4_a_brand_has_900_look_ups_in_15_minutes() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let found = x.get("/2/users", &[("ids", &lena)]).await;
    assert_eq!(found.header("x-rate-limit-limit"), Some("900"));
}
