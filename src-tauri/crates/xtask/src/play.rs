//! `cargo xtask run`: open Byline, or play its main job where nobody can look.

use crate::build::{Profile, programs};
use crate::display::{self, Virtual};
use crate::packages::{self, Purpose};
use crate::page;
use crate::step::{command, root, run as run_step};
use anyhow::{Context, Result};
use std::path::Path;

/// Installs, builds and opens the given data folder, or one for practice.
/// Where there is no display the job is played on a folder of its own.
pub fn run(release: bool, data: Option<&Path>) -> Result<()> {
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
        let data = match data {
            Some(folder) => std::path::absolute(folder)
                .with_context(|| format!("{} is no folder's name", folder.display()))?,
            None => crate::metadata::target_folder()?.join("practice-desk"),
        };
        open(&built.app, &data)
    } else {
        play(&built.app)
    }
}

fn open(app: &Path, data: &Path) -> Result<()> {
    eprintln!("\nByline opens on the data folder {}.", data.display());
    let (app, data) = (app.to_string_lossy(), data.to_string_lossy());
    run_step(command(&app, &["--data", &data])?)
}

/// Plays the main job in the real window on a virtual display.
fn play(app: &Path) -> Result<()> {
    let shots = root()?.join("shots");
    // Pictures of an earlier run would pass for this one's.
    if shots.exists() {
        std::fs::remove_dir_all(&shots)
            .with_context(|| format!("{} cannot be emptied", shots.display()))?;
    }
    std::fs::create_dir_all(&shots)
        .with_context(|| format!("{} cannot be made", shots.display()))?;
    eprintln!("\nThere is no display: the main job is played on a virtual one.");
    let (app, shots) = (app.to_string_lossy(), shots.to_string_lossy());
    let player = format!("play-main-job{}", std::env::consts::EXE_SUFFIX);
    let player = Path::new(app.as_ref()).with_file_name(player);
    let player = player.to_string_lossy();
    let mut played = command(&player, &["--app", &app, "--shots", &shots])?;
    let desktop = Virtual::start()?;
    desktop.show(&mut played);
    run_step(played)?;
    eprintln!("\nScreenshots are in {shots}.");
    Ok(())
}
