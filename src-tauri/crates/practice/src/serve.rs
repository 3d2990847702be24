//! The practice network on a socket. It listens on loopback only, and speaks
//! HTTP/1.1 through hyper directly: a cut has to end the connection without an
//! answer, which hyper does when its service fails and a web framework's
//! infallible handlers cannot.

use std::{future::Future, io, pin::pin};

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::TokioIo,
    server::graceful::{GracefulShutdown, Watcher},
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
};

#[cfg(feature = "https")]
use crate::https;
use crate::{
    answer,
    errors::Cut,
    practice::{Ending, Practice},
    received::Arrival,
};

/// The largest body that is read: a GIF of 15 MB in base64, and some room.
const BODY_LIMIT_BYTES: usize = 24 * 1024 * 1024;

/// The largest saved network that is taken back.
const SAVED_LIMIT_BYTES: usize = 1024 * 1024 * 1024;

/// The base URL of a network that is served on `listener`.
///
/// # Errors
/// If the system does not tell the listener's address.
pub fn base_url(listener: &TcpListener) -> io::Result<String> {
    Ok(format!("http://{}", listener.local_addr()?))
}

/// What stands between a socket and HTTP.
#[derive(Clone)]
pub(crate) enum Entrance {
    /// Nothing.
    Http,
    /// TLS.
    #[cfg(feature = "https")]
    Https(tokio_rustls::TlsAcceptor),
}

impl Entrance {
    fn scheme(&self) -> &'static str {
        match self {
            Self::Http => "http",
            #[cfg(feature = "https")]
            Self::Https(_) => "https",
        }
    }
}

pub(crate) async fn serve(
    practice: Practice,
    (listener, entrance): (TcpListener, Entrance),
    shutdown: impl Future<Output = ()> + Send,
) -> io::Result<()> {
    let address = listener.local_addr()?;
    if !address.ip().is_loopback() {
        return Err(io::Error::new(
            io::ErrorKind::AddrNotAvailable,
            "the practice network listens on loopback addresses only",
        ));
    }
    let arrival = Arrival {
        scheme: entrance.scheme(),
        listener: address,
    };
    if arrival.scheme == "http" {
        practice.tell_address(&listener)?;
    }
    practice.set_ending(Ending::NotYet);
    let open = GracefulShutdown::new();
    let mut shutdown = pin!(shutdown);
    loop {
        let stream = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => stream,
                Err(error) if is_passing(&error) => continue,
                Err(error) => return Err(error),
            },
            () = &mut shutdown => break,
        };
        tokio::spawn(enter(
            (practice.clone(), arrival),
            (stream, entrance.clone()),
            open.watcher(),
        ));
    }
    drop(listener);
    if arrival.scheme == "http" {
        practice.world().forget_address();
    }
    practice.set_ending(Ending::Now);
    open.shutdown().await;
    Ok(())
}

/// Lets one client in; whoever cannot speak TLS where it is spoken stays out.
async fn enter(
    (practice, arrival): (Practice, Arrival),
    (stream, entrance): (TcpStream, Entrance),
    open: Watcher,
) {
    match entrance {
        Entrance::Http => converse(practice, arrival, stream, open).await,
        #[cfg(feature = "https")]
        Entrance::Https(acceptor) => match https::shake_hands(acceptor, stream).await {
            Ok(stream) => converse(practice, arrival, stream, open).await,
            Err(error) => tracing::debug!(%error, "a client did not come through TLS"),
        },
    }
}

async fn converse(
    practice: Practice,
    arrival: Arrival,
    stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
    open: Watcher,
) {
    let service = service_fn(move |request| answer_on_socket(practice.clone(), arrival, request));
    let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    // A cut ends here, and so does a client that went away.
    if let Err(error) = open.watch(connection).await {
        tracing::debug!(%error, "a practice connection ended early");
    }
}

async fn answer_on_socket(
    practice: Practice,
    arrival: Arrival,
    request: Request<Incoming>,
) -> Result<Response<Full<Bytes>>, Cut> {
    let (mut head, body) = request.into_parts();
    head.extensions.insert(arrival);
    let limit = match head.uri.path() {
        "/_practice/load" => SAVED_LIMIT_BYTES,
        _ => BODY_LIMIT_BYTES,
    };
    let body = match Limited::new(body, limit).collect().await {
        Ok(body) => body.to_bytes(),
        Err(error) if error.is::<LengthLimitError>() => {
            let answer = answer::dated(answer::empty(413), practice.now_ms());
            return Ok(answer.map(Full::new));
        }
        // The client went away in the middle of its request.
        Err(_) => return Err(Cut),
    };
    let answer = practice.call(Request::from_parts(head, body)).await?;
    Ok(answer.map(Full::new))
}

/// Whether accepting may be tried again: that client is gone, the next is not.
fn is_passing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::Interrupted
    )
}
