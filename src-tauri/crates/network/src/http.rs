//! The `Http` port: one request out, one answer back, nothing clever.

use async_trait::async_trait;
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

/// What a request carries.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Body {
    /// Nothing.
    Empty,
    /// JSON text, `application/json`.
    Json(String),
    /// `multipart/form-data`.
    Multipart(Vec<Part>),
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
