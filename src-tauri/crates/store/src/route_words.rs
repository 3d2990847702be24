//! What a network itself said about its budgets. Its word corrects our count:
//! other desks use the same account.

use crate::column::time;
use crate::{Read, StoreError, Write};
use domain::{AccountId, Timestamp};
use rusqlite::OptionalExtension;

/// The network's word about a route of an account.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RouteWord {
    /// Uses that are left.
    pub remaining: u32,
    /// When they are counted anew, by our clock as it was then.
    pub resets_at: Timestamp,
    /// When it was said, by our clock.
    pub heard_at: Timestamp,
}

impl RouteWord {
    /// Whether our clock has not been set back since: its moments mean something
    /// else then.
    #[must_use]
    pub fn holds(&self, now: Timestamp) -> bool {
        self.heard_at <= now
    }
}

impl Read<'_> {
    /// The last word about a route; it may be out of date.
    pub fn route_word(
        &self,
        account: AccountId,
        route: &str,
    ) -> Result<Option<RouteWord>, StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT remaining, resets_at, heard_at FROM route_words WHERE account_id = ?1 AND route = ?2",
        )?;
        let found = query.query_row([account.to_string().as_str(), route], |row| {
            Ok(RouteWord {
                remaining: row.get("remaining")?,
                resets_at: time(row, "resets_at")?,
                heard_at: time(row, "heard_at")?,
            })
        });
        Ok(found.optional()?)
    }
}

impl Write<'_> {
    /// Keeps the network's word about a route.
    pub fn set_route_word(
        &self,
        account: AccountId,
        route: &str,
        word: RouteWord,
    ) -> Result<(), StoreError> {
        self.sql.execute(
            "INSERT INTO route_words (account_id, route, remaining, resets_at, heard_at) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (account_id, route) DO UPDATE SET
                 remaining = excluded.remaining, resets_at = excluded.resets_at, heard_at = excluded.heard_at",
            (account.to_string(), route, word.remaining, word.resets_at.0, word.heard_at.0),
        )?;
        Ok(())
    }
}
