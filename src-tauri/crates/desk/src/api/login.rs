use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Begin to connect an X account by signing in on X (`contracts/x.md` §6.1).
/// One login is under way at a time; a new one ends the one before.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LoginBegin {
    /// The app that asks.
    pub app: LoginApp,
    /// How the answer comes back.
    pub way: LoginWay,
}

/// Which app asks for an account.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "app", rename_all = "snake_case")]
pub enum LoginApp {
    /// The team's own, by its two keys.
    Keys {
        /// The keys; they go to the vault and nowhere else.
        keys: AppKeys,
        /// Another base than X's for the API, as in `AccountConnect`.
        api_base: Option<String>,
    },
    /// The app by which this account was connected, to sign in again.
    OfAccount {
        /// Its id or name.
        account: String,
    },
    /// The app of the practice network.
    Practice,
    /// The app of the login that was begun last and led to no account, so that
    /// nobody pastes its keys twice. Kept in memory only, and forgotten when a
    /// login succeeds or is given up.
    SameAgain,
}

/// An app's two keys.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct AppKeys {
    /// The app's key.
    pub consumer_key: String,
    /// The app's secret.
    pub consumer_secret: String,
}

impl std::fmt::Debug for AppKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AppKeys(…)")
    }
}

/// How a login's answer comes back.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LoginWay {
    /// The browser brings it to a fixed port of this machine.
    Browser,
    /// A person copies a number.
    Pin,
}

/// A login that waits for a person in the browser.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct LoginBegun {
    /// The page to open in the browser.
    pub address: String,
    /// How the answer comes back.
    pub way: LoginWay,
}

/// The number that the network's page showed.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct LoginPin {
    /// The number; spaces around and in it do no harm.
    pub pin: String,
}

impl std::fmt::Debug for LoginPin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LoginPin(…)")
    }
}

/// What to set up at the network before the first login.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct LoginSetUp {
    /// The callback to register, exactly so.
    pub callback: String,
    /// Where the team's apps are set up.
    pub console: String,
}

/// What disconnecting leaves.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Disconnected {
    /// Whether the network said that the keys no longer work; where not, they
    /// are gone from here all the same and can be revoked on the network.
    pub revoked: bool,
    /// Replies that will not leave until it is connected again.
    pub replies_waiting: u32,
    /// Conversations that stay readable.
    pub conversations_kept: u32,
}
