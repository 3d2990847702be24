//! A server that does what a test tells it, request by request, and counts.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What the server does after it has read a request to its end.
pub enum Turn {
    /// Writes these bytes and keeps the connection.
    Answer(Vec<u8>),
    /// Writes these bytes and closes.
    AnswerAndClose(Vec<u8>),
    /// Closes.
    Close,
    /// Keeps silent and the connection open.
    Silence,
}

#[derive(Default)]
struct Seen {
    turns: VecDeque<Turn>,
    requests: Vec<String>,
    connections: usize,
}

#[derive(Clone)]
pub struct Server {
    address: std::net::SocketAddr,
    seen: Arc<Mutex<Seen>>,
}

impl Server {
    pub async fn start(turns: impl IntoIterator<Item = Turn>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let turns = turns.into_iter().collect();
        let seen = Arc::new(Mutex::new(Seen {
            turns,
            ..Seen::default()
        }));
        let server = Self {
            address: listener.local_addr().unwrap(),
            seen,
        };
        let serving = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                serving.seen.lock().unwrap().connections += 1;
                tokio::spawn(serving.clone().serve(stream));
            }
        });
        server
    }

    async fn serve(self, mut stream: TcpStream) {
        while let Some(request) = read_request(&mut stream).await {
            let turn = {
                let mut seen = self.seen.lock().unwrap();
                seen.requests.push(request);
                seen.turns.pop_front().unwrap_or(Turn::Close)
            };
            match turn {
                // The client may have given up on a long answer.
                Turn::Answer(bytes) => drop(stream.write_all(&bytes).await),
                Turn::AnswerAndClose(bytes) => return drop(stream.write_all(&bytes).await),
                Turn::Close => return,
                Turn::Silence => std::future::pending().await,
            }
        }
    }

    pub fn url(&self, scheme: &str) -> url::Url {
        format!("{scheme}://{}/1.1/secret-path.json", self.address)
            .parse()
            .unwrap()
    }

    /// The requests that were read to their end, as text.
    pub fn requests(&self) -> Vec<String> {
        self.seen.lock().unwrap().requests.clone()
    }

    pub fn connections(&self) -> usize {
        self.seen.lock().unwrap().connections
    }
}

/// One request with the body that its `content-length` announces; nothing when
/// the client sends no whole one.
async fn read_request(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let announced = head.lines().find_map(|line| {
                line.to_lowercase()
                    .strip_prefix("content-length: ")?
                    .parse()
                    .ok()
            });
            if body.len() >= announced.unwrap_or(0) {
                return Some(text);
            }
        }
        let mut chunk = [0; 4096];
        match stream.read(&mut chunk).await {
            Ok(0) | Err(_) => return None,
            Ok(read) => bytes.extend_from_slice(&chunk[..read]),
        }
    }
}
