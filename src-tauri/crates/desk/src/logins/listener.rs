//! Where the browser comes back to: one address on one fixed port of this
//! machine, open only while a login is under way.
//!
//! Any page and any program may call here, so a visit counts only with the token
//! of the login, which the network and this desk alone know. Everything else is
//! answered and changes nothing: a favicon, a token of another login, a path that
//! somebody tries. What a visit says goes to the login and into no log.

use super::page::{Visit, page};
use crate::ErrorCode;
use bytes::Bytes;
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY};
use http::{HeaderValue, Method, Request, Response, StatusCode, Uri};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use secrecy::{ExposeSecret, SecretString};
use std::convert::Infallible;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use url::form_urlencoded;

/// The path of the callback.
const PATH: &str = "/byline/callback";

/// How long one visit may take, its answer included.
const PATIENCE: Duration = Duration::from_secs(10);

/// Visits at once; a browser opens a handful. More are hung up on.
const VISITS: usize = 16;

/// The longest head of a request that is read, in bytes; the least that hyper takes.
const LONGEST_HEAD: usize = 8 * 1024;

/// The callback at a port, exactly as it has to be registered.
pub(crate) fn callback(port: u16) -> String {
    format!("http://{}:{port}{PATH}", Ipv4Addr::LOCALHOST)
}

/// What the browser brought.
#[derive(Clone, Debug)]
pub(super) enum Brought {
    /// Nothing yet.
    Nothing,
    /// The person allowed it; this proves it.
    Verifier(SecretString),
    /// The person refused.
    Refusal,
}

/// The port, taken but not answered at yet.
pub(super) struct Door(TcpListener);

impl Door {
    /// Takes the port.
    ///
    /// # Errors
    /// [`ErrorCode::CallbackPortTaken`] if it cannot be had.
    pub(super) async fn take(port: u16) -> Result<Self, ErrorCode> {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await {
            Ok(listener) => Ok(Self(listener)),
            Err(error) => {
                tracing::info!(%error, port, "the port for signing in cannot be had");
                Err(ErrorCode::CallbackPortTaken { port })
            }
        }
    }

    /// Answers from now on, for the login of this token, until `over` at the latest.
    pub(super) fn open(
        self,
        token: SecretString,
        over: impl Future<Output = ()> + Send + 'static,
    ) -> Listening {
        let (bring, brought) = watch::channel(Brought::Nothing);
        let end = CancellationToken::new();
        let room = Room {
            token: Arc::new(token),
            bring: Arc::new(bring),
        };
        let ended = end.clone();
        let task = tokio::spawn(async move {
            tokio::select! {
                () = ended.cancelled() => {}
                () = over => {}
                () = listen(self.0, room) => {}
            }
        });
        Listening { brought, end, task }
    }
}

/// A port that is answered at until this is closed or dropped.
pub(super) struct Listening {
    brought: watch::Receiver<Brought>,
    end: CancellationToken,
    task: JoinHandle<()>,
}

impl Listening {
    /// What the browser brings, once.
    pub(super) fn brought(&self) -> watch::Receiver<Brought> {
        self.brought.clone()
    }

    /// Gives the port back; it is free when this returns. A visit that is being
    /// answered still gets its answer.
    pub(super) async fn close(mut self) {
        self.end.cancel();
        if let Err(error) = (&mut self.task).await {
            tracing::error!(%error, "the port for signing in ended badly");
        }
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.end.cancel();
    }
}

/// What a visit needs to be answered.
#[derive(Clone)]
struct Room {
    token: Arc<SecretString>,
    bring: Arc<watch::Sender<Brought>>,
}

/// Lets visitors in. A listener that fails for good ends this: the login then
/// runs out, or a person takes the other way.
async fn listen(listener: TcpListener, room: Room) {
    let visits = Arc::new(Semaphore::new(VISITS));
    loop {
        let stream = match listener.accept().await {
            Ok((stream, _)) => stream,
            Err(error) if is_passing(&error) => continue,
            Err(error) => {
                tracing::error!(%error, "the port for signing in failed");
                return;
            }
        };
        let Ok(place) = Arc::clone(&visits).try_acquire_owned() else {
            continue;
        };
        let room = room.clone();
        tokio::spawn(async move {
            if tokio::time::timeout(PATIENCE, receive(stream, room))
                .await
                .is_err()
            {
                tracing::info!("a visit took too long");
            }
            drop(place);
        });
    }
}

