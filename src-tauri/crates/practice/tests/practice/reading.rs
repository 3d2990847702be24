//! §3.1, §3.3: one event, deleting, the signs of reading and typing, choices.

use practice::{Practice, Side, TypingSeen};
use serde_json::{Value, json};

use crate::client::{Client, EVENTS, Reply, SEND, TestClock, message, network, options};

const SHOW: &str = "/1.1/direct_messages/events/show.json";
const DESTROY: &str = "/1.1/direct_messages/events/destroy.json";
const MARK_READ: &str = "/1.1/direct_messages/mark_read.json";
const TYPING: &str = "/1.1/direct_messages/indicate_typing.json";

async fn sent(client: &Client, text: &str) -> String {
    let reply = client.send(&client.customer("mayalind"), text).await.ok();
    reply["event"]["id"].as_str().unwrap().to_owned()
}

async fn events(client: &Client) -> Vec<Value> {
    let page = client.get(EVENTS, &[("count", "50")]).await.ok();
    page["events"].as_array().unwrap().clone()
}

#[tokio::test]
async fn section_3_1_show_gives_the_event_that_the_list_gives() {
    let (client, _) = network();
    let id = sent(&client, "Hello").await;
    let shown = client.get(SHOW, &[("id", &id)]).await;
    assert_eq!(shown.header("x-rate-limit-limit"), Some("15"));
    let shown = shown.ok();
    assert_eq!(shown["event"], events(&client).await[0]);
    let app = shown["event"]["message_create"]["source_app_id"].as_str();
    assert_eq!(shown["apps"][app.unwrap()]["id"], json!(app));
    let inbound = client.practice.customer_writes("mayalind", "Hi").unwrap();
    let shown = client.get(SHOW, &[("id", &inbound)]).await.ok();
    assert!(shown.get("apps").is_none());
    assert_eq!(client.get(SHOW, &[("id", "12")]).await.code(), (404, 34));
    assert_eq!(client.get(SHOW, &[]).await.code(), (403, 38));
    let neighbour = client.neighbour();
    assert_eq!(neighbour.get(SHOW, &[("id", &id)]).await.code(), (404, 34));
}

