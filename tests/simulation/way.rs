//! A desk's way to the network. What goes wrong at the network is asked for
//! there; here a desk is without a connection, dies with a request on its way, or
//! waits no longer.

use crate::clock::{DeskClock, Time};
use crate::life::Life;
use crate::record::{Departure, Record};
use async_trait::async_trait;
use desk::PracticeLine;
use network::{Answer, Body, Http, HttpFailure, Request};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

/// The `Http` of one desk.
pub struct WayOut {
    /// Which desk.
    pub desk: usize,
    /// The network.
    pub line: PracticeLine,
    /// The true time.
    pub time: Time,
    /// The desk's clock.
    pub clock: Arc<DeskClock>,
    /// The desk's process.
    pub life: Arc<Life>,
    /// What happened.
    pub record: Arc<Record>,
    /// No connection opens before this moment.
    pub offline_until: AtomicI64,
    /// Whether the desk has said that everything stands still.
    pub stopped: AtomicBool,
}

#[async_trait]
impl Http for WayOut {
    async fn send(&self, request: Request) -> Result<Answer, HttpFailure> {
        let route = route_of(&request);
        self.life.step(&format!("before {route}"));
        let now = self.time.now_ms();
        if now < self.offline_until.load(Ordering::SeqCst) {
            self.record.meet("offline", &route);
            return Err(HttpFailure::NotStarted("the network is down".to_owned()));
        }
        if let Some(departure) = self.departure(&request) {
            let line = format!(
                "desk {}: sends {:?} to {}",
                self.desk, departure.text, departure.to
            );
            self.record.say(now, &line);
            self.record.departs(departure);
        }
        let patience = request.patience;
        let answer = tokio::time::timeout(patience, self.line.send(request)).await;
        let answer = answer
            .unwrap_or_else(|_| Err(HttpFailure::Unknown("the answer took too long".to_owned())));
        let heard = match &answer {
            Ok(answer) => {
                if answer.status == 429 {
                    self.record.limit();
                }
                answer.status.to_string()
            }
            Err(failure) => failure.to_string(),
        };
        let line = format!("desk {}: {route} -> {heard}", self.desk);
        self.record.say(self.time.now_ms(), &line);
        self.life.step(&format!("after {route}"));
        answer
    }
}

impl WayOut {
    fn departure(&self, request: &Request) -> Option<Departure> {
        let Body::Json(text) = &request.body else {
            return None;
        };
        let event: serde_json::Value = serde_json::from_str(text).ok()?;
        let part = |pointer: &str| Some(event.pointer(pointer)?.as_str()?.to_owned());
        Some(Departure {
            desk: self.desk,
            to: part("/event/message_create/target/recipient_id")?,
            text: part("/event/message_create/message_data/text").unwrap_or_default(),
            by_desk_ms: self.clock.shows(),
            stopped: self.stopped.load(Ordering::SeqCst),
        })
    }
}

/// A request's method and path; ids in it stand for any.
fn route_of(request: &Request) -> String {
    let parts: Vec<_> = request
        .url
        .path()
        .trim_start_matches('/')
        .trim_end_matches(".json")
        .split('/')
        .skip(1)
        .map(|part| match part.bytes().all(|one| one.is_ascii_digit()) {
            true => "{id}",
            false => part,
        })
        .collect();
    parts.join("/")
}
