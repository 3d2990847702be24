use super::{Person, Side};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Find messages.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Search {
    /// Words; a message must have all of them. A part of a word is enough.
    pub text: String,
}

/// What was found.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Found {
    /// Newest first, at most 50.
    pub messages: Vec<FoundMessage>,
}

/// A message that was found.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FoundMessage {
    /// The account's key.
    pub account: String,
    /// With whom; its id is also the conversation's.
    pub customer: Person,
    /// The message's id, for [`ConversationAround`](super::ConversationAround).
    pub message: String,
    /// The whole text.
    pub text: String,
    /// When, in milliseconds.
    #[ts(type = "number")]
    pub at: i64,
    /// Who wrote it.
    pub from: Side,
}

/// Say in which language one writes in a conversation.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ConversationLanguage {
    /// The account's id or name.
    pub account: String,
    /// The customer's handle or network id.
    pub customer: String,
    /// A BCP 47 tag; nothing for the system's language.
    pub language: Option<String>,
}
