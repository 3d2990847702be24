use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A part of the ledger.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct LedgerPage {
    /// Rows before this number; the newest without.
    #[ts(type = "number | null")]
    pub before: Option<i64>,
}

/// Newest first, at most 200.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LedgerRows {
    /// The rows.
    pub rows: Vec<LedgerRow>,
}

/// One row of the ledger.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LedgerRow {
    /// Its number.
    #[ts(type = "number")]
    pub seq: i64,
    /// When, in milliseconds.
    #[ts(type = "number")]
    pub at: i64,
    /// Through which account.
    pub account: String,
    /// What happened: `attempt`, `outcome`, `published` …
    pub what: String,
    /// How an attempt ended.
    pub outcome: Option<String>,
    /// As whom: the line of that moment, where the persona is known.
    pub line: Option<String>,
    /// Written by: an operator's name, or `None` for automation and events without one.
    pub author: Option<String>,
    /// The chain's hash at this row.
    pub hash: String,
}

/// Is the chain whole?
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "chain", rename_all = "snake_case")]
pub enum LedgerVerdict {
    /// It is.
    Whole {
        /// Rows walked.
        #[ts(type = "number")]
        rows: i64,
    },
    /// A row is missing.
    Gap {
        /// Its number.
        #[ts(type = "number")]
        row: i64,
    },
    /// A row was changed.
    Changed {
        /// Its number.
        #[ts(type = "number")]
        row: i64,
    },
}
