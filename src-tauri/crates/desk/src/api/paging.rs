use super::ThreadItem;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An earlier part of a conversation.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ConversationEarlier {
    /// The account's id or name.
    pub account: String,
    /// The customer's handle or network id.
    pub customer: String,
    /// What lies before this message: `earlier` of what was shown.
    pub before: String,
}

/// A later part of a conversation.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ConversationLater {
    /// The account's id or name.
    pub account: String,
    /// The customer's handle or network id.
    pub customer: String,
    /// What lies after this message: `later` of what was shown.
    pub after: String,
}

/// The part of a conversation around one of its messages.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ConversationAround {
    /// The account's id or name.
    pub account: String,
    /// The customer's handle or network id.
    pub customer: String,
    /// The message's id.
    pub message: String,
}

/// A part of a conversation: at most 50 messages that follow each other.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ConversationPage {
    /// Messages, oldest first.
    pub items: Vec<ThreadItem>,
    /// Where earlier ones begin that were not shown before; `None` where there
    /// are none, or what was shown before follows.
    pub earlier: Option<String>,
    /// Where later ones begin, likewise.
    pub later: Option<String>,
}
