//! The brand's accounts. Their credentials are in the vault, never here.

use crate::column::{json, json_or_null, parsed, parsed_or_null, read_with, time_or_null, to_json};
use crate::{Read, StoreError, Write};
use domain::{
    AccountId, Delivery, DeskId, Handle, NetworkName, NetworkUserId, PictureId, Said, Steps,
    Timestamp, Verification,
};
use rusqlite::{OptionalExtension, Row};
use serde::{Deserialize, Serialize};

/// Where an account is reached.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "at", rename_all = "snake_case")]
pub enum Place {
    /// The network itself.
    Network,
    /// The practice network inside Byline.
    Practice,
    /// Other addresses.
    Address {
        /// Base of the API.
        api: String,
        /// Base of uploads.
        upload: String,
    },
}

/// Whether an account may use personas, as far as is known.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "access", rename_all = "snake_case")]
pub enum Access {
    /// Not asked yet.
    Unknown,
    /// It may.
    Open,
    /// It may not.
    Closed {
        /// The network's words.
        said: Said,
    },
}

/// One brand account.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Account {
    /// Its key.
    pub id: AccountId,
    /// Its network.
    pub network: NetworkName,
    /// The network's id for it.
    pub user: NetworkUserId,
    /// Its handle.
    pub handle: Handle,
    /// The brand's display name.
    pub display_name: String,
    /// Where it is reached.
    pub place: Place,
    /// Whether it may use personas.
    pub access: Access,
    /// Why it is stopped.
    pub stopped: Option<Said>,
    /// The network's badge, as it was seen last.
    pub verified: Verification,
    /// The brand's picture.
    pub picture: Option<PictureId>,
    /// When its messages were last read to their end. What was left since is in
    /// [`Read::gaps`].
    pub read_at: Option<Timestamp>,
    /// How it delivers.
    pub delivery: Delivery,
    /// What its pace depends on.
    pub steps: Steps,
}

/// What connecting learned about an account.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewAccount {
    /// Its key, if it is new.
    pub id: AccountId,
    /// Its network.
    pub network: NetworkName,
    /// The network's id for it.
    pub user: NetworkUserId,
    /// Its handle.
    pub handle: Handle,
    /// The brand's display name.
    pub display_name: String,
    /// The network's badge.
    pub verified: &'static str,
    /// Where it is reached.
    pub place: Place,
}

impl Account {
    /// As people write it: `x:@northwind`.
    pub fn name(&self) -> String {
        name(self.network, &self.handle)
    }
}

fn name(network: NetworkName, handle: &Handle) -> String {
    format!("{}:{handle}", network.as_str())
}

const COLUMNS: &str =
    "id, network, network_user_id, handle, display_name, place, access, stopped, verified, read_at,
    delivery, attempted_at, suspected_at,
    (SELECT a.picture_id FROM avatars a
      WHERE a.account_id = accounts.id AND a.user_id = accounts.network_user_id) AS picture_id";

fn account(row: &Row<'_>) -> rusqlite::Result<Account> {
    Ok(Account {
        id: parsed(row, "id")?,
        network: parsed(row, "network")?,
        user: NetworkUserId(row.get("network_user_id")?),
        handle: read_with(row, "handle", |text| Handle::parse(text).ok())?,
        display_name: row.get("display_name")?,
        place: json(row, "place")?,
        access: json(row, "access")?,
        stopped: json_or_null(row, "stopped")?,
        verified: read_with(row, "verified", badge)?,
        picture: parsed_or_null(row, "picture_id")?,
        read_at: time_or_null(row, "read_at")?,
        delivery: json(row, "delivery")?,
        steps: Steps {
            last: time_or_null(row, "attempted_at")?,
            suspected: time_or_null(row, "suspected_at")?,
        },
    })
}

/// A badge by its name in the store.
fn badge(name: &str) -> Option<Verification> {
    serde_json::from_value(name.into()).ok()
}

