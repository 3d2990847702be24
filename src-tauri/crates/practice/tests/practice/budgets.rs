//! §2, §3.4, §5.2, §6.3, §6.4, §8, §11 "Budgets".

use crate::client::{
    CREATE, Client, DAY_MS, DESTROY, EVENTS, ME, MINUTE_MS, PERSONAS, Query, Reply, START_MS,
    network,
};

/// Calls until 429; gives how many were answered, and the refusal.
async fn exhaust(client: &Client, path: &str, query: Query<'_>) -> (u32, Reply) {
    for answered in 0..2000 {
        let reply = client.get(path, query).await;
        if reply.status == 429 {
            return (answered, reply);
        }
        assert_eq!(reply.status, 200, "{:?}", reply.body);
    }
    panic!("{path} has no end");
}

#[tokio::test]
async fn section_11_the_16th_list_of_events_in_a_window_is_refused_and_allowed_again_later() {
    let (client, clock) = network();
    for left in (0..15).rev() {
        let reply = client.get(EVENTS, &[]).await;
        assert_eq!(reply.status, 200);
        assert_eq!(reply.header("x-rate-limit-limit"), Some("15"));
        assert_eq!(
            reply.header("x-rate-limit-remaining"),
            Some(left.to_string().as_str())
        );
        clock.advance(1000);
    }
    let refused = client.get(EVENTS, &[]).await;
    assert_eq!(refused.code(), (429, 88));
    assert_eq!(refused.header("x-rate-limit-remaining"), Some("0"));
    let reset: i64 = refused
        .header("x-rate-limit-reset")
        .unwrap()
        .parse()
        .unwrap();
    assert_eq!(reset, START_MS / 1000 + 15 * 60);
    clock.advance(reset * 1000 - START_MS - 15 * 1000 - 1);
    assert_eq!(client.get(EVENTS, &[]).await.status, 429);
    clock.advance(1);
    assert_eq!(client.get(EVENTS, &[]).await.status, 200);
}

#[tokio::test]
async fn section_11_each_15_minute_route_has_its_own_budget_for_each_user() {
    let (client, _) = network();
    let id = client.persona("Ana").await;
    let persona = format!("/1.1/custom_profiles/{id}.json");
    let maya = client.customer("mayalind");
    let cases: [(&str, Query<'_>, u32); 7] = [
        (EVENTS, &[], 15),
        (PERSONAS, &[], 180),
        (&persona, &[], 180),
        (ME, &[], 75),
        ("/2/users", &[("ids", &maya)], 900),
        ("/2/users/by", &[("usernames", "mayalind")], 900),
        ("/2/users/by/username/mayalind", &[], 900),
    ];
    for (path, query, limit) in cases {
        let (answered, refused) = exhaust(&client, path, query).await;
        assert_eq!(answered, limit, "{path}");
        assert_eq!(refused.code(), (429, 88));
        let limit = limit.to_string();
        assert_eq!(
            refused.header("x-rate-limit-limit"),
            Some(limit.as_str()),
            "{path}"
        );
    }
    assert_eq!(client.neighbour().get(EVENTS, &[]).await.status, 200);
}

#[tokio::test]
async fn section_5_2_the_501st_upload_in_a_window_is_refused() {
    let (client, _) = network();
    for _ in 0..500 {
        client.media().await;
    }
    let refused = client.upload("dm_image", &crate::client::png()).await;
    assert_eq!(refused.code(), (429, 88));
    assert_eq!(refused.header("x-rate-limit-limit"), Some("500"));
}

#[tokio::test]
async fn section_2_a_thousand_personas_may_be_created_in_a_day_and_a_thousand_destroyed() {
    let (client, clock) = network();
    let mut made = Vec::new();
    for number in 0..1000 {
        if number % 500 == 0 {
            clock.advance(15 * MINUTE_MS);
        }
        made.push(client.persona("Ana").await);
    }
    clock.advance(15 * MINUTE_MS);
    let media = client.media().await;
    let refused = client.create("One too many", &media).await;
    assert_eq!(refused.code(), (429, 88));
    assert_eq!(
        refused.header("x-rate-limit-reset"),
        None,
        "24 h routes show no headers"
    );
    for id in &made {
        assert_eq!(client.delete(DESTROY, &[("id", id)]).await.status, 204);
    }
    assert_eq!(
        client.delete(DESTROY, &[("id", &made[0])]).await.code(),
        (429, 88)
    );
    clock.advance(DAY_MS - 30 * MINUTE_MS);
    assert_eq!(client.create("Next day", &media).await.status, 200);
    assert_eq!(
        client
            .try_post(CREATE, "text/plain", "")
            .await
            .unwrap()
            .status,
        400
    );
}

#[tokio::test]
async fn section_3_4_a_thousand_sends_a_day_are_counted_and_five_replies_are_free() {
    let (client, clock) = network();
    // The openings are hours old: a customer who wrote yesterday gives no free replies.
    clock.advance(2 * DAY_MS);
    let (maya, sam) = (client.customer("mayalind"), client.customer("sam_oneill"));
    for _ in 0..1000 {
        // To the neighbour, who never answers and so never opens a window.
        let southgate = client.practice.neighbour().unwrap().user_id;
        client.send(&southgate, "counted").await.ok();
    }
    assert_eq!(
        client.send(&maya, "outside any window").await.code(),
        (429, 88)
    );
    client
        .practice
        .customer_writes("mayalind", "hello?")
        .unwrap();
    for _ in 0..5 {
        assert_eq!(client.send(&maya, "free").await.status, 200);
    }
    let refused = client.send(&maya, "the sixth counts").await;
    assert_eq!(refused.code(), (429, 88));
    assert_eq!(refused.header("x-rate-limit-reset"), None);
    assert_eq!(
        client.send(&sam, "a window is one person's").await.code(),
        (429, 88)
    );
    client
        .practice
        .customer_writes("mayalind", "again")
        .unwrap();
    assert_eq!(
        client
            .send(&maya, "a new message opens it afresh")
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn section_3_4_a_reply_window_closes_after_24_hours() {
    let (client, clock) = network();
    clock.advance(2 * DAY_MS);
    let maya = client.customer("mayalind");
    client
        .practice
        .customer_writes("mayalind", "hello?")
        .unwrap();
    let southgate = client.practice.neighbour().unwrap().user_id;
    clock.advance(DAY_MS - 1);
    for _ in 0..1000 {
        client.send(&southgate, "counted").await.ok();
    }
    assert_eq!(client.send(&maya, "just in time").await.status, 200);
    clock.advance(1);
    assert_eq!(client.send(&maya, "too late").await.code(), (429, 88));
}
