//! What was chosen for this desk: one JSON value under each key. What a value
//! means, and what stands for one that is missing, is its owner's affair.

use crate::{Read, StoreError, Write};
use rusqlite::OptionalExtension;

impl Read<'_> {
    /// The JSON under a key; `None` where nothing was chosen.
    pub fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        let found = self.one("SELECT value FROM settings WHERE key = ?1", [key], |row| {
            row.get(0)
        });
        Ok(found.optional()?)
    }
}

impl Write<'_> {
    /// Keeps the JSON under a key, in place of what was there.
    pub fn set_setting(&self, key: &str, json: &str) -> Result<(), StoreError> {
        self.sql.execute(
            "INSERT INTO settings (key, value) VALUES (?1, ?2)
             ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            [key, json],
        )?;
        Ok(())
    }
}
