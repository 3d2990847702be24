//! What scrolling a long conversation costs in the real window, beside a plain
//! virtual list of the same rows in the same place.
//!
//! `scroll-cost APP DATA CUSTOMER OTHER FRAMES ROUNDS layers|none` opens the conversation
//! with CUSTOMER (by name) anew in every round, after the one with OTHER, and scrolls it
//! from its end towards its beginning, page after page, through FRAMES frames at most;
//! then the plain list likewise. The last word says whether the window's layers are
//! composited. It prints a line a way: whose it is, the number of frames, their mean and
//! 95th percentile in milliseconds, the most elements, the most nodes. A way before
//! all others collects the rows.

use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use tests::window::scrolling::{self, Pull, Way};
use tests::window::{Compositing, Stage, Window};

/// A notch of a wheel, in pixels.
const STEP: u32 = 120;

/// Rows are collected in longer steps; the conversation is higher than one. Some
/// frames wait for a page.
const COLLECTING: u32 = 4 * STEP;

#[tokio::main]
async fn main() -> Result<()> {
    const USE: &str = "scroll-cost APP DATA CUSTOMER OTHER FRAMES ROUNDS layers|none";
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next().context(USE);
    let (app, data): (PathBuf, PathBuf) = (next()?.into(), next()?.into());
    let (customer, other) = (next()?, next()?);
    let (frames, rounds): (u32, u32) = (next()?.parse()?, next()?.parse()?);
    let compositing = match next()?.as_str() {
        "layers" => Compositing::Layers,
        "none" => Compositing::None,
        _ => bail!(USE),
    };
    let pull = Pull { step: STEP, frames };
    let stage = Stage::new(&app).await?.drawn(compositing);
    let window = stage.open_on(&data).await?;
    open(&window, &customer).await?;
    let collecting = Pull {
        step: COLLECTING,
        frames: frames.div_ceil(2),
    };
    scrolling::make_plain(&window, collecting).await?;
    for _ in 0..rounds {
        open(&window, &other).await?;
        open(&window, &customer).await?;
        print("byline", &scrolling::conversation(&window, pull).await?);
        print("plain", &scrolling::plain(&window, pull).await?);
    }
    window.close().await
}

/// Opens the conversation with somebody at its newest page.
async fn open(window: &Window, customer: &str) -> Result<()> {
    let row = format!("//b[@data-testid='row-name'][.='{customer}']");
    window.click_at(&row).await?;
    let log = format!("[role=log][aria-label*='{customer}'] article");
    window.see_at(&log).await?;
    Ok(())
}

fn print(whose: &str, way: &Way) {
    let mut sorted = way.frames.clone();
    sorted.sort_unstable_by(f64::total_cmp);
    let slow = sorted.get(sorted.len().saturating_mul(95) / 100);
    let count = sorted.iter().map(|_| 1.0).sum::<f64>();
    println!(
        "{whose} {count} {:.3} {:.1} {} {}",
        sorted.iter().sum::<f64>() / count,
        slow.copied().unwrap_or_default(),
        way.elements,
        way.nodes
    );
}
