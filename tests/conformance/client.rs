//! A client that shares no code with the practice network nor with Byline: it
//! signs with a library written by others, and steers the network through its
//! control interface only.

use oauth1_request::{Builder, Credentials, HMAC_SHA1, HmacSha1, ParameterList, Token};
use practice::{Options, Practice, PracticeAccount, WallClock};
use reqwest::header::{AUTHORIZATION, HeaderMap};
use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};
use std::num::NonZeroU64;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;
use tokio::net::TcpListener;

/// Parameters of a query or a form.
pub type Pairs<'a> = &'a [(&'a str, &'a str)];

/// A practice network of this test's own, served on a loopback socket, and the
/// keys of its brands.
pub struct X {
    /// `http://127.0.0.1:PORT`
    pub base: String,
    /// The brand that practises.
    pub brand: PracticeAccount,
    /// Another brand of the same app.
    pub neighbour: PracticeAccount,
    http: Client,
    /// Seconds by which the network's clock has been moved.
    ahead: Arc<AtomicU64>,
}

/// What came back.
#[derive(Debug)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// All headers.
    pub headers: HeaderMap,
    /// The body as it came.
    pub body: Vec<u8>,
}

impl X {
    /// A fresh network.
    pub async fn fresh() -> Self {
        let options = Options {
            seed: 5,
            clock: Arc::new(WallClock),
        };
        let practice = Practice::in_memory(options).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = practice::base_url(&listener).unwrap();
        let brand = practice.accounts().remove(0);
        let neighbour = practice.neighbour().unwrap();
        tokio::spawn(practice.serve(listener, std::future::pending::<()>()));
        // Another test of this process may have said so already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy();
        Self {
            base,
            brand,
            neighbour,
            http: http.build().unwrap(),
            ahead: Arc::default(),
        }
    }

    /// Another brand of the same app, as somebody else's client.
    pub fn next_door(&self) -> Self {
        Self {
            base: self.base.clone(),
            brand: self.neighbour.clone(),
            neighbour: self.brand.clone(),
            http: self.http.clone(),
            ahead: Arc::clone(&self.ahead),
        }
    }

    /// `GET`, signed.
    pub async fn get(&self, path: &str, query: Pairs<'_>) -> Reply {
        self.signed(Method::GET, path, query, &[]).await
    }

    /// `DELETE`, signed.
    pub async fn delete(&self, path: &str, query: Pairs<'_>) -> Reply {
        self.signed(Method::DELETE, path, query, &[]).await
    }

    /// `POST` without a body, signed.
    pub async fn post(&self, path: &str, query: Pairs<'_>) -> Reply {
        self.signed(Method::POST, path, query, &[]).await
    }

    /// `POST` of a form, which is signed with the rest (§6.1).
    pub async fn post_form(&self, path: &str, form: Pairs<'_>) -> Reply {
        self.signed(Method::POST, path, &[], form).await
    }

    /// `POST` of JSON, which is not signed (§6.1).
    pub async fn post_json(&self, path: &str, body: &Value) -> Reply {
        reply(self.json_request(path, body)).await
    }

    /// The same, not yet sent.
    pub fn json_request(&self, path: &str, body: &Value) -> RequestBuilder {
        self.request(Method::POST, path, &[], &[]).json(body)
    }

    /// `PUT` of JSON.
    pub async fn put_json(&self, path: &str, query: Pairs<'_>, body: &Value) -> Reply {
        let request = self.request(Method::PUT, path, query, &[]);
        reply(request.json(body)).await
    }

    /// `POST` of multipart fields, which are not signed (§6.1).
    pub async fn post_parts(&self, path: &str, parts: reqwest::multipart::Form) -> Reply {
        let request = self.request(Method::POST, path, &[], &[]);
        reply(request.multipart(parts)).await
    }

