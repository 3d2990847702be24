//! A signer for the odd ones: it knows every place and every spelling that
//! RFC 5849 allows, and shares nothing with the network's verifier.

use std::fmt::Write;

use base64::{Engine, prelude::BASE64_STANDARD};
use bytes::Bytes;
use hmac::{Hmac, Mac};
use http::Request;
use sha1::Sha1;

use crate::client::{Client, START_MS};

pub type Pair = (String, String);

pub fn pair(key: &str, value: &str) -> Pair {
    (key.to_owned(), value.to_owned())
}

/// Where the protocol parameters go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Header,
    Query,
    Form,
}

/// How a character that may stay as it is, or must not, is written.
#[derive(Debug, Clone)]
pub struct Spelling {
    /// A space as `+`.
    pub plus: bool,
    /// `%2f` for `%2F`.
    pub lower_hex: bool,
    /// Even what need not be encoded.
    pub everything: bool,
    /// `k` for `k=` where the value is empty.
    pub bare_keys: bool,
}

pub const PLAIN: Spelling = Spelling {
    plus: false,
    lower_hex: false,
    everything: false,
    bare_keys: false,
};

/// A request before it is written down.
#[derive(Debug, Clone)]
pub struct Call {
    pub method: &'static str,
    /// What the client signs: scheme and host, without a default port.
    pub signed_base: String,
    /// What it writes into the request's target.
    pub sent_base: String,
    pub path: String,
    pub query: Vec<Pair>,
    pub form: Option<Vec<Pair>>,
    pub oauth: Vec<Pair>,
    pub consumer_secret: String,
    pub token_secret: String,
    /// Another signature in place of the right one.
    pub forged: Option<String>,
}

impl Call {
    /// A call with the brand's keys at the start of the test's clock.
    pub fn of(client: &Client, method: &'static str, path: &str) -> Self {
        let keys = &client.keys;
        let mut call = Self::of_app(client, method, path);
        call.oauth.push(pair("oauth_token", &keys.token));
        call.token_secret.clone_from(&keys.token_secret);
        call
    }

    /// A call that only the app signs.
    pub fn of_app(client: &Client, method: &'static str, path: &str) -> Self {
        Self {
            method,
            signed_base: client.base.clone(),
            sent_base: client.base.clone(),
            path: path.to_owned(),
            query: Vec::new(),
            form: None,
            oauth: vec![
                pair("oauth_consumer_key", &client.keys.consumer_key),
                pair("oauth_nonce", "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg"),
                pair("oauth_signature_method", "HMAC-SHA1"),
                pair("oauth_timestamp", &(START_MS / 1000).to_string()),
            ],
            consumer_secret: client.keys.consumer_secret.clone(),
            token_secret: String::new(),
            forged: None,
        }
    }

    pub fn with(mut self, key: &str, value: &str) -> Self {
        self.oauth.push(pair(key, value));
        self
    }

    /// The request, with what is signed in the given place and spelling.
    pub fn request(&self, place: Place, spelling: &Spelling) -> Request<Bytes> {
        let mut oauth = self.oauth.clone();
        oauth.push(pair("oauth_signature", &self.signature()));
        let header = header(&oauth, spelling);
        self.written(
            &oauth,
            place,
            Some(header).filter(|_| place == Place::Header),
            spelling,
        )
    }

    /// The request with a header written by hand.
    pub fn with_header(&self, header: impl FnOnce(&[Pair]) -> String) -> Request<Bytes> {
        let mut oauth = self.oauth.clone();
        oauth.push(pair("oauth_signature", &self.signature()));
        let text = header(&oauth);
        self.written(&oauth, Place::Header, Some(text), &PLAIN)
    }

    fn written(
        &self,
        oauth: &[Pair],
        place: Place,
        header: Option<String>,
        spelling: &Spelling,
    ) -> Request<Bytes> {
        let (mut query, mut form) = (self.query.clone(), self.form.clone());
        match place {
            Place::Header => {}
            Place::Query => query.extend_from_slice(oauth),
            Place::Form => form.get_or_insert_default().extend_from_slice(oauth),
        }
        let mark = if query.is_empty() { "" } else { "?" };
        let query = encoded(&query, spelling);
        let mut request = Request::builder()
            .method(self.method)
            .uri(format!("{}{}{mark}{query}", self.sent_base, self.path));
        if let Some(header) = header {
            request = request.header("authorization", header);
        }
        if form.is_some() {
            let media_type = "Application/X-WWW-Form-URLEncoded; charset=UTF-8";
            request = request.header("content-type", media_type);
        }
        let body = form.map_or_else(String::new, |form| encoded(&form, spelling));
        request.body(Bytes::from(body)).unwrap()
    }

    pub fn signature(&self) -> String {
        if let Some(forged) = &self.forged {
            return forged.clone();
        }
        let form = self.form.iter().flatten();
        let mut pairs: Vec<Pair> = self
            .oauth
            .iter()
            .chain(&self.query)
            .chain(form)
            .map(|(key, value)| (rfc3986(key), rfc3986(value)))
            .collect();
        pairs.sort();
        let pairs: Vec<String> = pairs.iter().map(|(k, v)| format!("{k}={v}")).collect();
        let base = [
            self.method.to_owned(),
            rfc3986(&format!("{}{}", self.signed_base, self.path)),
            rfc3986(&pairs.join("&")),
        ];
        let key = [&self.consumer_secret, &self.token_secret].map(|secret| rfc3986(secret));
        let mut mac = Hmac::<Sha1>::new_from_slice(key.join("&").as_bytes()).unwrap();
        mac.update(base.join("&").as_bytes());
        BASE64_STANDARD.encode(mac.finalize().into_bytes())
    }
}

/// A header as most clients write it.
pub fn header(oauth: &[Pair], spelling: &Spelling) -> String {
    let spelling = Spelling {
        plus: false,
        ..spelling.clone()
    };
    let write = |text: &str| spelt(text, &spelling);
    let parts: Vec<String> = oauth
        .iter()
        .map(|(key, value)| format!("{key}=\"{}\"", write(value)))
        .collect();
    format!("OAuth {}", parts.join(", "))
}

fn encoded(pairs: &[Pair], spelling: &Spelling) -> String {
    let parts: Vec<String> = pairs
        .iter()
        .map(|(key, value)| {
            let key = spelt(key, spelling);
            if value.is_empty() && spelling.bare_keys && !key.is_empty() {
                return key;
            }
            format!("{key}={}", spelt(value, spelling))
        })
        .collect();
    parts.join("&")
}

fn spelt(text: &str, spelling: &Spelling) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        let is_plain = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        if byte == b' ' && spelling.plus {
            out.push('+');
        } else if is_plain && !spelling.everything {
            out.push(char::from(byte));
        } else if spelling.lower_hex {
            write!(out, "%{byte:02x}").unwrap();
        } else {
            write!(out, "%{byte:02X}").unwrap();
        }
    }
    out
}

fn rfc3986(text: &str) -> String {
    spelt(text, &PLAIN)
}
