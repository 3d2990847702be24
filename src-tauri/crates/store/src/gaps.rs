//! What of an account's list of messages was not read.

use crate::column::time;
use crate::{Read, StoreError, Write};
use domain::{AccountId, Gap, Progress, Road, Timestamp};
use rusqlite::{OptionalExtension, Row};

fn gap(row: &Row<'_>) -> rusqlite::Result<Gap> {
    let beyond: bool = row.get("beyond_reach")?;
    let cursor: Option<String> = row.get("cursor")?;
    Ok(Gap {
        newer: time(row, "newer")?,
        older: time(row, "older")?,
        road: match (beyond, cursor) {
            (true, _) => Road::BeyondReach,
            (false, Some(cursor)) => Road::Cursor(cursor),
            (false, None) => Road::FromTop,
        },
    })
}

impl Read<'_> {
    /// How far an account's list was read; `None` before its first page.
    pub fn progress(&self, account: AccountId) -> Result<Option<Progress>, StoreError> {
        let mut query = self
            .sql
            .prepare_cached("SELECT read_top FROM accounts WHERE id = ?1")?;
        let top: Option<Option<i64>> = query
            .query_row([account.to_string()], |row| row.get(0))
            .optional()?;
        let Some(top) = top.flatten() else {
            return Ok(None);
        };
        Ok(Some(Progress {
            top: Timestamp(top),
            gaps: self.gaps(account)?,
        }))
    }

    /// What was not read of an account, newest first.
    pub fn gaps(&self, account: AccountId) -> Result<Vec<Gap>, StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT newer, older, cursor, beyond_reach FROM read_gaps WHERE account_id = ?1 ORDER BY nth",
        )?;
        let rows = query.query_map([account.to_string()], gap)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Write<'_> {
    /// Keeps how far an account's list was read.
    pub fn set_progress(&self, account: AccountId, progress: &Progress) -> Result<(), StoreError> {
        let id = account.to_string();
        self.sql
            .prepare_cached("UPDATE accounts SET read_top = ?2 WHERE id = ?1")?
            .execute((&id, progress.top.0))?;
        self.sql
            .prepare_cached("DELETE FROM read_gaps WHERE account_id = ?1")?
            .execute([&id])?;
        let mut insert = self.sql.prepare_cached(
            "INSERT INTO read_gaps (account_id, nth, newer, older, cursor, beyond_reach) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        for (nth, gap) in (0_i64..).zip(&progress.gaps) {
            let cursor = match &gap.road {
                Road::Cursor(cursor) => Some(cursor),
                Road::FromTop | Road::BeyondReach => None,
            };
            let beyond = gap.road == Road::BeyondReach;
            insert.execute((&id, nth, gap.newer.0, gap.older.0, cursor, beyond))?;
        }
        Ok(())
    }
}
