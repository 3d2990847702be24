//! Somebody the brand speaks as, and how they look.

use crate::{Kind, Line, LookId, PersonaId, PictureId, Timestamp};

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
    /// The stored portrait, 400×400 JPEG.
    pub portrait: PictureId,
    /// When it was made.
    pub created_at: Timestamp,
}
