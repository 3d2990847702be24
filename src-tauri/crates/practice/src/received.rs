//! A request as it came in, taken apart once: where the client thought it was
//! going, the query, the body.

use bytes::Bytes;
use http::{
    HeaderMap, Method, Request,
    header::{CONTENT_TYPE, HOST},
};
use url::form_urlencoded;

/// Parameters in the order of the request, decoded.
pub(crate) type Pairs = Vec<(String, String)>;

/// A request.
#[derive(Debug)]
pub(crate) struct Received {
    pub(crate) method: Method,
    /// `http` or `https`, as the client addressed it.
    scheme: String,
    /// Host and port as the client addressed them.
    authority: String,
    /// As sent, still percent-encoded.
    pub(crate) path: String,
    pub(crate) query: Pairs,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Received {
    pub(crate) fn new(request: Request<Bytes>) -> Self {
        let (head, body) = request.into_parts();
        let host = head
            .headers
            .get(HOST)
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned);
        let authority = host
            .or_else(|| head.uri.authority().map(ToString::to_string))
            .unwrap_or_default()
            .to_ascii_lowercase();
        let query = head.uri.query().unwrap_or_default();
        Self {
            scheme: head.uri.scheme_str().unwrap_or("http").to_owned(),
            authority,
            path: head.uri.path().to_owned(),
            query: form_urlencoded::parse(query.as_bytes())
                .into_owned()
                .collect(),
            method: head.method,
            headers: head.headers,
            body,
        }
    }

    /// `scheme://host[:port]` as the client addressed it, lower case, without
    /// the scheme's default port.
    pub(crate) fn base_url(&self) -> String {
        let default_port = if self.scheme == "https" {
            ":443"
        } else {
            ":80"
        };
        let authority = self
            .authority
            .strip_suffix(default_port)
            .unwrap_or(&self.authority);
        format!("{}://{authority}", self.scheme)
    }

    /// The first query parameter of this name.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        self.query
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// The media type of the body, without its parameters, lower case.
    pub(crate) fn media_type(&self) -> String {
        self.content_type()
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase()
    }

    /// The whole `content-type`, or nothing.
    pub(crate) fn content_type(&self) -> &str {
        self.headers
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// The parameters of a form body; none for any other body.
    pub(crate) fn form(&self) -> Pairs {
        if self.media_type() != "application/x-www-form-urlencoded" {
            return Pairs::new();
        }
        form_urlencoded::parse(&self.body).into_owned().collect()
    }
}
