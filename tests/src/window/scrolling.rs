//! Scrolling a long conversation to its beginning, frame by frame, and a plain
//! virtual list of the same rows in the same place of the same window.
//!
//! The page is given what a wheel gives it: an event and some pixels, once a frame.

use super::view::Window;
use anyhow::{Context, Result};
use fantoccini::wd::TimeoutConfiguration;
use serde_json::{Value, json};
use std::time::Duration;

/// Two hundred pages take their time.
const PATIENCE: Duration = Duration::from_secs(180);

const CONVERSATION: &str = "[role=log]";
const PLAIN: &str = "#plain-list";

/// How somebody scrolls: towards the beginning, so many pixels a frame, through so
/// many frames at most.
#[derive(Clone, Copy, Debug)]
pub struct Pull {
    /// Pixels a frame; fewer than the conversation is high.
    pub step: u32,
    /// The most frames.
    pub frames: u32,
}

/// What a way showed.
#[derive(Clone, Debug)]
pub struct Way {
    /// How long each frame took, in milliseconds.
    pub frames: Vec<f64>,
    /// The most elements that the whole document had, of those counted each
    /// sixteenth frame.
    pub elements: f64,
    /// The most nodes likewise: with texts, empty ones too, and comments.
    pub nodes: f64,
}

/// Scrolls the open conversation from its end.
pub async fn conversation(window: &Window, pull: Pull) -> Result<Way> {
    way(window, CONVERSATION, pull).await
}

/// Scrolls the plain list likewise.
pub async fn plain(window: &Window, pull: Pull) -> Result<Way> {
    show_plain(window, "block").await?;
    let way = way(window, PLAIN, pull).await?;
    show_plain(window, "none").await?;
    Ok(way)
}

/// Makes the plain list of the open conversation's rows, scrolling through them.
pub async fn make_plain(window: &Window, pull: Pull) -> Result<()> {
    let script = include_str!("scrolling.rows.js");
    run(window, script, vec![json!(pull.step), json!(pull.frames)]).await?;
    run(window, include_str!("scrolling.plain.js"), Vec::new()).await?;
    Ok(())
}

async fn way(window: &Window, list: &str, pull: Pull) -> Result<Way> {
    let script = include_str!("scrolling.way.js");
    let arguments = vec![json!(list), json!(pull.step), json!(pull.frames)];
    let told = run(window, script, arguments).await?;
    let number = |name: &str| {
        let figure = told.get(name).and_then(Value::as_f64);
        figure.with_context(|| format!("no {name}"))
    };
    let frames = told.get("took").and_then(Value::as_array);
    let frames = frames.context("no frames")?.iter();
    Ok(Way {
        frames: frames.filter_map(Value::as_f64).collect(),
        elements: number("elements")?,
        nodes: number("nodes")?,
    })
}

/// What is measured alone is drawn: the other is out of the page's layout.
async fn show_plain(window: &Window, display: &str) -> Result<()> {
    let script = "document.querySelector(arguments[0]).style.display = arguments[1];
        document.querySelector(arguments[2]).style.visibility =
            arguments[1] === 'none' ? '' : 'hidden';";
    let arguments = vec![json!(PLAIN), json!(display), json!(CONVERSATION)];
    window.client.execute(script, arguments).await?;
    Ok(())
}

async fn run(window: &Window, script: &str, arguments: Vec<Value>) -> Result<Value> {
    let patience = TimeoutConfiguration::new(Some(PATIENCE), None, None);
    window.client.update_timeouts(patience).await?;
    Ok(window.client.execute_async(script, arguments).await?)
}
