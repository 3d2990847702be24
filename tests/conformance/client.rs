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

mod shapes;

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
