//! The command line beside the window.

use super::stage::PASSPHRASE;
use anyhow::{Context, Result};
use serde_json::Value;
use std::path::Path;
use std::process::{Output, Stdio};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// Runs `byline --data DIR …` to its end.
///
/// # Errors
/// When `BYLINE_CLI` names no program.
pub async fn byline(data: &Path, arguments: &[&str]) -> Result<Output> {
    command(data, arguments)?
        .output()
        .await
        .context("the command line could not be started")
}

/// A practice network in a process of its own; it ends when this is dropped.
pub struct Served {
    /// What it announced: its address, accounts and keys.
    pub announced: Value,
    _process: Child,
}

/// Serves a practice network whose state is in a folder.
///
/// # Errors
/// When `BYLINE_CLI` names no program, or it does not serve.
pub async fn serve(data: &Path) -> Result<Served> {
    let mut process = command(data, &["practice", "serve", "--port", "0"])?
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .context("the practice network could not be started")?;
    let out = process.stdout.take().context("it has no output")?;
    let mut line = String::new();
    BufReader::new(out).read_line(&mut line).await?;
    Ok(Served {
        announced: serde_json::from_str(&line).context("it announced nothing")?,
        _process: process,
    })
}

fn command(data: &Path, arguments: &[&str]) -> Result<Command> {
    let program = std::env::var_os("BYLINE_CLI").context(
        "BYLINE_CLI does not name the built command line; run this through `cargo xtask test`",
    )?;
    let mut command = Command::new(program);
    command
        .arg("--data")
        .arg(data)
        .args(arguments)
        .env("BYLINE_PASSPHRASE", PASSPHRASE);
    Ok(command)
}
