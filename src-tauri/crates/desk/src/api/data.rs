//! The brand's data as a whole: backups and going back to one, exports, a
//! customer who is forgotten, and how long messages are kept.

use super::Person;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How much a data file holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
pub struct DataCounts {
    /// Brand accounts.
    pub accounts: u32,
    /// Conversations.
    pub conversations: u32,
    /// Messages.
    pub messages: u32,
    /// Personas.
    pub personas: u32,
    /// Replies that are not settled.
    pub unsettled: u32,
}

/// Why a backup was made.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum BackupWhy {
    /// Daily, or because somebody asked for it.
    Regular,
    /// Before the data was brought up to date for a newer Byline.
    BeforeUpdate {
        /// The version of the data that it holds.
        #[ts(type = "number")]
        from: i64,
    },
}

/// A backup in the data folder. It holds what the data file holds: no keys, and
/// nothing of the practice network.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct BackupView {
    /// Its file's name, by which it is asked for.
    pub name: String,
    /// Where it is.
    pub path: String,
    /// When it was made, in milliseconds.
    #[ts(type = "number")]
    pub made_at: i64,
    /// In bytes.
    #[ts(type = "number")]
    pub size: i64,
    /// Why.
    pub why: BackupWhy,
    /// What is in it; nothing where it cannot be read.
    pub counts: Option<DataCounts>,
}

/// A data file that something else took the place of. Byline never deletes it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct SetAside {
    /// Its file's name.
    pub name: String,
    /// Where it is.
    pub path: String,
    /// When it was set aside, in milliseconds.
    #[ts(type = "number")]
    pub at: i64,
    /// In bytes.
    #[ts(type = "number")]
    pub size: i64,
}

/// The backups of this desk.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct BackupList {
    /// Where they are.
    pub folder: String,
    /// Newest first.
    pub backups: Vec<BackupView>,
    /// Newest first.
    pub set_aside: Vec<SetAside>,
}

/// Names a backup.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct BackupRef {
    /// Its name in the list.
    pub backup: String,
}

/// What going back to a backup means.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct RestorePreview {
    /// The backup.
    pub backup: BackupView,
    /// Replies in it that were on their way: they may have been sent since, so
    /// they come back to their authors and none leaves by itself.
    pub come_back: u32,
    /// What the present file holds; it is set aside.
    pub now: DataCounts,
}

/// A backup that was checked and takes the place of the present file at the
/// next start of Byline.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct RestorePrepared {
    /// The backup.
    pub backup: BackupView,
    /// Replies that come back to their authors.
    pub come_back: u32,
    /// Where the present file will be.
    pub set_aside: String,
}

/// How a conversation is written out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConversationFormat {
    /// One page with its pictures in it; it runs and fetches nothing.
    Html,
    /// Plain text.
    Text,
}

/// Writes a conversation out.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ConversationExport {
    /// The account.
    pub account: String,
    /// The customer's handle or id.
    pub customer: String,
    /// As what.
    pub format: ConversationFormat,
}

/// A document to be saved.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct ExportedDocument {
    /// A name for it.
    pub file_name: String,
    /// All of it.
    pub text: String,
}

/// Everything about a customer, for the customer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct CustomerExport {
    /// For programs: one JSON document.
    pub data: ExportedDocument,
    /// For people: the conversation as a page.
    pub page: ExportedDocument,
}

/// A file that was written.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct ExportedFile {
    /// Where it is.
    pub path: String,
    /// In bytes.
    #[ts(type = "number")]
    pub size: i64,
    /// Rows in it.
    #[ts(type = "number")]
    pub rows: i64,
}

/// What forgetting a customer deletes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct ForgetPreview {
    /// Who.
    pub customer: Person,
    /// Messages, both ways.
    pub messages: u32,
    /// Replies of this desk, whatever became of them.
    pub replies: u32,
    /// Drafts.
    pub drafts: u32,
    /// Pictures.
    pub pictures: u32,
    /// The oldest message, in milliseconds.
    #[ts(type = "number | null")]
    pub first_at: Option<i64>,
    /// The newest message, in milliseconds.
    #[ts(type = "number | null")]
    pub last_at: Option<i64>,
    /// Replies to them that are not settled; as long as there is one, nobody is
    /// forgotten.
    pub unsettled: u32,
    /// Backups that hold something of them.
    pub backups: Vec<BackupView>,
    /// Files set aside that may hold something of them.
    pub set_aside: Vec<SetAside>,
}

/// What becomes of backups that hold a customer who is forgotten.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OldCopies {
    /// They stay.
    Keep,
    /// They are deleted, and so are the files set aside.
    Delete,
}

/// Forgets a customer.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CustomerForget {
    /// The account.
    pub account: String,
    /// The customer's handle or id.
    pub customer: String,
    /// What becomes of the backups that hold them.
    pub copies: OldCopies,
}

/// A customer who was forgotten.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Forgotten {
    /// Messages that were deleted.
    pub messages: u32,
    /// Replies that were deleted.
    pub replies: u32,
    /// Files that were deleted.
    pub deleted: Vec<String>,
    /// Files that still hold something of them.
    pub left: Vec<String>,
}

/// How long messages are kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Retention {
    /// Messages older than so many days are deleted, at least 30; none are
    /// where there is no number.
    pub days: Option<u32>,
    /// When that was done last, in milliseconds.
    #[ts(type = "number | null")]
    pub ran_at: Option<i64>,
    /// The fewest days that can be chosen.
    pub least: u32,
}

/// Chooses how long messages are kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct RetentionSet {
    /// In days, at least 30; off where there is no number.
    pub days: Option<u32>,
}

/// Asks what keeping messages only for so long would delete now.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct RetentionAsk {
    /// In days, at least 30.
    pub days: u32,
}

/// What would be deleted now. The ledger keeps its rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
pub struct RetentionPreview {
    /// Everything older than this, in milliseconds.
    #[ts(type = "number")]
    pub before: i64,
    /// Messages.
    pub messages: u32,
    /// Conversations that lose some.
    pub conversations: u32,
    /// Customers of whom nothing stays.
    pub customers: u32,
    /// The oldest message that goes, in milliseconds.
    #[ts(type = "number | null")]
    pub first_at: Option<i64>,
    /// The newest message that goes, in milliseconds.
    #[ts(type = "number | null")]
    pub last_at: Option<i64>,
    /// Old messages that stay, because a reply to their customer is not settled.
    pub held_back: u32,
}
