use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A link in a text.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct TextLink {
    /// Where it begins, in UTF-16 code units of the text.
    pub start: u32,
    /// Where it ends, likewise.
    pub end: u32,
    /// Where it leads.
    pub target: LinkTarget,
}

/// Where a link leads.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum LinkTarget {
    /// To a page that may be opened. Address, host and rest are ASCII.
    Page {
        /// What the browser is given: `https://`, the host, the rest.
        address: String,
        /// The host; letters of other scripts as `xn--…`.
        host: String,
        /// What stands behind the host; empty for its first page.
        rest: String,
        /// The host in the letters of its script, where those are not ASCII.
        host_in_its_script: Option<String>,
    },
    /// To what is not opened.
    Nowhere {
        /// Why.
        why: LinkRefusal,
    },
}

/// Why a link is not opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LinkRefusal {
    /// It is not secure (http).
    NotSecure,
    /// It has a name before its host, which hides where it leads.
    Disguised,
    /// It leads to a machine nearby, or to an unusual port.
    NotPublic,
    /// It is longer than a browser takes.
    TooLong,
}
