//! A browser without a head: it goes where it is sent and presses what it is told
//! to press. It shares nothing with Byline's own client.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What a server answered.
pub struct Shown {
    pub status: u16,
    pub location: Option<String>,
    pub text: String,
}

/// Opens a page.
pub async fn open(address: &str) -> Shown {
    let (host, path) = parts(address);
    talk(host, format!("GET {path} HTTP/1.1\r\n"), "").await
}

/// Presses a button of the network's page, as this brand; follows where it leads.
pub async fn press(address: &str, brand: &str, decision: &str) -> Shown {
    let (host, path) = parts(address);
    let (page, query) = path.split_once('?').unwrap();
    let token = value(query, "oauth_token");
    let form = format!("oauth_token={token}&brand={brand}&decision={decision}");
    let head =
        format!("POST {page} HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n");
    talk(host, head, &form).await
}

/// One request, as it stands, and its answer; nothing, where the server hangs up.
pub async fn talk(host: &str, head: String, body: &str) -> Shown {
    let mut stream = TcpStream::connect(host).await.unwrap();
    let length = body.len();
    let request = format!(
        "{head}Host: {host}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    );
    // A server may answer, and hang up, before it has read everything.
    let _ = stream.write_all(request.as_bytes()).await;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, text) = answer.split_once("\r\n\r\n").unwrap_or(("", ""));
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1));
    let location = lines
        .filter_map(|line| line.split_once(": "))
        .find(|(name, _)| name.eq_ignore_ascii_case("location"));
    Shown {
        status: status.map_or(0, |status| status.parse().unwrap()),
        location: location.map(|(_, place)| place.to_owned()),
        text: text.to_owned(),
    }
}

/// The number that a page shows.
pub fn number(page: &Shown) -> String {
    let mut words = page.text.split(|sign: char| !sign.is_ascii_digit());
    words.find(|word| word.len() == 7).unwrap().to_owned()
}

/// A value of a query.
pub fn value<'a>(query: &'a str, name: &str) -> &'a str {
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.find(|(key, _)| *key == name).unwrap().1
}

/// `127.0.0.1:47391` and what stands behind it.
pub fn parts(address: &str) -> (&str, &str) {
    let rest = address.strip_prefix("http://").unwrap();
    rest.split_at(rest.find('/').unwrap())
}

/// A port that nobody else has; others may take it, but seldom at once.
pub async fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    listener.local_addr().unwrap().port()
}
