//! The way to the practice network, with trouble on demand. Every trouble that
//! happened is kept, because a scenario that asked for one and met none has
//! shown nothing.

use crate::simulated::SimClock;
use async_trait::async_trait;
use desk::PracticeLine;
use domain::Timestamp;
use network::{Answer, Body, Clock, Http, HttpFailure, Request};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Notify;

/// A request on its way.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Departure {
    /// Method and path, such as `POST /1.1/direct_messages/events/new.json`.
    pub route: String,
    /// The customer's id, where it is a message.
    pub to: Option<String>,
    /// The text, where it is a message.
    pub text: Option<String>,
    /// When it left.
    pub at: Timestamp,
}

impl Departure {
    /// Is it a message?
    #[must_use]
    pub fn is_message(&self) -> bool {
        self.to.is_some()
    }
}

/// What may go wrong on the way.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// No connection opens.
    Offline,
    /// The connection is cut before the network read the request.
    CutBefore,
    /// The connection is cut after the request took effect.
    CutAfter,
    /// The request took effect; the answer says 500.
    ServerErrorAfter,
    /// The request took effect; nothing more is ever heard of it.
    Silence,
    /// Somebody on the way answers with this status and page; no effect.
    Page(u16, &'static str),
    /// The request took effect; somebody on the way answers with this status
    /// and page.
    PageAfter(u16, &'static str),
    /// The network refuses with this status, code and sentence; no effect.
    Refuses(u16, i64, &'static str),
    /// 429 with code 88 until this moment (whole seconds); no effect.
    RateLimit(Timestamp),
}

type Plan = Box<dyn FnMut(&Departure) -> Option<Trouble> + Send>;

/// The `Http` of a simulated desk.
pub struct Road {
    network: PracticeLine,
    clock: Arc<SimClock>,
    plan: Mutex<Plan>,
    left: Mutex<Vec<Departure>>,
    met: Mutex<Vec<(Departure, Trouble)>>,
    silence: Notify,
}

impl Road {
    /// A road without trouble.
    pub fn to(network: PracticeLine, clock: Arc<SimClock>) -> Arc<Self> {
        Arc::new(Self {
            network,
            clock,
            plan: Mutex::new(Box::new(|_| None)),
            left: Mutex::default(),
            met: Mutex::default(),
            silence: Notify::new(),
        })
    }

    /// From now on this decides what goes wrong.
    pub fn plan(&self, plan: impl FnMut(&Departure) -> Option<Trouble> + Send + 'static) {
        *lock(&self.plan) = Box::new(plan);
    }

    /// From now on nothing goes wrong.
    pub fn clear(&self) {
        self.plan(|_| None);
    }

    /// From now on every message meets this.
    pub fn trouble_messages(&self, trouble: Trouble) {
        self.plan(move |departure| departure.is_message().then(|| trouble.clone()));
    }

    /// The next request of that route meets this; every other one is fine.
    pub fn trouble_next(&self, route: &'static str, trouble: Trouble) {
        let mut trouble = Some(trouble);
        self.plan(move |departure| {
            if departure.route == route {
                trouble.take()
            } else {
                None
            }
        });
    }

    /// The next message to that customer meets this; every other one is fine.
    pub fn trouble_next_message_to(&self, customer: &str, trouble: Trouble) {
        let (customer, mut trouble) = (customer.to_owned(), Some(trouble));
        self.plan(move |departure| {
            let is_for_them = departure.to.as_deref() == Some(&customer);
            if is_for_them { trouble.take() } else { None }
        });
    }

    /// Every request that left, whatever became of it.
    pub fn departures(&self) -> Vec<Departure> {
        lock(&self.left).clone()
    }

    /// How often a message of that text left.
    pub fn times_left(&self, text: &str) -> usize {
        let left = lock(&self.left);
        left.iter()
            .filter(|departure| departure.text.as_deref() == Some(text))
            .count()
    }

    /// How many requests of a route left.
    pub fn count(&self, route: &str) -> usize {
        let left = lock(&self.left);
        left.iter()
            .filter(|departure| departure.route == route)
            .count()
    }

    /// The trouble that has happened, in its order.
    pub fn met(&self) -> Vec<(Departure, Trouble)> {
        lock(&self.met).clone()
    }

    /// Waits until a request met [`Trouble::Silence`].
    pub async fn silent(&self) {
        self.silence.notified().await;
    }

    fn decide(&self, departure: &Departure) -> Option<Trouble> {
        let trouble = (*lock(&self.plan))(departure)?;
        lock(&self.met).push((departure.clone(), trouble.clone()));
        Some(trouble)
    }

    /// Sends it on, and gives up when the answer takes too long.
    async fn pass(&self, request: Request) -> Result<Answer, HttpFailure> {
        let end = self.clock.now().plus(request.patience);
        let answer = self.network.send(request).await;
        if self.clock.now() > end {
            return Err(HttpFailure::Unknown("the answer took too long".to_owned()));
        }
        answer
    }
}

#[async_trait]
impl Http for Road {
    async fn send(&self, request: Request) -> Result<Answer, HttpFailure> {
        let departure = departure(&request, self.clock.now());
        let trouble = self.decide(&departure);
        if trouble != Some(Trouble::Offline) {
            lock(&self.left).push(departure);
        }
        match trouble {
            None => self.pass(request).await,
            Some(Trouble::Offline) => {
                Err(HttpFailure::NotStarted("the network is down".to_owned()))
            }
            Some(Trouble::CutBefore) => Err(cut()),
            Some(Trouble::CutAfter) => {
                self.pass(request).await?;
                Err(cut())
            }
            Some(Trouble::ServerErrorAfter) => {
                let answer = self.pass(request).await?;
                let body = br#"{"errors":[{"code":131,"message":"Internal error"}]}"#;
                Ok(Answer {
                    status: 500,
                    body: body.to_vec(),
                    ..answer
                })
            }
            Some(Trouble::Silence) => {
                self.pass(request).await?;
                self.silence.notify_one();
                std::future::pending().await
            }
            Some(Trouble::Page(status, page)) => Ok(page_of(status, page)),
            Some(Trouble::PageAfter(status, page)) => {
                self.pass(request).await?;
                Ok(page_of(status, page))
            }
            Some(Trouble::Refuses(status, code, words)) => Ok(refusal(status, code, words, vec![])),
            Some(Trouble::RateLimit(until)) => {
                let header = |name: &str, value: i64| (name.to_owned(), value.to_string());
                let headers = vec![
                    header("x-rate-limit-remaining", 0),
                    header("x-rate-limit-reset", until.0.div_euclid(1000)),
                ];
                Ok(refusal(429, 88, "Rate limit exceeded", headers))
            }
        }
    }
}

fn page_of(status: u16, page: &str) -> Answer {
    Answer {
        status,
        headers: vec![("content-type".to_owned(), "text/html".to_owned())],
        body: page.as_bytes().to_vec(),
    }
}

fn refusal(status: u16, code: i64, words: &str, mut headers: Vec<(String, String)>) -> Answer {
    headers.push(("content-type".to_owned(), "application/json".to_owned()));
    let body = serde_json::json!({"errors": [{"code": code, "message": words}]});
    Answer {
        status,
        headers,
        body: body.to_string().into_bytes(),
    }
}

fn cut() -> HttpFailure {
    HttpFailure::Unknown("the connection was cut".to_owned())
}

fn departure(request: &Request, at: Timestamp) -> Departure {
    let event: serde_json::Value = match &request.body {
        Body::Json(text) => serde_json::from_str(text).unwrap_or_default(),
        Body::Empty | Body::Form(_) | Body::Multipart(_) => serde_json::Value::Null,
    };
    let part = |pointer: &str| {
        let text = event.pointer(pointer)?.as_str()?;
        Some(text.to_owned())
    };
    Departure {
        route: format!("{} {}", request.method.as_str(), request.url.path()),
        to: part("/event/message_create/target/recipient_id"),
        text: part("/event/message_create/message_data/text"),
        at,
    }
}

fn lock<T: ?Sized>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
