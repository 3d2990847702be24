//! The `Http` port: one request out, one answer back, nothing clever.

use crate::facts::{is_loopback, is_secure};
use crate::{Endpoint, EndpointError};
use async_trait::async_trait;
use domain::has_public_name;
use std::time::Duration;
use thiserror::Error;

/// Sends one request. Implementations neither retry nor follow redirects.
#[async_trait]
pub trait Http: Send + Sync {
    /// Sends the request and reads the whole answer.
    async fn send(&self, request: Request) -> Result<Answer, HttpFailure>;
}

/// The methods in use.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates.
    Post,
    /// Deletes.
    Delete,
}

impl Method {
    /// As written on the wire and in a signature base string.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Delete => "DELETE",
        }
    }
}

/// A request, complete but for its signature until the connector signs it.
#[derive(Clone, Debug)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The absolute address; the query is already percent-encoded.
    pub url: url::Url,
    /// What it carries.
    pub body: Body,
    /// The `Authorization` header, once signed; never logged.
    pub authorization: Option<secrecy::SecretString>,
    /// How long to wait for the whole answer.
    pub patience: Duration,
}

impl Request {
    /// Asks for a public picture, without a signature. A network elsewhere
    /// cannot name this machine, nor one beside it: such are addressed by number
    /// or by a name that only they know.
    ///
    /// # Errors
    /// An address that is none, not secure, has a user in it, or is not public
    /// while the network's own is another.
    pub fn picture(address: &str, network: &Endpoint) -> Result<Self, EndpointError> {
        let url = url::Url::parse(address)
            .map_err(|_| EndpointError::NotAnAddress(address.to_owned()))?;
        let is_home =
            url.host() == network.api.host() || (is_loopback(&url) && is_loopback(&network.api));
        let has_user = !url.username().is_empty() || url.password().is_some();
        if !is_secure(&url) || has_user || !(is_home || has_public_name(&url)) {
            return Err(EndpointError::NotSecure(address.to_owned()));
        }
        Ok(Self {
            method: Method::Get,
            url,
            body: Body::Empty,
            authorization: None,
            patience: Duration::from_secs(20),
        })
    }
}

/// What a request carries.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Body {
    /// Nothing.
    Empty,
    /// JSON text, `application/json`.
    Json(String),
    /// Fields of a form, `application/x-www-form-urlencoded`. A signature may
    /// count them.
    Form(Vec<(&'static str, String)>),
    /// `multipart/form-data`.
    Multipart(Vec<Part>),
}

/// The fields of a form as they go over the wire.
pub fn form_text(fields: &[(&'static str, String)]) -> String {
    let mut text = url::form_urlencoded::Serializer::new(String::new());
    text.extend_pairs(fields);
    text.finish()
}

/// One field of a multipart body.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// The field's name.
    pub name: &'static str,
    /// A file name and media type, where the part is a file.
    pub file: Option<(&'static str, &'static str)>,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// An answer that was read to its end.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Header names in lower case, with their values.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The first header of that (lower-case) name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, value)| value.as_str())
    }
}

/// Why there is no answer. The difference decides whether a message may be
/// sent again, so an implementation that is not sure says [`HttpFailure::Unknown`].
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum HttpFailure {
    /// No connection was opened: surely nothing left this machine.
    #[error("no connection could be opened: {0}")]
    NotStarted(String),
    /// The request may have left; what became of it is not known.
    #[error("no complete answer came: {0}")]
    Unknown(String),
}

#[cfg(test)]
mod tests {
    use super::Request;
    use crate::Endpoint;

    fn at(base: &str) -> Endpoint {
        Endpoint::parse(base, base).unwrap()
    }

    #[test]
    fn a_picture_comes_over_a_secure_way_and_from_this_machine_only_for_a_network_on_it() {
        let (far, here) = (at("https://api.x.test"), at("http://127.0.0.1:8080"));
        assert!(Request::picture("https://pictures.x.test/a.jpg", &far).is_ok());
        assert!(Request::picture("http://127.0.0.1:8080/a.png", &here).is_ok());
        assert!(Request::picture("http://localhost:8080/a.png", &here).is_ok());
        let house = at("https://192.168.1.4");
        assert!(Request::picture("https://192.168.1.4/a.jpg", &house).is_ok());
        for address in [
            "http://pictures.x.test/a.jpg",
            "http://127.0.0.1:8080/a.png",
            "https://localhost/a.png",
            "https://localhost./a.png",
            "https://me@pictures.x.test/a.jpg",
            "https://192.168.1.1/a.jpg",
            "https://3232235777/a.jpg",
            "https://[fd00::1]/a.jpg",
            "https://printer/a.jpg",
            "https://printer.local/a.jpg",
            "https://metadata.internal./a.jpg",
            "file:///a",
            "a.jpg",
        ] {
            assert!(Request::picture(address, &far).is_err(), "{address}");
        }
    }
}
