//! The practice network on a socket. It listens on loopback only, and speaks
//! HTTP/1.1 through hyper directly: a cut has to end the connection without an
//! answer, which hyper does when its service fails and a web framework's
//! infallible handlers cannot.

use std::{future::Future, io, pin::pin};

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{rt::TokioIo, server::graceful::GracefulShutdown};
use tokio::net::TcpListener;

use crate::{answer, errors::Cut, practice::Practice};

/// The largest body that is read: a GIF of 15 MB in base64, and some room.
const BODY_LIMIT_BYTES: usize = 24 * 1024 * 1024;

/// The base URL of a network that is served on `listener`.
///
/// # Errors
/// If the system does not tell the listener's address.
pub fn base_url(listener: &TcpListener) -> io::Result<String> {
    Ok(format!("http://{}", listener.local_addr()?))
}

pub(crate) async fn serve(
    practice: Practice,
    listener: TcpListener,
    shutdown: impl Future<Output = ()> + Send,
) -> io::Result<()> {
    if !listener.local_addr()?.ip().is_loopback() {
        return Err(io::Error::new(
            io::ErrorKind::AddrNotAvailable,
            "the practice network listens on loopback addresses only",
        ));
    }
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
        let practice = practice.clone();
        let service = service_fn(move |request| answer_on_socket(practice.clone(), request));
        let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
        let connection = open.watch(connection);
        tokio::spawn(async move {
            // A cut ends here, and so does a client that went away.
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a practice connection ended early");
            }
        });
    }
    drop(listener);
    open.shutdown().await;
    Ok(())
}

async fn answer_on_socket(
    practice: Practice,
    request: Request<Incoming>,
) -> Result<Response<Full<Bytes>>, Cut> {
    let (head, body) = request.into_parts();
    let body = match Limited::new(body, BODY_LIMIT_BYTES).collect().await {
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
