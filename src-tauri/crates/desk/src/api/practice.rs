//! The practice network of this desk, as its panel steers it and as its
//! customers see it. Nothing here leaves the machine. Times are the network's
//! own, which may have been moved forward.

use super::Side;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The network and its people.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PracticePanel {
    /// What time it is there, in milliseconds.
    #[ts(type = "number")]
    pub now: i64,
    /// How far its clock was moved forward, in milliseconds.
    #[ts(type = "number")]
    pub ahead: i64,
    /// The brand that practises.
    pub brand_name: String,
    /// The address of its picture.
    pub brand_picture: String,
    /// Everybody who may write, those who wait longest first.
    pub customers: Vec<PracticeCustomer>,
    /// Whether the brand may use personas, and how X would refuse it.
    pub access: PracticeAccess,
    /// How X marks the brand.
    pub verification: PracticeVerification,
    /// What the brand's keys may do.
    pub permission: PracticePermission,
    /// The outage that lasts now: what befalls every call.
    pub outage: Option<String>,
    /// How long a stored message stays out of reads, in seconds.
    pub read_lag: u32,
    /// Faults that wait for their call.
    pub faults: Vec<PracticeFault>,
    /// Faults that happened since the network was opened, newest first.
    pub fired: Vec<PracticeFired>,
    /// Names of the calls that a fault can wait for.
    pub routes: Vec<String>,
    /// Points that X's documents leave open.
    pub switches: Vec<PracticeSwitch>,
    /// Names of the states that were kept in the data folder, in their order.
    pub kept: Vec<String>,
}

/// An invented customer.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PracticeCustomer {
    /// Without `@`.
    pub handle: String,
    /// Display name.
    pub name: String,
    /// The address of their picture.
    pub picture: String,
    /// What was written last in their conversation, by whom and when.
    pub last: Option<PracticeLast>,
    /// Since when they have waited for an answer, in milliseconds.
    #[ts(type = "number | null")]
    pub waiting_since: Option<i64>,
}

/// The newest message of a conversation.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PracticeLast {
    /// Who wrote it.
    pub from: Side,
    /// Its text; empty for a picture alone.
    pub text: String,
    /// When, in milliseconds.
    #[ts(type = "number")]
    pub at: i64,
}

/// Whether the brand is on the list of those who may use personas.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub enum PracticeAccess {
    /// It is.
    #[serde(rename = "open")]
    Open,
    /// It is not: 403 with code 220.
    #[serde(rename = "403/220")]
    Code220,
    /// It is not: 403 with code 87.
    #[serde(rename = "403/87")]
    Code87,
    /// It is not: 403 with code 93.
    #[serde(rename = "403/93")]
    Code93,
    /// It is not: 403 with code 453.
    #[serde(rename = "403/453")]
    Code453,
    /// It is not: 404 with code 34.
    #[serde(rename = "404/34")]
    Code34,
}

/// How X marks an account.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PracticeVerification {
    /// Not at all.
    None,
    /// A blue mark.
    Blue,
    /// An organisation's mark.
    Business,
    /// A government's mark.
    Government,
}

/// What the app may do for those who allowed it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PracticePermission {
    /// Read posts.
    Read,
    /// Read and write posts.
    ReadWrite,
    /// Direct messages as well.
    ReadWriteMessages,
}

/// Trouble for one call.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct PracticeFault {
    /// The call it waits for, by its name in [`PracticePanel::routes`].
    pub route: String,
    /// 1 is the next call.
    pub nth: u32,
    /// What goes wrong, by the network's own name for it (`cut_after`, `code_349`
    /// …). A `delay` lasts 5 seconds; `hide_for` hides a message for a minute.
    pub kind: String,
}

/// A fault that happened.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PracticeFired {
    /// The call.
    pub route: String,
    /// What went wrong, named as in [`PracticeFault::kind`].
    pub kind: String,
    /// When, in milliseconds.
    #[ts(type = "number")]
    pub at: i64,
}

/// A point that X's documents leave open.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PracticeSwitch {
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub position: String,
    /// Where it can stand, its default first.
    pub positions: Vec<String>,
}

/// Messages as they were stored, of one customer or of all.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PracticeTruthOf {
    /// A handle.
    pub customer: Option<String>,
}

/// What was sent and written, in the order of arrival.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PracticeTruth {
    /// The newest 200 of them, oldest first.
    pub messages: Vec<PracticeTold>,
    /// How many there are in all.
    pub count: u32,
}

