//! Byline's window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use clap::Parser;

fn main() -> anyhow::Result<()> {
    byline_app::run(byline_app::Arguments::parse())
}
