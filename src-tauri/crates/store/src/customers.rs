//! The people who write to the brand.

use crate::column::{parsed_or_null, read_with};
use crate::{Read, StoreError, Write};
use domain::{AccountId, Handle, NetworkUserId, PictureId, Timestamp};
use rusqlite::{OptionalExtension, Row};

/// Somebody who wrote to the brand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Customer {
    /// The network's id.
    pub id: NetworkUserId,
    /// Handle; `None` until looked up.
    pub handle: Option<Handle>,
    /// Display name; `None` until looked up.
    pub name: Option<String>,
    /// Avatar; `None` where there is none or it was not fetched yet.
    pub picture: Option<PictureId>,
}

pub(crate) fn customer(row: &Row<'_>) -> rusqlite::Result<Customer> {
    let handle = match row.get::<_, Option<String>>("handle")? {
        Some(_) => Some(read_with(row, "handle", |text| Handle::parse(text).ok())?),
        None => None,
    };
    Ok(Customer {
        id: NetworkUserId(row.get("customer_id")?),
        handle,
        name: row.get("name")?,
        picture: parsed_or_null(row, "picture_id")?,
    })
}

const CUSTOMER: &str = "SELECT c.id AS customer_id, c.handle, c.name,
           (SELECT a.picture_id FROM avatars a WHERE a.account_id = c.account_id AND a.user_id = c.id) AS picture_id
    FROM customers c";

impl Read<'_> {
    /// A customer by the network's id.
    pub fn customer(
        &self,
        account: AccountId,
        id: &NetworkUserId,
    ) -> Result<Option<Customer>, StoreError> {
        let mut query = self
            .sql
            .prepare_cached(&format!("{CUSTOMER} WHERE c.account_id = ?1 AND c.id = ?2"))?;
        Ok(query
            .query_row([account.to_string().as_str(), id.as_str()], customer)
            .optional()?)
    }

    /// A customer by handle, without regard to case.
    pub fn customer_named(
        &self,
        account: AccountId,
        handle: &Handle,
    ) -> Result<Option<Customer>, StoreError> {
        let mut query = self.sql.prepare_cached(&format!(
            "{CUSTOMER} WHERE c.account_id = ?1 AND c.handle = ?2 COLLATE NOCASE"
        ))?;
        Ok(query
            .query_row([account.to_string().as_str(), handle.as_str()], customer)
            .optional()?)
    }

    /// Everybody who wrote to an account.
    pub(crate) fn customers_of(
        &self,
        account: AccountId,
    ) -> Result<Vec<NetworkUserId>, StoreError> {
        let mut query = self
            .sql
            .prepare_cached("SELECT id FROM customers WHERE account_id = ?1")?;
        let rows = query.query_map([account.to_string()], |row| {
            row.get("id").map(NetworkUserId)
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Customers that were never looked up, at most `most`.
    pub fn strangers(
        &self,
        account: AccountId,
        most: usize,
    ) -> Result<Vec<NetworkUserId>, StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT id FROM customers WHERE account_id = ?1 AND looked_up_at IS NULL ORDER BY id LIMIT ?2",
        )?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let rows = query.query_map((account.to_string(), most), |row| {
            row.get("id").map(NetworkUserId)
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Write<'_> {
    /// Makes sure that a customer has a row.
    pub fn meet(&self, account: AccountId, id: &NetworkUserId) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO customers (account_id, id) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            [account.to_string().as_str(), id.as_str()],
        )?;
        Ok(())
    }

    /// Keeps what a look-up told about a customer. A handle belongs to one person:
    /// whoever had it before is looked up anew.
    pub fn set_customer(
        &self,
        account: AccountId,
        customer: &Customer,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        if let Some(handle) = &customer.handle {
            self.sql.execute(
                "UPDATE customers SET handle = NULL, looked_up_at = NULL
                 WHERE account_id = ?1 AND handle = ?2 COLLATE NOCASE AND id <> ?3",
                [
                    account.to_string().as_str(),
                    handle.as_str(),
                    customer.id.as_str(),
                ],
            )?;
        }
        self.sql.execute(
            "INSERT INTO customers (account_id, id, handle, name, looked_up_at)
             VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (account_id, id) DO UPDATE SET
                 handle = excluded.handle, name = excluded.name, looked_up_at = excluded.looked_up_at",
            (
                account.to_string(),
                customer.id.as_str(),
                customer.handle.as_ref().map(Handle::as_str),
                &customer.name,
                at.0,
            ),
        )?;
        Ok(())
    }
}