/// One stored message.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PracticeTold {
    /// The network's id.
    pub id: String,
    /// Its place among all, from 1.
    pub place: u32,
    /// When, in milliseconds.
    #[ts(type = "number")]
    pub at: i64,
    /// Who wrote it.
    pub from: Side,
    /// The customer's handle.
    pub handle: String,
    /// The customer's name.
    pub name: String,
    /// The text as it was written.
    pub text: String,
    /// The line the customer saw; `None`: the brand alone.
    pub line: Option<String>,
    /// The address of the portrait the customer saw.
    pub picture: Option<String>,
}

/// A customer, by handle.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PracticeCustomerRef {
    /// Without `@`.
    pub customer: String,
}

/// A conversation, as the customer has it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PracticeConversation {
    /// The customer's name.
    pub name: String,
    /// The brand's name.
    pub brand_name: String,
    /// The brand's handle.
    pub brand_handle: String,
    /// The address of the brand's picture.
    pub brand_picture: String,
    /// Messages, oldest first.
    pub bubbles: Vec<PracticeBubble>,
    /// Whether the brand is writing just now.
    pub typing: bool,
    /// What the brand offers to answer with one click.
    pub quick_replies: Vec<PracticeQuickReply>,
}

/// A message, as the customer has it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PracticeBubble {
    /// The network's id.
    pub id: String,
    /// Who wrote it.
    pub from: Side,
    /// Its text.
    pub text: String,
    /// When, in milliseconds.
    #[ts(type = "number")]
    pub at: i64,
    /// The line below it.
    pub line: Option<String>,
    /// The address of the portrait beside it; `None`: the brand's.
    pub picture: Option<String>,
    /// The address of the picture sent with it.
    pub photo: Option<String>,
    /// What stands on the buttons under it; they lead out of the network.
    pub buttons: Vec<String>,
    /// Whether the other one has marked it as read.
    pub read: bool,
}

/// An answer that the brand offers.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PracticeQuickReply {
    /// What it says.
    pub label: String,
    /// More about it.
    pub description: Option<String>,
}

/// A customer takes an answer that the brand offers.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PracticeChoice {
    /// Without `@`.
    pub customer: String,
    /// Its label.
    pub label: String,
}

/// A customer writes.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PracticeWriting {
    /// Without `@`.
    pub customer: String,
    /// The text.
    pub text: String,
    /// A staged picture to go with it.
    pub picture: Option<String>,
}

/// Customers to invent.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PracticeInvent {
    /// What they are like.
    pub character: PracticeCharacter,
    /// Draws their name, face and words; the same seed invents the same.
    pub seed: u32,
}

/// How an invented customer writes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PracticeCharacter {
    /// Friendly, says thank you.
    Polite,
    /// Writes again soon where nobody answers.
    Impatient,
    /// Writes Japanese.
    Japanese,
    /// Writes Arabic.
    Arabic,
    /// Writes Finnish.
    Finnish,
    /// Writes Thai.
    Thai,
    /// Sends pictures.
    Pictures,
    /// Sends links.
    Links,
    /// Writes texts of several thousand characters.
    LongTexts,
    /// Is rude.
    Abuse,
    /// Asks whether this is a bot.
    BotQuestion,
}

/// A crowd of fans to invent.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PracticeCrowd {
    /// How many, at most 1,000.
    pub count: u32,
    /// Over how many minutes from now their first messages arrive.
    pub minutes: u32,
    /// Draws them; the same seed invents the same.
    pub seed: u32,
}

/// Access to set.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PracticeAccessSet {
    /// From now on.
    pub access: PracticeAccess,
}

/// A mark to set.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PracticeVerificationSet {
    /// From now on.
    pub verification: PracticeVerification,
}

/// A permission to set.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PracticePermissionSet {
    /// For everybody who signs in from now on.
    pub permission: PracticePermission,
}

/// An outage to start or to end.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PracticeOutageSet {
    /// What befalls every call from now on, named as in [`PracticeFault::kind`];
    /// `None`: all is well.
    pub outage: Option<String>,
}

/// How long a stored message stays out of reads.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PracticeReadLag {
    /// At most 3600.
    pub seconds: u32,
}

/// The network's clock moves forward; it never moves back.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PracticeClockMove {
    /// In milliseconds, at most a year.
    #[ts(type = "number")]
    pub by: i64,
}

/// A switch to set.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PracticeSwitchSet {
    /// Its name.
    pub name: String,
    /// One of its positions.
    pub position: String,
}

/// A kept state, by its name.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PracticeKept {
    /// Letters, digits, spaces, `-` and `_`; at most 60.
    pub name: String,
}
