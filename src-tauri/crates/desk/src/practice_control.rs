//! Steering a practice network from outside: the one that is served from a
//! folder, over its control interface; or, where nobody has the folder open, the
//! network in it, opened for this one purpose. Both are asked by the same routes
//! (`GET /_practice/help` lists them), so that they cannot answer differently.

use bytes::Bytes;
use network::{Body, Http, Method, Request, Wire};
use practice::{Options, Practice, PracticeError};
use serde_json::Value;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use thiserror::Error;

/// The seed of a network that is founded by being steered.
const SEED: u64 = 1;
const PATIENCE: Duration = Duration::from_secs(30);
/// Under this address a network in this process is asked.
const IN_PROCESS: &str = "http://127.0.0.1:9";

/// Where the network is that is to be steered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PracticePlace {
    /// In this folder, served or not.
    Folder(PathBuf),
    /// Served at this base URL on this machine.
    At(String),
}

/// Why a practice network was not steered.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum NotSteered {
    /// It said no, in its own words.
    #[error("{0}")]
    Refused(String),
    /// The folder cannot be used.
    #[error("{0}")]
    Folder(String),
    /// Somebody has the folder open and does not say where it is served.
    #[error("the practice network is open in another program that does not serve it over http")]
    NotServed,
    /// What was asked for ends with the server, and there is none.
    #[error(
        "no practice network is served here, and this would end with the server; start one with \
         `byline practice serve`"
    )]
    NothingServed,
    /// It does not answer, or not as a practice network does.
    #[error("no practice network answers at {0}; start one with `byline practice serve`")]
    NoAnswer(String),
    /// The address is not on this machine.
    #[error("{0} is no http address on this machine")]
    NotHere(String),
}

/// A practice network that can be steered.
pub struct PracticeControl {
    reached: Reached,
}

enum Reached {
    Served { base: String, http: Arc<dyn Http> },
    Opened(Practice),
}

impl PracticeControl {
    /// Finds the network. A folder without one gets one.
    ///
    /// # Errors
    /// If the folder cannot be used, or the network in it cannot be reached.
    pub async fn find(place: PracticePlace) -> Result<Self, NotSteered> {
        let folder = match place {
            PracticePlace::At(base) => return Self::served(base),
            PracticePlace::Folder(folder) => folder,
        };
        let look = move || {
            let options = Options {
                seed: SEED,
                clock: Arc::new(practice::WallClock),
            };
            match Practice::open(&folder, options) {
                Ok(network) => Ok(Err(network)),
                Err(PracticeError::InUse(_)) => practice::served_at(&folder)
                    .map_err(|error| in_full(&error))?
                    .map(Ok)
                    .ok_or(NotSteered::NotServed),
                Err(error) => Err(in_full(&error)),
            }
        };
        let found = tokio::task::spawn_blocking(look)
            .await
            .map_err(|error| NotSteered::Folder(error.to_string()))??;
        match found {
            Ok(base) => Self::served(base),
            Err(network) => Ok(Self {
                reached: Reached::Opened(network),
            }),
        }
    }

    fn served(base: String) -> Result<Self, NotSteered> {
        let url = url::Url::parse(&base).ok();
        let is_here = url.is_some_and(|url| {
            url.scheme() == "http"
                && match url.host() {
                    Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
                    Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
                    Some(url::Host::Domain(name)) => name == "localhost",
                    None => false,
                }
        });
        if !is_here {
            return Err(NotSteered::NotHere(base));
        }
        let http = Wire::new().map_err(|error| NotSteered::Folder(error.to_string()))?;
        Ok(Self {
            reached: Reached::Served {
                base: base.trim_end_matches('/').to_owned(),
                http: Arc::new(http),
            },
        })
    }

    /// The same, for what ends with the network's server.
    ///
    /// # Errors
    /// If there is no server: it would end with this process.
    pub fn while_served(self) -> Result<Self, NotSteered> {
        match self.reached {
            Reached::Served { .. } => Ok(self),
            Reached::Opened(_) => Err(NotSteered::NothingServed),
        }
    }

    /// Reads something; `path` is what follows `/_practice`, with its slash.
    ///
    /// # Errors
    /// If it does not answer, or says no.
    pub async fn get(&self, path: &str) -> Result<Value, NotSteered> {
        self.ask(Method::Get, path, Body::Empty).await
    }

    /// Sets or does something.
    ///
    /// # Errors
    /// If it does not answer, or says no.
    pub async fn post(&self, path: &str, body: &Value) -> Result<Value, NotSteered> {
        self.ask(Method::Post, path, Body::Json(body.to_string()))
            .await
    }

    /// Removes something.
    ///
    /// # Errors
    /// If it does not answer, or says no.
    pub async fn delete(&self, path: &str) -> Result<Value, NotSteered> {
        self.ask(Method::Delete, path, Body::Empty).await
    }

    async fn ask(&self, method: Method, path: &str, body: Body) -> Result<Value, NotSteered> {
        let (status, answered) = match &self.reached {
            Reached::Served { base, http } => {
                let no_answer = || NotSteered::NoAnswer(base.clone());
                let url = format!("{base}/_practice{path}");
                let request = Request {
                    method,
                    url: url::Url::parse(&url).map_err(|_| no_answer())?,
                    body,
                    authorization: None,
                    patience: PATIENCE,
                };
                let answer = http.send(request).await.map_err(|_| no_answer())?;
                (answer.status, answer.body)
            }
            Reached::Opened(network) => ask_here(network, method, path, body).await?,
        };
        let value = match answered.is_empty() {
            true => Value::Null,
            false => serde_json::from_slice(&answered)
                .map_err(|_| NotSteered::NoAnswer(self.address()))?,
        };
        if (200..300).contains(&status) {
            return Ok(value);
        }
        match value.get("error").and_then(Value::as_str) {
            Some(why) => Err(NotSteered::Refused(why.to_owned())),
            None => Err(NotSteered::NoAnswer(self.address())),
        }
    }

    fn address(&self) -> String {
        match &self.reached {
            Reached::Served { base, .. } => base.clone(),
            Reached::Opened(_) => IN_PROCESS.to_owned(),
        }
    }
}

async fn ask_here(
    network: &Practice,
    method: Method,
    path: &str,
    body: Body,
) -> Result<(u16, Vec<u8>), NotSteered> {
    let body = match body {
        Body::Json(text) => Bytes::from(text),
        Body::Empty | Body::Form(_) | Body::Multipart(_) => Bytes::new(),
    };
    let request = http::Request::builder()
        .method(method.as_str())
        .uri(format!("{IN_PROCESS}/_practice{path}"))
        .body(body)
        .map_err(|error| NotSteered::Refused(error.to_string()))?;
    let answer = network
        .call(request)
        .await
        .map_err(|cut| NotSteered::Refused(cut.to_string()))?;
    Ok((answer.status().as_u16(), answer.into_body().to_vec()))
}

/// An error with what the system said.
fn in_full(error: &PracticeError) -> NotSteered {
    let cause = std::error::Error::source(error);
    NotSteered::Folder(cause.map_or_else(|| error.to_string(), |cause| format!("{error}: {cause}")))
}