    /// A request with whatever a test puts on it, unsigned.
    pub fn bare(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.base))
    }

    /// Signs for this brand, as the test wants it signed.
    pub fn signer(&self) -> Builder<'_, HmacSha1, &str> {
        let client = Credentials::new(&*self.brand.consumer_key, &*self.brand.consumer_secret);
        let token = Credentials::new(&*self.brand.token, &*self.brand.token_secret);
        let mut signer = Builder::with_token(Token::new(client, token), HMAC_SHA1);
        signer.timestamp(NonZeroU64::new(self.now()));
        signer
    }

    /// The network's time, in seconds since the epoch.
    pub fn now(&self) -> u64 {
        let here = SystemTime::UNIX_EPOCH.elapsed().unwrap().as_secs();
        here + self.ahead.load(Ordering::Relaxed)
    }

    /// A request of the control interface; its answer, which must be a good one.
    pub async fn steer(&self, method: Method, path: &str, body: &Value) -> Value {
        let mut request = self.bare(method.clone(), &format!("/_practice/{path}"));
        if method != Method::GET {
            request = request.json(body);
        }
        let reply = reply(request).await;
        assert!(
            (200..300).contains(&reply.status),
            "{method} /_practice/{path}: {} {}",
            reply.status,
            String::from_utf8_lossy(&reply.body)
        );
        if reply.body.is_empty() {
            Value::Null
        } else {
            reply.json()
        }
    }

    async fn signed(&self, method: Method, path: &str, query: Pairs<'_>, form: Pairs<'_>) -> Reply {
        reply(self.request(method, path, query, form)).await
    }

    fn request(
        &self,
        method: Method,
        path: &str,
        query: Pairs<'_>,
        form: Pairs<'_>,
    ) -> RequestBuilder {
        let url = format!("{}{path}", self.base);
        let pairs: Vec<(&str, &str)> = query.iter().chain(form).copied().collect();
        let parameters = ParameterList::new(pairs);
        let signature = self.signer().authorize(method.as_str(), &url, &parameters);
        let mut request = self
            .http
            .request(method, url)
            .header(AUTHORIZATION, signature);
        if !query.is_empty() {
            request = request.query(query);
        }
        if !form.is_empty() {
            request = request.form(form);
        }
        request
    }

    /// Uploads a small picture under a category (§5.2); its id.
    pub async fn picture(&self, category: &str) -> String {
        let parts = reqwest::multipart::Form::new()
            .text("media_category", category.to_owned())
            .part("media", file());
        let reply = self.post_parts("/2/media/upload", parts).await;
        reply.text("/data/id")
    }

    /// Makes a persona (§2); its id.
    pub async fn persona(&self, name: &str) -> String {
        let media = self.picture("dm_image").await;
        let body = json!({"custom_profile": {"name": name, "avatar": {"media": {"id": media}}}});
        let reply = self.post_json("/1.1/custom_profiles/new.json", &body).await;
        assert_eq!(reply.status, 200);
        reply.text("/custom_profile/id")
    }

    /// Brings in somebody who only writes what a test says; their user id.
    pub async fn somebody(&self, handle: &str) -> String {
        let body = json!({"handle": handle, "name": "Lena", "about": ""});
        self.steer(Method::POST, "customers", &body).await;
        let seen = self.seen_by(handle).await;
        seen["customer"]["user_id"].as_str().unwrap().to_owned()
    }

    /// What a customer sees of the conversation.
    pub async fn seen_by(&self, handle: &str) -> Value {
        let path = format!("customers/{handle}");
        self.steer(Method::GET, &path, &Value::Null).await
    }

    /// Writes to the brand as a customer; the message's id.
    pub async fn writes(&self, handle: &str, text: &str) -> String {
        let path = format!("customers/{handle}/write");
        let written = self
            .steer(Method::POST, &path, &json!({ "text": text }))
            .await;
        written["id"].as_str().unwrap().to_owned()
    }

    /// Sends a text by v1.1 (§3.2).
    pub async fn send(&self, to: &str, text: &str) -> Reply {
        self.send_data(to, json!({ "text": text })).await
    }

    /// Sends a whole `message_data` by v1.1 (§3.2).
    pub async fn send_data(&self, to: &str, data: Value) -> Reply {
        self.post_json(EVENTS_NEW, &message(to, data)).await
    }

    /// Sends a text through a persona (§2.3).
    pub async fn send_as(&self, persona: &str, to: &str, text: &str) -> Reply {
        let mut body = message(to, json!({ "text": text }));
        body["event"]["message_create"]["custom_profile_id"] = json!(persona);
        self.post_json(EVENTS_NEW, &body).await
    }

    /// Sends a text; its id.
    pub async fn sent(&self, to: &str, text: &str) -> String {
        let reply = self.send(to, text).await;
        assert_eq!(reply.status, 200);
        reply.text("/event/id")
    }

    /// `events/list` (§3.1), newest first.
    pub async fn events(&self) -> Vec<Value> {
        let listed = self.get(EVENTS_LIST, &[("count", "50")]).await;
        assert_eq!(listed.status, 200);
        listed.json()["events"].as_array().unwrap().clone()
    }

    /// `events/show` (§3.1).
    pub async fn event(&self, id: &str) -> Reply {
        self.get(EVENTS_SHOW, &[("id", id)]).await
    }

    /// How many messages of this text are stored.
    pub async fn stored(&self, text: &str) -> usize {
        let truth = self.steer(Method::GET, "truth", &Value::Null).await;
        let stored = truth.as_array().unwrap().iter();
        stored.filter(|message| message["text"] == text).count()
    }

    /// Turns switches (§11).
    pub async fn turn(&self, switches: &Value) {
        self.steer(Method::POST, "switches", switches).await;
    }

    /// Asks for trouble at the next call of a route (§11).
    pub async fn fault(&self, route: &str, kind: Value) {
        let body = json!({"route": route, "kind": kind, "nth": 1, "times": 1});
        self.steer(Method::POST, "faults", &body).await;
    }

    /// Moves the clock.
    pub async fn forward_minutes(&self, minutes: u64) {
        let body = json!({"forward_ms": minutes * 60_000});
        self.steer(Method::POST, "clock", &body).await;
        self.ahead.fetch_add(minutes * 60, Ordering::Relaxed);
    }

    /// Begins a chunked upload by v2 (§5.2) of media for several uses; its id.
    pub async fn begin_shared(&self) -> String {
        let body = json!({"media_category": "dm_image", "media_type": "image/png",
            "total_bytes": PICTURE.len(), "shared": true});
        let begun = self.post_json("/2/media/upload/initialize", &body).await;
        assert_eq!(begun.status, 200);
        begun.text("/data/id")
    }

    /// Uploads a picture for several uses (§5.2); its id.
    pub async fn shared_picture(&self) -> String {
        let id = self.begin_shared().await;
        let parts = reqwest::multipart::Form::new()
            .text("segment_index", "0")
            .part("media", file());
        let append = format!("/2/media/upload/{id}/append");
        assert_eq!(self.post_parts(&append, parts).await.status, 200);
        let end = format!("/2/media/upload/{id}/finalize");
        assert_eq!(self.post(&end, &[]).await.status, 200);
        id
    }

    /// The same client with another user token.
    pub fn holding(&self, token: String, secret: String) -> Self {
        let mut held = self.next_door().next_door();
        held.brand.token = token;
        held.brand.token_secret = secret;
        held
    }

    /// An address signed by hand: what a test put on the `Authorization` header.
    pub async fn authorized(&self, method: Method, path: &str, header: &str) -> Reply {
        reply(self.bare(method, path).header(AUTHORIZATION, header)).await
    }
}

