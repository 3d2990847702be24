//! A file dragged out of a file manager and dropped on the window: the source's
//! part of XDND 5, without a pointer.

use super::clipboard::uri_list;
use super::desktop::Desktop;
use super::offer::{Offer, atom};
use super::view::Window;
use anyhow::{Result, bail};
use std::path::Path;
use x11rb::CURRENT_TIME;
use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    CLIENT_MESSAGE_EVENT, ClientMessageEvent, ConnectionExt, EventMask, Window as Id,
};

/// The version in the highest byte, and no more kinds than stand in the message.
const VERSION: u32 = 5 << 24;

/// So many movements end at the place. WebKitGTK takes the first of all for one
/// to its corner, as nobody's hand moves once.
const MOVEMENTS: i16 = 4;

/// The lowest bit: what is dragged is taken.
const TAKEN: u32 = 1;

impl Window {
    /// Drags a file over the middle of what has that test id, and drops it there
    /// as soon as the page says that it takes it.
    ///
    /// # Errors
    /// When the page never takes it, or refuses it after all.
    pub async fn drop_file(&self, path: &Path, testid: &str) -> Result<()> {
        let drag = Drag {
            offer: Offer::new("XdndSelection", "text/uri-list", uri_list(path)?)?,
            over: Desktop::connect()?.window(self.process()?)?,
        };
        let (x, y, width, height) = self.see(testid).await?.rectangle().await?;
        let (x, y) = ((x + width / 2.0) as i16, (y + height / 2.0) as i16);
        drag.tell("XdndEnter", [VERSION, drag.offer.kind, 0, 0])?;
        for step in (0..MOVEMENTS).rev() {
            drag.move_to(x - step, y)?;
            self.until(
                "the page to say whether it takes what hangs over it",
                || async { drag.heard("XdndStatus") },
            )
            .await?;
        }
        drag.tell("XdndDrop", [0, CURRENT_TIME, 0, 0])?;
        let taken = self.until("the end of the drop", || async {
            drag.heard("XdndFinished")
        });
        if !taken.await? {
            bail!("the window took the drop and refused it after all");
        }
        Ok(())
    }
}

struct Drag {
    offer: Offer,
    over: Id,
}

impl Drag {
    /// Tells the window at which place of it the pointer is.
    fn move_to(&self, x: i16, y: i16) -> Result<()> {
        let copy = atom(&self.offer.connection, "XdndActionCopy")?;
        let place = self.place(x, y)?;
        self.tell("XdndPosition", [0, place, CURRENT_TIME, copy])
    }

    /// A place of the window on the screen, in one number.
    fn place(&self, x: i16, y: i16) -> Result<u32> {
        let connection = &self.offer.connection;
        let root = connection.query_tree(self.over)?.reply()?.root;
        let at = connection.translate_coordinates(self.over, root, x, y)?;
        let at = at.reply()?;
        Ok((u32::from(at.dst_x.cast_unsigned()) << 16) | u32::from(at.dst_y.cast_unsigned()))
    }

    fn tell(&self, what: &str, [a, b, c, d]: [u32; 4]) -> Result<()> {
        let connection = &self.offer.connection;
        let message = ClientMessageEvent {
            response_type: CLIENT_MESSAGE_EVENT,
            format: 32,
            sequence: 0,
            window: self.over,
            type_: atom(connection, what)?,
            data: [self.offer.window, a, b, c, d].into(),
        };
        connection
            .send_event(false, self.over, EventMask::NO_EVENT, message)?
            .check()?;
        Ok(())
    }

    /// Whether the window takes it, as soon as it says so with that message;
    /// meanwhile it may ask for what is dragged.
    fn heard(&self, what: &str) -> Result<Option<bool>> {
        let what = atom(&self.offer.connection, what)?;
        while let Some(event) = self.offer.connection.poll_for_event()? {
            match event {
                Event::SelectionRequest(request) => self.offer.answer(&request)?,
                Event::ClientMessage(message) if message.type_ == what => {
                    let [_, flags, ..] = message.data.as_data32();
                    return Ok(Some(flags & TAKEN == TAKEN));
                }
                _ => {}
            }
        }
        Ok(None)
    }
}
