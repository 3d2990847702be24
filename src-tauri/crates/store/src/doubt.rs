//! What was read back of replies in doubt, so that a restart goes on where it
//! was, and what the readings taught about an account.

use crate::column::{json, to_json};
use crate::{Read, StoreError, Write};
use domain::doubt::{Reading, Seen};
use domain::{AccountId, AttemptId, EventId, NetworkUserId, Timestamp};
use rusqlite::OptionalExtension;

/// Of so many readings of one attempt the newest are kept, and the first, which
/// says when the attempt had ended.
const KEPT_READINGS: i64 = 30;

/// A reading of what the network has, as it concerns one attempt.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReadBack {
    /// What it says.
    pub reading: Reading,
    /// How many messages that may be the reply it showed.
    pub candidates: u32,
}

/// What is known about who else speaks through an account.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct AppSigns {
    /// The network's word for the app of this desk, once a message of its own was
    /// read back.
    pub own: Option<String>,
    /// When another desk of the same app spoke last, by the network's clock.
    pub neighbour_at: Option<Timestamp>,
}

impl Read<'_> {
    /// What was read back about an attempt, oldest first.
    pub fn read_backs(&self, attempt: AttemptId) -> Result<Vec<ReadBack>, StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT reading, candidates FROM doubt_reads WHERE attempt_id = ?1 ORDER BY nth",
        )?;
        let rows = query.query_map([attempt.to_string()], |row| {
            Ok(ReadBack {
                reading: json(row, "reading")?,
                candidates: row.get("candidates")?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Messages that were read and may be what an attempt sent, as the network
    /// orders them; without those that are known to be another reply.
    pub fn doubt_candidates(&self, attempt: AttemptId) -> Result<Vec<Seen>, StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT c.seen FROM doubt_candidates c
             JOIN attempts a ON a.id = c.attempt_id JOIN replies r ON r.id = a.reply_id
             WHERE c.attempt_id = ?1 AND NOT EXISTS (
                SELECT 1 FROM messages m WHERE m.account_id = r.account_id AND m.event_id = c.event_id
                    AND m.reply_id IS NOT NULL AND m.reply_id <> r.id)
             ORDER BY length(c.event_id), c.event_id",
        )?;
        let rows = query.query_map([attempt.to_string()], |row| json(row, "seen"))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Messages of an account that were made after a moment and are known to be
    /// on the network, with when they were made.
    pub fn known_since(
        &self,
        account: AccountId,
        since: Timestamp,
    ) -> Result<Vec<(EventId, Timestamp)>, StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT event_id, at FROM messages WHERE account_id = ?1 AND at > ?2",
        )?;
        let rows = query.query_map((account.to_string(), since.0), |row| {
            Ok((EventId(row.get(0)?), Timestamp(row.get(1)?)))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The texts of all replies of this desk to a customer, whatever became of
    /// them.
    pub fn texts_to(
        &self,
        account: AccountId,
        customer: &NetworkUserId,
    ) -> Result<Vec<String>, StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT text FROM replies WHERE account_id = ?1 AND customer_id = ?2",
        )?;
        let rows = query.query_map((account.to_string(), customer.as_str()), |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many replies of a text to a customer are said to have arrived, without
    /// a message that they are known to be.
    pub fn count_sent_without_message(
        &self,
        account: AccountId,
        customer: &NetworkUserId,
        text: &str,
    ) -> Result<usize, StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT count(*) FROM replies WHERE account_id = ?1 AND customer_id = ?2 AND text = ?3
                AND state_name = 'sent'
                AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.reply_id = replies.id)",
        )?;
        let key = (account.to_string(), customer.as_str(), text);
        let count: i64 = query.query_row(key, |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(usize::MAX))
    }

    /// Who else speaks through an account.
    pub fn app_signs(&self, account: AccountId) -> Result<AppSigns, StoreError> {
        let mut query = self
            .sql
            .prepare_cached("SELECT own_app, neighbour_at FROM accounts WHERE id = ?1")?;
        let signs = query.query_row([account.to_string()], |row| {
            Ok(AppSigns {
                own: row.get("own_app")?,
                neighbour_at: row.get::<_, Option<i64>>("neighbour_at")?.map(Timestamp),
            })
        });
        Ok(signs.optional()?.unwrap_or_default())
    }
}

impl Write<'_> {
    /// Adds a reading to what was read back about an attempt.
    pub fn add_read_back(&self, attempt: AttemptId, read: &ReadBack) -> Result<(), StoreError> {
        let attempt = attempt.to_string();
        self.sql.execute(
            "INSERT INTO doubt_reads (attempt_id, nth, reading, candidates)
             SELECT ?1, 1 + coalesce(max(nth), 0), ?2, ?3 FROM doubt_reads WHERE attempt_id = ?1",
            (&attempt, to_json(&read.reading)?, read.candidates),
        )?;
        self.sql.execute(
            "DELETE FROM doubt_reads WHERE attempt_id = ?1 AND nth > 1
                AND nth <= (SELECT max(nth) FROM doubt_reads WHERE attempt_id = ?1) - ?2",
            (&attempt, KEPT_READINGS),
        )?;
        Ok(())
    }

    /// Keeps a message that may be what an attempt sent.
    pub fn add_doubt_candidate(&self, attempt: AttemptId, seen: &Seen) -> Result<(), StoreError> {
        self.sql.execute(
            "INSERT INTO doubt_candidates (attempt_id, event_id, seen) VALUES (?1, ?2, ?3)
             ON CONFLICT (attempt_id, event_id) DO NOTHING",
            (attempt.to_string(), seen.id.as_str(), to_json(seen)?),
        )?;
        Ok(())
    }

    /// Notes who else speaks through an account.
    pub fn set_app_signs(&self, account: AccountId, signs: &AppSigns) -> Result<(), StoreError> {
        self.sql.execute(
            "UPDATE accounts SET own_app = ?2, neighbour_at = ?3 WHERE id = ?1",
            (
                account.to_string(),
                &signs.own,
                signs.neighbour_at.map(|at| at.0),
            ),
        )?;
        Ok(())
    }
}
