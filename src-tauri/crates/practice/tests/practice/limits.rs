//! §3.2: the limits of a send, and §3.4: how budgets are told.

use practice::{Switches, VerifyCredentials};
use serde_json::{Value, json};

use crate::client::{Client, EVENTS, MINUTE_MS, SEND, message, network};

const STATUS: &str = "/1.1/application/rate_limit_status.json";
const VERIFY: &str = "/1.1/account/verify_credentials.json";

/// Sends with `part` beside the text; gives status, code and message.
async fn send_with(client: &Client, key: &str, part: Value) -> (u16, u64, String) {
    let mut body = message(&client.customer("mayalind"), "Hi");
    body["event"]["message_create"]["message_data"][key] = part;
    let reply = client.post(SEND, &body).await;
    let (status, code) = reply.code();
    let why = reply.json()["errors"][0]["message"]
        .as_str()
        .map(str::to_owned);
    (status, code, why.unwrap_or_default())
}

fn options(options: &Value) -> Value {
    json!({"type": "options", "options": options})
}

#[tokio::test]
async fn section_3_2_the_limits_of_quick_replies_are_refused_with_151_and_the_reason() {
    let (client, _) = network();
    let link = "https://a.example";
    let cases = [
        (json!([]), "1 to 20"),
        (json!(vec![json!({"label": "x"}); 21]), "1 to 20"),
        (json!([{"label": "x".repeat(37)}]), "display length over 36"),
        (json!([{"label": link}]), "URL"),
        (
            json!([{"label": "x", "description": "y".repeat(73)}]),
            "over 72",
        ),
        (json!([{"label": "x", "description": link}]), "URL"),
        (json!([{"label": "x", "description": ""}]), "empty"),
        (
            json!([{"label": "x", "description": "y"}, {"label": "z"}]),
            "all options or on none",
        ),
        (
            json!([{"label": "x", "metadata": "m".repeat(1001)}]),
            "over 1000",
        ),
    ];
    for (asked, reason) in cases {
        let (status, code, why) = send_with(&client, "quick_reply", options(&asked)).await;
        assert_eq!((status, code), (403, 151), "{asked}");
        assert!(why.contains(reason), "{why}");
    }
    let most = json!(vec![
        json!({"label": "x".repeat(36), "description": "y".repeat(72), "metadata": "m".repeat(1000)});
        20
    ]);
    assert_eq!(
        send_with(&client, "quick_reply", options(&most)).await.0,
        200
    );
    let shapeless = send_with(&client, "quick_reply", json!({"type": "other"})).await;
    assert_eq!((shapeless.0, shapeless.1), (400, 214));
}

#[tokio::test]
async fn section_3_2_one_to_three_buttons_lead_to_web_pages_and_get_a_tco_url() {
    let (client, _) = network();
    let button = |label: &str, url: &str| json!({"type": "web_url", "label": label, "url": url});
    let good = button("Track", "https://a.example/t");
    let refused = [
        json!([]),
        json!([good, good, good, good]),
        json!([button(&"x".repeat(37), "https://a.example")]),
        json!([button("x", "ftp://a.example")]),
        json!([button("x", "mailto:a@a.example")]),
    ];
    for asked in refused {
        let (status, code, _) = send_with(&client, "ctas", asked.clone()).await;
        assert_eq!((status, code), (403, 151), "{asked}");
    }
    assert_eq!(
        send_with(&client, "ctas", json!([good, good, good]))
            .await
            .0,
        200
    );
    let page = client.get(EVENTS, &[]).await.ok();
    let ctas = page["events"][0]["message_create"]["message_data"]["ctas"].clone();
    let urls: Vec<&str> = (0..3)
        .map(|at| ctas[at]["tco_url"].as_str().unwrap())
        .collect();
    assert!(urls.iter().all(|url| url.starts_with("https://t.co/")));
    assert!(urls[0] != urls[1] && urls[1] != urls[2]);
    assert_eq!(ctas[0]["url"], "https://a.example/t");
}

#[tokio::test]
async fn section_11_a_form_in_place_of_json_is_refused_with_214() {
    let (client, _) = network();
    let reply = client.post_form(SEND, &[("event", "x")]).await;
    assert_eq!(reply.code(), (400, 214));
}

