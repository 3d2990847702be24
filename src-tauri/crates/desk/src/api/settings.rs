//! How Byline behaves at this desk, and what the window asks before it closes.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What was chosen at this desk; a field that was never chosen has its default.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
pub struct Settings {
    /// What closing the window does.
    pub closing: Closing,
    /// What a system notification may say.
    pub notify: Notify,
    /// Whether single letters do something while no field has the focus.
    pub single_keys: SingleKeys,
}

/// What closing the window does.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Closing {
    /// Asks where replies have not left yet; quits where there are none.
    #[default]
    Ask,
    /// Hides the window; Byline goes on.
    KeepRunning,
    /// Ends Byline.
    Quit,
}

/// What a system notification may say.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Notify {
    /// There are none.
    Off,
    /// Who wrote, and how much.
    #[default]
    WithoutText,
    /// Also what was written.
    WithText,
}

/// Whether single letters do something while no field has the focus.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SingleKeys {
    /// They do.
    #[default]
    On,
    /// They do not.
    Off,
}

/// What the page asks a person before the window goes; the shell tells it so.
/// Of one count at least there is one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct ClosingQuestion {
    /// Replies that have not left, and leave by themselves.
    pub leaving: u32,
    /// Replies that may have arrived: found out, or decided by a person.
    pub in_doubt: u32,
    /// Replies that failed or came back: they leave when a person sends them again.
    pub stopped: u32,
    /// What was wished.
    pub wish: ClosingWish,
}

/// What was wished.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ClosingWish {
    /// That the window goes.
    Close,
    /// That Byline ends.
    Quit,
}
