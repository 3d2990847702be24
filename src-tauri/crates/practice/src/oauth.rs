//! Verifying OAuth 1.0a HMAC-SHA1 signatures (`contracts/x.md` §6.1, §10, §11).
//!
//! Signed are the header's parameters except `oauth_signature` (unknown ones
//! included, `realm` never), the query, and a form body; JSON and multipart
//! bodies are not. What is compared are bytes: text that is no UTF-8 is signed
//! like any other. The verifier decides nothing about what a caller may do.

mod place;

use base64::{Engine, prelude::BASE64_STANDARD};
use hmac::{Hmac, Mac};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};
use sha1::Sha1;

use crate::{
    errors::Refusal,
    received::{RawPairs, Received},
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

/// What a request says about who signed it.
pub(crate) struct Credentials {
    /// What stood in the header; query and form are signed where they stand.
    header: RawPairs,
    pub(crate) consumer_key: String,
    /// Absent while a login has no token yet.
    token: Option<String>,
    pub(crate) nonce: String,
    pub(crate) timestamp: i64,
    signature: String,
}

impl Credentials {
    /// Finds the protocol parameters, wherever the request carries them (RFC
    /// 5849 §3.5): 400 code 215 if one is missing or stands there twice, 401
    /// code 32 for another signature method or version (§6.1).
    pub(crate) fn read(request: &Received) -> Result<Self, Refusal> {
        let found = place::find(request).ok_or_else(missing)?;
        let get = |name| found.get(name).ok_or_else(missing);
        if get("oauth_signature_method")? != "HMAC-SHA1"
            || found
                .get("oauth_version")
                .is_some_and(|version| version != "1.0")
        {
            return Err(unauthenticated());
        }
        Ok(Self {
            consumer_key: get("oauth_consumer_key")?,
            token: found.get("oauth_token").filter(|token| !token.is_empty()),
            nonce: get("oauth_nonce")?,
            timestamp: get("oauth_timestamp")?.parse().map_err(|_| missing())?,
            signature: get("oauth_signature")?,
            header: found.into_header(),
        })
    }

    /// The token that the request was signed with; 400 code 215 without one.
    pub(crate) fn token(&self) -> Result<&str, Refusal> {
        self.token.as_deref().ok_or_else(missing)
    }

    /// A signed parameter of this name, wherever it stands.
    pub(crate) fn parameter(&self, request: &Received, name: &str) -> Option<String> {
        self.header
            .iter()
            .chain(&request.signed())
            .find(|(key, _)| key == name.as_bytes())
            .and_then(|(_, value)| String::from_utf8(value.clone()).ok())
    }

    /// Checks signature, then timestamp: 401 with code 32 or 135 (§11).
    pub(crate) fn verify(
        &self,
        request: &Received,
        secrets: &Secrets<'_>,
        now_ms: i64,
    ) -> Result<(), Refusal> {
        let key = format!(
            "{}&{}",
            encode(secrets.consumer.as_bytes()),
            encode(secrets.token.as_bytes())
        );
        let claimed = BASE64_STANDARD.decode(&self.signature).unwrap_or_default();
        let fits = |base: String| {
            Hmac::<Sha1>::new_from_slice(key.as_bytes())
                .map(|mac| mac.chain_update(base.as_bytes()))
                .is_ok_and(|mac| mac.verify_slice(&claimed).is_ok())
        };
        let signed = request.signed();
        if !fits(self.base_string(request, &signed))
            && !fits(self.base_string(request, &self.beside_header(&signed)))
        {
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

    /// Query and form without what the header says as well. Some libraries name
    /// `oauth_callback` in both and sign it once, and work with X \[C\].
    fn beside_header(&self, signed: &RawPairs) -> RawPairs {
        let is_new = |pair: &&(Vec<u8>, Vec<u8>)| {
            !pair.0.starts_with(b"oauth_") || !self.header.contains(pair)
        };
        signed.iter().filter(is_new).cloned().collect()
    }

    fn base_string(&self, request: &Received, signed: &RawPairs) -> String {
        let mut pairs: Vec<(String, String)> = self
            .header
            .iter()
            .chain(signed)
            .filter(|(key, _)| key != b"oauth_signature")
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
            encode(url.as_bytes()),
            encode(parameters.join("&").as_bytes()),
        )
    }
}

/// 401 code 32: wrong signature, or a key or token that nobody has.
pub(crate) fn unauthenticated() -> Refusal {
    Refusal::v1(401, 32, "Could not authenticate you.")
}

/// 400 code 215: nothing, or not enough, says who signed.
fn missing() -> Refusal {
    Refusal::v1(400, 215, "Bad Authentication data.")
}

fn encode(bytes: &[u8]) -> String {
    percent_encode(bytes, ENCODED).to_string()
}

#[cfg(test)]
mod tests;
