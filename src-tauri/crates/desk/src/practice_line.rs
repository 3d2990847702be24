//! The practice network of this desk: opened when it is first needed, and the
//! line to one that runs in this process.

use crate::ErrorCode;
use async_trait::async_trait;
use bytes::Bytes;
use network::{Answer, Body, Endpoint, Http, HttpFailure, Request};
use practice::{Options, Practice};
use secrecy::ExposeSecret;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::OnceCell;

/// Under this address a practice network in process is called.
const IN_PROCESS: &str = "http://127.0.0.1:9";

/// Seed of the practice network that a desk opens for itself.
const SEED: u64 = 1;

/// The practice network of this desk.
pub(crate) struct PracticeHouse {
    folder: PathBuf,
    given: Option<Practice>,
    wire: Arc<dyn Http>,
    open: OnceCell<PracticeOpen>,
}

/// A practice network and the way to it.
#[derive(Clone)]
pub(crate) struct PracticeOpen {
    pub(crate) network: Practice,
    pub(crate) http: Arc<dyn Http>,
    pub(crate) at: Endpoint,
}

impl PracticeHouse {
    pub(crate) fn new(data: &Path, given: Option<Practice>, wire: Arc<dyn Http>) -> Self {
        Self {
            folder: data.join("practice"),
            given,
            wire,
            open: OnceCell::new(),
        }
    }

    /// Opens it, or gives the open one.
    pub(crate) async fn open(&self) -> Result<PracticeOpen, ErrorCode> {
        self.open.get_or_try_init(|| self.start()).await.cloned()
    }

    async fn start(&self) -> Result<PracticeOpen, ErrorCode> {
        if let Some(network) = self.given.clone() {
            let http = Arc::new(PracticeLine(network.clone()));
            return Ok(PracticeOpen {
                network,
                http,
                at: endpoint(IN_PROCESS)?,
            });
        }
        let folder = self.folder.clone();
        let open = move || {
            std::fs::create_dir_all(&folder).map_err(|error| trouble(&error))?;
            let options = Options {
                seed: SEED,
                clock: Arc::new(practice::WallClock),
            };
            Practice::open(&folder, options).map_err(|error| trouble(&error))
        };
        let network = tokio::task::spawn_blocking(open)
            .await
            .map_err(|_| ErrorCode::Unexpected)??;
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .map_err(|error| trouble(&error))?;
        let at = endpoint(&practice::base_url(&listener).map_err(|error| trouble(&error))?)?;
        tokio::spawn(
            network
                .clone()
                .serve(listener, std::future::pending::<()>()),
        );
        Ok(PracticeOpen {
            network,
            http: Arc::clone(&self.wire),
            at,
        })
    }
}

fn endpoint(base: &str) -> Result<Endpoint, ErrorCode> {
    Endpoint::parse(base, base).map_err(|_| ErrorCode::AddressRefused {
        address: base.to_owned(),
    })
}

fn trouble(error: &dyn std::error::Error) -> ErrorCode {
    ErrorCode::PracticeTrouble {
        detail: error.to_string(),
    }
}

/// The `Http` port straight into a practice network of this process.
pub struct PracticeLine(pub Practice);

#[async_trait]
impl Http for PracticeLine {
    async fn send(&self, request: Request) -> Result<Answer, HttpFailure> {
        let request =
            on_the_wire(request).map_err(|error| HttpFailure::NotStarted(error.to_string()))?;
        let answer = self
            .0
            .call(request)
            .await
            .map_err(|cut| HttpFailure::Unknown(cut.to_string()))?;
        let (head, body) = answer.into_parts();
        let header = |(name, value): (&http::HeaderName, &http::HeaderValue)| {
            (
                name.as_str().to_owned(),
                String::from_utf8_lossy(value.as_bytes()).into_owned(),
            )
        };
        Ok(Answer {
            status: head.status.as_u16(),
            headers: head.headers.iter().map(header).collect(),
            body: body.to_vec(),
        })
    }
}

fn on_the_wire(request: Request) -> Result<http::Request<Bytes>, http::Error> {
    let host = match (request.url.host_str(), request.url.port()) {
        (Some(host), Some(port)) => format!("{host}:{port}"),
        (host, _) => host.unwrap_or_default().to_owned(),
    };
    let mut builder = http::Request::builder()
        .method(request.method.as_str())
        .uri(request.url.as_str())
        .header(http::header::HOST, host);
    if let Some(authorization) = &request.authorization {
        builder = builder.header(http::header::AUTHORIZATION, authorization.expose_secret());
    }
    match request.body {
        Body::Empty => builder.body(Bytes::new()),
        Body::Json(json) => builder
            .header(http::header::CONTENT_TYPE, "application/json")
            .body(Bytes::from(json)),
        Body::Form(fields) => builder
            .header(
                http::header::CONTENT_TYPE,
                "application/x-www-form-urlencoded",
            )
            .body(Bytes::from(network::form_text(&fields))),
        Body::Multipart(parts) => {
            let content_type = format!("multipart/form-data; boundary={BOUNDARY}");
            builder
                .header(http::header::CONTENT_TYPE, content_type)
                .body(Bytes::from(multipart(&parts)))
        }
    }
}

/// Long and odd enough not to occur in a portrait.
const BOUNDARY: &str = "byline-in-process-7f3a9c51d2e84b06";

fn multipart(parts: &[network::Part]) -> Vec<u8> {
    let mut body = Vec::new();
    for part in parts {
        let mut head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{}\"",
            part.name
        );
        if let Some((file, media_type)) = part.file {
            head.push_str(&format!(
                "; filename=\"{file}\"\r\nContent-Type: {media_type}"
            ));
        }
        head.push_str("\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(&part.bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}
