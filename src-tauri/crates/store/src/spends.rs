//! What was used of each route's budget.

use crate::{Read, StoreError, Write};
use domain::{AccountId, AttemptId, DAY, Timestamp};

/// One use of a route.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Spend<'a> {
    /// By which account.
    pub account: AccountId,
    /// Of which route.
    pub route: &'a str,
    /// When.
    pub at: Timestamp,
    /// By which attempt, where it was one.
    pub attempt: Option<AttemptId>,
    /// Through which app (a fingerprint), where its accounts share a budget.
    pub app: Option<&'a str>,
}

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

    /// How often a route was used since a moment.
    pub fn spends_since(
        &self,
        account: AccountId,
        route: &str,
        since: Timestamp,
    ) -> Result<usize, StoreError> {
        let count: i64 = self.one(
            "SELECT count(*) FROM spends WHERE account_id = ?1 AND route = ?2 AND at > ?3",
            (account.to_string(), route, since.0),
            |row| row.get(0),
        )?;
        Ok(usize::try_from(count).unwrap_or(usize::MAX))
    }

    /// How often a route was used through one app since a moment, by all of its
    /// accounts at this desk.
    pub fn spends_of_app(
        &self,
        app: &str,
        route: &str,
        since: Timestamp,
    ) -> Result<usize, StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT count(*) FROM spends WHERE app = ?1 AND route = ?2 AND at > ?3",
        )?;
        let count: i64 = query.query_row((app, route, since.0), |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(usize::MAX))
    }

    /// When a route was first used through one app since a moment.
    pub fn first_spend_of_app(
        &self,
        app: &str,
        route: &str,
        since: Timestamp,
    ) -> Result<Option<Timestamp>, StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT min(at) FROM spends WHERE app = ?1 AND route = ?2 AND at > ?3",
        )?;
        let at: Option<i64> = query.query_row((app, route, since.0), |row| row.get(0))?;
        Ok(at.map(Timestamp))
    }

    /// How many replies to a customer may have reached the network since a
    /// moment, free or not; counted up to `most`.
    pub fn sends_since(
        &self,
        account: AccountId,
        customer: &domain::NetworkUserId,
        since: Timestamp,
        most: usize,
    ) -> Result<usize, StoreError> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let count: i64 = self.one(
            "SELECT count(*) FROM (
                SELECT 1 FROM attempts a JOIN replies r ON r.id = a.reply_id
                 WHERE r.account_id = ?1 AND r.customer_id = ?2 AND a.started_at >= ?3
                    AND (a.outcome IS NULL OR a.outcome ->> 'how' <> 'not_arrived') LIMIT ?4)",
            (account.to_string(), customer.as_str(), since.0, most),
            |row| row.get(0),
        )?;
        Ok(usize::try_from(count).unwrap_or(usize::MAX))
    }
}

impl Write<'_> {
    /// Counts a use, and forgets the route's that are older than a day. A use by an
    /// attempt can be given back.
    pub fn spend(&self, spend: &Spend<'_>) -> Result<(), StoreError> {
        self.sql
            .prepare_cached("DELETE FROM spends WHERE account_id = ?1 AND route = ?2 AND at < ?3")?
            .execute((
                spend.account.to_string(),
                spend.route,
                spend.at.minus(DAY).0,
            ))?;
        self.sql
            .prepare_cached(
                "INSERT INTO spends (account_id, route, at, attempt_id, app) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute((
                spend.account.to_string(),
                spend.route,
                spend.at.0,
                spend.attempt.map(|id| id.to_string()),
                spend.app,
            ))?;
        Ok(())
    }

    /// What an account used later than now was used before its clock was set back: it
    /// counts from now on, for as long as anything used now, and no longer.
    pub fn recall_spends(
        &self,
        account: AccountId,
        route: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.sql
            .prepare_cached(
                "UPDATE spends SET at = ?3 WHERE account_id = ?1 AND route = ?2 AND at > ?3",
            )?
            .execute((account.to_string(), route, now.0))?;
        Ok(())
    }

    /// Gives back what an attempt used, because it surely did not arrive.
    pub fn refund(&self, attempt: AttemptId) -> Result<(), StoreError> {
        self.execute(
            "DELETE FROM spends WHERE attempt_id = ?1",
            [attempt.to_string()],
        )?;
        Ok(())
    }
}
