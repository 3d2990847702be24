//! Invented customers, and looking behind the network.

use practice::{Options, Practice, PracticeError, Side};
use serde_json::{Value, json};

use crate::client::{Client, EVENTS, MINUTE_MS, START_MS, TestClock, network, unsigned};

#[test]
fn eight_customers_wrote_between_two_minutes_and_three_hours_ago() {
    let (client, _) = network();
    let truth = client.practice.truth().unwrap();
    let senders: std::collections::BTreeSet<_> = truth.iter().map(|told| &told.sender_id).collect();
    assert_eq!(senders.len(), 8);
    for told in &truth {
        let ago = START_MS - told.at_ms;
        assert!(
            (2 * MINUTE_MS..=180 * MINUTE_MS).contains(&ago),
            "{}",
            told.text
        );
        assert_eq!(told.recipient_id, client.keys.user_id);
    }
    assert!(truth.is_sorted_by_key(|told| told.at_ms));
    assert!(truth.is_sorted_by_key(|told| told.id.clone()));
}

#[tokio::test]
async fn a_customer_answers_within_seconds_and_falls_silent_when_the_script_ends() {
    let (client, clock) = network();
    let maya = client.customer("mayalind");
    let heard = || client.practice.view("mayalind").unwrap().messages;
    let before = heard().len();
    for turn in 1..=3 {
        client.send(&maya, "Hello Maya").await.ok();
        clock.advance(3_999);
        assert_eq!(heard().last().unwrap().from, Side::Brand, "not at once");
        clock.advance(16_001);
        let answer = heard().pop().unwrap();
        assert_eq!(answer.from, Side::Customer, "turn {turn}");
    }
    client.send(&maya, "Anything else?").await.ok();
    clock.advance(60 * MINUTE_MS);
    assert_eq!(heard().len(), before + 7);
    assert_eq!(heard().last().unwrap().from, Side::Brand);
}

#[tokio::test]
async fn an_answer_arrives_with_the_time_at_which_it_was_due() {
    let (client, clock) = network();
    client
        .send(&client.customer("mayalind"), "Hello Maya")
        .await
        .ok();
    clock.advance(60 * MINUTE_MS);
    let page = client.get(EVENTS, &[]).await.ok();
    let at: i64 = page["events"][0]["created_timestamp"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    assert!((START_MS + 4_000..=START_MS + 20_000).contains(&at));
}

#[tokio::test]
async fn the_same_seed_gives_the_same_network_and_another_seed_another() {
    async fn play(seed: u64) -> (Vec<Value>, String) {
        let clock = TestClock::new();
        let options = Options {
            seed,
            clock: clock.clone(),
        };
        let client = Client::of(&Practice::in_memory(options).unwrap());
        for handle in ["mayalind", "noor_alali"] {
            client.send(&client.customer(handle), "Hello").await.ok();
        }
        clock.advance(MINUTE_MS);
        let truth = client.practice.truth().unwrap();
        let told = truth.iter().map(|told| serde_json::to_value(told).unwrap());
        (told.collect(), client.keys.token_secret)
    }
    assert_eq!(play(1).await, play(1).await);
    let (one, two) = (play(1).await, play(2).await);
    assert_ne!(one.0, two.0);
    assert_ne!(one.1, two.1);
}

#[tokio::test]
async fn a_view_shows_brand_customer_and_the_face_on_each_message() {
    let (client, _) = network();
    let persona = client.persona("Ana Ruiz, Care Team").await;
    client
        .send_as(&client.customer("mayalind"), "Hello Maya", &persona)
        .await
        .ok();
    let view = client.practice.view("MayaLind").unwrap();
    assert_eq!(view.brand.name, "Northwind");
    assert_eq!(view.customer.name, "Maya Lindqvist");
    let seen = view.messages.last().unwrap().persona.clone().unwrap();
    assert_eq!(seen.name, "Ana Ruiz, Care Team");
    for path in [&seen.avatar, &view.brand.avatar, &view.customer.avatar] {
        assert_eq!(client.get(path, &[]).await.status, 200, "{path}");
    }
    let told = client.practice.truth().unwrap().pop().unwrap();
    assert_eq!(told.custom_profile_id, Some(persona));
    assert_eq!(told.persona, Some(seen));
}

#[test]
fn a_customer_nobody_invented_is_a_typed_error() {
    let (client, _) = network();
    let error = client.practice.customer_writes("nobody", "Hi").unwrap_err();
    assert!(matches!(error, PracticeError::UnknownCustomer(handle) if handle == "nobody"));
}

#[test]
fn keys_do_not_show_in_debug_output() {
    let (client, _) = network();
    let shown = format!("{:?}", client.keys);
    for secret in [
        &client.keys.consumer_secret,
        &client.keys.token_secret,
        &client.keys.token,
    ] {
        assert!(!shown.contains(secret));
    }
}

#[tokio::test]
async fn the_control_routes_do_the_same_without_a_signature() {
    let (client, _) = network();
    let control = async |method: &str, path: &str, body: Value| {
        let mut request = unsigned(method, &client.base, path, &[], None);
        *request.body_mut() = body.to_string().into();
        client.try_send(request).await.unwrap()
    };
    let wrote = control(
        "POST",
        "/_practice/customers/mayalind/write",
        json!({"text": "Hi <3"}),
    )
    .await;
    let id = wrote.ok()["id"].clone();
    let truth = control("GET", "/_practice/truth", json!(null)).await.ok();
    assert_eq!(truth.as_array().unwrap().last().unwrap()["id"], id);
    let view = control("GET", "/_practice/view/mayalind", json!(null))
        .await
        .ok();
    assert_eq!(
        view["messages"].as_array().unwrap().last().unwrap()["text"],
        "Hi <3"
    );
    let access = json!({"closed": "404/34"});
    assert_eq!(
        control("POST", "/_practice/access", access).await.status,
        204
    );
    assert_eq!(
        client.get(crate::client::PERSONAS, &[]).await.code(),
        (404, 34)
    );
    assert_eq!(
        control("POST", "/_practice/access", json!("open"))
            .await
            .status,
        204
    );
    let switches = json!({"name_unit": "utf16"});
    assert_eq!(
        control("POST", "/_practice/switches", switches)
            .await
            .status,
        204
    );
    let fault = json!({"route": "events/list", "kind": {"delay": 1500}});
    assert_eq!(control("POST", "/_practice/fault", fault).await.status, 204);
    client.get(EVENTS, &[]).await;
    let fired = control("GET", "/_practice/fired", json!(null)).await.ok();
    assert_eq!(fired[0]["fault"]["kind"], json!({"delay": 1500}));
    assert_eq!(
        control("POST", "/_practice/fault", json!({"route": "x"}))
            .await
            .status,
        400
    );
    assert_eq!(
        control("GET", "/_practice/view/nobody", json!(null))
            .await
            .status,
        404
    );
    assert_eq!(
        control("GET", "/_practice/nothing", json!(null))
            .await
            .status,
        404
    );
}
