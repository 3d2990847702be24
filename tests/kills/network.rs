//! The practice network, in a process of its own that nobody kills.

use crate::judge::Carries;
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A served practice network. It ends with the test.
pub struct Network {
    process: Child,
    announced: Value,
    brand: String,
}

/// A message of the brand as the network holds it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Said {
    pub to: String,
    pub text: String,
    /// The line of the persona, where one spoke.
    pub line: Option<String>,
    pub picture: Carries,
}

impl Network {
    pub fn serve(home: &Path) -> Self {
        let mut process = Command::new(super::program::built())
            .args(["practice", "serve", "--port", "0", "--data"])
            .arg(home)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let announced: Value = serde_json::from_str(&line).expect("the first line is JSON");
        let brand = announced["accounts"][0]["user_id"].as_str().unwrap();
        Self {
            process,
            brand: brand.to_owned(),
            announced,
        }
    }

    pub fn keys(&self) -> Value {
        self.announced["keys"][0].clone()
    }

    pub fn base_url(&self) -> &str {
        self.announced["base_url"].as_str().unwrap()
    }

    /// Everything that the brand said, oldest first.
    pub fn said(&self) -> Vec<Said> {
        let truth: Vec<Value> = serde_json::from_slice(&self.get("/_practice/truth")).unwrap();
        truth
            .iter()
            .filter(|message| message["sender_id"] == self.brand.as_str())
            .map(|message| Said {
                to: message["recipient_id"].as_str().unwrap().to_owned(),
                text: message["text"].as_str().unwrap().to_owned(),
                line: message["persona"]["name"].as_str().map(str::to_owned),
                picture: match &message["carried"]["attachment"] {
                    Value::Null => Carries::Nothing,
                    _ => Carries::Picture,
                },
            })
            .collect()
    }

    fn get(&self, path: &str) -> Vec<u8> {
        let host = self.base_url().strip_prefix("http://").unwrap();
        let mut line = TcpStream::connect(host).unwrap();
        let head = format!("GET {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n");
        line.write_all(head.as_bytes()).unwrap();
        let mut answer = Vec::new();
        line.read_to_end(&mut answer).unwrap();
        assert!(answer.starts_with(b"HTTP/1.1 200"), "{path}");
        let head = answer.windows(4).position(|four| four == b"\r\n\r\n");
        answer.split_off(head.unwrap() + 4)
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        // Already ended, or to be ended now: either is well.
        self.process.kill().ok();
        self.process.wait().ok();
    }
}
