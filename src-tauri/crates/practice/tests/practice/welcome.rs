//! §3.1 "Welcome messages".

use practice::{Inbox, Side};
use serde_json::{Value, json};

use crate::client::{Client, DAY_MS, EVENTS, network, unsigned};

const ROOT: &str = "/1.1/direct_messages/welcome_messages";

fn at(last: &str) -> String {
    format!("{ROOT}/{last}.json")
}

async fn welcome(client: &Client, text: &str) -> String {
    let body = json!({"welcome_message": {"message_data": {"text": text}}});
    let made = client.post(&at("new"), &body).await.ok();
    made["welcome_message"]["id"].as_str().unwrap().to_owned()
}

async fn rule(client: &Client, welcome: &str) -> String {
    let body = json!({"welcome_message_rule": {"welcome_message_id": welcome}});
    let made = client.post(&at("rules/new"), &body).await.ok();
    made["welcome_message_rule"]["id"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn section_3_1_a_welcome_message_names_itself_at_the_top_level_wherever_the_name_was_given() {
    let (client, _) = network();
    let data = json!({"text": "Hi <3", "quick_reply": {"type": "options", "options": [{"label": "Help"}]}});
    let inside = json!({"welcome_message": {"name": "Hello #1 @home_a-b", "message_data": data}});
    let beside = json!({"name": "Hello #1 @home_a-b", "welcome_message": {"message_data": data}});
    for body in [inside, beside] {
        let made = client.post(&at("new"), &body).await.ok();
        assert_eq!(made["name"], "Hello #1 @home_a-b");
        let message = &made["welcome_message"];
        assert_eq!(message["created_timestamp"], "1795341600000");
        assert_eq!(message["message_data"]["text"], "Hi &lt;3");
        let id = message["id"].as_str().unwrap();
        let shown = client.get(&at("show"), &[("id", id)]).await;
        assert_eq!(shown.header("x-rate-limit-limit"), Some("15"));
        assert_eq!(shown.ok(), made);
    }
}

#[tokio::test]
async fn section_3_1_names_and_texts_of_welcome_messages_have_limits() {
    let (client, _) = network();
    let with_name =
        |name: &str| json!({"welcome_message": {"name": name, "message_data": {"text": "Hi"}}});
    for name in ["", "no!", &"x".repeat(101)] {
        let reply = client.post(&at("new"), &with_name(name)).await;
        assert_eq!(reply.code(), (400, 214), "{name}");
    }
    let longest = client.post(&at("new"), &with_name(&"x".repeat(100))).await;
    assert_eq!(longest.status, 200);
    let with_text =
        |length| json!({"welcome_message": {"message_data": {"text": "x".repeat(length)}}});
    assert_eq!(client.post(&at("new"), &with_text(9_990)).await.status, 200);
    let over = client.post(&at("new"), &with_text(9_991)).await;
    assert_eq!(over.code(), (403, 354));
    let media = json!({"type": "media", "media": {"id": client.media().await}});
    let once = json!({"welcome_message": {"message_data": {"attachment": media}}});
    let reply = client.post(&at("new"), &once).await;
    assert_eq!(reply.code(), (400, 324), "its medium must be shared");
}

#[tokio::test]
async fn section_3_1_welcome_messages_are_listed_replaced_and_deleted() {
    let (client, _) = network();
    let ids = [welcome(&client, "One").await, welcome(&client, "Two").await];
    let first = client.get(&at("list"), &[("count", "1")]).await.ok();
    assert_eq!(first["welcome_messages"][0]["id"], json!(ids[0]));
    let cursor = first["next_cursor"].as_str().unwrap();
    let last = client.get(&at("list"), &[("cursor", cursor)]).await.ok();
    assert_eq!(last["welcome_messages"][0]["id"], json!(ids[1]));
    assert!(last.get("next_cursor").is_none());
    let body = json!({"message_data": {"text": "Three"}});
    let id = [("id", ids[0].as_str())];
    let changed = client.put(&at("update"), &id, &body).await.ok();
    assert_eq!(changed["welcome_message"]["id"], json!(ids[0]));
    assert_eq!(changed["welcome_message"]["message_data"]["text"], "Three");
    assert_eq!(
        client.neighbour().get(&at("show"), &id).await.code(),
        (404, 34)
    );
    assert_eq!(client.delete(&at("destroy"), &id).await.status, 204);
    assert_eq!(client.get(&at("show"), &id).await.code(), (404, 34));
}

#[tokio::test]
async fn section_3_1_an_account_has_one_rule_and_the_newest_wins() {
    let (client, _) = network();
    let old = rule(&client, &welcome(&client, "One").await).await;
    let second = welcome(&client, "Two").await;
    let new = rule(&client, &second).await;
    let listed = client.get(&at("rules/list"), &[]).await.ok();
    let rules = listed["welcome_message_rules"].as_array().unwrap();
    assert_eq!(rules.len(), 1);
    assert_eq!(rules[0]["id"], json!(new));
    assert_eq!(rules[0]["welcome_message_id"], json!(second));
    let shown = client.get(&at("rules/show"), &[("id", &new)]).await.ok();
    assert_eq!(shown["welcome_message_rule"], rules[0]);
    let gone = client.get(&at("rules/show"), &[("id", &old)]).await;
    assert_eq!(gone.code(), (404, 34));
    let deleted = client.delete(&at("rules/destroy"), &[("id", &new)]).await;
    assert_eq!(deleted.status, 204);
    assert_eq!(
        client
            .practice
            .customer_opens("mayalind", Some("12"))
            .unwrap(),
        None
    );
}

#[tokio::test]
async fn section_3_1_the_owner_must_take_messages_from_everybody() {
    let (client, _) = network();
    let id = welcome(&client, "One").await;
    client.practice.set_inbox(Inbox::Followed).unwrap();
    let new = json!({"welcome_message": {"message_data": {"text": "Hi"}}});
    let of = json!({"welcome_message_rule": {"welcome_message_id": id}});
    for (path, body) in [(at("new"), new), (at("rules/new"), of)] {
        let refused = client.post(&path, &body).await;
        assert_eq!(refused.code(), (400, 214));
        assert!(
            refused
                .json()
                .to_string()
                .contains("owner must allow dms from anyone")
        );
    }
}

#[tokio::test]
async fn section_3_1_the_default_greets_after_leaving_and_after_seven_idle_days() {
    let (client, clock) = network();
    let id = welcome(&client, "Welcome!").await;
    rule(&client, &id).await;
    let open = || client.practice.customer_opens("mayalind", None).unwrap();
    assert_eq!(open(), None, "she wrote an hour ago");
    client.practice.customer_leaves("mayalind").unwrap();
    assert_eq!(open(), Some(id.clone()));
    assert_eq!(open(), None);
    clock.advance(7 * DAY_MS - 1);
    assert_eq!(open(), None);
    clock.advance(7 * DAY_MS);
    assert_eq!(open(), Some(id.clone()));
    let view = client.practice.view("mayalind").unwrap();
    let greeting = view.messages.last().unwrap();
    assert_eq!(
        (greeting.from, greeting.text.as_str()),
        (Side::Brand, "Welcome!")
    );
}

#[tokio::test]
async fn section_3_3_the_answer_to_a_greeting_says_which_welcome_message_it_answers() {
    let (client, _) = network();
    let data = json!({"text": "How can we help?", "quick_reply":
        {"type": "options", "options": [{"label": "An order", "metadata": "order"}]}});
    let body = json!({"welcome_message": {"message_data": data}});
    let made = client.post(&at("new"), &body).await.ok();
    let id = made["welcome_message"]["id"].as_str().unwrap();
    let greeted = client.practice.customer_opens("mayalind", Some(id));
    assert_eq!(greeted.unwrap().as_deref(), Some(id));
    client
        .practice
        .customer_chooses("mayalind", "An order")
        .unwrap();
    client
        .practice
        .customer_writes("mayalind", "Hello?")
        .unwrap();
    let page: Value = client.get(EVENTS, &[]).await.ok();
    let (next, first) = (&page["events"][0], &page["events"][1]);
    assert_eq!(first["initiated_via"]["welcome_message_id"], json!(id));
    let data = &first["message_create"]["message_data"];
    assert_eq!(data["quick_reply_response"]["metadata"], "order");
    assert!(next.get("initiated_via").is_none());
}

#[tokio::test]
async fn the_control_routes_open_leave_choose_and_close_the_inbox() {
    let (client, _) = network();
    let data = json!({"text": "Hi", "quick_reply":
        {"type": "options", "options": [{"label": "An order"}]}});
    let body = json!({"welcome_message": {"message_data": data}});
    let made = client.post(&at("new"), &body).await.ok();
    let id = &made["welcome_message"]["id"];
    rule(&client, id.as_str().unwrap()).await;
    let control = async |path: &str, body: Value| {
        let path = format!("/_practice/{path}");
        let mut request = unsigned("POST", &client.base, &path, &[], None);
        *request.body_mut() = body.to_string().into();
        client.try_send(request).await.unwrap()
    };
    let opened = control("customers/mayalind/open", json!({})).await.ok();
    assert_eq!(opened, json!({"welcome_message_id": null}));
    let left = control("customers/mayalind/leave", json!(null)).await;
    assert_eq!(left.status, 204);
    let opened = control("customers/mayalind/open", json!({})).await.ok();
    assert_eq!(&opened["welcome_message_id"], id);
    let chosen = json!({"label": "An order"});
    let reply = control("customers/mayalind/choose", chosen.clone()).await;
    assert!(reply.ok()["id"].is_string());
    let again = control("customers/mayalind/choose", chosen).await;
    assert_eq!(again.status, 400);
    let closed = control("inbox", json!({"inbox": "followed"})).await;
    assert_eq!(closed.status, 204);
    assert_eq!(client.post(&at("new"), &body).await.code(), (400, 214));
}
