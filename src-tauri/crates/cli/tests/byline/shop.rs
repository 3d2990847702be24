//! A brand's desk in a data folder of its own, worked by command line.

use crate::server::Server;
use serde_json::Value;
use std::cell::RefCell;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

pub const PASSPHRASE: &str = "korrekt/pferd+batterie \"heftklammer\" 42";
pub const ACCOUNT: &str = "x:@northwind";
pub const ANA: &str = "Ana Ruiz, Care Team";

/// A desk, the practice network it works with, and everything that was printed.
pub struct Shop {
    root: TempDir,
    pub server: Option<Server>,
    printed: RefCell<Vec<u8>>,
}

/// How a command ended.
pub struct Ended {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ended {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out)
            .unwrap_or_else(|_| panic!("no JSON: {} / {}", self.out, self.err))
    }

    /// Refused with this code of the desk.
    pub fn assert_refused(&self, code: &str) {
        assert_eq!(self.code, 1, "{} {}", self.out, self.err);
        assert_eq!(self.json()["error"]["code"], code);
        assert!(!self.err.is_empty(), "it says why");
    }

    /// Done.
    pub fn assert_done(self) -> Self {
        assert_eq!(self.code, 0, "{} {}", self.out, self.err);
        self
    }
}

impl Shop {
    /// A desk without anything, and a practice network.
    pub fn empty() -> Self {
        let root = tempfile::tempdir().unwrap();
        let server = Server::start(&root.path().join("network"), "0");
        Self {
            root,
            server: Some(server),
            printed: RefCell::default(),
        }
    }

    /// A connected brand with Ana on the account, messages read.
    pub fn open() -> Self {
        let shop = Self::empty();
        shop.connect().assert_done();
        shop.employ("human", ANA);
        shop.run(&["inbox", "sync"]).assert_done();
        shop
    }

    pub fn data(&self) -> PathBuf {
        self.root.path().join("desk")
    }

    pub fn network_home(&self) -> PathBuf {
        self.root.path().join("network")
    }

    pub fn server(&self) -> &Server {
        self.server.as_ref().unwrap()
    }

    pub fn keys(&self) -> Value {
        self.server().announced["keys"][0].clone()
    }

    pub fn connect(&self) -> Ended {
        self.connect_with(&self.keys().to_string())
    }

    pub fn connect_with(&self, keys: &str) -> Ended {
        let base = self.server().base_url().to_owned();
        let arguments = ["account", "connect", "x", "--api-base", &base];
        self.end(self.command(&arguments), keys)
    }

    /// Makes a persona of the fixture photo.
    pub fn draft_persona(&self, kind: &str, line: &str) -> Ended {
        let photo = photo();
        let photo = photo.to_str().unwrap();
        self.run(&[
            "persona", "add", "--kind", kind, "--line", line, "--photo", photo,
        ])
    }

    /// Makes a persona and publishes it.
    pub fn employ(&self, kind: &str, line: &str) {
        self.draft_persona(kind, line).assert_done();
        self.run(&["persona", "publish", line, "--account", ACCOUNT])
            .assert_done();
    }

    /// Ana answers a customer.
    pub fn answer(&self, customer: &str, text: &str) -> Ended {
        self.send(customer, ANA, text, &["--operator", "Ana"])
    }

    pub fn send(&self, customer: &str, persona: &str, text: &str, author: &[&str]) -> Ended {
        self.run(&sending(customer, persona, text, author))
    }

    /// Runs a command with `--json`.
    pub fn run(&self, arguments: &[&str]) -> Ended {
        let mut all = arguments.to_vec();
        all.push("--json");
        self.end(self.command(&all), "")
    }

    /// Runs a command as people do.
    pub fn in_words(&self, arguments: &[&str]) -> Ended {
        self.end(self.command(arguments), "")
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_byline"));
        self.dress(&mut command);
        command.args(arguments).arg("--data").arg(self.data());
        command
    }

    /// Gives a command the environment of this desk.
    pub fn dress(&self, command: &mut Command) {
        command
            .env("BYLINE_PASSPHRASE", PASSPHRASE)
            .env("BYLINE_LOG", "trace")
            .env("NO_PROXY", "127.0.0.1")
            .env("TZ", "UTC");
    }

    /// Runs a command to its end, with this on its standard input.
    pub fn end(&self, mut command: Command, input: &str) -> Ended {
        let mut process = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A command that reads nothing may have closed its end.
        let mut stdin = process.stdin.take().unwrap();
        stdin.write_all(input.as_bytes()).ok();
        drop(stdin);
        let output = process.wait_with_output().unwrap();
        let mut printed = self.printed.borrow_mut();
        printed.extend_from_slice(&output.stdout);
        printed.extend_from_slice(&output.stderr);
        Ended {
            code: output.status.code().expect("it ended by itself"),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Everything that commands printed so far.
    pub fn printed(&self) -> Vec<u8> {
        self.printed.borrow().clone()
    }
}

pub fn sending<'a>(
    customer: &'a str,
    persona: &'a str,
    text: &'a str,
    author: &[&'a str],
) -> Vec<&'a str> {
    let mut all = vec!["send", "--account", ACCOUNT, "--to", customer];
    all.extend(["--as", persona, "--text", text]);
    all.extend(author);
    all
}

/// A drawn portrait as a JPEG of 480 × 600.
pub fn photo() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/portrait.jpg")
}
