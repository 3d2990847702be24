//! §11 "stored message visible in the list only after a delay": as a fault of
//! one message, and as a standing lag of all.

use practice::{Fault, FaultKind, Route};

use crate::client::{Client, EVENTS, network};

async fn listed(client: &Client, text: &str) -> usize {
    let page = client.get(EVENTS, &[("count", "50")]).await.ok();
    let events = page["events"].as_array().unwrap();
    events
        .iter()
        .filter(|event| event["message_create"]["message_data"]["text"] == text)
        .count()
}

fn stored(client: &Client, text: &str) -> usize {
    let truth = client.practice.truth().unwrap();
    truth.iter().filter(|told| told.text == text).count()
}

#[tokio::test]
async fn section_11_with_a_read_lag_every_message_is_stored_at_once_and_listed_later() {
    let (client, clock) = network();
    client.practice.set_read_lag(5_000);
    client.send(&client.customer("mayalind"), "sent").await.ok();
    client
        .practice
        .customer_writes("mayalind", "written")
        .unwrap();
    for text in ["sent", "written"] {
        assert_eq!((stored(&client, text), listed(&client, text).await), (1, 0));
    }
    clock.advance(4_999);
    assert_eq!(listed(&client, "sent").await, 0);
    clock.advance(1);
    assert_eq!(listed(&client, "sent").await, 1);
    assert_eq!(listed(&client, "written").await, 1);
}

#[tokio::test]
async fn section_11_a_hidden_message_is_missing_in_the_list_for_as_long_as_was_asked() {
    let (client, clock) = network();
    client.practice.inject(Fault {
        route: Route::MessageSend,
        nth: 1,
        times: 1,
        kind: FaultKind::HideFor(10_000),
    });
    let maya = client.customer("mayalind");
    client.send(&maya, "hidden").await.ok();
    client.send(&maya, "plain").await.ok();
    assert_eq!(client.practice.fired().len(), 1);
    assert_eq!(
        (stored(&client, "hidden"), listed(&client, "hidden").await),
        (1, 0)
    );
    assert_eq!(listed(&client, "plain").await, 1);
    clock.advance(10_000);
    assert_eq!(listed(&client, "hidden").await, 1);
}