/// Whether that visitor is gone and the next is not.
fn is_passing(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{ConnectionAborted, ConnectionReset, Interrupted};
    matches!(
        error.kind(),
        ConnectionAborted | ConnectionReset | Interrupted
    )
}

async fn receive(stream: TcpStream, room: Room) {
    let answer = service_fn(move |request: Request<Incoming>| {
        let response = answer(&room, request.method(), request.uri());
        async move { Ok::<_, Infallible>(response) }
    });
    let served = http1::Builder::new()
        .keep_alive(false)
        .max_buf_size(LONGEST_HEAD)
        .serve_connection(TokioIo::new(stream), answer)
        .await;
    if let Err(error) = served {
        tracing::info!(%error, "a visit ended early");
    }
}

fn answer(room: &Room, method: &Method, uri: &Uri) -> Response<Full<Bytes>> {
    if method != Method::GET || uri.path() != PATH {
        return shown(StatusCode::NOT_FOUND, Visit::NotOurs);
    }
    match read(uri.query().unwrap_or_default(), &room.token) {
        Brought::Nothing => shown(StatusCode::NOT_FOUND, Visit::NotOurs),
        brought => {
            let visit = match &brought {
                Brought::Refusal => Visit::Denied,
                Brought::Verifier(_) | Brought::Nothing => Visit::Allowed,
            };
            // The first visit decides; loading the page again changes nothing.
            room.bring.send_if_modified(|before| {
                let is_first = matches!(before, Brought::Nothing);
                if is_first {
                    *before = brought;
                }
                is_first
            });
            shown(StatusCode::OK, visit)
        }
    }
}

/// `oauth_token` and `oauth_verifier`, or `denied` with the token
/// (`contracts/x.md` §6.1).
fn read(query: &str, token: &SecretString) -> Brought {
    let find = |name: &str| {
        form_urlencoded::parse(query.as_bytes())
            .find(|(key, _)| key == name)
            .map(|(_, value)| value)
    };
    let is_ours = |given: Option<_>| given.as_deref() == Some(token.expose_secret());
    if is_ours(find("denied")) {
        return Brought::Refusal;
    }
    match find("oauth_verifier") {
        Some(verifier) if !verifier.is_empty() && is_ours(find("oauth_token")) => {
            Brought::Verifier(verifier.into_owned().into())
        }
        _ => Brought::Nothing,
    }
}

fn shown(status: StatusCode, visit: Visit) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(page(visit))));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    for (name, value) in [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CACHE_CONTROL, "no-store"),
        (REFERRER_POLICY, "no-referrer"),
        (
            CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::{Brought, callback, read};
    use secrecy::ExposeSecret;

    #[test]
    fn the_callback_is_on_this_machine_by_number() {
        assert_eq!(callback(47_391), "http://127.0.0.1:47391/byline/callback");
    }

    #[test]
    fn only_the_logins_own_token_counts() {
        let token = "a+b".into();
        let brought = read("oauth_token=a%2Bb&oauth_verifier=v%201", &token);
        assert!(matches!(brought, Brought::Verifier(it) if it.expose_secret() == "v 1"));
        assert!(matches!(read("denied=a%2Bb", &token), Brought::Refusal));
        for foreign in [
            "",
            "oauth_token=other&oauth_verifier=v",
            "oauth_token=a%2Bb",
            "oauth_token=a%2Bb&oauth_verifier=",
            "oauth_verifier=v",
            "denied=other",
            "denied=",
            "DENIED=a%2Bb",
        ] {
            assert!(
                matches!(read(foreign, &token), Brought::Nothing),
                "{foreign}"
            );
        }
    }
}
