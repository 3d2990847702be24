//! The practice network in a process of its own, and what a client has to know.

use anyhow::{Context, Result};
use practice::{Options, Practice, WallClock};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use tokio::net::TcpListener;

/// Serves until it is killed; its first line says what a client has to know.
pub async fn serve() -> Result<()> {
    let practice = Practice::in_memory(Options {
        seed: 1,
        clock: Arc::new(WallClock),
    })?;
    let brand = practice.accounts().into_iter().next().context("no brand")?;
    let customers: BTreeSet<String> = practice
        .truth()?
        .into_iter()
        .map(|message| message.sender_id)
        .filter(|sender| *sender != brand.user_id)
        .collect();
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let announcement = json!({
        "base_url": practice::base_url(&listener)?,
        "customers": customers,
        "keys": {
            "consumer_key": brand.consumer_key,
            "consumer_secret": brand.consumer_secret,
            "token": brand.token,
            "token_secret": brand.token_secret,
        },
    });
    println!("{announcement}");
    practice.serve(listener, std::future::pending()).await?;
    Ok(())
}

/// A served network. It ends with this.
pub struct Served {
    process: Child,
    announced: Value,
}

impl Served {
    pub fn start() -> Result<Self> {
        let mut process = Command::new(std::env::current_exe()?)
            .arg("network")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        let out = process.stdout.take().context("no output")?;
        BufReader::new(out).read_line(&mut line)?;
        Ok(Self {
            process,
            announced: serde_json::from_str(&line)?,
        })
    }

    pub fn base_url(&self) -> Result<&str> {
        let url = self.announced.get("base_url").and_then(Value::as_str);
        url.context("no address")
    }

    pub fn keys(&self) -> Result<Value> {
        self.announced.get("keys").cloned().context("no keys")
    }

    /// Those who wrote.
    pub fn customers(&self) -> Result<Vec<String>> {
        let all = self.announced.get("customers").cloned();
        Ok(serde_json::from_value(all.context("no customers")?)?)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // Already ended, or to be ended now: either is well.
        self.process.kill().ok();
        self.process.wait().ok();
    }
}
