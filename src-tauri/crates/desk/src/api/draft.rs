use super::{MessagePicture, Person};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Keep what was typed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DraftSave {
    /// The account's id or name.
    pub account: String,
    /// The customer's network id.
    pub customer: String,
    /// The text as it stands; empty, and without a picture, it removes the draft.
    pub text: String,
    /// The picture beside it, by its path: a prepared one, or the draft's.
    #[serde(default)]
    pub picture: Option<String>,
    /// The chosen persona's id.
    pub persona: Option<String>,
    /// The state of the draft that this was typed upon: what
    /// [`ConversationView::drafted_at`](super::ConversationView) or
    /// [`DraftSaved::at`] gave. What came into the draft since then is kept behind
    /// this text. `None`: this takes the place of whatever is there.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub upon: Option<i64>,
}

/// The draft is on disk.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DraftSaved {
    /// When, in milliseconds.
    #[ts(type = "number")]
    pub at: i64,
    /// What became of the picture beside it.
    pub picture: DraftPicture,
    /// What had come into the draft meanwhile, as it stood. Its text is kept behind
    /// this one, its picture where this has none.
    pub other: Option<DraftView>,
}

/// What became of the picture that was to be kept with a draft.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DraftPicture {
    /// It is kept, or none was named.
    Kept,
    /// There is no such picture any more; the text is kept without it.
    Gone,
}

/// A draft.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DraftView {
    /// The text; empty only beside a picture.
    pub text: String,
    /// The picture beside it.
    pub picture: Option<MessagePicture>,
    /// The chosen persona's id.
    pub persona: Option<String>,
    /// When it was last changed.
    #[ts(type = "number")]
    pub at: i64,
}

/// All drafts of the operator.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DraftList {
    /// Newest first.
    pub drafts: Vec<DraftRow>,
}

/// A draft in the list.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DraftRow {
    /// The account's key.
    pub account: String,
    /// To whom.
    pub customer: Person,
    /// The draft.
    pub draft: DraftView,
}
