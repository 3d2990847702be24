use super::{UnreadSpan, Words};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One brand account.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct AccountView {
    /// Its key.
    pub id: String,
    /// As people write it: `x:@northwind`.
    pub name: String,
    /// The handle without `@`.
    pub handle: String,
    /// The brand's display name.
    pub display_name: String,
    /// The brand's picture, for the picture address; `None` shows initials.
    pub picture: Option<String>,
    /// Where it is reached.
    pub place: Place,
    /// Whether it may use personas, as far as is known.
    pub personas: PersonaAccess,
    /// Why the whole account can do nothing, where that is so.
    pub stopped: Option<Words>,
    /// When its messages were last read to their end, in milliseconds.
    #[ts(type = "number | null")]
    pub read_at: Option<i64>,
    /// What of its messages is still to be read; `None` where all are.
    pub behind: Option<BehindView>,
    /// Spans that can no longer be read, newest first.
    pub missed: Vec<UnreadSpan>,
}

/// What of an account's messages is still to be read. The figures are reckoned
/// from what came lately.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct BehindView {
    /// The oldest of it came after this, in milliseconds.
    #[ts(type = "number")]
    pub from: i64,
    /// The newest of it came before this, in milliseconds.
    #[ts(type = "number")]
    pub to: i64,
    /// About how many messages; `None` where nothing tells.
    pub messages: Option<u32>,
    /// When it will have been read.
    pub catches_up: CatchesUp,
}

/// When all messages will have been read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "when", rename_all = "snake_case")]
pub enum CatchesUp {
    /// About then.
    By {
        /// In milliseconds.
        #[ts(type = "number")]
        at: i64,
    },
    /// Not while more comes than the network lets one read.
    NotAtThisRate,
    /// Nothing tells.
    Unknown,
}

/// Where an account is reached.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "at", rename_all = "snake_case")]
pub enum Place {
    /// The network itself.
    Network,
    /// The built-in practice network; nothing leaves the machine.
    Practice,
    /// Another address, given at connecting.
    Address {
        /// Base of the API.
        api: String,
        /// Base of uploads.
        upload: String,
    },
}

/// Whether an account may use personas.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "access", rename_all = "snake_case")]
pub enum PersonaAccess {
    /// Not asked yet.
    Unknown,
    /// It may.
    Open,
    /// It may not, in the network's words.
    Closed {
        /// Its words.
        said: Words,
    },
}

/// All accounts.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AccountList {
    /// In the order of connecting.
    pub accounts: Vec<AccountView>,
}

/// Connect an X account with its keys.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AccountConnect {
    /// The keys; they go to the vault and nowhere else.
    pub keys: KeysX,
    /// Another base than X's for the API; https, or http on this machine.
    pub api_base: Option<String>,
    /// Another base than X's for uploads; the API's where only that was given.
    pub upload_base: Option<String>,
}

/// The four keys of OAuth 1.0a (`contracts/x.md` §6.1).
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct KeysX {
    /// The app's key.
    pub consumer_key: String,
    /// The app's secret.
    pub consumer_secret: String,
    /// The account's token.
    pub token: String,
    /// The token's secret.
    pub token_secret: String,
}

impl std::fmt::Debug for KeysX {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KeysX(…)")
    }
}

/// Which account.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AccountRef {
    /// Its id or name.
    pub account: String,
}
