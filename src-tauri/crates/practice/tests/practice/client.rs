//! A client that signs for itself, written from `contracts/x.md` §6.1 without
//! looking at the network's verifier, and a clock that only moves when told.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
    time::Duration,
};

use base64::{Engine, prelude::BASE64_STANDARD};
use bytes::Bytes;
use hmac::{Hmac, Mac};
use http::{HeaderMap, Method, Request, Response};
use practice::{BoxFuture, Clock, Cut, Options, Practice, PracticeAccount};
use serde_json::{Value, json};
use sha1::Sha1;

/// 2026-11-22 10:00:00 UTC.
pub const START_MS: i64 = 1_795_341_600_000;
pub const MINUTE_MS: i64 = 60_000;

pub const DAY_MS: i64 = 24 * 60 * MINUTE_MS;
pub const BASE: &str = "http://practice.test:8080";

pub const SEND: &str = "/1.1/direct_messages/events/new.json";
pub const EVENTS: &str = "/1.1/direct_messages/events/list.json";
pub const CREATE: &str = "/1.1/custom_profiles/new.json";
pub const PERSONAS: &str = "/1.1/custom_profiles/list.json";
pub const DESTROY: &str = "/1.1/custom_profiles/destroy.json";
pub const UPLOAD: &str = "/2/media/upload";
pub const ME: &str = "/2/users/me";

#[derive(Debug)]
pub struct TestClock(AtomicI64);

impl TestClock {
    pub fn new() -> Arc<Self> {
        Arc::new(Self(AtomicI64::new(START_MS)))
    }

