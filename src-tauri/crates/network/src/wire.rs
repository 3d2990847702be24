//! The real [`Http`]: one client that does exactly what it is told.
//!
//! It never repeats a request, never follows a redirect and never keeps a
//! cookie. It reads an answer to its end or says that it could not, and it says
//! [`HttpFailure::NotStarted`] only where no connection came about (name, TCP,
//! TLS) or the request could not even be written down. Everything later is
//! [`HttpFailure::Unknown`].

use crate::{Answer, Body, Http, HttpFailure, Method, Part, Request};
use async_trait::async_trait;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::{Client, ClientBuilder, multipart, redirect, retry};
use rustls_platform_verifier::BuilderVerifierExt;
use secrecy::ExposeSecret;
use std::sync::Arc;
use std::time::Duration;
use thiserror::Error;

/// The longest answer that is read, in bytes after decompression. X's longest
/// page (50 messages of 10 000 characters) stays under 4 MB.
pub const LONGEST_ANSWER: usize = 8 * 1024 * 1024;

const CONNECT_PATIENCE: Duration = Duration::from_secs(10);
const USER_AGENT: &str = concat!("Byline/", env!("CARGO_PKG_VERSION"));

/// HTTP over sockets.
#[derive(Clone, Debug)]
pub struct Wire {
    /// Through the system's proxy, where there is one.
    outward: Client,
    /// To this machine, never through a proxy.
    loopback: Client,
}

/// Why the machine cannot speak HTTP.
#[derive(Debug, Error)]
pub enum WireError {
    /// TLS cannot be set up; mostly the system has no root certificates.
    #[error("secure connections are not possible on this machine")]
    Tls(#[from] rustls::Error),
    /// The client cannot be set up.
    #[error("web requests are not possible on this machine")]
    Client(#[from] reqwest::Error),
}

impl Wire {
    /// Sets up the clients, with the roots that the system trusts.
    pub fn new() -> Result<Self, WireError> {
        Ok(Self {
            outward: client()?.build()?,
            loopback: client()?.no_proxy().build()?,
        })
    }

    fn client_for(&self, url: &url::Url) -> &Client {
        if crate::facts::is_loopback(url) {
            &self.loopback
        } else {
            &self.outward
        }
    }
}

#[async_trait]
impl Http for Wire {
    async fn send(&self, request: Request) -> Result<Answer, HttpFailure> {
        let client = self.client_for(&request.url);
        let written = write(client, request)?;
        let response = client.execute(written).await.map_err(classify)?;
        read(response).await
    }
}

fn client() -> Result<ClientBuilder, WireError> {
    Ok(Client::builder()
        .tls_backend_preconfigured(tls()?)
        .user_agent(USER_AGENT)
        .connect_timeout(CONNECT_PATIENCE)
        .retry(retry::never())
        .redirect(redirect::Policy::none())
        .referer(false))
}

/// TLS over ring, given to the client directly so that no process-wide default
/// is installed. A client that is given its TLS also needs to be told ALPN.
fn tls() -> Result<rustls::ClientConfig, rustls::Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?;
    let mut config = match builder.clone().with_platform_verifier() {
        Ok(verified) => verified,
        // Practice and everything offline work without: https trusts nobody then.
        Err(error) => {
            tracing::warn!(%error, "this system has no trusted certificates");
            builder.with_root_certificates(rustls::RootCertStore::empty())
        }
    }
    .with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

fn write(client: &Client, request: Request) -> Result<reqwest::Request, HttpFailure> {
    let method = match request.method {
        Method::Get => reqwest::Method::GET,
        Method::Post => reqwest::Method::POST,
        Method::Delete => reqwest::Method::DELETE,
    };
    let builder = client
        .request(method, request.url)
        .timeout(request.patience);
    let builder = match request.body {
        Body::Empty => builder,
        Body::Json(text) => builder.header(CONTENT_TYPE, "application/json").body(text),
        Body::Form(fields) => builder
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(crate::form_text(&fields)),
        Body::Multipart(parts) => builder.multipart(form(parts).map_err(not_started)?),
    };
    let mut written = builder.build().map_err(not_started)?;
    if let Some(secret) = request.authorization {
        // The error of a bad value is not passed on: it might show the value.
        let mut value = HeaderValue::from_str(secret.expose_secret())
            .map_err(|_| HttpFailure::NotStarted("the signature is not a header".to_owned()))?;
        value.set_sensitive(true);
        written.headers_mut().insert(AUTHORIZATION, value);
    }
    Ok(written)
}

fn form(parts: Vec<Part>) -> Result<multipart::Form, reqwest::Error> {
    parts
        .into_iter()
        .try_fold(multipart::Form::new(), |form, part| {
            let content = multipart::Part::bytes(part.bytes);
            let content = match part.file {
                Some((name, media_type)) => content.file_name(name).mime_str(media_type)?,
                None => content,
            };
            Ok(form.part(part.name, content))
        })
}

async fn read(mut response: reqwest::Response) -> Result<Answer, HttpFailure> {
    let status = response.status().as_u16();
    let headers = response
        .headers()
        .iter()
        .map(|(name, value)| {
            (
                name.as_str().to_owned(),
                String::from_utf8_lossy(value.as_bytes()).into_owned(),
            )
        })
        .collect();
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(unknown)? {
        if body.len().saturating_add(chunk.len()) > LONGEST_ANSWER {
            return Err(HttpFailure::Unknown(
                "the answer is too long to read".to_owned(),
            ));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Answer {
        status,
        headers,
        body,
    })
}

fn classify(error: reqwest::Error) -> HttpFailure {
    if error.is_connect() || error.is_builder() {
        not_started(error)
    } else {
        unknown(error)
    }
}

fn not_started(error: reqwest::Error) -> HttpFailure {
    HttpFailure::NotStarted(reason(error))
}

fn unknown(error: reqwest::Error) -> HttpFailure {
    HttpFailure::Unknown(reason(error))
}

/// The chain of causes, without the address: it names people.
fn reason(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut words = error.to_string();
    let mut cause = std::error::Error::source(&error);
    while let Some(deeper) = cause {
        words.push_str(": ");
        words.push_str(&deeper.to_string());
        cause = deeper.source();
    }
    words
}
