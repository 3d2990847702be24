//! `byline outbox run`, the program that is killed.

use network::{Clock, WallClock};
use std::ffi::OsString;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Locks the file with the keys.
pub const PASSPHRASE: &str = "korrekt pferd batterie heftklammer";

/// A life of the program.
pub struct Program(std::cell::RefCell<Child>);

/// The built command line.
pub fn built() -> OsString {
    std::env::var_os("BYLINE_CLI").expect(
        "BYLINE_CLI does not name the built command line; run this through `cargo xtask test`",
    )
}

impl Program {
    pub fn start(data: &Path) -> Self {
        let child = Command::new(built())
            .args(["outbox", "run", "--until-settled", "--data"])
            .arg(data)
            .env("BYLINE_PASSPHRASE", PASSPHRASE)
            .env("NO_PROXY", "127.0.0.1")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Self(child.into())
    }

    /// Waits until something is so, or the program has ended.
    pub fn until(&self, so: impl Fn() -> bool) {
        while !so() && self.0.borrow_mut().try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
    }

    /// Kills it after so long; `false` where it had ended by itself.
    pub fn kill_after(self, life: Duration) -> bool {
        let clock = WallClock::start();
        let begun = clock.monotonic();
        self.until(|| clock.monotonic().saturating_sub(begun) >= life);
        let mut child = self.0.into_inner();
        let lived = child.try_wait().unwrap().is_none();
        if lived {
            child.kill().unwrap();
        }
        child.wait().unwrap();
        lived
    }

    /// Lets it do all that it can do.
    pub fn ends(self) {
        self.0.into_inner().wait().unwrap();
    }
}