    pub fn advance(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now_ms(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<()> {
        self.advance(i64::try_from(duration.as_millis()).unwrap());
        Box::pin(async {})
    }
}

pub fn options(clock: &Arc<TestClock>) -> Options {
    Options {
        seed: 7,
        clock: clock.clone(),
    }
}

/// A fresh network in memory, its clock, and the brand at it.
pub fn network() -> (Client, Arc<TestClock>) {
    let clock = TestClock::new();
    let practice = Practice::in_memory(options(&clock)).unwrap();
    (Client::of(&practice), clock)
}

/// An answer, taken apart.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Reply {
    pub fn new(answer: Response<Bytes>) -> Self {
        let (head, body) = answer.into_parts();
        Self {
            status: head.status.as_u16(),
            headers: head.headers,
            body,
        }
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// HTTP status and code of the error table; code 0 if there is none.
    pub fn code(&self) -> (u16, u64) {
        let body: Value = serde_json::from_slice(&self.body).unwrap_or_default();
        let code = body["errors"][0]["code"].as_u64().unwrap_or_default();
        (self.status, code)
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    pub fn ok(self) -> Value {
        assert_eq!(self.status, 200, "{:?}", self.body);
        self.json()
    }
}

/// A brand at the network.
#[derive(Clone)]
pub struct Client {
    pub practice: Practice,
    pub keys: PracticeAccount,
    pub base: String,
    nonce: Arc<AtomicU64>,
    clock_s: Option<i64>,
}

pub type Query<'a> = &'a [(&'a str, &'a str)];

impl Client {
    pub fn of(practice: &Practice) -> Self {
        Self::with_keys(practice, practice.accounts().remove(0))
    }

    pub fn with_keys(practice: &Practice, keys: PracticeAccount) -> Self {
        Self {
            practice: practice.clone(),
            keys,
            base: BASE.to_owned(),
            nonce: Arc::default(),
            clock_s: None,
        }
    }

    pub fn neighbour(&self) -> Self {
        Self::with_keys(&self.practice, self.practice.neighbour().unwrap())
    }

    /// The same client with a watch that shows `seconds` since the epoch.
    pub fn believing_it_is(&self, seconds: i64) -> Self {
        Self {
            clock_s: Some(seconds),
            ..self.clone()
        }
    }

    pub fn request(
        &self,
        method: &str,
        path: &str,
        query: Query<'_>,
        now_ms: i64,
    ) -> Request<Bytes> {
        let nonce = self.nonce.fetch_add(1, Ordering::SeqCst).to_string();
        let header = self.header(method, path, query, &nonce, now_ms, &[]);
        unsigned(method, &self.base, path, query, Some(&header))
    }

    pub fn header(
        &self,
        method: &str,
        path: &str,
        query: Query<'_>,
        nonce: &str,
        now_ms: i64,
        extra: Query<'_>,
    ) -> String {
        let timestamp = self.clock_s.unwrap_or(now_ms / 1000).to_string();
        let mut oauth = vec![
            ("oauth_consumer_key", self.keys.consumer_key.as_str()),
            ("oauth_nonce", nonce),
            ("oauth_signature_method", "HMAC-SHA1"),
            ("oauth_timestamp", &timestamp),
            ("oauth_token", &self.keys.token),
        ];
        oauth.extend_from_slice(extra);
        let mut pairs: Vec<(String, String)> = oauth
            .iter()
            .chain(query)
            .map(|(key, value)| (rfc3986(key), rfc3986(value)))
            .collect();
        pairs.sort();
        let joined: Vec<String> = pairs.iter().map(|(k, v)| format!("{k}={v}")).collect();
        let url = rfc3986(&format!("{}{path}", self.base));
        let base_string = format!("{method}&{url}&{}", rfc3986(&joined.join("&")));
        let key = format!(
            "{}&{}",
            rfc3986(&self.keys.consumer_secret),
            rfc3986(&self.keys.token_secret)
        );
        let mut mac = Hmac::<Sha1>::new_from_slice(key.as_bytes()).unwrap();
        mac.update(base_string.as_bytes());
        let signature = BASE64_STANDARD.encode(mac.finalize().into_bytes());
        oauth.push(("oauth_signature", &signature));
        let parts: Vec<String> = oauth
            .iter()
            .map(|(key, value)| format!("{key}=\"{}\"", rfc3986(value)))
            .collect();
        format!("OAuth {}", parts.join(", "))
    }

    fn now_ms(&self) -> i64 {
        // The network's own date, as a well-kept client would follow it.
        self.practice.truth().unwrap();
        let probe = unsigned("GET", &self.base, "/nowhere", &[], None);
        let answer = futures(self.practice.call(probe)).unwrap();
        let date = answer.headers()["date"].to_str().unwrap();
        let since = httpdate::parse_http_date(date)
            .unwrap()
            .duration_since(std::time::UNIX_EPOCH);
        i64::try_from(since.unwrap().as_millis()).unwrap()
    }

    pub async fn try_send(&self, request: Request<Bytes>) -> Result<Reply, Cut> {
        self.practice.call(request).await.map(Reply::new)
    }

    pub async fn get(&self, path: &str, query: Query<'_>) -> Reply {
        let request = self.request("GET", path, query, self.now_ms());
        self.try_send(request).await.unwrap()
    }

    pub async fn delete(&self, path: &str, query: Query<'_>) -> Reply {
        let request = self.request("DELETE", path, query, self.now_ms());
        self.try_send(request).await.unwrap()
    }

    pub async fn try_post(
        &self,
        path: &str,
        media_type: &str,
        body: impl Into<Bytes>,
    ) -> Result<Reply, Cut> {
        let mut request = self.request("POST", path, &[], self.now_ms());
        *request.body_mut() = body.into();
        let media_type = media_type.parse().unwrap();
        request.headers_mut().insert("content-type", media_type);
        self.try_send(request).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Reply {
        self.try_post(path, "application/json", body.to_string())
            .await
            .unwrap()
    }

    /// A form, whose fields are signed.
    pub async fn post_form(&self, path: &str, form: Query<'_>) -> Reply {
        let mut request = self.request("POST", path, form, self.now_ms());
        let body = request.uri().query().unwrap_or_default().to_owned();
        *request.uri_mut() = format!("{}{path}", self.base).parse().unwrap();
        *request.body_mut() = body.into();
        let media_type = "application/x-www-form-urlencoded".parse().unwrap();
        request.headers_mut().insert("content-type", media_type);
        self.try_send(request).await.unwrap()
    }

    pub async fn put(&self, path: &str, query: Query<'_>, body: &Value) -> Reply {
        let mut request = self.request("PUT", path, query, self.now_ms());
        *request.body_mut() = body.to_string().into();
        let media_type = "application/json".parse().unwrap();
        request.headers_mut().insert("content-type", media_type);
        self.try_send(request).await.unwrap()
    }

    pub async fn upload(&self, category: &str, picture: &[u8]) -> Reply {
        let (media_type, body) =
            multipart(&[("media_category", category.as_bytes()), ("media", picture)]);
        self.try_post(UPLOAD, &media_type, body).await.unwrap()
    }

    /// A fresh media id.
    pub async fn media(&self) -> String {
        let answer = self.upload("dm_image", &png()).await.ok();
        answer["data"]["id"].as_str().unwrap().to_owned()
    }

    pub async fn create(&self, name: &str, media: &str) -> Reply {
        self.post(CREATE, &profile(name, media)).await
    }

    /// A fresh persona's id.
    pub async fn persona(&self, name: &str) -> String {
        let answer = self.create(name, &self.media().await).await.ok();
        answer["custom_profile"]["id"].as_str().unwrap().to_owned()
    }

    /// The user id of a customer.
    pub fn customer(&self, handle: &str) -> String {
        self.practice.view(handle).unwrap().customer.user_id
    }

    pub async fn send(&self, to: &str, text: &str) -> Reply {
        self.post(SEND, &message(to, text)).await
    }

    pub async fn send_as(&self, to: &str, text: &str, persona: &str) -> Reply {
        let mut body = message(to, text);
        body["event"]["message_create"]["custom_profile_id"] = json!(persona);
        self.post(SEND, &body).await
    }
}

/// Polls a future that never waits.
pub fn futures<T>(future: impl Future<Output = T>) -> T {
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match std::pin::pin!(future).poll(&mut context) {
        std::task::Poll::Ready(value) => value,
        std::task::Poll::Pending => panic!("the practice network waited for something"),
    }
}

pub fn unsigned(
    method: &str,
    base: &str,
    path: &str,
    query: Query<'_>,
    authorization: Option<&str>,
) -> Request<Bytes> {
    let parts: Vec<String> = query
        .iter()
        .map(|(key, value)| format!("{}={}", rfc3986(key), rfc3986(value)))
        .collect();
    let mark = if parts.is_empty() { "" } else { "?" };
    let mut request = Request::builder()
        .method(Method::from_bytes(method.as_bytes()).unwrap())
        .uri(format!("{base}{path}{mark}{}", parts.join("&")));
    if let Some(value) = authorization {
        request = request.header("authorization", value);
    }
    request.body(Bytes::new()).unwrap()
}

pub fn message(to: &str, text: &str) -> Value {
    json!({"event": {"type": "message_create", "message_create": {
        "target": {"recipient_id": to},
        "message_data": {"text": text},
    }}})
}

pub fn profile(name: &str, media: &str) -> Value {
    json!({"custom_profile": {"name": name, "avatar": {"media": {"id": media}}}})
}

/// The head of a PNG of 400x400 pixels: all that the network looks at.
pub fn png() -> Vec<u8> {
    b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x01\x90\0\0\x01\x90".to_vec()
}

pub fn multipart(fields: &[(&str, &[u8])]) -> (String, Vec<u8>) {
    let mut body = Vec::new();
    for (name, value) in fields {
        let head = format!("--frontier\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(value);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--frontier--\r\n");
    ("multipart/form-data; boundary=frontier".to_owned(), body)
}

fn rfc3986(text: &str) -> String {
    let encoded = text.bytes().map(|byte| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
            char::from(byte).to_string()
        }
        other => format!("%{other:02X}"),
    });
    encoded.collect()
}