impl Read<'_> {
    /// All accounts, in the order of connecting.
    pub fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        let mut query = self
            .sql
            .prepare_cached(&format!("SELECT {COLUMNS} FROM accounts ORDER BY id"))?;
        let rows = query.query_map([], account)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// One account's name, as people write it.
    pub fn account_name(&self, id: AccountId) -> Result<Option<String>, StoreError> {
        let found = self.one(
            "SELECT network, handle FROM accounts WHERE id = ?1",
            [id.to_string()],
            |row| {
                let network: NetworkName = parsed(row, "network")?;
                let handle = read_with(row, "handle", |text| Handle::parse(text).ok())?;
                Ok(name(network, &handle))
            },
        );
        Ok(found.optional()?)
    }

    /// One account.
    pub fn account(&self, id: AccountId) -> Result<Option<Account>, StoreError> {
        let mut query = self
            .sql
            .prepare_cached(&format!("SELECT {COLUMNS} FROM accounts WHERE id = ?1"))?;
        Ok(query.query_row([id.to_string()], account).optional()?)
    }
}

impl Write<'_> {
    /// Adds an account, or brings a known one up to date; its key either way.
    pub fn connect_account(
        &self,
        new: &NewAccount,
        desk: DeskId,
        at: Timestamp,
    ) -> Result<AccountId, StoreError> {
        let id = self.sql.query_row(
            "INSERT INTO accounts (id, network, network_user_id, handle, display_name, verified, place, access,
                                   created_at, desk_id)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
             ON CONFLICT (network, network_user_id, place) DO UPDATE SET
                 handle = excluded.handle, display_name = excluded.display_name, verified = excluded.verified,
                 stopped = NULL, revision = revision + 1
             RETURNING id",
            (
                new.id.to_string(),
                new.network.as_str(),
                new.user.as_str(),
                new.handle.as_str(),
                &new.display_name,
                new.verified,
                to_json(&new.place)?,
                to_json(&Access::Unknown)?,
                at.0,
                desk.to_string(),
            ),
            |row| parsed(row, "id"),
        )?;
        Ok(id)
    }

    /// Notes whether an account may use personas.
    pub fn set_access(&self, id: AccountId, access: &Access) -> Result<(), StoreError> {
        self.sql.execute(
            "UPDATE accounts SET access = ?2 WHERE id = ?1",
            (id.to_string(), to_json(access)?),
        )?;
        Ok(())
    }

    /// Notes why an account is stopped, or that it is not.
    pub fn set_stopped(&self, id: AccountId, said: Option<&Said>) -> Result<(), StoreError> {
        let said = said.map(to_json).transpose()?;
        self.sql.execute(
            "UPDATE accounts SET stopped = ?2 WHERE id = ?1",
            (id.to_string(), said),
        )?;
        Ok(())
    }

    /// Notes that an account's messages were read to their end.
    pub fn set_read_at(&self, id: AccountId, at: Timestamp) -> Result<(), StoreError> {
        self.sql.execute(
            "UPDATE accounts SET read_at = ?2 WHERE id = ?1",
            (id.to_string(), at.0),
        )?;
        Ok(())
    }

    /// Keeps how an account delivers.
    pub fn set_delivery(&self, id: AccountId, delivery: &Delivery) -> Result<(), StoreError> {
        self.sql.execute(
            "UPDATE accounts SET delivery = ?2, revision = revision + 1 WHERE id = ?1",
            (id.to_string(), to_json(delivery)?),
        )?;
        Ok(())
    }

    /// Notes that an attempt to send begins.
    pub fn set_attempted(&self, id: AccountId, at: Timestamp) -> Result<(), StoreError> {
        self.sql
            .prepare_cached("UPDATE accounts SET attempted_at = ?2 WHERE id = ?1")?
            .execute((id.to_string(), at.0))?;
        Ok(())
    }

    /// Notes that the network took the account for automation.
    pub fn set_suspected(&self, id: AccountId, at: Timestamp) -> Result<(), StoreError> {
        self.sql.execute(
            "UPDATE accounts SET suspected_at = ?2 WHERE id = ?1",
            (id.to_string(), at.0),
        )?;
        Ok(())
    }
}
