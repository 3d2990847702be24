//! §5.1, §5.2 and §11 "Media": media that are not ready at once.

use practice::{MediaProcessing, Switches};

use crate::client::{Client, UPLOAD, network};

async fn info(client: &Client, id: &str) -> serde_json::Value {
    let asked = [("command", "STATUS"), ("media_id", id)];
    client.get(UPLOAD, &asked).await.ok()["data"]["processing_info"].clone()
}

fn processed(client: &Client, media_processing: MediaProcessing) {
    client.practice.set_switches(Switches {
        media_processing,
        ..Switches::default()
    });
}

#[tokio::test]
async fn section_11_a_medium_is_pending_in_progress_and_ready_and_useless_before() {
    let (client, clock) = network();
    processed(&client, MediaProcessing::Succeeds);
    let id = client.media().await;
    let pending = info(&client, &id).await;
    assert_eq!(pending["state"], "pending");
    assert_eq!(pending["check_after_secs"], 2);
    assert_eq!(client.create("Ada", &id).await.code(), (400, 324));
    clock.advance(3_000);
    let in_progress = info(&client, &id).await;
    assert_eq!(in_progress["state"], "in_progress");
    assert_eq!(in_progress["progress_percent"], 50);
    clock.advance(3_000);
    assert_eq!(info(&client, &id).await["state"], "succeeded");
    assert_eq!(client.create("Ada", &id).await.status, 200);
}

#[tokio::test]
async fn section_11_a_medium_that_failed_says_why_and_stays_useless() {
    let (client, clock) = network();
    processed(&client, MediaProcessing::Fails);
    let id = client.media().await;
    clock.advance(6_000);
    let failed = info(&client, &id).await;
    assert_eq!(failed["state"], "failed");
    assert_eq!(failed["error"]["name"], "InvalidMedia");
    assert_eq!(client.create("Ada", &id).await.code(), (400, 324));
}
