//! The ledger's rows, and the pseudonyms that lie outside its chain.

use crate::column::{parsed, read_with};
use crate::{Read, StoreError, Write};
use domain::{AccountId, DeskId, Entry, Hash, NetworkUserId, Row as LedgerRow, seal};
use rusqlite::{OptionalExtension, Row};
use uuid::Uuid;

fn ledger_row(row: &Row<'_>) -> rusqlite::Result<LedgerRow> {
    Ok(LedgerRow {
        seq: row.get("seq")?,
        entry: row.get("entry")?,
        hash: read_with(row, "hash", Hash::from_hex)?,
    })
}

impl Read<'_> {
    /// The whole chain, in its order.
    pub fn chain(&self) -> Result<Vec<LedgerRow>, StoreError> {
        let mut query = self
            .sql
            .prepare_cached("SELECT seq, entry, hash FROM ledger ORDER BY seq")?;
        let rows = query.query_map([], ledger_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The newest rows before a number, newest first, at most `most`.
    pub fn ledger_page(
        &self,
        before: Option<i64>,
        most: u32,
    ) -> Result<Vec<LedgerRow>, StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT seq, entry, hash FROM ledger WHERE seq < ?1 ORDER BY seq DESC LIMIT ?2",
        )?;
        let rows = query.query_map((before.unwrap_or(i64::MAX), most), ledger_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Write<'_> {
    /// Adds an entry at the end of the chain.
    pub fn append(&self, desk: DeskId, entry: &Entry) -> Result<(), StoreError> {
        let last = self
            .one(
                "SELECT seq, entry, hash FROM ledger ORDER BY seq DESC LIMIT 1",
                [],
                ledger_row,
            )
            .optional()?;
        let seq = last.as_ref().map_or(1, |row| row.seq + 1);
        let entry = crate::column::to_json(entry)?;
        let hash = seal(desk, last.map(|row| row.hash), seq, &entry);
        self.execute(
            "INSERT INTO ledger (seq, entry, hash) VALUES (?1, ?2, ?3)",
            (seq, entry, hash.to_string()),
        )?;
        Ok(())
    }

    /// The pseudonym of a customer; `fresh` becomes it when there is none.
    pub fn pseudonym(
        &self,
        account: AccountId,
        customer: &NetworkUserId,
        fresh: Uuid,
    ) -> Result<Uuid, StoreError> {
        let known = self.one(
            "SELECT pseudonym FROM pseudonyms WHERE account_id = ?1 AND customer_id = ?2",
            (account.to_string(), customer.as_str()),
            |row| parsed(row, "pseudonym"),
        );
        if let Some(known) = known.optional()? {
            return Ok(known);
        }
        self.execute(
            "INSERT INTO pseudonyms (account_id, customer_id, pseudonym) VALUES (?1, ?2, ?3)",
            (account.to_string(), customer.as_str(), fresh.to_string()),
        )?;
        Ok(fresh)
    }
}
