//! The window as the X server has it, and the one thing that a window manager
//! would do with it: ask it to close. The virtual display has none.

use anyhow::{Context, Result, bail, ensure};
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, CLIENT_MESSAGE_EVENT, ClientMessageEvent, ConnectionExt, EventMask, MapState,
    Window,
};
use x11rb::rust_connection::RustConnection;
use x11rb::{CURRENT_TIME, NONE};

/// The window's, from `tauri.conf.json`.
const TITLE: &[u8] = b"Byline";

/// No property that is asked for is longer, in four bytes.
const LONGEST: u32 = 32;

/// A connection to the display that `DISPLAY` names.
pub(super) struct Desktop {
    connection: RustConnection,
    root: Window,
}

impl Desktop {
    pub(super) fn connect() -> Result<Self> {
        let (connection, screen) = x11rb::connect(None).context("the display does not answer")?;
        let screen = connection.setup().roots.get(screen);
        let root = screen.context("a display without a screen")?.root;
        Ok(Self { connection, root })
    }

    /// Asks the window of a process to close (ICCCM, `WM_DELETE_WINDOW`).
    pub(super) fn ask_to_close(&self, process: u32) -> Result<()> {
        let window = self.window(process)?;
        let protocols = self.atom(b"WM_PROTOCOLS")?;
        let data = [self.atom(b"WM_DELETE_WINDOW")?, CURRENT_TIME, 0, 0, 0];
        let asked = ClientMessageEvent {
            response_type: CLIENT_MESSAGE_EVENT,
            format: 32,
            sequence: 0,
            window,
            type_: protocols,
            data: data.into(),
        };
        self.connection
            .send_event(false, window, EventMask::NO_EVENT, asked)?
            .check()?;
        Ok(())
    }

    /// Whether the window of a process can be seen.
    pub(super) fn is_shown(&self, process: u32) -> Result<bool> {
        let window = self.window(process)?;
        let attributes = self.connection.get_window_attributes(window)?.reply()?;
        Ok(attributes.map_state == MapState::VIEWABLE)
    }

    /// The window of a process that has Byline's title; its others (the
    /// toolkit's own, the tray's) never show.
    pub(super) fn window(&self, process: u32) -> Result<Window> {
        let pid = self.atom(b"_NET_WM_PID")?;
        let all = self.connection.query_tree(self.root)?.reply()?.children;
        for window in all {
            // Windows of others come and go; one that went has no properties.
            let of = self.property(window, pid);
            let title = self.property(window, AtomEnum::WM_NAME.into());
            if of.is_ok_and(|of| of == process.to_ne_bytes())
                && title.is_ok_and(|title| title == TITLE)
            {
                return Ok(window);
            }
        }
        bail!("the display has no window of process {process}")
    }

    fn property(&self, window: Window, property: Atom) -> Result<Vec<u8>> {
        let asked =
            self.connection
                .get_property(false, window, property, AtomEnum::ANY, 0, LONGEST)?;
        Ok(asked.reply()?.value)
    }

    fn atom(&self, name: &[u8]) -> Result<Atom> {
        let atom = self.connection.intern_atom(false, name)?.reply()?.atom;
        ensure!(atom != NONE, "a display without atoms");
        Ok(atom)
    }
}
