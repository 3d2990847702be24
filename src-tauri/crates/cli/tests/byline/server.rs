//! A `byline practice serve` in its own process, and how to look behind it.

use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A running practice network. It ends with the test.
pub struct Server {
    process: Child,
    /// Its first line.
    pub announced: Value,
}

impl Server {
    /// Starts one whose state is in `home`, and waits for its first line.
    pub fn start(home: &Path, port: &str) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_byline"))
            .args(["practice", "serve", "--port", port, "--data"])
            .arg(home)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let announced = serde_json::from_str(&line).expect("the first line is JSON");
        Self { process, announced }
    }

    /// Ends it as a service would be ended.
    pub fn stop(mut self) {
        let pid = self.process.id().to_string();
        let told = Command::new("kill").args(["-TERM", &pid]).status().unwrap();
        assert!(told.success());
        assert!(self.process.wait().unwrap().success(), "it ends in order");
    }

    pub fn base_url(&self) -> &str {
        self.announced["base_url"].as_str().unwrap()
    }

    pub fn port(&self) -> &str {
        self.base_url().rsplit(':').next().unwrap()
    }

    /// Every stored message with this text.
    pub fn told(&self, text: &str) -> Vec<Value> {
        let truth: Vec<Value> = serde_json::from_slice(&self.get("/_practice/truth")).unwrap();
        truth
            .into_iter()
            .filter(|message| message["text"] == text)
            .collect()
    }

    /// Lets the next call of a route take effect and cuts its answer off.
    pub fn cut_next(&self, route: &str) {
        let fault = format!(r#"{{"route":"{route}","kind":"cut_after"}}"#);
        self.call("POST", "/_practice/fault", &fault);
    }

    /// How much trouble there was.
    pub fn fired(&self) -> usize {
        let fired: Vec<Value> = serde_json::from_slice(&self.get("/_practice/fired")).unwrap();
        fired.len()
    }

    /// Takes personas away from the brand, in X's words for code 220.
    pub fn close_personas(&self) {
        self.call("POST", "/_practice/access", r#"{"closed":"403/220"}"#);
    }

    pub fn get(&self, path: &str) -> Vec<u8> {
        self.call("GET", path, "")
    }

    fn call(&self, method: &str, path: &str, body: &str) -> Vec<u8> {
        let host = self.base_url().strip_prefix("http://").unwrap();
        let mut line = TcpStream::connect(host).unwrap();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        line.write_all(format!("{head}{body}").as_bytes()).unwrap();
        let mut answer = Vec::new();
        line.read_to_end(&mut answer).unwrap();
        assert!(
            answer.starts_with(b"HTTP/1.1 20"),
            "{method} {path}: {}",
            String::from_utf8_lossy(&answer)
        );
        let head = answer.windows(4).position(|four| four == b"\r\n\r\n");
        answer.split_off(head.unwrap() + 4)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Already ended, or to be ended now: either is well.
        self.process.kill().ok();
        self.process.wait().ok();
    }
}
