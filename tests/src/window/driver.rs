//! One WebKitWebDriver on a port of its own; it ends when it is dropped, and
//! the window it opened ends with it.

use anyhow::{Context, Result, bail};
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tokio::net::TcpStream;

/// The variable that locks or opens the file of secrets.
pub(super) const PASSPHRASE: &str = "BYLINE_PASSPHRASE";

/// The variable that keeps WebKitGTK from compositing.
pub(super) const NO_COMPOSITING: &str = "WEBKIT_DISABLE_COMPOSITING_MODE";

/// A driver answers well within this.
const READY: Duration = Duration::from_secs(10);

/// A running driver.
pub(super) struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// Starts one. What it starts in turn has this environment too.
    pub(super) async fn start(environment: &[(&str, &Path)]) -> Result<Self> {
        if std::env::var_os("DISPLAY").is_none() {
            bail!("there is no display for a window; run this through `cargo xtask test`");
        }
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
            .local_addr()?
            .port();
        let process = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            // Only what a test says decides where keys are.
            .env_remove(PASSPHRASE)
            // Without compositing WebKitGTK gives no picture of a page that
            // changed and was resized: the driver never answers.
            .env_remove(NO_COMPOSITING)
            .envs(environment.iter().copied())
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdout(Stdio::null())
            .spawn()
            .context(
                "WebKitWebDriver could not be started; install the package webkit2gtk-driver",
            )?;
        let driver = Self { process, port };
        tokio::time::timeout(READY, driver.answers())
            .await
            .context("WebKitWebDriver does not answer")?;
        Ok(driver)
    }

    /// Where it listens.
    pub(super) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The process of the window that it opened.
    pub(super) fn window(&self) -> Result<u32> {
        let id = self.process.id();
        let children = std::fs::read_to_string(format!("/proc/{id}/task/{id}/children"))
            .context("the driver's processes cannot be read")?;
        let mut children = children.split_whitespace();
        match (children.next(), children.next()) {
            (Some(only), None) => Ok(only.parse()?),
            _ => bail!("the driver has not exactly one window"),
        }
    }

    /// Ends the window's process at once, as a loss of power would.
    pub(super) fn end_window(&self) -> Result<()> {
        let window = self.window()?.to_string();
        let ended = Command::new("kill").args(["-9", &window]).status()?;
        if !ended.success() {
            bail!("the window's process could not be ended");
        }
        Ok(())
    }

    async fn answers(&self) {
        let mut again = tokio::time::interval(Duration::from_millis(20));
        while TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))
            .await
            .is_err()
        {
            again.tick().await;
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // A window outlives its driver. Either may have ended by itself; then
        // there is nothing left to end.
        let _ = self.end_window();
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
