//! Verifying OAuth 1.0a HMAC-SHA1 signatures (`contracts/x.md` §6.1, §10, §11).
//!
//! Signed are the header's `oauth_*` parameters except `oauth_signature` (unknown
//! ones included, `realm` never), the query, and a form body; JSON and multipart
//! bodies are not. The verifier decides nothing about what a caller may do.

use base64::{Engine, prelude::BASE64_STANDARD};
use hmac::{Hmac, Mac};
use http::header::AUTHORIZATION;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use sha1::Sha1;

use crate::{
    errors::Refusal,
    received::{Pairs, Received},
};

/// How far a timestamp may be from the server's clock (§11).
const TOLERANCE_S: i64 = 300;

/// RFC 3986: everything but the unreserved characters is encoded.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The secrets that belong to a consumer key and a token.
pub(crate) struct Secrets<'a> {
    pub(crate) consumer: &'a str,
    pub(crate) token: &'a str,
}

/// The OAuth header of a request.
pub(crate) struct Credentials {
    parameters: Pairs,
    pub(crate) consumer_key: String,
    pub(crate) token: String,
    pub(crate) nonce: String,
    pub(crate) timestamp: i64,
    signature: String,
}

impl Credentials {
    /// Reads the `authorization` header; 400 code 215 if it is no OAuth 1.0a
    /// header with everything that is needed.
    pub(crate) fn read(request: &Received) -> Result<Self, Refusal> {
        Self::from_header(request).ok_or_else(|| Refusal::v1(400, 215, "Bad Authentication data."))
    }

    fn from_header(request: &Received) -> Option<Self> {
        let header = request.headers.get(AUTHORIZATION)?.to_str().ok()?;
        let (scheme, list) = header.trim().split_once(' ')?;
        if !scheme.eq_ignore_ascii_case("OAuth") {
            return None;
        }
        let parameters = list.split(',').map(parameter).collect::<Option<Pairs>>()?;
        let get = |name: &str| {
            let found = parameters.iter().find(|(key, _)| key == name);
            found.map(|(_, value)| value.clone())
        };
        if get("oauth_signature_method")? != "HMAC-SHA1" {
            return None;
        }
        Some(Self {
            consumer_key: get("oauth_consumer_key")?,
            token: get("oauth_token")?,
            nonce: get("oauth_nonce")?,
            timestamp: get("oauth_timestamp")?.parse().ok()?,
            signature: get("oauth_signature")?,
            parameters,
        })
    }

    /// Checks signature, then timestamp: 401 with code 32 or 135.
    pub(crate) fn verify(
        &self,
        request: &Received,
        secrets: &Secrets<'_>,
        now_ms: i64,
    ) -> Result<(), Refusal> {
        let base = self.base_string(request);
        let key = format!("{}&{}", encode(secrets.consumer), encode(secrets.token));
        let claimed = BASE64_STANDARD.decode(&self.signature).unwrap_or_default();
        let fits = Hmac::<Sha1>::new_from_slice(key.as_bytes())
            .map(|mac| mac.chain_update(base.as_bytes()))
            .is_ok_and(|mac| mac.verify_slice(&claimed).is_ok());
        if !fits {
            return Err(unauthenticated());
        }
        let off = self
            .timestamp
            .saturating_sub(now_ms.div_euclid(1000))
            .saturating_abs();
        if off > TOLERANCE_S {
            return Err(Refusal::v1(401, 135, "Timestamp out of bounds."));
        }
        Ok(())
    }

    fn base_string(&self, request: &Received) -> String {
        let signed_header = self
            .parameters
            .iter()
            .filter(|(key, _)| key.starts_with("oauth_") && key != "oauth_signature");
        let form = request.form();
        let mut pairs: Vec<(String, String)> = signed_header
            .chain(&request.query)
            .chain(&form)
            .map(|(key, value)| (encode(key), encode(value)))
            .collect();
        pairs.sort();
        let parameters: Vec<String> = pairs
            .into_iter()
            .map(|(key, value)| format!("{key}={value}"))
            .collect();
        let url = format!("{}{}", request.base_url(), request.path);
        format!(
            "{}&{}&{}",
            request.method.as_str(),
            encode(&url),
            encode(&parameters.join("&")),
        )
    }
}

/// 401 code 32: wrong signature, or a key or token that nobody has.
pub(crate) fn unauthenticated() -> Refusal {
    Refusal::v1(401, 32, "Could not authenticate you.")
}

fn parameter(text: &str) -> Option<(String, String)> {
    let (key, value) = text.trim().split_once('=')?;
    let value = value.strip_prefix('"')?.strip_suffix('"')?;
    Some((decode(key)?, decode(value)?))
}

fn decode(text: &str) -> Option<String> {
    let decoded = percent_decode_str(text).decode_utf8().ok()?;
    Some(decoded.into_owned())
}

fn encode(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

#[cfg(test)]
mod tests;
