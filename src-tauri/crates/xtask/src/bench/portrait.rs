//! How fast a photo becomes a stored portrait, beside programs that everybody
//! knows. All sides run as whole processes on one thread each, over the same
//! photo.

use super::figures::Figures;
use crate::metadata;
use crate::step::{cargo, output, run as run_step};
use anyhow::{Context, Result};
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

const ROUNDS: u32 = 21;

/// How much of ImageMagick's time ours may take.
const REACH: f64 = 0.5;

/// Debian's own ImageMagick, where it stands: another `convert` before it in the
/// path may be anything.
const CONVERT: &str = "/usr/bin/convert";

/// Measures and prints.
pub fn run() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let bench = Bench {
        ours: program()?,
        folder: folder.path().to_owned(),
    };
    run_step(bench.of_ours(&["make", "photo.jpg"]))?;
    let mut sides = [
        Side::new("Byline: working copy and portrait", Bench::byline),
        Side::new("ImageMagick", Bench::imagemagick),
        Side::new("vipsthumbnail", Bench::vips),
    ];
    // One round before the others: what is read from disk is read then.
    for round in 0..=ROUNDS {
        for side in &mut sides {
            let took = timed((side.command)(&bench))?;
            if round > 0 {
                side.figures.add_time(took);
            }
        }
    }
    let rounds = ROUNDS.to_string();
    let inside = output(bench.of_ours(&["inside", "photo.jpg", &rounds]))?;
    print(&sides, &inside);
    Ok(())
}

fn print(sides: &[Side], inside: &str) {
    println!("\n12-megapixel JPEG to stored portrait, {ROUNDS} rounds in turn, one thread each:");
    for Side { name, figures, .. } in sides {
        println!("  {name:<36} {figures}");
    }
    if let [ours, theirs, ..] = sides {
        let ratio = ours.figures.median() / theirs.figures.median();
        let verdict = if ratio <= REACH {
            "reached"
        } else {
            "NOT reached"
        };
        println!("  ratio to ImageMagick {ratio:.2}, reach {REACH}: {verdict}");
    }
    println!("Inside one process:");
    for (column, name) in ["open: the working copy", "cut: the portrait", "faces"]
        .into_iter()
        .enumerate()
    {
        let mut figures = Figures::default();
        let of_rounds = inside
            .lines()
            .filter_map(|line| line.split(' ').nth(column)?.parse().ok());
        for micros in of_rounds {
            figures.add_time(Duration::from_micros(micros));
        }
        println!("  {name:<36} {figures}");
    }
}

/// One program that is measured.
struct Side {
    name: &'static str,
    command: fn(&Bench) -> Command,
    figures: Figures,
}

impl Side {
    fn new(name: &'static str, command: fn(&Bench) -> Command) -> Self {
        Self {
            name,
            command,
            figures: Figures::default(),
        }
    }
}

/// Where the measuring happens.
struct Bench {
    ours: PathBuf,
    folder: PathBuf,
}

impl Bench {
    fn of_ours(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.ours);
        command.args(arguments).current_dir(&self.folder);
        command
    }

    fn byline(&self) -> Command {
        self.of_ours(&["once", "photo.jpg", "working.jpg", "portrait.jpg"])
    }

    fn imagemagick(&self) -> Command {
        let mut command = Command::new(CONVERT);
        command.args(["photo.jpg", "-auto-orient", "-crop", "1800x1800+600+800"]);
        command.args(["+repage", "-resize", "400x400", "-strip", "-quality", "85"]);
        command.arg("imagemagick.jpg").current_dir(&self.folder);
        command.env("MAGICK_THREAD_LIMIT", "1");
        command
    }

    fn vips(&self) -> Command {
        let mut command = Command::new("vipsthumbnail");
        command.args(["photo.jpg", "--size", "400x400", "--smartcrop", "centre"]);
        command.args(["-o", "vips.jpg[Q=85,strip]"]);
        command.current_dir(&self.folder);
        command.env("VIPS_CONCURRENCY", "1");
        command
    }
}

#[expect(clippy::disallowed_methods, reason = "time is what is measured here")]
fn timed(command: Command) -> Result<Duration> {
    let start = Instant::now();
    output(command)?;
    Ok(start.elapsed())
}

fn program() -> Result<PathBuf> {
    const NAME: &str = "portrait-bench";
    run_step(cargo(&[
        "build",
        "--release",
        "--package",
        "portrait",
        "--example",
        NAME,
    ])?)?;
    let built = metadata::target_folder()?
        .join("release/examples")
        .join(format!("{NAME}{}", std::env::consts::EXE_SUFFIX));
    built
        .canonicalize()
        .with_context(|| format!("{} was not built", built.display()))
}
