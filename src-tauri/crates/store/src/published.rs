//! Which looks exist on which account.

use crate::column::{json, parsed, to_json};
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
        /// Its words, where an answer came.
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
}

fn publication(row: &Row<'_>) -> rusqlite::Result<Publication> {
    Ok(Publication {
        account: parsed(row, "account_id")?,
        look: parsed(row, "look_id")?,
        state: json(row, "state")?,
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
            .prepare_cached("SELECT account_id, look_id, state FROM published_looks")?;
        let rows = query.query_map([], publication)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Write<'_> {
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
             ON CONFLICT (account_id, look_id) DO UPDATE SET state = excluded.state, updated_at = excluded.updated_at",
            (account.to_string(), look.to_string(), to_json(state)?, at.0),
        )?;
        Ok(())
    }
}
