//! What was used of each route's budget.

use crate::{Read, StoreError, Write};
use domain::{AccountId, AttemptId, DAY, Timestamp};

impl Read<'_> {
    /// When a route was used, as far back as any budget reaches (a day).
    pub fn spends(&self, account: AccountId, route: &str) -> Result<Vec<Timestamp>, StoreError> {
        let mut query = self
            .sql
            .prepare_cached("SELECT at FROM spends WHERE account_id = ?1 AND route = ?2")?;
        let rows = query.query_map([account.to_string().as_str(), route], |row| {
            row.get(0).map(Timestamp)
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many replies to a customer may have reached the network since a
    /// moment, free or not.
    pub fn sends_since(
        &self,
        account: AccountId,
        customer: &domain::NetworkUserId,
        since: Timestamp,
    ) -> Result<usize, StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT count(*) FROM attempts a JOIN replies r ON r.id = a.reply_id
             WHERE r.account_id = ?1 AND r.customer_id = ?2 AND a.started_at >= ?3
                AND (a.outcome IS NULL OR a.outcome ->> 'how' <> 'not_arrived')",
        )?;
        let count: i64 = query
            .query_row((account.to_string(), customer.as_str(), since.0), |row| {
                row.get(0)
            })?;
        Ok(usize::try_from(count).unwrap_or(usize::MAX))
    }
}

impl Write<'_> {
    /// Counts a use, and forgets those older than a day. A use by an attempt can
    /// be given back.
    pub fn spend(
        &self,
        account: AccountId,
        route: &str,
        at: Timestamp,
        attempt: Option<AttemptId>,
    ) -> Result<(), StoreError> {
        self.sql
            .execute("DELETE FROM spends WHERE at < ?1", [at.minus(DAY).0])?;
        self.sql.execute(
            "INSERT INTO spends (account_id, route, at, attempt_id) VALUES (?1, ?2, ?3, ?4)",
            (
                account.to_string(),
                route,
                at.0,
                attempt.map(|id| id.to_string()),
            ),
        )?;
        Ok(())
    }

    /// Gives back what an attempt used, because it surely did not arrive.
    pub fn refund(&self, attempt: AttemptId) -> Result<(), StoreError> {
        self.sql.execute(
            "DELETE FROM spends WHERE attempt_id = ?1",
            [attempt.to_string()],
        )?;
        Ok(())
    }
}
