//! Keeping messages only for a time: what is older goes, with the replies that it
//! was and whatever is left of people of whom nothing else is here.
//!
//! A conversation in which a reply is not settled or somebody has a draft keeps
//! everything: what became of a reply is found out from its messages. The ledger
//! keeps its rows.

use crate::open::Write;
use crate::{Read, Store, StoreError, Wiping};
use domain::{NetworkUserId, Timestamp};

/// What is older than a moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Old {
    /// Messages that go.
    pub messages: u32,
    /// Conversations that lose some.
    pub conversations: u32,
    /// Customers of whom nothing stays.
    pub customers: u32,
    /// The oldest that goes.
    pub first_at: Option<Timestamp>,
    /// The newest that goes.
    pub last_at: Option<Timestamp>,
    /// Messages that stay for their conversation's sake.
    pub held_back: u32,
}

/// Of a table with an account and a customer, called `t`: nothing is under way there.
const AT_REST: &str = "NOT EXISTS (SELECT 1 FROM replies u
        WHERE u.account_id = t.account_id AND u.customer_id = t.customer_id
          AND u.state_name NOT IN ('sent', 'discarded', 'draft'))
    AND NOT EXISTS (SELECT 1 FROM drafts d
        WHERE d.account_id = t.account_id AND d.customer_id = t.customer_id AND (d.text <> '' OR d.picture_id IS NOT NULL))";

/// Of customers, called `c`: nothing newer is here.
const NOTHING_NEWER: &str = "NOT EXISTS (SELECT 1 FROM messages n
        WHERE n.account_id = c.account_id AND n.customer_id = c.id AND n.at >= ?1)
    AND NOT EXISTS (SELECT 1 FROM replies r
        WHERE r.account_id = c.account_id AND r.customer_id = c.id
          AND (r.released_at >= ?1 OR r.state_name NOT IN ('sent', 'discarded', 'draft')))
    AND NOT EXISTS (SELECT 1 FROM drafts d
        WHERE d.account_id = c.account_id AND d.customer_id = c.id AND (d.text <> '' OR d.picture_id IS NOT NULL))";

impl Read<'_> {
    /// What deleting everything older than a moment would take.
    pub fn old(&self, before: Timestamp) -> Result<Old, StoreError> {
        let mut old = self.sql.query_row(
            &format!(
                "SELECT count(*), count(DISTINCT t.account_id || ' ' || t.customer_id), min(t.at), max(t.at)
                   FROM messages t WHERE t.at < ?1 AND {AT_REST}"
            ),
            [before.0],
            |row| {
                Ok(Old {
                    messages: row.get(0)?,
                    conversations: row.get(1)?,
                    first_at: row.get::<_, Option<i64>>(2)?.map(Timestamp),
                    last_at: row.get::<_, Option<i64>>(3)?.map(Timestamp),
                    ..Old::default()
                })
            },
        )?;
        let all: u32 = self.sql.query_row(
            "SELECT count(*) FROM messages WHERE at < ?1",
            [before.0],
            |row| row.get(0),
        )?;
        old.held_back = all.saturating_sub(old.messages);
        old.customers = u32::try_from(self.gone_by(before)?.len()).unwrap_or(u32::MAX);
        Ok(old)
    }

    /// Customers who once wrote and of whom nothing stays.
    fn gone_by(&self, before: Timestamp) -> Result<Vec<(String, NetworkUserId)>, StoreError> {
        let mut query = self.sql.prepare_cached(&format!(
            "SELECT c.account_id, c.id FROM customers c WHERE {NOTHING_NEWER}
                AND EXISTS (SELECT 1 FROM messages m WHERE m.account_id = c.account_id AND m.customer_id = c.id)"
        ))?;
        let rows = query.query_map([before.0], |row| {
            Ok((row.get(0)?, NetworkUserId(row.get(1)?)))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Write<'_> {
    /// Deletes everything older than a moment; what that was.
    pub fn delete_old(&self, before: Timestamp) -> Result<Old, StoreError> {
        let old = self.old(before)?;
        if old.messages == 0 {
            return Ok(old);
        }
        for (account, customer) in self.gone_by(before)? {
            if let Ok(account) = account.parse() {
                self.delete_customer(account, &customer)?;
            }
        }
        let pictures: Vec<String> = self
            .sql
            .prepare(&format!(
                "SELECT a.picture_id FROM message_media a JOIN messages t USING (account_id, event_id)
                  WHERE t.at < ?1 AND a.picture_id IS NOT NULL AND {AT_REST}"
            ))?
            .query_map([before.0], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let replies = format!(
            "SELECT t.id FROM replies t WHERE t.released_at < ?1 AND {AT_REST}
                AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.reply_id = t.id)"
        );
        let attempts = format!("SELECT a.id FROM attempts a WHERE a.reply_id IN ({replies})");
        for change in [
            format!("DELETE FROM messages AS t WHERE t.at < ?1 AND {AT_REST}"),
            format!("UPDATE spends SET attempt_id = NULL WHERE attempt_id IN ({attempts})"),
            format!("DELETE FROM ledger_salts WHERE attempt_id IN ({attempts})"),
            format!("DELETE FROM attempts WHERE id IN ({attempts})"),
            format!("DELETE FROM replies WHERE id IN ({replies})"),
        ] {
            self.sql.execute(&change, [before.0])?;
        }
        // A conversation without a message would still show the last one's text.
        self.sql.execute(
            "DELETE FROM conversations AS v WHERE NOT EXISTS (SELECT 1 FROM messages m
                WHERE m.account_id = v.account_id AND m.customer_id = v.customer_id)",
            [],
        )?;
        self.delete_pictures(&pictures)?;
        Ok(old)
    }
}

impl Store {
    /// Drops what the index and the log beside the file still hold of deleted
    /// messages; deleting has overwritten them in the file itself.
    ///
    /// # Errors
    /// A full disk, among others; what was deleted stays deleted.
    pub fn tidy(&self) -> Result<Wiping, StoreError> {
        self.purge_index()?;
        self.shorten_log()
    }
}
