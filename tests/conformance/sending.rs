//! §3.2, what may be sent by v1.1.

use crate::client::{EVENTS_NEW, X, message};
use serde_json::{Value, json};

async fn sent(data: Value) -> (u16, Option<u64>) {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let reply = x.send_data(&lena, data).await;
    let code = (reply.status >= 400).then(|| reply.refusal().1);
    (reply.status, code)
}

fn options(how_many: usize) -> Value {
    let options: Vec<_> = (0..how_many)
        .map(|number| json!({"label": format!("Choice {number}")}))
        .collect();
    json!({"text": "Which?", "quick_reply": {"type": "options", "options": options}})
}

fn option(option: Value) -> Value {
    json!({"text": "Which?", "quick_reply": {"type": "options", "options": [option]}})
}

fn buttons(how_many: usize) -> Value {
    let button = json!({"type": "web_url", "label": "Look", "url": "https://example.com/a"});
    json!({"text": "Look", "ctas": vec![button; how_many]})
}

/// One test a body: its name, the data, what comes of it.
macro_rules! sends {
    ($($name:ident: $data:expr => $outcome:expr;)*) => {$(
        #[tokio::test]
        async fn $name() {
            assert_eq!(sent($data).await, $outcome);
        }
    )*};
}

sends! {
    section_3_2_a_text_of_10_000_characters_is_sent: json!({"text": "é".repeat(10_000)}) => (200, None);
    section_3_2_a_text_of_10_001_characters_is_354: json!({"text": "a".repeat(10_001)}) => (403, Some(354));
    section_3_2_neither_text_nor_attachment_is_214: json!({}) => (400, Some(214));
    section_3_2_twenty_choices_are_sent: options(20) => (200, None);
    section_3_2_a_choice_with_a_label_of_36_is_sent: option(json!({"label": "a".repeat(36)})) => (200, None);
    section_3_2_a_choice_with_a_label_of_37_is_151: option(json!({"label": "a".repeat(37)})) => (403, Some(151));
    section_3_2_a_choice_with_a_link_as_label_is_151: option(json!({"label": "https://example.com"})) => (403, Some(151));
    section_3_2_a_description_of_72_is_sent: option(json!({"label": "a", "description": "d".repeat(72)})) => (200, None);
    section_3_2_a_description_of_73_is_151: option(json!({"label": "a", "description": "d".repeat(73)})) => (403, Some(151));
    section_3_2_a_description_with_a_link_is_151: option(json!({"label": "a", "description": "see https://example.com"})) => (403, Some(151));
    section_3_2_an_empty_description_is_151: option(json!({"label": "a", "description": ""})) => (403, Some(151));
    section_3_2_metadata_of_1000_is_sent: option(json!({"label": "a", "metadata": "m".repeat(1000)})) => (200, None);
    section_3_2_three_buttons_are_sent: buttons(3) => (200, None);
}

/// What is refused, where the contract does not tell by which code.
macro_rules! refuses {
    ($($name:ident: $data:expr;)*) => {$(
        #[tokio::test]
        async fn $name() {
            let (status, _) = sent($data).await;
            assert!((400..500).contains(&status), "{status}");
        }
    )*};
}

refuses! {
    section_3_2_twenty_one_choices_are_refused: options(21);
    section_3_2_no_choice_at_all_is_refused: options(0);
    section_3_2_metadata_of_1001_is_refused: option(json!({"label": "a", "metadata": "m".repeat(1001)}));
    section_3_2_four_buttons_are_refused: buttons(4);
    section_3_2_a_button_with_a_label_of_37_is_refused: json!({"text": "Look", "ctas": [{"type": "web_url", "label": "a".repeat(37), "url": "https://example.com"}]});
    section_3_2_a_button_to_mail_is_refused: json!({"text": "Look", "ctas": [{"type": "web_url", "label": "Look", "url": "mailto:a@example.com"}]});
    section_3_2_descriptions_on_some_choices_only_are_refused: json!({"text": "Which?", "quick_reply": {"type": "options", "options": [{"label": "a", "description": "first"}, {"label": "b"}]}});
    section_3_2_media_that_never_was_is_refused: json!({"text": "See", "attachment": {"type": "media", "media": {"id": "1795394970827000000"}}});
}

#[tokio::test]
async fn section_3_2_the_recipient_may_be_a_number() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let mut body = message(&lena, json!({"text": "Hello"}));
    let number: u64 = lena.parse().unwrap();
    body["event"]["message_create"]["target"]["recipient_id"] = json!(number);
    let sent = x.post_json(EVENTS_NEW, &body).await;
    assert_eq!(sent.status, 200);
    assert_eq!(sent.text("/event/message_create/target/recipient_id"), lena);
}

#[tokio::test]
async fn section_3_2_a_picture_without_text_is_sent() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let media = x.picture("dm_image").await;
    let data = json!({"attachment": {"type": "media", "media": {"id": media}}});
    assert_eq!(x.send_data(&lena, data).await.status, 200);
}

#[tokio::test]
async fn section_3_2_a_place_on_the_map_is_sent() {
    let place = json!({"type": "shared_coordinate", "shared_coordinate": {"coordinates": {"type": "Point", "coordinates": [-3.70, 40.42]}}});
    let data = json!({"text": "Here", "attachment": {"type": "location", "location": place}});
    assert_eq!(sent(data).await, (200, None));
}

#[tokio::test]
async fn section_3_2_the_chosen_label_is_the_customers_text_and_echoes_the_metadata() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let data = option(json!({"label": "Track my order", "metadata": "track"}));
    assert_eq!(x.send_data(&lena, data).await.status, 200);
    let label = json!({"label": "Track my order"});
    x.steer(reqwest::Method::POST, "customers/lena_k/choose", &label)
        .await;
    let newest = &x.events().await[0]["message_create"]["message_data"];
    assert_eq!(newest["text"], "Track my order");
    assert_eq!(newest["quick_reply_response"]["metadata"], "track");
}

#[tokio::test]
async fn section_3_2_a_recipient_who_never_was_is_refused() {
    let x = X::fresh().await;
    let sent = x.send("1795394970827000000", "Hello").await;
    assert!((400..500).contains(&sent.status), "{}", sent.status);
}
