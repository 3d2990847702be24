//! Scrolling a conversation of ten thousand messages in the real window, beside a
//! plain virtual list of the same rows in the same place of the same window
//! (`tests/src/bin/scroll-cost`).
//!
//! Each frame gets a wheel event and a notch's pixels. The conversation reads page
//! after page on its way, measures its rows and draws bubbles, portraits and lines;
//! the plain list has its rows, knows how high they are and shows their text alone.
//!
//! Once as people have it, with the window's layers composited: without a graphics
//! card that is the most of a frame for both. And once drawn as one, where nothing
//! but the page's own work is left.

use super::figures::Figures;
use super::long::{Desk, NAMES, PASSPHRASE};
use crate::build::WHOLE_WINDOW;
use crate::display::Virtual;
use crate::metadata;
use crate::step::{cargo, output, run as run_step};
use anyhow::{Result, bail};
use std::process::Command;

/// The two ways to draw, with the most frames of a way and the rounds. Drawn as one,
/// all of the conversation; else a part, because a frame takes long.
const DRAWN: [(&str, [&str; 3]); 2] = [
    ("layers composited", ["200", "5", "layers"]),
    ("to its beginning, drawn as one", ["10000", "2", "none"]),
];

/// How much of the plain list's figures ours may be.
const REACH: f64 = 1.3;

/// Elements of the whole page.
const MOST_ELEMENTS: f64 = 1_500.0;

/// Measures and prints.
pub fn run(desk: &Desk) -> Result<()> {
    let mut build = vec!["build", "--release", "--package", "byline-app"];
    build.extend(["--bin", "byline-app", "--features", WHOLE_WINDOW]);
    run_step(cargo(&build)?)?;
    let app = metadata::target_folder()?.join("release/byline-app");
    let desktop = Virtual::start()?;
    for (name, how) in DRAWN {
        let mut scroller = Command::new(desk.programs.join("scroll-cost"));
        scroller.arg(&app).arg(&desk.data).args(NAMES);
        scroller.args(how);
        desktop.show(&mut scroller);
        scroller.env(PASSPHRASE.0, PASSPHRASE.1);
        judge(name, &output(scroller)?)?;
    }
    Ok(())
}

/// Prints what was told of both.
fn judge(name: &str, told: &str) -> Result<()> {
    let (mut ours, mut plain) = (Side::default(), Side::default());
    for line in told.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["byline", told @ ..] => ours.add(told)?,
            ["plain", told @ ..] => plain.add(told)?,
            _ => bail!("scroll-cost says {line}"),
        }
    }
    println!("\nScrolling up a conversation of 10000 messages, {name}:");
    ours.print("Byline");
    plain.print("a plain list");
    compare("a frame's mean", &ours.mean, &plain.mean);
    compare("95th percentile", &ours.slow, &plain.slow);
    println!(
        "  elements of the page at most {}, reach {MOST_ELEMENTS}: {}; with texts and comments {} nodes",
        ours.elements,
        verdict(ours.elements <= MOST_ELEMENTS),
        ours.nodes
    );
    Ok(())
}

/// What the ways of one side showed.
#[derive(Default)]
struct Side {
    frames: f64,
    mean: Figures,
    slow: Figures,
    elements: f64,
    nodes: f64,
}

impl Side {
    /// Takes what a way printed: frames, their mean and 95th percentile, elements,
    /// nodes.
    fn add(&mut self, told: &[&str]) -> Result<()> {
        let told: Vec<f64> = told
            .iter()
            .map(|one| one.parse())
            .collect::<Result<_, _>>()?;
        let &[frames, mean, slow, elements, nodes] = told.as_slice() else {
            bail!("a way tells five figures");
        };
        self.frames = self.frames.max(frames);
        self.mean.add(mean);
        self.slow.add(slow);
        self.elements = self.elements.max(elements);
        self.nodes = self.nodes.max(nodes);
        Ok(())
    }

    fn print(&self, name: &str) {
        println!("  {name:<12}  a frame's mean   {}", self.mean);
        println!("  {name:<12}  95th percentile  {}", self.slow);
        println!("  {name:<12}  at most {} frames a way", self.frames);
    }
}

fn compare(what: &str, ours: &Figures, plain: &Figures) {
    let ratio = ours.median() / plain.median();
    let verdict = verdict(ratio <= REACH);
    println!("  {what}, ratio {ratio:.2}, reach {REACH}: {verdict}");
}

fn verdict(reached: bool) -> &'static str {
    if reached { "reached" } else { "NOT reached" }
}
