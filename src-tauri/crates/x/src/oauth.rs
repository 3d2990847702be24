//! OAuth 1.0a signatures with HMAC-SHA1 (`contracts/x.md` §6.1).
//!
//! Pure: keys, moment and nonce are arguments. The address, the
//! `oauth_*` parameters and the fields of a form are signed; JSON and multipart
//! bodies stay out of a signature.

use crate::{address::encode, keys::Pair};
use base64::{Engine, prelude::BASE64_STANDARD};
use hmac::{Hmac, Mac};
use network::{Body, Method, Request, Stamp};
use secrecy::{ExposeSecret, SecretString};
use sha1::Sha1;
use url::{Position, Url};

/// Who signs, and what is said beside the signature.
pub(crate) struct Signing<'a> {
    /// The app.
    pub(crate) consumer: &'a Pair,
    /// For whom; nobody yet where a login begins.
    pub(crate) token: Option<&'a Pair>,
    /// What only a login says: its callback, or the proof that it was allowed.
    pub(crate) beside: Option<(&'static str, &'a str)>,
}

/// The `Authorization` header of a request.
pub(crate) fn header(request: &Request, signing: &Signing<'_>, stamp: &Stamp) -> SecretString {
    let seconds = stamp.seconds.to_string();
    let mut parameters = vec![
        ("oauth_consumer_key", signing.consumer.key.expose_secret()),
        ("oauth_nonce", &stamp.nonce),
        ("oauth_signature_method", "HMAC-SHA1"),
        ("oauth_timestamp", &seconds),
    ];
    if let Some(token) = signing.token {
        parameters.push(("oauth_token", token.key.expose_secret()));
    }
    parameters.push(("oauth_version", "1.0"));
    parameters.extend(signing.beside);
    let mut signed = parameters.clone();
    if let Body::Form(fields) = &request.body {
        signed.extend(fields.iter().map(|(key, value)| (*key, value.as_str())));
    }
    let signature = signature(
        request.method,
        &request.url,
        &signed,
        &signing.consumer.secret,
        signing.token.map(|token| &token.secret),
    );
    parameters.push(("oauth_signature", &signature));
    let fields: Vec<_> = parameters
        .iter()
        .map(|(key, value)| format!("{key}=\"{}\"", encode(value)))
        .collect();
    format!("OAuth {}", fields.join(", ")).into()
}

/// Signs a request with these parameters besides those of its address.
fn signature(
    method: Method,
    url: &Url,
    parameters: &[(&str, &str)],
    consumer_secret: &SecretString,
    token_secret: Option<&SecretString>,
) -> String {
    let token_secret = token_secret.map_or("", |secret| secret.expose_secret());
    let key = format!(
        "{}&{}",
        encode(consumer_secret.expose_secret()),
        encode(token_secret)
    );
    let mac = keyed(key.as_bytes()).chain_update(base_string(method, url, parameters));
    BASE64_STANDARD.encode(mac.finalize().into_bytes())
}

#[expect(clippy::expect_used, reason = "HMAC takes keys of every length")]
fn keyed(key: &[u8]) -> Hmac<Sha1> {
    Hmac::new_from_slice(key).expect("HMAC takes keys of every length")
}

/// What is signed: method, address and all parameters in their order.
fn base_string(method: Method, url: &Url, parameters: &[(&str, &str)]) -> String {
    let mut pairs: Vec<_> = url
        .query_pairs()
        .map(|(key, value)| (encode(&key), encode(&value)))
        .chain(
            parameters
                .iter()
                .map(|(key, value)| (encode(key), encode(value))),
        )
        .collect();
    pairs.sort_unstable();
    let pairs: Vec<_> = pairs
        .iter()
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    // `Url` has already made the host lower-case and dropped a default port.
    let address = &url[..Position::AfterPath];
    format!(
        "{}&{}&{}",
        method.as_str(),
        encode(address),
        encode(&pairs.join("&"))
    )
}

#[cfg(test)]
#[path = "oauth_tests.rs"]
mod tests;
