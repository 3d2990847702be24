use super::{AccountView, StopView};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A request without anything in it.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct Nothing {}

/// What the window needs first.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Overview {
    /// Byline's version.
    pub version: String,
    /// The data folder.
    pub data_folder: String,
    /// Who sits here; nobody on the very first run.
    pub operator: Option<OperatorView>,
    /// All accounts.
    pub accounts: Vec<AccountView>,
    /// Where secrets are kept, and whether they can be reached.
    pub vault: VaultView,
    /// Numbers beside the views.
    pub counts: Counts,
    /// Since when no connection to a network can be made, in milliseconds;
    /// `None`: there is one, or none was needed yet.
    #[ts(type = "number | null")]
    pub offline_since: Option<i64>,
    /// Everything is stopped.
    pub stop: Option<StopView>,
}

/// Numbers beside the views.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Counts {
    /// Conversations with unread messages.
    pub unread: u32,
    /// Drafts with a text.
    pub drafts: u32,
    /// Replies that are not settled.
    pub outbox: u32,
    /// Replies among them that wait for a person: failed, returned, in doubt.
    pub needs_you: u32,
}

/// A name for the person at this desk.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OperatorAdd {
    /// 1 to 80 characters.
    pub name: String,
}

/// Everybody who has sat at this desk.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OperatorList {
    /// By name.
    pub operators: Vec<OperatorView>,
}

/// A person at this desk.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OperatorView {
    /// Its key.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// Where secrets are kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum VaultKind {
    /// The operating system's keychain.
    Keychain,
    /// A file locked with a passphrase.
    LockedFile,
    /// In memory; for tests.
    Memory,
}

/// Whether secrets can be reached.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum VaultState {
    /// They can.
    Ready,
    /// It has to be unlocked first, or does not answer.
    Locked,
    /// There is none on this machine.
    Absent,
    /// It refuses this program.
    Denied,
}

/// The vault in words.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct VaultView {
    /// Where.
    pub kind: VaultKind,
    /// Whether it can be reached.
    pub state: VaultState,
}