/// The body of a send.
pub fn message(to: &str, data: Value) -> Value {
    json!({"event": {"type": "message_create",
        "message_create": {"target": {"recipient_id": to}, "message_data": data}}})
}

/// §3.1.
pub const EVENTS_NEW: &str = "/1.1/direct_messages/events/new.json";
/// §3.1.
pub const EVENTS_LIST: &str = "/1.1/direct_messages/events/list.json";
/// §3.1.
pub const EVENTS_SHOW: &str = "/1.1/direct_messages/events/show.json";

/// A PNG as the field of an upload.
pub fn file() -> reqwest::multipart::Part {
    let part = reqwest::multipart::Part::bytes(PICTURE.to_vec());
    part.file_name("ana.png").mime_str("image/png").unwrap()
}

/// A PNG of 200 × 220.
pub const PICTURE: &[u8] = include_bytes!("../src/simulated/ana.png");

/// Sends it, whatever comes back.
pub async fn reply(request: RequestBuilder) -> Reply {
    let response = request.send().await.unwrap();
    Reply {
        status: response.status().as_u16(),
        headers: response.headers().clone(),
        body: response.bytes().await.unwrap().to_vec(),
    }
}

impl Reply {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// The text at a JSON pointer.
    pub fn text(&self, pointer: &str) -> String {
        let body = self.json();
        let text = body.pointer(pointer).and_then(Value::as_str);
        text.unwrap_or_else(|| panic!("no text at {pointer} in {body}"))
            .to_owned()
    }

    /// HTTP status and the first code of §3.6.
    pub fn refusal(&self) -> (u16, u64) {
        let body = self.json();
        let code = body.pointer("/errors/0/code").and_then(Value::as_u64);
        (
            self.status,
            code.unwrap_or_else(|| panic!("no code in {body}")),
        )
    }

    /// A header as text, where it is there.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}
