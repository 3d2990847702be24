//! `cargo xtask size`: the size budget of what people install. The page's own
//! budget is held whenever it is built (`ui/scripts/budget.mjs`); this holds the
//! window's release binary, which no other check builds.

use crate::step::{cargo, run as run_step};
use crate::{build::WHOLE_WINDOW, metadata, page};
use anyhow::{Context, Result, bail};

/// The stripped release binary, at most, in megabytes of a million bytes.
const MOST_MB: u64 = 25;

/// Builds the page and holds both budgets.
pub fn run() -> Result<()> {
    crate::packages::install(crate::packages::Purpose::Build)?;
    page::install()?;
    page::build()?;
    check()
}

/// Builds the window with optimisation around the built page, prints its size
/// and fails where it is over the budget. The profile strips it.
pub fn check() -> Result<()> {
    run_step(cargo(&[
        "build",
        "--release",
        "--package",
        "byline-app",
        "--features",
        WHOLE_WINDOW,
    ])?)?;
    let binary = metadata::target_folder()?
        .join("release")
        .join(format!("byline-app{}", std::env::consts::EXE_SUFFIX));
    let bytes = std::fs::metadata(&binary)
        .with_context(|| format!("{} was not built", binary.display()))?
        .len();
    let tenths = bytes.div_ceil(100_000);
    println!(
        "Release binary: {}.{} MB of {MOST_MB} MB",
        tenths / 10,
        tenths % 10
    );
    if bytes > MOST_MB * 1_000_000 {
        bail!("The release binary is over its budget of {MOST_MB} MB.");
    }
    Ok(())
}
