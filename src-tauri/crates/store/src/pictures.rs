//! Portraits and avatars: small JPEG files, as rows.

use crate::{Read, StoreError, Write};
use domain::{PictureId, Timestamp};
use rusqlite::OptionalExtension;

impl Read<'_> {
    /// The bytes of a picture.
    pub fn picture(&self, id: PictureId) -> Result<Option<Vec<u8>>, StoreError> {
        let found = self.sql.query_row(
            "SELECT jpeg FROM pictures WHERE id = ?1",
            [id.to_string()],
            |row| row.get(0),
        );
        Ok(found.optional()?)
    }
}

impl Write<'_> {
    /// Keeps a picture.
    pub fn add_picture(&self, id: PictureId, jpeg: &[u8], at: Timestamp) -> Result<(), StoreError> {
        self.sql.execute(
            "INSERT INTO pictures (id, jpeg, created_at) VALUES (?1, ?2, ?3)",
            (id.to_string(), jpeg, at.0),
        )?;
        Ok(())
    }
}
