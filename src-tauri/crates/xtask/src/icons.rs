//! All icons, from one drawing.

use crate::page;
use crate::step::{root, run};
use anyhow::{Context, Result};
use std::fs;

/// Those that tauri.conf.json names.
const KEPT: [&str; 6] = [
    "32x32.png",
    "128x128.png",
    "128x128@2x.png",
    "icon.png",
    "icon.ico",
    "icon.icns",
];

/// Makes them anew.
pub fn make() -> Result<()> {
    page::install()?;
    let made = tempfile::tempdir()?;
    let icons = root()?.join("icons");
    let (drawing, folder) = (
        icons.join("byline.svg"),
        made.path().to_string_lossy().into_owned(),
    );
    run(crate::npm::npm(
        "ui",
        &[
            "exec",
            "--",
            "tauri",
            "icon",
            &drawing.to_string_lossy(),
            "--output",
            &folder,
        ],
    )?)?;
    for name in KEPT {
        fs::copy(made.path().join(name), icons.join(name))
            .with_context(|| format!("{name} was not made"))?;
    }
    Ok(())
}
