//! §11 "Reach": https on loopback with a test certificate, in real time.

use std::sync::Arc;

use http::Request;
use practice::{Clock, Options, Practice, TestCertificate, WallClock, base_url, https_base_url};
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::{
    TlsConnector,
    rustls::{
        ClientConfig, RootCertStore,
        crypto::ring,
        pki_types::{CertificateDer, ServerName, pem::PemObject},
    },
};

use crate::{
    client::{Client, EVENTS},
    signer::{Call, PLAIN, Place},
};

/// A served network, and a client that knows its keys.
async fn served(on: &str) -> (Client, TestCertificate, String) {
    let clock = Arc::new(WallClock);
    let practice = Practice::in_memory(Options { seed: 7, clock }).unwrap();
    let listener = TcpListener::bind(on).await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let mut client = Client::of(&practice);
    client.base = https_base_url(&listener).unwrap();
    assert_eq!(
        client.base,
        base_url(&listener).unwrap().replace("http:", "https:")
    );
    let certificate = TestCertificate::make().unwrap();
    let for_server = certificate.clone();
    tokio::spawn(async move {
        let forever = std::future::pending();
        practice.serve_https(listener, &for_server, forever).await
    });
    (client, certificate, address)
}

fn trusting(authority: &str) -> TlsConnector {
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(authority.as_bytes()) {
        roots.add(certificate.unwrap()).unwrap();
    }
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    TlsConnector::from(Arc::new(config))
}

/// Sends one request and gives everything that came back.
async fn ask(
    connector: &TlsConnector,
    (address, name): (&str, &str),
    request: &Request<bytes::Bytes>,
) -> std::io::Result<String> {
    let name = ServerName::try_from(name.to_owned()).unwrap();
    let stream = TcpStream::connect(address).await?;
    let mut stream = connector.connect(name, stream).await?;
    let head = format!(
        "GET {} HTTP/1.1\r\nhost: {}\r\nauthorization: {}\r\nconnection: close\r\n\r\n",
        request.uri().path_and_query().unwrap(),
        request.uri().authority().unwrap(),
        request.headers()["authorization"].to_str().unwrap(),
    );
    stream.write_all(head.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    Ok(String::from_utf8(answer).unwrap())
}

fn signed(client: &Client, base: &str) -> Request<bytes::Bytes> {
    let mut call = Call::of(client, "GET", EVENTS);
    call.oauth.retain(|(key, _)| key != "oauth_timestamp");
    let now_s = WallClock.now_ms() / 1000;
    call.signed_base = base.to_owned();
    call.with("oauth_timestamp", &now_s.to_string())
        .request(Place::Header, &PLAIN)
}

#[tokio::test]
async fn section_11_a_call_over_https_is_signed_with_https() {
    for on in ["127.0.0.1:0", "[::1]:0"] {
        let (client, certificate, address) = served(on).await;
        let connector = trusting(certificate.authority());
        let name = address.rsplit_once(':').unwrap().0.trim_matches(['[', ']']);
        let right = signed(&client, &client.base);
        let answer = ask(&connector, (&address, name), &right).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
        let wrong = signed(&client, &client.base.replace("https:", "http:"));
        let answer = ask(&connector, (&address, name), &wrong).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 401 "), "{answer}");
    }
}

#[tokio::test]
async fn section_11_the_certificate_stands_for_xs_hosts_and_no_others() {
    let (client, certificate, address) = served("127.0.0.1:0").await;
    let connector = trusting(certificate.authority());
    let request = signed(&client, &client.base);
    for host in [
        "localhost",
        "api.x.com",
        "api.twitter.com",
        "upload.x.com",
        "upload.twitter.com",
        "ton.twitter.com",
        "pbs.twimg.com",
    ] {
        let answer = ask(&connector, (&address, host), &request).await;
        assert!(answer.unwrap().starts_with("HTTP/1.1 200 "), "{host}");
    }
    let other = ask(&connector, (&address, "example.com"), &request).await;
    assert!(other.is_err());
}

#[tokio::test]
async fn who_does_not_trust_the_authority_or_speaks_no_tls_is_not_served() {
    let (client, certificate, address) = served("127.0.0.1:0").await;
    let request = signed(&client, &client.base);
    let another = TestCertificate::make().unwrap();
    let distrusting = trusting(another.authority());
    let refused = ask(&distrusting, (&address, "localhost"), &request).await;
    assert!(refused.is_err());
    let mut plain = TcpStream::connect(&address).await.unwrap();
    plain.write_all(b"GET / HTTP/1.1\r\n\r\n").await.unwrap();
    let mut answer = Vec::new();
    plain.read_to_end(&mut answer).await.ok();
    assert!(!answer.starts_with(b"HTTP/"), "{answer:?}");
    let connector = trusting(certificate.authority());
    let answer = ask(&connector, (&address, "localhost"), &request).await;
    assert!(answer.unwrap().starts_with("HTTP/1.1 200 "), "others go on");
}

#[test]
fn the_folder_keeps_the_newest_authority_and_no_key() {
    let folder = TempDir::new().unwrap();
    let (old, new) = (
        TestCertificate::make().unwrap(),
        TestCertificate::make().unwrap(),
    );
    let path = old.keep(folder.path()).unwrap();
    assert_eq!(new.keep(folder.path()).unwrap(), path);
    let kept = std::fs::read_to_string(&path).unwrap();
    assert_eq!(kept, new.authority());
    assert_ne!(kept, old.authority());
    assert!(!kept.contains("PRIVATE"));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}
