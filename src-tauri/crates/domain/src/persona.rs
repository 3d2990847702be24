//! Somebody the brand speaks as, and how they look.

use crate::{Details, Kind, Line, LookId, NetworkName, PersonaId, PictureId, Timestamp};
use std::collections::BTreeMap;

/// Somebody the brand speaks as. Its kind never changes; how it looks does,
/// each time as a new [`Look`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Persona {
    /// Its key.
    pub id: PersonaId,
    /// Chosen at creation.
    pub kind: Kind,
    /// When it was made.
    pub created_at: Timestamp,
    /// What the brand notes about it.
    pub details: Details,
    /// Since when it is out of use.
    pub archived_at: Option<Timestamp>,
}

/// One immutable version of a persona: its line and its portrait.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Look {
    /// Its key.
    pub id: LookId,
    /// Whose look it is.
    pub persona: PersonaId,
    /// The text under each message.
    pub line: Line,
    /// Its own lines for networks where that one does not do.
    pub own_lines: BTreeMap<NetworkName, Line>,
    /// The stored portrait, 400×400 JPEG.
    pub portrait: PictureId,
    /// When it was made.
    pub created_at: Timestamp,
}

impl Look {
    /// The text under each message on a network.
    pub fn line_for(&self, network: NetworkName) -> &Line {
        self.own_lines.get(&network).unwrap_or(&self.line)
    }
}
