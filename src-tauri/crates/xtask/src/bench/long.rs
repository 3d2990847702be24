//! A desk with one conversation of ten thousand messages and one of a hundred,
//! besides others. It is filled once for all that is measured on it.

use super::filled::{Server, fill};
use crate::metadata;
use crate::step::{cargo, run as run_step};
use anyhow::Result;
use std::path::PathBuf;
use std::process::Command;
use tempfile::TempDir;

/// Quick code, built quickly.
const PROFILE: &str = "simulate";

const PROGRAMS: [&str; 4] = ["byline", "fill-desk", "opening-cost", "scroll-cost"];

const PERSONAS: &str = "20";
const CONVERSATIONS: &str = "100";
const MESSAGES: &str = "10000";

/// The messages of the two that are measured; they come after the conversations.
pub const LENGTHS: [&str; 2] = ["10000", "100"];

/// Who they are with.
pub const HANDLES: [&str; 2] = ["guest_100", "guest_101"];

/// Likewise, by name.
pub const NAMES: [&str; 2] = ["Guest 100", "Guest 101"];

/// Locks the secrets of the desk; as `tests/src/window` opens one.
pub const PASSPHRASE: (&str, &str) = ("BYLINE_PASSPHRASE", "a passphrase for tests");

/// The filled desk; its practice network and its folder end with it.
pub struct Desk {
    /// Its data folder.
    pub data: PathBuf,
    /// Where the programs that measure it stand.
    pub programs: PathBuf,
    _server: Server,
    _folder: TempDir,
}

/// The desk, filled when it is first asked for.
pub fn filled(desk: &mut Option<Desk>) -> Result<&Desk> {
    match desk {
        Some(desk) => Ok(desk),
        none => Ok(none.insert(Desk::fill()?)),
    }
}

impl Desk {
    fn fill() -> Result<Self> {
        let mut build = vec!["build", "--profile", PROFILE, "-p", "cli", "-p", "tests"];
        build.extend(PROGRAMS.iter().flat_map(|program| ["--bin", program]));
        run_step(cargo(&build)?)?;
        let programs = metadata::target_folder()?.join(PROFILE);
        let folder = tempfile::tempdir()?;
        let data = folder.path().join("data");
        let server = Server::start(&programs.join("byline"), folder.path())?;
        let mut filler = Command::new(programs.join("fill-desk"));
        filler.env(PASSPHRASE.0, PASSPHRASE.1).arg(&data);
        filler.args([PERSONAS, CONVERSATIONS, MESSAGES]);
        fill(filler.args(LENGTHS), &server)?;
        Ok(Self {
            data,
            programs,
            _server: server,
            _folder: folder,
        })
    }
}
