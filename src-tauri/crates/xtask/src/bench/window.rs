//! How soon the window shows its first rows and how much memory it holds, on a
//! large desk, beside a window with nothing in it (`src-tauri/benches/empty`).
//!
//! Both are whole programs on one virtual display. The clock runs from the start
//! of the program to the second frame after what it shows is drawn: the empty
//! window prints that moment, Byline writes it into its log. The practice server
//! is a program apart and counts for nobody.

use super::figures::{Figures, Unit};
use super::filled::{Server, fill};
use super::memory;
use crate::build::WHOLE_WINDOW;
use crate::display::Virtual;
use crate::metadata;
use crate::step::{Started, cargo, run as run_step, tied};
use anyhow::{Context, Result, bail};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const PERSONAS: &str = "200";
const CONVERSATIONS: &str = "1000";
const MESSAGES: &str = "100000";

/// Pairs that are measured; one more before them fills what the system keeps.
const PAIRS: u32 = 11;

/// How much of the empty window's figures ours may be.
const REACH: f64 = 1.3;

/// Memory is read when a painted window has had this long to come to rest.
const REST: Duration = Duration::from_secs(3);

/// Between two looks at something that is awaited.
const LOOK: Duration = Duration::from_millis(20);

/// Thirty seconds.
const MOST_LOOKS: u32 = 1500;

/// Measures and prints.
pub fn run() -> Result<()> {
    let built = Programs::build()?;
    let desktop = Virtual::start()?;
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("data");
    let server = Server::start(&built.cli, folder.path())?;
    let mut filler = Command::new(&built.filler);
    filler.arg(&data).args([PERSONAS, CONVERSATIONS, MESSAGES]);
    desktop.show(&mut filler);
    fill(&filler, &server)?;
    let (mut ours, mut empty) = (Side::default(), Side::default());
    for pair in 0..=PAIRS {
        let of_ours = byline(&built.app, &data, &desktop)?;
        let of_empty = nothing(&built.empty, &desktop)?;
        if pair > 0 {
            ours.add(of_ours);
            empty.add(of_empty);
        }
    }
    println!(
        "\nA desk of {PERSONAS} personas, {CONVERSATIONS} conversations and {MESSAGES} messages, {PAIRS} pairs in turn:"
    );
    print("exec to painted", &ours.painted, &empty.painted);
    print("memory (PSS)", &ours.held, &empty.held);
    Ok(())
}

fn print(what: &str, ours: &Figures, empty: &Figures) {
    let ratio = ours.median() / empty.median();
    let verdict = if ratio <= REACH {
        "reached"
    } else {
        "NOT reached"
    };
    println!("  {what}, Byline            {ours}");
    println!("  {what}, an empty window   {empty}");
    println!("  {what}, ratio {ratio:.2}, reach {REACH}: {verdict}");
}

/// What one run showed.
struct Run {
    painted: Duration,
    held_mb: f64,
}

struct Side {
    painted: Figures,
    held: Figures,
}

impl Default for Side {
    fn default() -> Self {
        Self {
            painted: Figures::new(Unit::Milliseconds),
            held: Figures::new(Unit::Megabytes),
        }
    }
}

impl Side {
    fn add(&mut self, run: Run) {
        self.painted.add_time(run.painted);
        self.held.add(run.held_mb);
    }
}

/// The programs that take part.
struct Programs {
    app: PathBuf,
    cli: PathBuf,
    filler: PathBuf,
    empty: PathBuf,
}

impl Programs {
    fn build() -> Result<Self> {
        let of_window = ["--package", "byline-app", "--features", WHOLE_WINDOW];
        for wanted in [
            &["--bin", "byline-app"][..],
            &["--example", "empty-window"][..],
        ] {
            let arguments = [&["build", "--release"][..], &of_window, wanted].concat();
            run_step(cargo(&arguments)?)?;
        }
        run_step(cargo(&[
            "build",
            "--release",
            "-p",
            "cli",
            "-p",
            "tests",
            "--bins",
        ])?)?;
        let folder = metadata::target_folder()?.join("release");
        Ok(Self {
            app: folder.join("byline-app"),
            cli: folder.join("byline"),
            filler: folder.join("fill-desk"),
            empty: folder.join("examples/empty-window"),
        })
    }
}

/// One start of Byline: its log says when it was painted.
fn byline(app: &Path, data: &Path, desktop: &Virtual) -> Result<Run> {
    let mut command = Command::new(app);
    command.arg("--data").arg(data);
    desktop.show(&mut command);
    let before = paintings(data)?.len();
    let begun = now()?;
    let started = Started(tied(&command).stdout(Stdio::null()).spawn()?);
    let painted = awaited("Byline painted nothing", || {
        Ok(paintings(data)?.get(before).copied())
    })?;
    measured(started, begun, painted)
}

/// One start of the empty window.
fn nothing(empty: &Path, desktop: &Virtual) -> Result<Run> {
    let mut command = Command::new(empty);
    desktop.show(&mut command);
    let begun = now()?;
    let mut started = Started(tied(&command).stdout(Stdio::piped()).spawn()?);
    let out = started.0.stdout.take().context("no output")?;
    let mut line = String::new();
    BufReader::new(out).read_line(&mut line)?;
    let painted = Duration::from_micros(line.trim().parse()?);
    measured(started, begun, painted)
}

fn measured(started: Started, begun: Duration, painted: Duration) -> Result<Run> {
    std::thread::sleep(REST);
    let family = memory::family(started.0.id());
    let held_mb = memory::held_mb(&family)?;
    drop(started);
    awaited("a window does not end", || {
        Ok((!memory::alive(&family)).then_some(()))
    })?;
    Ok(Run {
        painted: painted.saturating_sub(begun),
        held_mb,
    })
}

/// The moments, since the epoch, at which the log of `data` says "painted".
fn paintings(data: &Path) -> Result<Vec<Duration>> {
    let mut found = Vec::new();
    let Ok(logs) = fs::read_dir(data.join("logs")) else {
        return Ok(found);
    };
    for log in logs {
        let text = fs::read_to_string(log?.path())?;
        for line in text.lines() {
            let line: serde_json::Value = serde_json::from_str(line).unwrap_or_default();
            let told = line
                .pointer("/fields/message")
                .and_then(|told| told.as_str());
            let at = line.get("timestamp").and_then(|at| at.as_str());
            if let (Some("painted"), Some(at)) = (told, at) {
                let at: jiff::Timestamp = at.parse()?;
                found.push(Duration::from_micros(u64::try_from(at.as_microsecond())?));
            }
        }
    }
    found.sort_unstable();
    Ok(found)
}

fn awaited<T>(otherwise: &str, mut look: impl FnMut() -> Result<Option<T>>) -> Result<T> {
    for _ in 0..MOST_LOOKS {
        if let Some(found) = look()? {
            return Ok(found);
        }
        std::thread::sleep(LOOK);
    }
    bail!("{otherwise}")
}

#[expect(clippy::disallowed_methods, reason = "time is what is measured here")]
fn now() -> Result<Duration> {
    Ok(SystemTime::now().duration_since(UNIX_EPOCH)?)
}
