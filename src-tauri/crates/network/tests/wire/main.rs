//! The real client over real sockets: it does what it is told, once, and knows
//! the difference between *nothing left* and *nobody knows*.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod server;

use network::{Body, Http, HttpFailure, LONGEST_ANSWER, Method, Part, Request, Wire};
use server::{Server, Turn};
use std::time::Duration;

fn post(url: url::Url) -> Request {
    Request {
        method: Method::Post,
        url,
        body: Body::Json(r#"{"event":{}}"#.to_owned()),
        authorization: Some("OAuth oauth_signature=\"hunter2\"".into()),
        patience: Duration::from_secs(20),
    }
}

fn ok(body: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 200 OK\r\nX-Access-Level: read\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

fn is_unknown<T>(outcome: &Result<T, HttpFailure>) -> bool {
    matches!(outcome, Err(HttpFailure::Unknown(_)))
}

#[tokio::test]
async fn a_request_arrives_as_it_was_written_and_its_answer_is_read_whole() {
    let server = Server::start([Turn::Answer(ok("{}"))]).await;
    let answer = Wire::new()
        .unwrap()
        .send(post(server.url("http")))
        .await
        .unwrap();
    assert_eq!(
        (answer.status, answer.body.as_slice()),
        (200, b"{}".as_slice())
    );
    assert_eq!(answer.header("x-access-level"), Some("read"));

    let request = &server.requests()[0];
    assert!(
        request.starts_with("POST /1.1/secret-path.json HTTP/1.1\r\n"),
        "{request}"
    );
    assert!(request.ends_with("\r\n\r\n{\"event\":{}}"), "{request}");
    for header in [
        "content-type: application/json\r\n",
        "authorization: OAuth oauth_signature=\"hunter2\"\r\n",
        concat!("user-agent: Byline/", env!("CARGO_PKG_VERSION"), "\r\n"),
    ] {
        assert!(request.contains(header), "{request}");
    }
}

#[tokio::test]
async fn a_multipart_body_names_its_fields_and_files() {
    let server = Server::start([Turn::Answer(ok("{}"))]).await;
    let category = Part {
        name: "media_category",
        file: None,
        bytes: b"dm_image".to_vec(),
    };
    let file = Some(("portrait.jpg", "image/jpeg"));
    let media = Part {
        name: "media",
        file,
        bytes: b"JPEG".to_vec(),
    };
    let body = Body::Multipart(vec![category, media]);
    let request = Request {
        body,
        ..post(server.url("http"))
    };
    Wire::new().unwrap().send(request).await.unwrap();

    let request = &server.requests()[0];
    assert!(
        request.contains("content-type: multipart/form-data; boundary="),
        "{request}"
    );
    assert!(
        request.contains("name=\"media_category\"\r\n\r\ndm_image\r\n"),
        "{request}"
    );
    let media =
        "name=\"media\"; filename=\"portrait.jpg\"\r\nContent-Type: image/jpeg\r\n\r\nJPEG\r\n";
    assert!(request.contains(media), "{request}");
}

#[tokio::test]
async fn a_form_goes_out_encoded_and_named_as_one() {
    let server = Server::start([Turn::Answer(ok("{}"))]).await;
    let fields = vec![
        ("recipient_id", "7".to_owned()),
        ("words", "a b&c=ü".to_owned()),
    ];
    let request = Request {
        body: Body::Form(fields),
        ..post(server.url("http"))
    };
    Wire::new().unwrap().send(request).await.unwrap();

    let request = &server.requests()[0];
    assert!(
        request.contains("content-type: application/x-www-form-urlencoded\r\n"),
        "{request}"
    );
    assert!(
        request.ends_with("\r\n\r\nrecipient_id=7&words=a+b%26c%3D%C3%BC"),
        "{request}"
    );
}

#[tokio::test]
async fn a_redirect_is_handed_over_and_not_followed() {
    for status in [301, 302, 303, 307, 308] {
        let elsewhere =
            format!("HTTP/1.1 {status} Moved\r\nlocation: /elsewhere\r\ncontent-length: 0\r\n\r\n");
        let server = Server::start([Turn::Answer(elsewhere.into_bytes())]).await;
        let answer = Wire::new()
            .unwrap()
            .send(post(server.url("http")))
            .await
            .unwrap();
        assert_eq!(
            (answer.status, answer.header("location")),
            (status, Some("/elsewhere"))
        );
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_request_that_was_read_and_not_answered_is_unknown_and_went_out_once() {
    let server = Server::start([Turn::Close]).await;
    let outcome = Wire::new().unwrap().send(post(server.url("http"))).await;
    assert!(is_unknown(&outcome), "{outcome:?}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_cut_on_a_kept_connection_is_unknown_and_the_request_went_out_once() {
    let server = Server::start([Turn::Answer(ok("{}")), Turn::Close]).await;
    let wire = Wire::new().unwrap();
    wire.send(post(server.url("http"))).await.unwrap();
    let outcome = wire.send(post(server.url("http"))).await;
    assert!(is_unknown(&outcome), "{outcome:?}");
    assert_eq!((server.requests().len(), server.connections()), (2, 1));
}

#[tokio::test]
async fn a_connection_that_went_stale_never_doubles_a_request() {
    let rounds = 40;
    let server = Server::start((0..rounds).map(|_| Turn::AnswerAndClose(ok("{}")))).await;
    let wire = Wire::new().unwrap();
    for _ in 0..rounds {
        let before = server.requests().len();
        let outcome = wire.send(post(server.url("http"))).await;
        let arrived = server.requests().len() - before;
        match outcome {
            Ok(_) => assert_eq!(arrived, 1),
            Err(failure) => assert!(arrived <= 1, "{failure} {arrived}"),
        }
    }
}

#[tokio::test]
async fn a_refused_connection_means_that_nothing_left() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap())
        .parse()
        .unwrap();
    drop(listener);
    let outcome = Wire::new().unwrap().send(post(url)).await;
    assert!(
        matches!(outcome, Err(HttpFailure::NotStarted(_))),
        "{outcome:?}"
    );
}

#[tokio::test]
async fn a_failed_handshake_means_that_nothing_left() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}/", listener.local_addr().unwrap())
        .parse()
        .unwrap();
    let server = tokio::spawn(async move {
        use tokio::io::{AsyncReadExt, AsyncWriteExt};
        let (mut stream, _) = listener.accept().await.unwrap();
        let read = stream.read(&mut [0; 16]).await.unwrap();
        stream
            .write_all(b"HTTP/1.1 400 This is no TLS\r\n\r\n")
            .await
            .unwrap();
        read
    });
    let outcome = Wire::new().unwrap().send(post(url)).await;
    assert!(
        matches!(outcome, Err(HttpFailure::NotStarted(_))),
        "{outcome:?}"
    );
    assert!(server.await.unwrap() > 0);
}

#[tokio::test]
async fn a_signature_that_is_no_header_means_that_nothing_left_and_is_not_shown() {
    let server = Server::start([]).await;
    let authorization = Some("OAuth hunter2\n".into());
    let outcome = Wire::new()
        .unwrap()
        .send(Request {
            authorization,
            ..post(server.url("http"))
        })
        .await;
    let Err(HttpFailure::NotStarted(reason)) = outcome else {
        panic!("{outcome:?}")
    };
    assert!(!reason.contains("hunter2"));
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn an_answer_that_ends_too_early_is_unknown() {
    for cut in [
        "HTTP/1.1 200 OK\r\ncontent-len",
        "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{}",
    ] {
        let server = Server::start([Turn::AnswerAndClose(cut.as_bytes().to_vec())]).await;
        let outcome = Wire::new().unwrap().send(post(server.url("http"))).await;
        assert!(is_unknown(&outcome), "{outcome:?}");
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn an_answer_of_the_longest_length_is_read_and_one_byte_more_is_unknown() {
    let wire = Wire::new().unwrap();
    let longest = Server::start([Turn::Answer(ok(&"x".repeat(LONGEST_ANSWER)))]).await;
    let answer = wire.send(post(longest.url("http"))).await.unwrap();
    assert_eq!(answer.body.len(), LONGEST_ANSWER);
    let longer = Server::start([Turn::Answer(ok(&"x".repeat(LONGEST_ANSWER + 1)))]).await;
    let outcome = wire.send(post(longer.url("http"))).await;
    assert!(is_unknown(&outcome), "{outcome:?}");
}

#[tokio::test]
async fn a_compressed_answer_is_read_as_what_it_says() {
    // gzip of `{"ok":1}`.
    let zipped = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xab\x56\xca\xcf\x56\xb2\x32\xac\x05\x00\x09\x8c\x54\x10\x08\x00\x00\x00";
    let mut answer = format!(
        "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\n\r\n",
        zipped.len()
    )
    .into_bytes();
    answer.extend_from_slice(zipped);
    let server = Server::start([Turn::Answer(answer)]).await;
    let answer = Wire::new()
        .unwrap()
        .send(post(server.url("http")))
        .await
        .unwrap();
    assert_eq!(answer.body, br#"{"ok":1}"#);
}

#[tokio::test]
async fn silence_beyond_the_patience_is_unknown_and_names_no_address() {
    let server = Server::start([Turn::Silence]).await;
    let patience = Duration::from_millis(300);
    let request = Request {
        patience,
        ..post(server.url("http"))
    };
    let outcome = Wire::new().unwrap().send(request).await;
    let Err(HttpFailure::Unknown(reason)) = outcome else {
        panic!("{outcome:?}")
    };
    assert!(!reason.contains("secret-path"), "{reason}");
    assert_eq!(server.requests().len(), 1);
}

/// The proxy's address comes from the environment, so a process of its own runs
/// another test of this file under it.
#[test]
fn a_proxy_is_never_asked_for_this_machine() {
    let nobody = "http://127.0.0.1:9";
    let run = std::process::Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "a_request_arrives_as_it_was_written_and_its_answer_is_read_whole",
        ])
        .envs([
            ("http_proxy", nobody),
            ("HTTP_PROXY", nobody),
            ("ALL_PROXY", nobody),
        ])
        .envs([("NO_PROXY", ""), ("no_proxy", "")])
        .output()
        .unwrap();
    let words = String::from_utf8_lossy(&run.stdout);
    assert!(
        run.status.success() && words.contains("1 passed"),
        "{words}"
    );
}
