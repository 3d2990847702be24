//! §11 "Faults", in process: a test counts only if its faults fired.

use practice::{Clock, Cut, Fault, FaultKind, Route};

use crate::client::{Client, SEND, START_MS, message, network};

fn inject(client: &Client, nth: u32, kind: FaultKind) -> Fault {
    let fault = Fault {
        route: Route::MessageSend,
        nth,
        times: 1,
        kind,
    };
    client.practice.inject(fault);
    fault
}

fn stored(client: &Client, text: &str) -> usize {
    let truth = client.practice.truth().unwrap();
    truth.iter().filter(|told| told.text == text).count()
}

async fn send(client: &Client, text: &str) -> Result<u16, Cut> {
    let body = message(&client.customer("mayalind"), text).to_string();
    let reply = client.try_post(SEND, "application/json", body).await?;
    Ok(reply.status)
}

#[tokio::test]
async fn section_11_a_cut_before_the_effect_stores_nothing() {
    let (client, _) = network();
    let fault = inject(&client, 1, FaultKind::CutBefore);
    assert_eq!(send(&client, "lost").await, Err(Cut));
    assert_eq!(stored(&client, "lost"), 0);
    let fired = client.practice.fired();
    assert_eq!(
        (fired.len(), fired[0].fault, fired[0].at_ms),
        (1, fault, START_MS)
    );
    assert_eq!(send(&client, "next").await, Ok(200));
}

#[tokio::test]
async fn section_11_a_cut_after_the_effect_stores_the_message() {
    let (client, _) = network();
    inject(&client, 1, FaultKind::CutAfter);
    assert_eq!(send(&client, "stored").await, Err(Cut));
    assert_eq!(stored(&client, "stored"), 1);
    assert_eq!(client.practice.fired().len(), 1);
}

#[tokio::test]
async fn section_11_a_server_error_after_the_effect_is_500_131_and_the_message_is_stored() {
    let (client, _) = network();
    inject(&client, 1, FaultKind::ServerErrorAfter);
    let reply = client.send(&client.customer("mayalind"), "stored").await;
    assert_eq!(reply.code(), (500, 131));
    assert!(reply.header("date").is_some());
    assert_eq!(stored(&client, "stored"), 1);
    assert_eq!(client.practice.fired().len(), 1);
}

#[tokio::test]
async fn section_11_a_delay_holds_the_answer_back_on_the_networks_clock() {
    let (client, clock) = network();
    inject(&client, 1, FaultKind::Delay(30_000));
    assert_eq!(send(&client, "slow").await, Ok(200));
    assert_eq!(clock.now_ms(), START_MS + 30_000);
    let told = client.practice.truth().unwrap();
    let slow = told.iter().find(|told| told.text == "slow").unwrap();
    assert_eq!(slow.at_ms, START_MS, "the effect comes at once");
    assert_eq!(client.practice.fired().len(), 1);
}

#[tokio::test]
async fn section_11_a_fault_strikes_the_nth_call_of_its_route_only() {
    let (client, _) = network();
    inject(&client, 3, FaultKind::CutBefore);
    client.get(crate::client::EVENTS, &[]).await.ok();
    assert_eq!(send(&client, "one").await, Ok(200));
    assert_eq!(send(&client, "two").await, Ok(200));
    assert_eq!(client.practice.fired().len(), 0);
    assert_eq!(send(&client, "three").await, Err(Cut));
    assert_eq!(send(&client, "four").await, Ok(200));
}

#[tokio::test]
async fn section_11_a_fault_after_the_effect_waits_for_a_call_that_has_one() {
    let (client, _) = network();
    inject(&client, 1, FaultKind::CutAfter);
    assert_eq!(send(&client, "").await, Ok(400));
    assert_eq!(client.practice.fired().len(), 0);
    assert_eq!(send(&client, "stored").await, Err(Cut));
    assert_eq!(stored(&client, "stored"), 1);
}
