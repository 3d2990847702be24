use super::{DraftView, KindName, LookView, ReplyView, TextLink};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Read what is new.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct InboxSync {
    /// Of this account only (id or name).
    pub account: Option<String>,
}

/// What reading brought.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct InboxSynced {
    /// Messages that were not known before.
    pub new_messages: u32,
    /// Accounts that were not read because their reading budget is used up,
    /// with the moment when it can go on.
    #[ts(type = "number | null")]
    pub resumes_at: Option<i64>,
}

/// Whose conversations.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct ConversationsOf {
    /// Of this account only (id or name).
    pub account: Option<String>,
}

/// Conversations, those that have waited longest for an answer first.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ConversationList {
    /// The rows.
    pub conversations: Vec<ConversationRow>,
}

/// A person on the network.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Person {
    /// The network's id.
    pub id: String,
    /// Without `@`; `None` until looked up.
    pub handle: Option<String>,
    /// Display name; the handle or id until looked up.
    pub name: String,
    /// For the picture address; `None` shows initials.
    pub picture: Option<String>,
}

/// A conversation in the list.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ConversationRow {
    /// The account's key.
    pub account: String,
    /// With whom; its id is also the conversation's.
    pub customer: Person,
    /// The newest message's text.
    pub preview: String,
    /// Who wrote the newest message.
    pub last_from: Side,
    /// When, in milliseconds.
    #[ts(type = "number")]
    pub last_at: i64,
    /// Since when the customer waits for an answer.
    #[ts(type = "number | null")]
    pub waiting_since: Option<i64>,
    /// Unread messages.
    pub unread: u32,
    /// As whom the brand spoke last.
    pub speaker: Option<SpokenAs>,
    /// There is a draft.
    pub has_draft: bool,
    /// A reply in it waits for a person.
    pub needs_you: bool,
}

/// Who wrote.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The customer.
    Customer,
    /// The brand.
    Brand,
}

/// A persona in the look it spoke in.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SpokenAs {
    /// The persona's key.
    pub persona: String,
    /// What it is.
    pub kind: KindName,
    /// The look of that moment.
    pub look: LookView,
}

/// Which conversation.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ConversationShow {
    /// The account's id or name.
    pub account: String,
    /// The customer's handle or network id.
    pub customer: String,
}

/// A span of time of which messages may be missing here.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct UnreadSpan {
    /// From then on, in milliseconds.
    #[ts(type = "number")]
    pub from: i64,
    /// Until then, in milliseconds.
    #[ts(type = "number")]
    pub to: i64,
    /// Whether they can still be read.
    pub reach: SpanReach,
}

/// Whether the network still shows a span.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SpanReach {
    /// It will be read as the budget allows.
    Open,
    /// It shows the last thirty days only.
    Beyond,
}

/// A conversation: its newest part.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ConversationView {
    /// Its row.
    pub row: ConversationRow,
    /// The newest messages (at most 50) and all unsettled replies, oldest first.
    pub items: Vec<ThreadItem>,
    /// Where earlier messages begin; `None` where all are here.
    pub earlier: Option<String>,
    /// Spans of which messages may be missing, newest first.
    pub unread_spans: Vec<UnreadSpan>,
    /// Where the conversation is to be seen on the network's own pages; `None`
    /// where it has none.
    pub seen_at: Option<String>,
    /// The operator's draft.
    pub draft: Option<DraftView>,
    /// When the draft was last changed, in milliseconds, also where nothing is left
    /// of it; 0 where there never was one. No two states of it have the same.
    #[ts(type = "number")]
    pub drafted_at: i64,
    /// As whom the operator speaks here unless they choose otherwise: the
    /// draft's choice, else whom they used here last, else nobody.
    pub speaking_as: Option<String>,
    /// Replies that cost nothing of the day's budget now.
    pub free_replies: u32,
    /// What is left of the day's budget.
    pub budget_left: u32,
    /// How far this shows the conversation; for [`ReplySend::seen`](super::ReplySend).
    #[ts(type = "number")]
    pub seen: i64,
    /// In which language one writes here, as a BCP 47 tag; the system's where
    /// nothing was said.
    pub language: Option<String>,
}

/// One thing in a thread.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "item", rename_all = "snake_case")]
pub enum ThreadItem {
    /// From the customer.
    Incoming(Incoming),
    /// From the brand, on the network.
    Outgoing(Outgoing),
    /// From this desk, not settled yet.
    Reply(ReplyView),
}

/// A message from the customer.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Incoming {
    /// The network's id.
    pub id: String,
    /// The text.
    pub text: String,
    /// Links in the text, in its order.
    pub links: Vec<TextLink>,
    /// What it carries besides text, in the network's word.
    pub attachment: Option<String>,
    /// The picture it carries, once there is a copy of it here.
    pub picture: Option<MessagePicture>,
    /// When, in milliseconds.
    #[ts(type = "number")]
    pub at: i64,
}

/// A picture that came with a message, or is to go along with one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MessagePicture {
    /// For the picture address.
    pub path: String,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

/// A message from the brand.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Outgoing {
    /// The network's id.
    pub id: String,
    /// The text.
    pub text: String,
    /// Links in the text, in its order.
    pub links: Vec<TextLink>,
    /// What it carries besides text, in the network's word.
    pub attachment: Option<String>,
    /// The picture it carries, once there is a copy of it here.
    pub picture: Option<MessagePicture>,
    /// When, in milliseconds.
    #[ts(type = "number")]
    pub at: i64,
    /// As whom; `None` when it did not leave from this desk.
    pub spoken_as: Option<SpokenAs>,
    /// Who at this desk wrote it; `None` for automation or another desk.
    pub author: Option<String>,
}

/// What the customer sees, as the preview draws it and as the practice network
/// really holds it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CustomerView {
    /// The brand's display name.
    pub brand_name: String,
    /// The brand's handle.
    pub brand_handle: String,
    /// The brand's picture; `None` shows initials.
    pub brand_picture: Option<String>,
    /// Oldest first.
    pub bubbles: Vec<CustomerBubble>,
}

/// One bubble as the customer sees it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CustomerBubble {
    /// Who wrote it.
    pub from: Side,
    /// The text.
    pub text: String,
    /// When, in milliseconds.
    #[ts(type = "number")]
    pub at: i64,
    /// The line below it; `None` where the brand speaks without a persona.
    pub line: Option<String>,
    /// The picture beside it, for the picture address; `None` shows the brand.
    pub picture: Option<String>,
    /// The picture sent with it, for the picture address, once there is a copy of it.
    pub photo: Option<String>,
}
