//! The built application in a real window, driven through WebDriver with clicks
//! and keys only.
//!
//! No script here calls a command of the desk: what a person could not do with
//! mouse and keyboard, a test does not do either. Scripts look (axe, sizes) and
//! set the theme and the size of text, nothing else. Nothing sleeps; everything waits for what it
//! needs to see, and says what it waited for when it does not come.

mod axe;
mod browser;
mod cli;
mod clipboard;
mod desktop;
mod drag;
mod driver;
mod focus;
mod keys;
mod large;
mod line;
mod main_job;
mod offer;
pub mod scrolling;
mod shots;
mod stage;
mod view;

pub use axe::{Violation, violations};
pub use cli::{Served, byline, serve};
pub use clipboard::Clipboard;
pub use fantoccini::key::Key;
pub use large::sticking_out;
pub use line::Line;
pub use main_job::{MainJob, Seen, photo, photo_of_two};
pub use shots::{NARROW, SIZES, Shots, USUAL};
pub use stage::{Compositing, Stage};
pub use view::{Theme, VIEWS, Window};
