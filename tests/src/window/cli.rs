//! The command line beside the window.

use super::stage::PASSPHRASE;
use anyhow::{Context, Result};
use std::path::Path;
use std::process::Output;

/// Runs `byline --data DIR …` to its end.
///
/// # Errors
/// When `BYLINE_CLI` names no program.
pub async fn byline(data: &Path, arguments: &[&str]) -> Result<Output> {
    let program = std::env::var_os("BYLINE_CLI").context(
        "BYLINE_CLI does not name the built command line; run this through `cargo xtask test`",
    )?;
    tokio::process::Command::new(program)
        .arg("--data")
        .arg(data)
        .args(arguments)
        .env("BYLINE_PASSPHRASE", PASSPHRASE)
        .output()
        .await
        .context("the command line could not be started")
}
