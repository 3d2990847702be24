//! A request as it came in, taken apart once: where the client thought it was
//! going, the query, the body.

use std::net::SocketAddr;

use bytes::Bytes;
use http::{
    HeaderMap, Method, Request, Uri,
    header::{CONTENT_TYPE, HOST},
};
use percent_encoding::percent_decode;
use url::{Host, Url, form_urlencoded};

/// Parameters in the order of the request, decoded.
pub(crate) type Pairs = Vec<(String, String)>;
/// The same as bytes, because what is signed need not be text.
pub(crate) type RawPairs = Vec<(Vec<u8>, Vec<u8>)>;

/// How a request reached a listener. What proxies say about it in headers is
/// believed by nobody.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Arrival {
    pub(crate) scheme: &'static str,
    /// What a client that names no host must have addressed.
    pub(crate) listener: SocketAddr,
}

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
    raw_query: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// `None` in process.
    arrival: Option<Arrival>,
}

impl Received {
    pub(crate) fn new(request: Request<Bytes>) -> Self {
        let (head, body) = request.into_parts();
        let arrival = head.extensions.get::<Arrival>().copied();
        let query = head.uri.query().unwrap_or_default();
        Self {
            scheme: scheme(&head.uri, arrival),
            authority: authority(&head.uri, &head.headers, arrival),
            path: head.uri.path().to_owned(),
            query: form_urlencoded::parse(query.as_bytes())
                .into_owned()
                .collect(),
            raw_query: query.to_owned(),
            method: head.method,
            headers: head.headers,
            body,
            arrival,
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

    /// Whether the client addressed this machine by an address or a name of its
    /// own. In process there is no other.
    pub(crate) fn is_for_this_machine(&self) -> bool {
        if self.arrival.is_none() {
            return true;
        }
        match Url::parse(&self.base_url())
            .ok()
            .as_ref()
            .and_then(Url::host)
        {
            Some(Host::Ipv4(ip)) => ip.is_loopback(),
            Some(Host::Ipv6(ip)) => ip.is_loopback(),
            Some(Host::Domain(name)) => name == "localhost",
            None => false,
        }
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

    /// The parameters of the query, decoded but not read as text.
    pub(crate) fn raw_query(&self) -> RawPairs {
        raw_pairs(self.raw_query.as_bytes())
    }

    /// The parameters of a form body, decoded but not read as text; none for
    /// any other body.
    pub(crate) fn raw_form(&self) -> RawPairs {
        if self.media_type() != "application/x-www-form-urlencoded" {
            return RawPairs::new();
        }
        raw_pairs(&self.body)
    }

    /// What a signature covers beside the header: query and form (§6.1).
    pub(crate) fn signed(&self) -> RawPairs {
        let mut pairs = self.raw_query();
        pairs.extend(self.raw_form());
        pairs
    }
}

fn scheme(uri: &Uri, arrival: Option<Arrival>) -> String {
    let arrived = arrival.map_or("http", |arrival| arrival.scheme);
    uri.scheme_str().unwrap_or(arrived).to_ascii_lowercase()
}

/// The `host` header; without one, the host of an absolute request target; or
/// else the address that was connected to, as HTTP/1.0 leaves it.
fn authority(uri: &Uri, headers: &HeaderMap, arrival: Option<Arrival>) -> String {
    let named = headers
        .get(HOST)
        .and_then(|value| value.to_str().ok())
        .or_else(|| uri.authority().map(http::uri::Authority::as_str));
    let named = named.map_or("", |named| {
        named.rsplit_once('@').map_or(named, |(_, host)| host)
    });
    match (named, arrival) {
        ("", Some(arrival)) => arrival.listener.to_string(),
        (named, _) => named.trim_end_matches(':').to_ascii_lowercase(),
    }
}

/// Pairs as forms and queries encode them: `+` is a space, and a key without `=`
/// has an empty value.
fn raw_pairs(text: &[u8]) -> RawPairs {
    let decode = |part: &[u8]| {
        let spaced: Vec<u8> = part
            .iter()
            .map(|byte| if *byte == b'+' { b' ' } else { *byte })
            .collect();
        percent_decode(&spaced).collect()
    };
    text.split(|byte| *byte == b'&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let mut halves = pair.splitn(2, |byte| *byte == b'=');
            let mut half = || decode(halves.next().unwrap_or_default());
            (half(), half())
        })
        .collect()
}
