use super::OperatorView;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How an account delivers.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct DeliveryChoices {
    /// How long a reply can be undone after Send, in seconds: 0 to 60.
    pub undo_seconds: u8,
    /// At least so long between two sends, in seconds: 0 to 60.
    pub pace_seconds: u8,
    /// What becomes of a reply whose conversation went on.
    pub stale: StalePolicy,
    /// Who settles a reply in doubt.
    pub doubt: DoubtPolicy,
    /// Whether other desks speak through the account.
    pub neighbours: Neighbours,
    /// When customers are told that a message was read.
    pub mark_read: Courtesy,
    /// When customers are told that somebody types.
    pub typing: Courtesy,
    /// Whether the open conversation is read more often, by an interface that
    /// the network bills.
    pub quick_reading: QuickReading,
}

/// What becomes of a reply whose conversation went on without its author.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StalePolicy {
    /// It comes back; its author has to look at the conversation first.
    Return,
    /// It comes back with a question that can be answered on the spot.
    Ask,
    /// It leaves all the same.
    Send,
}

/// Who settles a reply in doubt.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DoubtPolicy {
    /// Byline reads back, and asks only where reading proves nothing.
    ReadBack,
    /// A person, shown what was read.
    Ask,
}

/// Whether other desks speak through the account.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Neighbours {
    /// This desk is the only one.
    Alone,
    /// There are others.
    Several,
}

/// When a courtesy is sent to the customer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Courtesy {
    /// Never.
    Never,
    /// As soon as somebody opens the conversation.
    OnOpen,
    /// When somebody answers.
    OnReply,
}

/// Whether the open conversation is read more often than the rest.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum QuickReading {
    /// As the rest.
    Off,
    /// More often.
    On,
}

/// How one account delivers.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DeliveryView {
    /// The account's key.
    pub account: String,
    /// The account as people write it.
    pub account_name: String,
    /// What was chosen, defaults filled in.
    pub choices: DeliveryChoices,
}

/// Choose how an account delivers.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DeliverySet {
    /// The account's id or name.
    pub account: String,
    /// All choices.
    pub choices: DeliveryChoices,
}

/// Everything is stopped: nothing leaves until somebody resumes.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct StopView {
    /// When it was pressed, in milliseconds.
    #[ts(type = "number")]
    pub pressed_at: i64,
    /// By whom; `None` where nobody sat here.
    pub by: Option<OperatorView>,
    /// Since when nothing is under way any more; `None`: requests are still
    /// coming to their end.
    #[ts(type = "number | null")]
    pub still_at: Option<i64>,
}

/// Whether everything is stopped, and what became of it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct StopStanding {
    /// The stop that is on; `None`: replies leave.
    pub stop: Option<StopView>,
    /// Unsettled replies that have not left.
    pub not_sent: u32,
    /// Replies that may have left, and are being resolved.
    pub in_doubt: u32,
}
