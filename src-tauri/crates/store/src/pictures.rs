//! Portraits and avatars: JPEG files, as rows. Lists show them far smaller than
//! they are; those small copies are kept too, once one was asked for.

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

    /// The small copy of a picture, where one was made.
    pub fn small_picture(&self, id: PictureId) -> Result<Option<Vec<u8>>, StoreError> {
        let found = self.sql.query_row(
            "SELECT jpeg FROM small_pictures WHERE picture_id = ?1",
            [id.to_string()],
            |row| row.get(0),
        );
        Ok(found.optional()?)
    }
}

impl Write<'_> {
    /// Keeps a picture; one that is there stays.
    pub fn add_picture(&self, id: PictureId, jpeg: &[u8], at: Timestamp) -> Result<(), StoreError> {
        self.sql.execute(
            "INSERT INTO pictures (id, jpeg, created_at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
            (id.to_string(), jpeg, at.0),
        )?;
        Ok(())
    }

    /// Keeps the small copy of a picture; one that is there stays.
    pub fn add_small_picture(&self, id: PictureId, jpeg: &[u8]) -> Result<(), StoreError> {
        self.sql.execute(
            "INSERT INTO small_pictures (picture_id, jpeg) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            (id.to_string(), jpeg),
        )?;
        Ok(())
    }
}
