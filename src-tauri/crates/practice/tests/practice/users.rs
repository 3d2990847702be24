//! §6.3, §6.4.

use serde_json::json;

use crate::client::{ME, network};

#[tokio::test]
async fn section_6_3_users_me_tells_the_brand_and_only_the_fields_asked_for() {
    let (client, _) = network();
    let reply = client.get(ME, &[]).await;
    assert_eq!(reply.header("x-rate-limit-limit"), Some("75"));
    let expected = json!({"id": client.keys.user_id, "name": "Northwind", "username": "northwind"});
    assert_eq!(reply.ok(), json!({"data": expected}));
    let fields = [("user.fields", "verified,verified_type,profile_image_url")];
    let me = client.get(ME, &fields).await.ok()["data"].clone();
    assert_eq!(me["verified_type"], "business");
    assert_eq!(me["verified"], true);
    assert!(
        me["profile_image_url"]
            .as_str()
            .unwrap()
            .starts_with(&client.base)
    );
    let unknown = client.get(ME, &[("user.fields", "shoe_size")]).await;
    assert_eq!(unknown.status, 400);
}

#[tokio::test]
async fn section_6_4_users_are_found_by_id_beside_problems_for_those_who_are_not() {
    let (client, _) = network();
    let ids = format!("{},1234567890123456789", client.customer("tanaka_taro"));
    let found = client.get("/2/users", &[("ids", &ids)]).await.ok();
    assert_eq!(found["data"].as_array().unwrap().len(), 1);
    assert_eq!(found["data"][0]["name"], "田中 太郎");
    let problem = &found["errors"][0];
    assert_eq!(problem["resource_id"], "1234567890123456789");
    assert!(
        problem["type"]
            .as_str()
            .unwrap()
            .ends_with("/resource-not-found")
    );
    for ids in ["", "nonsense", &vec!["1"; 101].join(",")] {
        assert_eq!(
            client.get("/2/users", &[("ids", ids)]).await.status,
            400,
            "{ids}"
        );
    }
}

#[tokio::test]
async fn section_6_4_users_are_found_by_name_in_any_case() {
    let (client, _) = network();
    let names = [("usernames", "MayaLind,nobody_here")];
    let found = client.get("/2/users/by", &names).await.ok();
    assert_eq!(found["data"][0]["username"], "mayalind");
    assert_eq!(found["errors"][0]["value"], "nobody_here");
    let one = client
        .get("/2/users/by/username/Elise_Brun", &[])
        .await
        .ok();
    assert_eq!(one["data"]["name"], "Elise Brun");
    let none = client
        .get("/2/users/by/username/nobody_here", &[])
        .await
        .ok();
    assert!(none.get("data").is_none());
    assert_eq!(none["errors"][0]["resource_type"], "user");
}

#[tokio::test]
async fn section_6_4_every_profile_image_is_a_png_of_48_pixels_without_a_signature() {
    let (client, _) = network();
    let query = [
        (
            "usernames",
            "mayalind,tanaka_taro,priya_writes,noor_alali,sam_oneill,ravimenon,jonasweber,elise_brun,northwind",
        ),
        ("user.fields", "profile_image_url"),
    ];
    let found = client.get("/2/users/by", &query).await.ok();
    let users = found["data"].as_array().unwrap();
    assert_eq!(users.len(), 9);
    for user in users {
        let url = user["profile_image_url"].as_str().unwrap();
        let request = http::Request::get(url).body(bytes::Bytes::new()).unwrap();
        let reply = client.try_send(request).await.unwrap();
        assert_eq!(reply.header("content-type"), Some("image/png"));
        let reader = png::Decoder::new(std::io::Cursor::new(&reply.body))
            .read_info()
            .unwrap();
        assert_eq!((reader.info().width, reader.info().height), (48, 48));
    }
}
