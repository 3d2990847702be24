//! §11 "Faults", in process: a test counts only if its faults fired.

use practice::{Clock, Cut, Fault, FaultKind, Outage, Route};

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

/// What a client meets, and whether the message is stored all the same.
const ANSWERS: [(FaultKind, u16, u64, usize); 22] = [
    (FaultKind::ServerErrorBefore, 500, 131, 0),
    (FaultKind::ServerErrorAfter, 500, 131, 1),
    (FaultKind::OverCapacity, 503, 130, 0),
    (FaultKind::RateLimited, 429, 88, 0),
    (FaultKind::RateLimitedWithoutReset, 429, 88, 0),
    (FaultKind::RateLimitedWithRemaining, 429, 88, 0),
    (FaultKind::RateLimitedProblem, 429, 0, 0),
    (FaultKind::RateLimitedProblemWithoutReset, 429, 0, 0),
    (FaultKind::CalmDown, 420, 0, 0),
    (FaultKind::CreditsUsedUp, 402, 0, 0),
    (FaultKind::HtmlBefore, 502, 0, 0),
    (FaultKind::HtmlAfter, 200, 0, 1),
    (FaultKind::Code32, 401, 32, 0),
    (FaultKind::Code89, 401, 89, 0),
    (FaultKind::Code135, 401, 135, 0),
    (FaultKind::Code64, 403, 64, 0),
    (FaultKind::Code93, 403, 93, 0),
    (FaultKind::Code150, 403, 150, 0),
    (FaultKind::Code226, 403, 226, 0),
    (FaultKind::Code326, 403, 326, 0),
    (FaultKind::Code349, 403, 349, 0),
    (FaultKind::Code453, 403, 453, 0),
];

#[tokio::test]
async fn section_11_every_answer_of_trouble_has_its_status_and_code_and_effect() {
    for (kind, status, code, held) in ANSWERS {
        let (client, _) = network();
        inject(&client, 1, kind);
        let reply = client.send(&client.customer("mayalind"), "text").await;
        assert_eq!(reply.code(), (status, code), "{kind:?}");
        assert_eq!(stored(&client, "text"), held, "{kind:?}");
        assert_eq!(client.practice.fired().len(), 1, "{kind:?}");
        assert_eq!(send(&client, "next").await, Ok(200), "{kind:?}");
    }
}

#[tokio::test]
async fn section_8_a_429_says_or_hides_when_it_ends_and_may_claim_that_calls_remain() {
    let cases = [
        (
            FaultKind::RateLimited,
            Some("0"),
            "application/json; charset=utf-8",
        ),
        (
            FaultKind::RateLimitedWithoutReset,
            None,
            "application/json; charset=utf-8",
        ),
        (
            FaultKind::RateLimitedWithRemaining,
            Some("7"),
            "application/json; charset=utf-8",
        ),
        (
            FaultKind::RateLimitedProblem,
            Some("0"),
            "application/problem+json",
        ),
        (
            FaultKind::RateLimitedProblemWithoutReset,
            None,
            "application/problem+json",
        ),
    ];
    for (kind, remaining, media_type) in cases {
        let (client, _) = network();
        inject(&client, 1, kind);
        let reply = client.send(&client.customer("mayalind"), "text").await;
        assert_eq!(
            reply.header("x-rate-limit-remaining"),
            remaining,
            "{kind:?}"
        );
        let reset = (START_MS / 1000 + 900).to_string();
        let expected = remaining.map(|_| reset.as_str());
        assert_eq!(reply.header("x-rate-limit-reset"), expected, "{kind:?}");
        assert_eq!(reply.header("content-type"), Some(media_type), "{kind:?}");
    }
}

#[tokio::test]
async fn section_11_a_body_may_be_empty_cut_in_half_or_without_any_id_after_the_effect() {
    let (client, _) = network();
    let maya = client.customer("mayalind");
    inject(&client, 1, FaultKind::EmptyBodyAfter);
    inject(&client, 2, FaultKind::TruncatedBodyAfter);
    inject(&client, 3, FaultKind::IdLessBodyAfter);
    let empty = client.send(&maya, "text").await;
    assert_eq!((empty.status, empty.body.len()), (200, 0));
    let half = client.send(&maya, "text").await;
    assert_eq!(half.status, 200);
    assert!(!half.body.is_empty());
    assert!(serde_json::from_slice::<serde_json::Value>(&half.body).is_err());
    let event = client.send(&maya, "text").await.ok()["event"].clone();
    assert_eq!(event["id"], serde_json::Value::Null);
    assert_eq!(event["message_create"]["message_data"]["text"], "text");
    assert_eq!(stored(&client, "text"), 3);
}

#[tokio::test]
async fn section_11_after_a_timeout_the_message_is_stored_and_no_answer_ever_comes() {
    let (client, _) = network();
    inject(&client, 1, FaultKind::TimeoutAfter);
    let body = message(&client.customer("mayalind"), "silent").to_string();
    let mut call = Box::pin(client.try_post(SEND, "application/json", body));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    for _ in 0..3 {
        assert!(call.as_mut().poll(&mut context).is_pending());
    }
    drop(call);
    assert_eq!(stored(&client, "silent"), 1);
    assert_eq!(client.practice.fired().len(), 1);
}

#[tokio::test]
async fn section_11_a_look_alike_stands_beside_the_message_whose_answer_was_lost() {
    let (client, _) = network();
    inject(&client, 1, FaultKind::LookAlike);
    inject(&client, 1, FaultKind::CutAfter);
    assert_eq!(send(&client, "twin").await, Err(Cut));
    let page = client.get(crate::client::EVENTS, &[]).await.ok();
    let twins = page["events"].as_array().unwrap().iter();
    let twins = twins.filter(|event| event["message_create"]["message_data"]["text"] == "twin");
    assert_eq!(twins.count(), 2);
    assert_eq!(client.practice.fired().len(), 2);
}

#[tokio::test]
async fn section_11_a_fault_may_happen_several_times() {
    let (client, _) = network();
    client.practice.inject(Fault {
        route: Route::MessageSend,
        nth: 2,
        times: 2,
        kind: FaultKind::CutBefore,
    });
    let mut met = Vec::new();
    for _ in 0..4 {
        met.push(send(&client, "again").await.is_err());
    }
    assert_eq!(met, [false, true, true, false]);
    assert_eq!(client.practice.fired().len(), 2);
}

#[tokio::test]
async fn section_11_an_outage_strikes_every_call_until_it_ends() {
    let (client, _) = network();
    client.practice.set_outage(Some(Outage {
        route: None,
        kind: FaultKind::CutBefore,
    }));
    for _ in 0..3 {
        assert_eq!(send(&client, "out").await, Err(Cut));
    }
    client.practice.set_outage(None);
    assert_eq!(send(&client, "back").await, Ok(200));
    assert_eq!(stored(&client, "out"), 0);
    assert_eq!(client.practice.fired().len(), 3);
}
