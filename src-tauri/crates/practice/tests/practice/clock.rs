//! §11 "The clock must be movable": everything goes by it, and it is kept.

use practice::{Practice, PracticeError};
use tempfile::TempDir;

use crate::client::{Client, DAY_MS, EVENTS, START_MS, TestClock, network, options};

const QUARTER_HOUR_MS: i64 = 15 * 60_000;

#[tokio::test]
async fn section_11_moving_the_clock_forward_opens_a_budget_again() {
    let (client, _) = network();
    for _ in 0..15 {
        client.get(EVENTS, &[]).await.ok();
    }
    assert_eq!(client.get(EVENTS, &[]).await.code(), (429, 88));
    let standing = client.practice.forward(QUARTER_HOUR_MS).unwrap();
    assert_eq!(standing.ahead_ms, QUARTER_HOUR_MS);
    assert_eq!(standing.now_ms, START_MS + QUARTER_HOUR_MS);
    client.get(EVENTS, &[]).await.ok();
}

#[tokio::test]
async fn section_11_customers_write_what_is_due_when_the_clock_moves() {
    let (client, _) = network();
    client
        .send(&client.customer("mayalind"), "Hello")
        .await
        .ok();
    let before = client.practice.truth().unwrap().len();
    client.practice.forward(60_000).unwrap();
    assert_eq!(client.practice.truth().unwrap().len(), before + 1);
}

#[test]
fn the_clock_never_goes_back() {
    let (client, _) = network();
    let refused = client.practice.forward(-1).err().unwrap();
    assert!(matches!(refused, PracticeError::ClockBack), "{refused}");
    assert_eq!(client.practice.clock().ahead_ms, 0);
}

#[tokio::test]
async fn a_restart_does_not_throw_the_clock_back() {
    let (folder, clock) = (TempDir::new().unwrap(), TestClock::new());
    let open = || Practice::open(folder.path(), options(&clock)).unwrap();
    let practice = open();
    practice.forward(DAY_MS).unwrap();
    practice.forward(DAY_MS).unwrap();
    drop(practice);
    let practice = open();
    assert_eq!(practice.clock().now_ms, START_MS + 2 * DAY_MS);
    let sent = Client::of(&practice)
        .send(&Client::of(&practice).customer("mayalind"), "later")
        .await;
    let told = practice.truth().unwrap();
    assert_eq!(sent.status, 200);
    assert!(
        told.iter()
            .any(|told| told.text == "later" && told.at_ms == START_MS + 2 * DAY_MS)
    );
}

#[tokio::test]
async fn a_clock_is_not_moved_to_where_ids_and_dates_end() {
    let (client, _) = network();
    for by_ms in [i64::MAX, 300_000 * DAY_MS, 20_000 * DAY_MS] {
        let refused = client.practice.forward(by_ms).err().unwrap();
        assert!(matches!(refused, PracticeError::ClockTooFar), "{refused}");
    }
    client.get(EVENTS, &[]).await.ok();
    client.practice.forward(3_650 * DAY_MS).unwrap();
    client.get(EVENTS, &[]).await.ok();
    let refused = client.practice.forward(3_650 * DAY_MS).err().unwrap();
    assert!(matches!(refused, PracticeError::ClockTooFar), "{refused}");
}
