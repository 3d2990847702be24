//! A desk with much in it, on a practice network that is served by a program of
//! its own and counts for nobody.

use crate::step::{Started, tied};
use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

/// A practice network. It ends with this.
pub struct Server {
    _program: Started,
    announcement: String,
}

impl Server {
    /// Serves one with its data in a folder, by the command line that was built.
    pub fn start(cli: &Path, folder: &Path) -> Result<Self> {
        let mut command = Command::new(cli);
        command.arg("--data").arg(folder.join("practice"));
        command.args(["practice", "serve", "--port", "0"]);
        let mut child = tied(&command).stdout(Stdio::piped()).spawn()?;
        let out = child.stdout.take().context("no output")?;
        let program = Started(child);
        let mut announcement = String::new();
        BufReader::new(out).read_line(&mut announcement)?;
        Ok(Self {
            _program: program,
            announcement,
        })
    }
}

/// Runs `fill-desk` with its arguments against a served network.
pub fn fill(filler: &Command, server: &Server) -> Result<()> {
    eprintln!("\nThe desk is filled.");
    let mut child = tied(filler).stdin(Stdio::piped()).spawn()?;
    let mut input = child.stdin.take().context("no input")?;
    input.write_all(server.announcement.as_bytes())?;
    drop(input);
    let status = child.wait()?;
    if !status.success() {
        bail!("the desk could not be filled ({status})");
    }
    Ok(())
}
