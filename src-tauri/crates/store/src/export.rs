//! Everything in the data file as one JSON document, for other programs. It is
//! written row by row, so that its size is no matter. There are no secrets in the
//! file, and so none in the document.

use crate::{Read, StoreError};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::{AccountId, NetworkUserId, Timestamp};
use rusqlite::types::ValueRef;
use rusqlite::{Params, Row};
use serde_json::{Map, Value};
use std::io::Write;
use thiserror::Error;

/// The version of the document: it grows when a reader would have to change.
pub const EXPORT_VERSION: u32 = 1;

/// What can be made again from the rest: the index of words, and small pictures.
const MADE_AGAIN: [&str; 2] = ["message_numbers", "small_pictures"];

/// Why an export was not written.
#[derive(Debug, Error)]
pub enum ExportError {
    /// The store could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The document could not be written.
    #[error("the export cannot be written")]
    Io(#[from] std::io::Error),
}

impl From<rusqlite::Error> for ExportError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

impl Read<'_> {
    /// Writes everything as `{"format", "version", "schema", "exported_at",
    /// "tables": {NAME: [ROW, …]}}`; how many rows. A row is an object of its
    /// columns; bytes are `{"base64": …}`.
    pub fn export(&self, now: Timestamp, out: &mut dyn Write) -> Result<u64, ExportError> {
        let schema: i64 = self
            .sql
            .query_row("PRAGMA user_version", [], |row| row.get(0))?;
        write!(
            out,
            "{{\"format\":\"byline-export\",\"version\":{EXPORT_VERSION},\"schema\":{schema},\"exported_at\":{},\"tables\":{{",
            now.0
        )?;
        let mut rows = 0u64;
        for (at, table) in self.tables()?.iter().enumerate() {
            let before = if at == 0 { "\n" } else { ",\n" };
            write!(out, "{before}{}:[", Value::from(table.as_str()))?;
            let mut query = self.sql.prepare(&format!("SELECT * FROM \"{table}\""))?;
            let mut found = query.query([])?;
            let mut first = true;
            while let Some(row) = found.next()? {
                out.write_all(if first { b"\n" } else { b",\n" })?;
                serde_json::to_writer(&mut *out, &object(row)?).map_err(std::io::Error::from)?;
                first = false;
                rows = rows.saturating_add(1);
            }
            out.write_all(b"]")?;
        }
        out.write_all(b"}}\n")?;
        out.flush()?;
        Ok(rows)
    }

    /// Everything of a customer: by table, what this desk has, and the rows of the
    /// ledger that are about replies to them.
    pub fn export_customer(
        &self,
        account: AccountId,
        customer: &NetworkUserId,
    ) -> Result<Map<String, Value>, StoreError> {
        const REPLIES: &str = "SELECT id FROM replies WHERE account_id = ?1 AND customer_id = ?2";
        let by_customer = |table: &str| {
            format!("SELECT * FROM {table} WHERE account_id = ?1 AND customer_id = ?2")
        };
        let mut all = Map::new();
        for (name, query) in [
            (
                "customers",
                "SELECT * FROM customers WHERE account_id = ?1 AND id = ?2".to_owned(),
            ),
            (
                "avatars",
                "SELECT * FROM avatars WHERE account_id = ?1 AND user_id = ?2".to_owned(),
            ),
            ("conversations", by_customer("conversations")),
            (
                "messages",
                format!("{} ORDER BY at", by_customer("messages")),
            ),
            (
                "message_media",
                "SELECT a.* FROM message_media a JOIN messages m USING (account_id, event_id)
                  WHERE m.account_id = ?1 AND m.customer_id = ?2"
                    .to_owned(),
            ),
            ("drafts", by_customer("drafts")),
            (
                "replies",
                format!("{} ORDER BY seq", by_customer("replies")),
            ),
            (
                "attempts",
                format!("SELECT * FROM attempts WHERE reply_id IN ({REPLIES})"),
            ),
            ("pseudonyms", by_customer("pseudonyms")),
            (
                "ledger",
                format!(
                    "SELECT * FROM ledger WHERE json_extract(entry, '$.event.reply') IN ({REPLIES}) ORDER BY seq"
                ),
            ),
        ] {
            let key = [account.to_string(), customer.as_str().to_owned()];
            all.insert(
                name.to_owned(),
                Value::Array(self.objects(&query, [&key[0], &key[1]])?),
            );
        }
        Ok(all)
    }

    fn objects(&self, query: &str, values: impl Params) -> Result<Vec<Value>, StoreError> {
        let mut query = self.sql.prepare(query)?;
        let mut found = query.query(values)?;
        let mut all = Vec::new();
        while let Some(row) = found.next()? {
            all.push(Value::Object(object(row)?));
        }
        Ok(all)
    }

    /// The tables that hold what cannot be made again.
    fn tables(&self) -> Result<Vec<String>, StoreError> {
        let mut query = self.sql.prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'table'
                AND name NOT LIKE 'sqlite!_%' ESCAPE '!' AND name NOT LIKE 'message!_words%' ESCAPE '!'
              ORDER BY name",
        )?;
        let names = query.query_map([], |row| row.get::<_, String>(0))?;
        let mut names: Vec<String> = names.collect::<Result<_, _>>()?;
        names.retain(|name| !MADE_AGAIN.contains(&name.as_str()));
        Ok(names)
    }
}

/// A row by its columns.
fn object(row: &Row<'_>) -> Result<Map<String, Value>, StoreError> {
    let columns = row.as_ref().column_names();
    let mut all = Map::new();
    for (at, name) in columns.into_iter().enumerate() {
        let value = match row.get_ref(at)? {
            ValueRef::Null => Value::Null,
            ValueRef::Integer(number) => Value::from(number),
            ValueRef::Real(number) => Value::from(number),
            ValueRef::Text(text) => Value::from(String::from_utf8_lossy(text)),
            ValueRef::Blob(bytes) => serde_json::json!({ "base64": STANDARD.encode(bytes) }),
        };
        all.insert(name.to_owned(), value);
    }
    Ok(all)
}
