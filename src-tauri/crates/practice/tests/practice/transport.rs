//! §11 over a real socket: what HTTP lets a client write is read, and signed as
//! the client addressed it.

use std::sync::Arc;

use practice::{Clock, Options, Practice, WallClock};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

use crate::{
    client::{Client, EVENTS, SEND, message},
    signer::{Call, PLAIN, Place},
};

/// A network in real time, with the address it listens on.
async fn served(on: &str) -> (Client, String) {
    let clock = Arc::new(WallClock);
    let practice = Practice::in_memory(Options { seed: 7, clock }).unwrap();
    let listener = TcpListener::bind(on).await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let mut client = Client::of(&practice);
    client.base = format!("http://{address}");
    tokio::spawn(practice.serve(listener, std::future::pending()));
    (client, address)
}

/// The header of a call that is signed for `base`.
fn signed(client: &Client, method: &'static str, path: &str, base: &str) -> String {
    let mut call = Call::of(client, method, path);
    call.oauth.retain(|(key, _)| key != "oauth_timestamp");
    call.signed_base = base.to_owned();
    let now_s = (WallClock.now_ms() / 1000).to_string();
    let request = call
        .with("oauth_timestamp", &now_s)
        .request(Place::Header, &PLAIN);
    let header = request.headers()["authorization"].to_str().unwrap();
    format!("authorization: {header}\r\n")
}

/// Writes text by hand and reads until the server closes.
async fn raw(address: &str, text: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(text.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

fn stored(client: &Client, text: &str) -> usize {
    let truth = client.practice.truth().unwrap();
    truth.iter().filter(|told| told.text == text).count()
}

#[tokio::test]
async fn the_host_is_what_the_client_names_by_header_or_absolute_target() {
    let (client, address) = served("127.0.0.1:0").await;
    for (target, host, base) in [
        (EVENTS.to_owned(), "api.x.com", "http://api.x.com"),
        (
            EVENTS.to_owned(),
            "API.Twitter.com:80",
            "http://api.twitter.com",
        ),
        (EVENTS.to_owned(), "localhost:9", "http://localhost:9"),
        (
            format!("http://api.x.com{EVENTS}"),
            "api.x.com",
            "http://api.x.com",
        ),
        (
            format!("https://api.x.com:443{EVENTS}"),
            "api.x.com:443",
            "https://api.x.com",
        ),
    ] {
        let header = signed(&client, "GET", EVENTS, base);
        let head = format!(
            "GET {target} HTTP/1.1\r\nhost: {host}\r\n{header}\
             accept-encoding: gzip, br\r\nconnection: close\r\n\r\n"
        );
        let answer = raw(&address, &head).await;
        assert!(
            answer.starts_with("HTTP/1.1 200 "),
            "{target} {host}: {answer}"
        );
        let head = answer
            .split("\r\n\r\n")
            .next()
            .unwrap()
            .to_ascii_lowercase();
        assert!(!head.contains("content-encoding"), "{head}");
    }
}

#[tokio::test]
async fn an_ipv6_address_is_a_host_like_any_other() {
    let (client, address) = served("[::1]:0").await;
    let header = signed(&client, "GET", EVENTS, &client.base);
    let head =
        format!("GET {EVENTS} HTTP/1.1\r\nhost: {address}\r\n{header}connection: close\r\n\r\n");
    assert!(raw(&address, &head).await.starts_with("HTTP/1.1 200 "));
}

#[tokio::test]
async fn http_1_0_without_a_host_is_signed_for_the_address() {
    let (client, address) = served("127.0.0.1:0").await;
    let header = signed(&client, "GET", EVENTS, &client.base);
    let answer = raw(&address, &format!("GET {EVENTS} HTTP/1.0\r\n{header}\r\n")).await;
    assert!(answer.starts_with("HTTP/1.0 200 "), "{answer}");
}

#[tokio::test]
async fn two_calls_go_over_one_connection() {
    let (client, address) = served("127.0.0.1:0").await;
    let one = |rest: &str| {
        let header = signed(&client, "GET", EVENTS, &client.base);
        format!("GET {EVENTS} HTTP/1.1\r\nhost: {address}\r\n{header}{rest}\r\n")
    };
    let answers = raw(&address, &(one("") + &one("connection: close\r\n"))).await;
    assert_eq!(answers.matches("HTTP/1.1 200 ").count(), 2, "{answers}");
}

#[tokio::test]
async fn a_body_may_come_in_chunks() {
    let (client, address) = served("127.0.0.1:0").await;
    let body = message(&client.customer("mayalind"), "in pieces").to_string();
    let (first, second) = body.split_at(body.len() / 2);
    let header = signed(&client, "POST", SEND, &client.base);
    let text = format!(
        "POST {SEND} HTTP/1.1\r\nhost: {address}\r\n{header}content-type: application/json; \
         charset=utf-8\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n\
         {:x}\r\n{first}\r\n{:X};note=1\r\n{second}\r\n0\r\n\r\n",
        first.len(),
        second.len(),
    );
    assert!(raw(&address, &text).await.starts_with("HTTP/1.1 200 "));
    assert_eq!(stored(&client, "in pieces"), 1);
}

#[tokio::test]
async fn a_client_that_asks_before_it_sends_is_told_to_go_on() {
    let (client, address) = served("127.0.0.1:0").await;
    let body = message(&client.customer("mayalind"), "after asking").to_string();
    let header = signed(&client, "POST", SEND, &client.base);
    let head = format!(
        "POST {SEND} HTTP/1.1\r\nhost: {address}\r\n{header}content-type: application/json\r\n\
         content-length: {}\r\nexpect: 100-continue\r\nconnection: close\r\n\r\n",
        body.len(),
    );
    let mut stream = TcpStream::connect(&address).await.unwrap();
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut told = [0; 25];
    stream.read_exact(&mut told).await.unwrap();
    assert_eq!(&told, b"HTTP/1.1 100 Continue\r\n\r\n");
    stream.write_all(body.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    assert_eq!(stored(&client, "after asking"), 1);
}