#[tokio::test]
async fn section_3_1_deleting_takes_a_message_out_of_the_own_view_only() {
    let (client, _) = network();
    let id = sent(&client, "Oops").await;
    let gone = client.delete(DESTROY, &[("id", &id)]).await;
    assert_eq!((gone.status, gone.body.len()), (204, 0));
    assert_eq!(
        gone.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    assert!(
        events(&client)
            .await
            .iter()
            .all(|event| event["id"] != json!(id))
    );
    assert_eq!(client.get(SHOW, &[("id", &id)]).await.code(), (404, 34));
    let again = client.delete(DESTROY, &[("id", &id)]).await;
    assert_eq!(again.code(), (404, 34));
    let view = client.practice.view("mayalind").unwrap();
    assert_eq!(
        view.messages.last().unwrap().id,
        id,
        "the customer keeps it"
    );
}

async fn mark(client: &Client, event: &str, recipient: &str) -> Reply {
    client
        .post_form(
            MARK_READ,
            &[("last_read_event_id", event), ("recipient_id", recipient)],
        )
        .await
}

#[tokio::test]
async fn section_3_1_a_customer_sees_up_to_where_the_brand_has_read() {
    let (client, _) = network();
    let maya = client.customer("mayalind");
    let first = client.practice.customer_writes("mayalind", "One").unwrap();
    let second = client.practice.customer_writes("mayalind", "Two").unwrap();
    assert_eq!(mark(&client, &first, &maya).await.status, 204);
    let read = |id: &str| {
        let view = client.practice.view("mayalind").unwrap();
        let seen = view.messages.into_iter().find(|one| one.id == id);
        seen.unwrap().read_at_ms.is_some()
    };
    assert!(read(&first) && !read(&second));
    assert_eq!(mark(&client, &second, &maya).await.status, 204);
    assert!(read(&second));
}

#[tokio::test]
async fn section_3_1_a_mark_with_bad_parameters_is_400() {
    let (client, _) = network();
    let maya = client.customer("mayalind");
    let id = client.practice.customer_writes("mayalind", "One").unwrap();
    let noor = client.customer("noor_alali");
    for (event, recipient) in [("12", &maya), (&*id, &noor), (&*id, &"12".to_owned())] {
        assert_eq!(mark(&client, event, recipient).await.code(), (400, 44));
    }
    assert_eq!(client.post_form(MARK_READ, &[]).await.status, 400);
}

#[tokio::test]
async fn section_3_1_typing_shows_for_three_seconds_or_until_the_message_is_there() {
    let (client, clock) = network();
    let maya = client.customer("mayalind");
    let typing = || client.practice.view("mayalind").unwrap().typing;
    let form = [("recipient_id", maya.as_str())];
    assert_eq!(client.post_form(TYPING, &form).await.status, 204);
    assert_eq!(typing(), TypingSeen::Typing);
    clock.advance(3_000);
    assert_eq!(typing(), TypingSeen::Quiet);
    let now_ms = crate::client::START_MS + 3_000;
    let in_query = client.request("POST", TYPING, &form, now_ms);
    assert_eq!(client.try_send(in_query).await.unwrap().status, 204);
    assert_eq!(typing(), TypingSeen::Typing);
    client.send(&maya, "Here").await.ok();
    assert_eq!(typing(), TypingSeen::Quiet);
    assert_eq!(client.post_form(TYPING, &[]).await.code(), (400, 44));
}

#[tokio::test]
async fn section_3_3_a_chosen_option_is_a_message_with_its_hidden_metadata() {
    let (client, _) = network();
    let mut body = message(&client.customer("mayalind"), "Which one?");
    let data = &mut body["event"]["message_create"]["message_data"];
    data["quick_reply"] = json!({"type": "options", "options": [
        {"label": "The red one", "description": "Warm", "metadata": "sku-1"},
        {"label": "The blue one", "description": "Cold"},
    ]});
    let posted = client.post(SEND, &body).await.ok();
    let posted = &posted["event"]["message_create"]["message_data"];
    assert_eq!(
        posted["quick_reply"],
        body["event"]["message_create"]["message_data"]["quick_reply"]
    );
    let view = client.practice.view("mayalind").unwrap();
    let offered = &view.messages.last().unwrap().carried.choices;
    assert_eq!(offered[0].label, "The red one");
    let chosen = client.practice.customer_chooses("mayalind", "The red one");
    let event = &events(&client).await[0];
    assert_eq!(event["id"], json!(chosen.unwrap()));
    let data = &event["message_create"]["message_data"];
    assert_eq!(data["text"], "The red one");
    let response = json!({"type": "options", "metadata": "sku-1"});
    assert_eq!(data["quick_reply_response"], response);
    let told = client.practice.truth().unwrap().pop().unwrap();
    assert_eq!(told.chosen_metadata.as_deref(), Some("sku-1"));
    let again = client.practice.customer_chooses("mayalind", "The red one");
    assert!(again.is_err(), "choices are gone once the customer wrote");
    let view = client.practice.view("mayalind").unwrap();
    assert_eq!(view.messages.last().unwrap().from, Side::Customer);
}

#[tokio::test]
async fn section_3_3_hashtags_symbols_and_mentions_are_described_by_code_points() {
    let (client, _) = network();
    sent(&client, "😀 <#Ärger> $NWND @MayaLind @nobody_here").await;
    let event = &events(&client).await[0];
    let data = &event["message_create"]["message_data"];
    let text: Vec<char> = data["text"].as_str().unwrap().chars().collect();
    let pointed = |entity: &Value| {
        let at: Vec<usize> = serde_json::from_value(entity["indices"].clone()).unwrap();
        text[at[0]..at[1]].iter().collect::<String>()
    };
    let entities = &data["entities"];
    assert_eq!(pointed(&entities["hashtags"][0]), "#Ärger");
    assert_eq!(pointed(&entities["symbols"][0]), "$NWND");
    let mentions = entities["user_mentions"].as_array().unwrap();
    assert_eq!(mentions.len(), 1, "only users who exist");
    assert_eq!(pointed(&mentions[0]), "@MayaLind");
    assert_eq!(mentions[0]["id_str"], json!(client.customer("mayalind")));
}

#[tokio::test]
async fn what_was_deleted_read_and_offered_outlives_a_restart() {
    let (folder, clock) = (tempfile::TempDir::new().unwrap(), TestClock::new());
    let open = || Client::of(&Practice::open(folder.path(), options(&clock)).unwrap());
    let client = open();
    let maya = client.customer("mayalind");
    let gone = sent(&client, "Oops").await;
    client.delete(DESTROY, &[("id", &gone)]).await;
    let inbound = client.practice.customer_writes("mayalind", "Hi").unwrap();
    assert_eq!(mark(&client, &inbound, &maya).await.status, 204);
    let mut body = message(&maya, "Which one?");
    body["event"]["message_create"]["message_data"]["ctas"] =
        json!([{"type": "web_url", "label": "Look", "url": "https://a.example"}]);
    client.post(SEND, &body).await.ok();
    let (page, view) = (
        events(&client).await,
        client.practice.view("mayalind").unwrap(),
    );
    drop(client);
    for _ in 0..2 {
        let client = open();
        assert_eq!(events(&client).await, page);
        assert_eq!(client.practice.view("mayalind").unwrap(), view);
    }
}
