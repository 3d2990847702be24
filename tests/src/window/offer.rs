//! What another program offers: the owner of a selection (ICCCM §2), who
//! answers whoever asks what there is, and whoever asks for it.

use anyhow::{Context, Result, ensure};
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ConnectionExt, CreateWindowAux, EventMask, PropMode, SELECTION_NOTIFY_EVENT,
    SelectionNotifyEvent, SelectionRequestEvent, Window, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;
use x11rb::{COPY_DEPTH_FROM_PARENT, CURRENT_TIME, NONE};

/// Something of one kind, on offer as long as nobody else takes the selection.
pub(super) struct Offer {
    pub(super) connection: RustConnection,
    /// A window of its own, that nobody sees.
    pub(super) window: Window,
    /// The kind's name.
    pub(super) kind: Atom,
    targets: Atom,
    contents: Vec<u8>,
}

impl Offer {
    /// Takes the selection of that name. The kind is a media type.
    pub(super) fn new(selection: &str, kind: &str, contents: Vec<u8>) -> Result<Self> {
        let (connection, screen) = x11rb::connect(None).context("the display does not answer")?;
        let screen = connection.setup().roots.get(screen);
        let root = screen.context("a display without a screen")?.root;
        let window = connection.generate_id()?;
        let (class, looks) = (WindowClass::INPUT_OUTPUT, CreateWindowAux::new());
        let depth = COPY_DEPTH_FROM_PARENT;
        connection
            .create_window(depth, window, root, 0, 0, 1, 1, 0, class, 0, &looks)?
            .check()?;
        let selection = atom(&connection, selection)?;
        let (targets, kind) = (atom(&connection, "TARGETS")?, atom(&connection, kind)?);
        connection
            .set_selection_owner(window, selection, CURRENT_TIME)?
            .check()?;
        let owner = connection.get_selection_owner(selection)?.reply()?.owner;
        ensure!(owner == window, "somebody else took the selection");
        Ok(Self {
            connection,
            window,
            kind,
            targets,
            contents,
        })
    }

    /// Answers one question.
    pub(super) fn answer(&self, request: &SelectionRequestEvent) -> Result<()> {
        let (to, mut property) = (request.requestor, request.property);
        let (connection, replace) = (&self.connection, PropMode::REPLACE);
        if request.target == self.targets {
            let offered = [self.targets, self.kind];
            connection.change_property32(replace, to, property, AtomEnum::ATOM, &offered)?;
        } else if request.target == self.kind {
            connection.change_property8(replace, to, property, self.kind, &self.contents)?;
        } else {
            property = NONE;
        }
        let done = SelectionNotifyEvent {
            response_type: SELECTION_NOTIFY_EVENT,
            sequence: 0,
            time: request.time,
            requestor: to,
            selection: request.selection,
            target: request.target,
            property,
        };
        connection.send_event(false, to, EventMask::NO_EVENT, done)?;
        Ok(connection.flush()?)
    }
}

/// The number of a name on the display.
pub(super) fn atom(connection: &RustConnection, name: &str) -> Result<Atom> {
    Ok(connection
        .intern_atom(false, name.as_bytes())?
        .reply()?
        .atom)
}
