//! The same network over a real socket, in real time.

use std::sync::Arc;

use http::Request;
use practice::{Clock, Fault, FaultKind, Options, Practice, Route, WallClock, base_url};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::oneshot,
    task::JoinHandle,
};

use crate::client::{Client, EVENTS, SEND, message};

struct Served {
    client: Client,
    stop: oneshot::Sender<()>,
    server: JoinHandle<std::io::Result<()>>,
}

async fn served() -> Served {
    let clock = Arc::new(WallClock);
    let practice = Practice::in_memory(Options { seed: 7, clock }).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut client = Client::of(&practice);
    client.base = base_url(&listener).unwrap();
    let (stop, stopped) = oneshot::channel();
    let server = tokio::spawn(practice.serve(listener, async {
        stopped.await.ok();
    }));
    Served {
        client,
        stop,
        server,
    }
}

/// Sends one request by hand; gives every byte that came back.
async fn raw(client: &Client, mut request: Request<bytes::Bytes>, body: &str) -> String {
    let address = client.base.strip_prefix("http://").unwrap();
    let body_length = body.len().to_string().parse().unwrap();
    request.headers_mut().insert("content-length", body_length);
    let mut text = format!(
        "{} {} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n",
        request.method(),
        request.uri().path_and_query().unwrap()
    );
    for (name, value) in request.headers() {
        text.push_str(&format!("{name}: {}\r\n", value.to_str().unwrap()));
    }
    text.push_str("\r\n");
    text.push_str(body);
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(text.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    // A reset instead of an orderly end is a cut as well.
    stream.read_to_end(&mut answer).await.ok();
    String::from_utf8(answer).unwrap()
}

async fn send(client: &Client, text: &str) -> String {
    let mut request = client.request("POST", SEND, &[], WallClock.now_ms());
    let json = "application/json".parse().unwrap();
    request.headers_mut().insert("content-type", json);
    let body = message(&client.customer("mayalind"), text).to_string();
    raw(client, request, &body).await
}

fn stored(client: &Client, text: &str) -> usize {
    let truth = client.practice.truth().unwrap();
    truth.iter().filter(|told| told.text == text).count()
}

#[tokio::test]
async fn section_11_a_signed_call_is_answered_with_one_date_over_a_socket() {
    let served = served().await;
    let request = served
        .client
        .request("GET", EVENTS, &[("count", "50")], WallClock.now_ms());
    let answer = raw(&served.client, request, "").await;
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    let head = answer
        .split("\r\n\r\n")
        .next()
        .unwrap()
        .to_ascii_lowercase();
    assert_eq!(head.matches("\r\ndate: ").count(), 1, "{head}");
    let sent = send(&served.client, "over the wire").await;
    assert!(sent.starts_with("HTTP/1.1 200 OK\r\n"), "{sent}");
    assert_eq!(stored(&served.client, "over the wire"), 1);
}

#[tokio::test]
async fn section_11_a_cut_over_a_socket_ends_the_connection_without_a_byte() {
    let served = served().await;
    for (kind, times) in [(FaultKind::CutBefore, 0), (FaultKind::CutAfter, 1)] {
        let text = format!("{kind:?}");
        let route = Route::MessageSend;
        served.client.practice.inject(Fault {
            route,
            nth: 1,
            times: 1,
            kind,
        });
        assert_eq!(send(&served.client, &text).await, "");
        assert_eq!(stored(&served.client, &text), times);
    }
    assert_eq!(served.client.practice.fired().len(), 2);
    assert!(
        send(&served.client, "next")
            .await
            .starts_with("HTTP/1.1 200")
    );
}

#[tokio::test]
async fn serving_ends_when_it_is_told_to() {
    let served = served().await;
    served.stop.send(()).unwrap();
    served.server.await.unwrap().unwrap();
    let address = served.client.base.strip_prefix("http://").unwrap();
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn only_a_loopback_listener_is_served() {
    let listener = TcpListener::bind("0.0.0.0:0").await.unwrap();
    let clock = Arc::new(WallClock);
    let practice = Practice::in_memory(Options { seed: 7, clock }).unwrap();
    let refused = practice.serve(listener, std::future::pending()).await;
    assert_eq!(
        refused.unwrap_err().kind(),
        std::io::ErrorKind::AddrNotAvailable
    );
}

#[tokio::test]
async fn a_body_beyond_every_limit_is_refused_without_being_kept() {
    let served = served().await;
    let address = served.client.base.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!(
        "POST /2/media/upload HTTP/1.1\r\nhost: {address}\r\ncontent-length: 999999999\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let piece = vec![0; 1024 * 1024];
    while stream.write_all(&piece).await.is_ok() {
        let mut first = [0; 16];
        let waiting = stream.try_read(&mut first);
        if waiting.is_ok() {
            assert!(first.starts_with(b"HTTP/1.1 413"));
            return;
        }
    }
}

#[tokio::test]
async fn section_11_a_call_that_is_never_answered_ends_with_the_server() {
    let served = served().await;
    served.client.practice.inject(Fault {
        route: Route::MessageSend,
        nth: 1,
        times: 1,
        kind: FaultKind::TimeoutAfter,
    });
    let client = served.client.clone();
    let call = tokio::spawn(async move { send(&client, "silent").await });
    while served.client.practice.fired().is_empty() {
        tokio::task::yield_now().await;
    }
    assert!(!call.is_finished());
    served.stop.send(()).unwrap();
    served.server.await.unwrap().unwrap();
    assert_eq!(call.await.unwrap(), "");
    assert_eq!(stored(&served.client, "silent"), 1);
}

#[tokio::test]
async fn a_page_whose_name_was_turned_to_this_machine_may_not_steer() {
    let served = served().await;
    let address = served.client.base.strip_prefix("http://").unwrap();
    let port = address.rsplit_once(':').unwrap().1;
    for (host, status) in [
        (format!("pictures.example:{port}"), 403),
        (format!("127.0.0.1.pictures.example:{port}"), 403),
        (format!("localhost.example:{port}"), 403),
        (address.to_owned(), 200),
        (format!("localhost:{port}"), 200),
        (format!("[::1]:{port}"), 200),
    ] {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let head =
            format!("GET /_practice/save HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n");
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        let answer = String::from_utf8_lossy(&answer);
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{host}");
    }
}