#[tokio::test]
async fn section_11_a_deleted_persona_cannot_send() {
    let (client, _) = network();
    let persona = client.persona("Ana").await;
    let destroy = crate::client::DESTROY;
    assert_eq!(
        client.delete(destroy, &[("id", &persona)]).await.status,
        204
    );
    let maya = client.customer("mayalind");
    assert_eq!(
        client.send_as(&maya, "Hi", &persona).await.code(),
        (403, 151)
    );
}

#[tokio::test]
async fn section_3_4_rate_limit_status_tells_the_truth_and_leaves_24_hour_routes_out() {
    let (client, _) = network();
    for _ in 0..4 {
        client.get(EVENTS, &[]).await.ok();
    }
    client.media().await;
    let form = [("media_data", "bm90aGluZw==")];
    client.post_form("/1.1/media/upload.json", &form).await;
    let query = [("resources", "direct_messages,custom_profiles,media")];
    let reply = client.get(STATUS, &query).await;
    assert_eq!(reply.header("x-rate-limit-limit"), Some("180"));
    let status = reply.ok();
    assert_eq!(
        status["rate_limit_context"]["access_token"],
        json!(client.keys.token)
    );
    let resources = status["resources"].as_object().unwrap();
    assert_eq!(resources.len(), 3);
    let messages = &resources["direct_messages"];
    let list = &messages["/direct_messages/events/list"];
    assert_eq!(
        (&list["limit"], &list["remaining"]),
        (&json!(15), &json!(11))
    );
    assert!(list["reset"].is_i64());
    assert_eq!(messages["/direct_messages/events/show"]["remaining"], 15);
    assert_eq!(messages["/direct_messages/mark_read"]["limit"], 1000);
    let personas = &resources["custom_profiles"];
    assert_eq!(personas["/custom_profiles/list"]["limit"], 180);
    assert_eq!(personas["/custom_profiles/show"]["limit"], 180);
    let uploads = &resources["media"]["/media/upload"];
    assert_eq!(
        (&uploads["limit"], &uploads["remaining"]),
        (&json!(415), &json!(414)),
        "the v1.1 route, like every other here"
    );
    let told = status.to_string();
    for hidden in ["events/new", "custom_profiles/new", "destroy"] {
        assert!(!told.contains(hidden), "{hidden}");
    }
}

#[tokio::test]
async fn section_6_3_verify_credentials_says_who_calls_with_the_access_level_or_453_on_demand() {
    let (client, _) = network();
    let reply = client.get(VERIFY, &[]).await;
    assert_eq!(
        reply.header("x-access-level"),
        Some("read-write-directmessages")
    );
    assert_eq!(reply.header("x-rate-limit-limit"), Some("75"));
    let body = reply.ok();
    assert_eq!(body["id_str"], json!(client.keys.user_id));
    assert_eq!(body["screen_name"], json!(client.keys.handle));
    client.practice.set_switches(Switches {
        verify_credentials: VerifyCredentials::LeftOut,
        ..Switches::default()
    });
    assert_eq!(client.get(VERIFY, &[]).await.code(), (403, 453));
}

#[tokio::test]
async fn section_3_1_reads_of_welcome_messages_and_single_events_have_15_calls_in_15_minutes() {
    let (client, clock) = network();
    let root = "/1.1/direct_messages";
    for path in [
        "events/show",
        "welcome_messages/show",
        "welcome_messages/list",
        "welcome_messages/rules/show",
        "welcome_messages/rules/list",
    ] {
        let path = format!("{root}/{path}.json");
        for _ in 0..15 {
            let reply = client.get(&path, &[("id", "12")]).await;
            assert_ne!(reply.status, 429, "{path}");
        }
        let refused = client.get(&path, &[("id", "12")]).await;
        assert_eq!(refused.code(), (429, 88), "{path}");
    }
    clock.advance(15 * MINUTE_MS);
    let list = format!("{root}/welcome_messages/list.json");
    assert_eq!(client.get(&list, &[]).await.status, 200);
}

#[tokio::test]
async fn section_3_1_signs_of_reading_and_typing_have_1000_calls_in_15_minutes() {
    let (client, _) = network();
    for path in ["mark_read", "indicate_typing"] {
        let path = format!("/1.1/direct_messages/{path}.json");
        let first = client.post_form(&path, &[]).await;
        assert_eq!(first.header("x-rate-limit-limit"), Some("1000"));
        assert_eq!(first.header("x-rate-limit-remaining"), Some("999"));
    }
}
