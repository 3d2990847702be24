//! The clipboard, as another program fills it: its owner answers whoever
//! pastes, for as long as it lives.

use super::offer::{Offer, atom};
use anyhow::{Context, Result};
use std::path::Path;
use std::thread::JoinHandle;
use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::ConnectionExt;
use x11rb::{CURRENT_TIME, NONE};

const CLIPBOARD: &str = "CLIPBOARD";

/// What was copied in another program, until this is dropped.
pub struct Clipboard(Option<JoinHandle<Result<()>>>);

impl Clipboard {
    /// A picture, as a browser copies it.
    pub fn with_png(png: Vec<u8>) -> Result<Self> {
        Self::with("image/png", png)
    }

    /// A file, as a file manager copies it.
    pub fn with_file(path: &Path) -> Result<Self> {
        Self::with("text/uri-list", uri_list(path)?)
    }

    /// Nothing.
    pub fn clear() -> Result<()> {
        let (connection, _) = x11rb::connect(None)?;
        let clipboard = atom(&connection, CLIPBOARD)?;
        connection
            .set_selection_owner(NONE, clipboard, CURRENT_TIME)?
            .check()?;
        Ok(())
    }

    fn with(kind: &str, contents: Vec<u8>) -> Result<Self> {
        let offer = Offer::new(CLIPBOARD, kind, contents)?;
        Ok(Self(Some(std::thread::spawn(move || keep(&offer)))))
    }
}

impl Drop for Clipboard {
    fn drop(&mut self) {
        // Without an owner the thread ends; without a display it has ended.
        if Self::clear().is_ok()
            && let Some(thread) = self.0.take()
        {
            let _ = thread.join();
        }
    }
}

/// Until somebody else owns the selection.
fn keep(offer: &Offer) -> Result<()> {
    loop {
        match offer.connection.wait_for_event()? {
            Event::SelectionRequest(request) => offer.answer(&request)?,
            Event::SelectionClear(clear) if clear.owner == offer.window => return Ok(()),
            _ => {}
        }
    }
}

/// A list of one file (RFC 2483 §5).
pub(super) fn uri_list(path: &Path) -> Result<Vec<u8>> {
    let path = path.to_str().context("a path that is no text")?;
    Ok(format!("file://{path}\r\n").into_bytes())
}
