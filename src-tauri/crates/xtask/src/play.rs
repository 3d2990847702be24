//! `cargo xtask run`: open Byline, or play its main job where nobody can look.

use crate::build::{Profile, programs};
use crate::display::{self, Virtual};
use crate::packages::{self, Purpose};
use crate::page;
use crate::step::{command, root, run as run_step};
use anyhow::{Context, Result};
use std::path::Path;

/// Installs, builds and opens.
pub fn run(release: bool) -> Result<()> {
    let seen = display::present();
    packages::install(if seen { Purpose::Build } else { Purpose::Tests })?;
    page::install()?;
    page::build()?;
    let built = programs(if release {
        Profile::Release
    } else {
        Profile::Dev
    })?;
    if seen {
        open(&built.app)
    } else {
        play(&built.app)
    }
}

/// Opens the window on the practice data folder of this checkout.
fn open(app: &Path) -> Result<()> {
    let data = crate::metadata::target_folder()?.join("practice-desk");
    eprintln!(
        "\nByline opens on the practice data folder {}.",
        data.display()
    );
    let (app, data) = (app.to_string_lossy(), data.to_string_lossy());
    run_step(command(&app, &["--data", &data])?)
}

/// Plays the main job in the real window on a virtual display.
fn play(app: &Path) -> Result<()> {
    let shots = root()?.join("shots");
    std::fs::create_dir_all(&shots)
        .with_context(|| format!("{} cannot be made", shots.display()))?;
    eprintln!("\nThere is no display: the main job is played on a virtual one.");
    let (app, shots) = (app.to_string_lossy(), shots.to_string_lossy());
    let player = format!("play-main-job{}", std::env::consts::EXE_SUFFIX);
    let player = Path::new(app.as_ref()).with_file_name(player);
    let player = player.to_string_lossy();
    let played = command(&player, &["--app", &app, "--shots", &shots])?;
    run_step(Virtual::start()?.around(&played))?;
    eprintln!("\nScreenshots are in {shots}.");
    Ok(())
}
