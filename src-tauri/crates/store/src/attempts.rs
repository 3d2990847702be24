//! Tries to send, written before the first byte leaves.

use crate::column::{json_or_null, parsed, time};
use crate::{Read, StoreError, Write};
use domain::{AttemptId, EventId, MediaId, Outcome, ReplyId, Salt, Timestamp};
use rusqlite::Row;

/// One try. Everything but its outcome is written before it begins, with what
/// reading back needs (`contracts/x.md` §4.1, step 2).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Attempt {
    /// Its key.
    pub id: AttemptId,
    /// Of which reply.
    pub reply: ReplyId,
    /// The first is 1.
    pub number: u32,
    /// When it began, by our clock.
    pub started_at: Timestamp,
    /// Seconds that the server's clock was ahead of ours.
    pub server_offset: i64,
    /// The newest message of the conversation that was known then.
    pub newest_event: Option<EventId>,
    /// The medium that went along.
    pub media: Option<MediaId>,
    /// How it ended; `None` while it runs, or after a crash.
    pub outcome: Option<Outcome>,
}

fn attempt(row: &Row<'_>) -> rusqlite::Result<Attempt> {
    Ok(Attempt {
        id: parsed(row, "id")?,
        reply: parsed(row, "reply_id")?,
        number: row.get("number")?,
        started_at: time(row, "started_at")?,
        server_offset: row.get("server_offset")?,
        newest_event: row.get::<_, Option<String>>("newest_event")?.map(EventId),
        media: row.get::<_, Option<String>>("media_id")?.map(MediaId),
        outcome: json_or_null(row, "outcome")?,
    })
}

impl Read<'_> {
    /// All tries of a reply, in their order.
    pub fn attempts(&self, reply: ReplyId) -> Result<Vec<Attempt>, StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT id, reply_id, number, started_at, server_offset, newest_event, media_id, outcome FROM attempts
             WHERE reply_id = ?1 ORDER BY number",
        )?;
        let rows = query.query_map([reply.to_string()], attempt)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Write<'_> {
    /// Counts an attempt before it is made, and keeps the salt of its ledger row.
    pub fn begin_attempt(&self, attempt: &Attempt, salt: Salt) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO attempts (id, reply_id, number, started_at, server_offset, newest_event, media_id)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            (
                attempt.id.to_string(),
                attempt.reply.to_string(),
                attempt.number,
                attempt.started_at.0,
                attempt.server_offset,
                attempt.newest_event.as_ref().map(EventId::as_str),
                attempt.media.as_ref().map(MediaId::as_str),
            ),
        )?;
        self.execute(
            "INSERT INTO ledger_salts (attempt_id, salt) VALUES (?1, ?2)",
            (attempt.id.to_string(), salt.0),
        )?;
        Ok(())
    }

    /// Writes down how an attempt ended.
    pub fn end_attempt(
        &self,
        id: AttemptId,
        outcome: &Outcome,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.execute(
            "UPDATE attempts SET outcome = ?2, ended_at = ?3 WHERE id = ?1",
            (id.to_string(), crate::column::to_json(outcome)?, at.0),
        )?;
        Ok(())
    }
}
