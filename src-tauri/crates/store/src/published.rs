//! Which looks exist on which account.

use crate::column::{json, parsed, time, time_or_null, to_json};
use crate::{Read, StoreError, Write};
use domain::{AccountId, CustomProfileId, LookId, Said, Timestamp};
use rusqlite::{OptionalExtension, Row};
use serde::{Deserialize, Serialize};

/// How a look stands with an account. No row means: not published.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum PublishState {
    /// The request is on its way. After a crash this means: in doubt.
    Publishing,
    /// It is there.
    Live {
        /// The network's id.
        id: CustomProfileId,
    },
    /// Whether it is there is not known.
    InDoubt,
    /// The network refused it.
    Refused {
        /// Its words, where an answer came; `None` also for a look that was in
        /// doubt and is proven not to be there.
        said: Option<Said>,
    },
    /// It was there, and cannot be used any more.
    Unusable {
        /// The network's id that it had.
        id: CustomProfileId,
        /// The network's words; `None` where it is missing from its list.
        said: Option<Said>,
    },
}

/// A look on an account.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Publication {
    /// The account.
    pub account: AccountId,
    /// The look.
    pub look: LookId,
    /// How it stands.
    pub state: PublishState,
    /// When the request that is to create it left, by our clock.
    pub begun_at: Option<Timestamp>,
    /// Since when it stands so.
    pub updated_at: Timestamp,
    /// When a complete list was first read in which it was missing, since then.
    pub missed_at: Option<Timestamp>,
}

const COLUMNS: &str = "account_id, look_id, state, begun_at, updated_at, missed_at";

fn publication(row: &Row<'_>) -> rusqlite::Result<Publication> {
    Ok(Publication {
        account: parsed(row, "account_id")?,
        look: parsed(row, "look_id")?,
        state: json(row, "state")?,
        begun_at: time_or_null(row, "begun_at")?,
        updated_at: time(row, "updated_at")?,
        missed_at: time_or_null(row, "missed_at")?,
    })
}

impl Read<'_> {
    /// How a look stands with an account; `None`: it was never published there.
    pub fn publication(
        &self,
        account: AccountId,
        look: LookId,
    ) -> Result<Option<PublishState>, StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT state FROM published_looks WHERE account_id = ?1 AND look_id = ?2",
        )?;
        Ok(query
            .query_row([account.to_string(), look.to_string()], |row| {
                json(row, "state")
            })
            .optional()?)
    }

    /// Everything published or tried.
    pub fn publications(&self) -> Result<Vec<Publication>, StoreError> {
        let mut query = self
            .sql
            .prepare_cached(&format!("SELECT {COLUMNS} FROM published_looks"))?;
        let rows = query.query_map([], publication)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Everything published or tried on one account.
    pub fn publications_on(&self, account: AccountId) -> Result<Vec<Publication>, StoreError> {
        let mut query = self.sql.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM published_looks WHERE account_id = ?1 ORDER BY look_id"
        ))?;
        let rows = query.query_map([account.to_string()], publication)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The network's ids of all looks that this desk ever published, as the
    /// ledger has them: also of those that were published anew since.
    pub fn profiles_made(&self) -> Result<Vec<CustomProfileId>, StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT json_extract(entry, '$.event.custom_profile_id') AS id FROM ledger
             WHERE json_extract(entry, '$.event.what') = 'published'",
        )?;
        let rows = query.query_map([], |row| row.get("id").map(CustomProfileId))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Write<'_> {
    /// Notes that a request to create a look is about to leave.
    pub fn begin_publication(
        &self,
        account: AccountId,
        look: LookId,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.set_publication(account, look, &PublishState::Publishing, at)?;
        self.sql.execute(
            "UPDATE published_looks SET begun_at = ?3 WHERE account_id = ?1 AND look_id = ?2",
            (account.to_string(), look.to_string(), at.0),
        )?;
        Ok(())
    }

    /// Notes how a look stands with an account.
    pub fn set_publication(
        &self,
        account: AccountId,
        look: LookId,
        state: &PublishState,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.sql.execute(
            "INSERT INTO published_looks (account_id, look_id, state, updated_at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (account_id, look_id) DO UPDATE SET
                 state = excluded.state, updated_at = excluded.updated_at, missed_at = NULL",
            (account.to_string(), look.to_string(), to_json(state)?, at.0),
        )?;
        Ok(())
    }

    /// Notes when a look was first missing from a complete list.
    pub fn set_missed(
        &self,
        account: AccountId,
        look: LookId,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.sql.execute(
            "UPDATE published_looks SET missed_at = ?3 WHERE account_id = ?1 AND look_id = ?2",
            (account.to_string(), look.to_string(), at.0),
        )?;
        Ok(())
    }
}
