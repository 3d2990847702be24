//! The ledger in words.

use super::{Table, Told, time};
use desk::api::{LedgerRow, LedgerRows, LedgerVerdict};

/// Digits of a hash that are shown; `--json` has all.
const HASH_SHOWN: usize = 12;

impl Told for LedgerRows {
    fn told(&self) -> String {
        if self.rows.is_empty() {
            return "Nothing has happened yet.\n".to_owned();
        }
        let rows = self.rows.iter().map(|row| {
            [
                row.seq.to_string(),
                time(row.at),
                row.account.clone(),
                what(row),
                row.line.clone().unwrap_or_default(),
                row.author.clone().unwrap_or_default(),
                row.hash.chars().take(HASH_SHOWN).collect(),
            ]
        });
        let head = ["ROW", "WHEN", "ACCOUNT", "WHAT", "AS", "BY", "HASH"];
        Table::new(head, rows).to_string()
    }
}

impl Told for LedgerVerdict {
    fn told(&self) -> String {
        match self {
            Self::Whole { rows: 1 } => "The chain is whole: 1 row.\n".to_owned(),
            Self::Whole { rows } => format!("The chain is whole: {rows} rows.\n"),
            Self::Gap { row } => format!("Row {row} is missing. Somebody took it out.\n"),
            Self::Changed { row } => format!("Row {row} was changed after it was written.\n"),
        }
    }
}

fn what(row: &LedgerRow) -> String {
    let what = row.what.replace('_', " ");
    match &row.outcome {
        Some(outcome) => format!("{what}: {}", outcome.replace('_', " ")),
        None => what,
    }
}
