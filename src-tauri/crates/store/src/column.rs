//! Values between our types and SQLite's columns. Each names its column, so
//! that an unreadable value can be found.

use crate::StoreError;
use domain::Timestamp;
use rusqlite::Row;
use rusqlite::types::Type;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::str::FromStr;

fn unreadable(column: &'static str) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(
        0,
        Type::Text,
        Box::new(StoreError::Unreadable { column }),
    )
}

/// A text that our type can be read from.
pub(crate) fn parsed<T: FromStr>(row: &Row<'_>, column: &'static str) -> rusqlite::Result<T> {
    row.get::<_, String>(column)?
        .parse()
        .map_err(|_| unreadable(column))
}

/// Such a text, or NULL.
pub(crate) fn parsed_or_null<T: FromStr>(
    row: &Row<'_>,
    column: &'static str,
) -> rusqlite::Result<Option<T>> {
    row.get::<_, Option<String>>(column)?
        .map(|text| text.parse().map_err(|_| unreadable(column)))
        .transpose()
}

/// A text that a function reads.
pub(crate) fn read_with<T>(
    row: &Row<'_>,
    column: &'static str,
    read: impl FnOnce(&str) -> Option<T>,
) -> rusqlite::Result<T> {
    read(&row.get::<_, String>(column)?).ok_or_else(|| unreadable(column))
}

/// JSON.
pub(crate) fn json<T: DeserializeOwned>(
    row: &Row<'_>,
    column: &'static str,
) -> rusqlite::Result<T> {
    serde_json::from_str(&row.get::<_, String>(column)?).map_err(|_| unreadable(column))
}

/// JSON, or NULL.
pub(crate) fn json_or_null<T: DeserializeOwned>(
    row: &Row<'_>,
    column: &'static str,
) -> rusqlite::Result<Option<T>> {
    row.get::<_, Option<String>>(column)?
        .map(|text| serde_json::from_str(&text).map_err(|_| unreadable(column)))
        .transpose()
}

/// JSON to write.
pub(crate) fn to_json(value: &impl Serialize) -> Result<String, StoreError> {
    Ok(serde_json::to_string(value)?)
}

/// Keys as a JSON list, for `json_each`.
pub(crate) fn list(keys: impl IntoIterator<Item = impl ToString>) -> String {
    let keys: Vec<String> = keys.into_iter().map(|key| key.to_string()).collect();
    serde_json::Value::from(keys).to_string()
}

/// A moment.
pub(crate) fn time(row: &Row<'_>, column: &'static str) -> rusqlite::Result<Timestamp> {
    row.get(column).map(Timestamp)
}

/// A moment, or NULL.
pub(crate) fn time_or_null(
    row: &Row<'_>,
    column: &'static str,
) -> rusqlite::Result<Option<Timestamp>> {
    Ok(row.get::<_, Option<i64>>(column)?.map(Timestamp))
}
