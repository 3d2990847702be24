//! The one row that says which desk this folder is.

use crate::column::{parsed, parsed_or_null};
use crate::{Read, StoreError, Write};
use domain::{DeskId, OperatorId, Timestamp};
use rusqlite::OptionalExtension;

impl Read<'_> {
    /// Which desk is this? `None` before its first start.
    pub fn desk(&self) -> Result<Option<DeskId>, StoreError> {
        Ok(self
            .sql
            .query_row("SELECT id FROM desk", [], |row| parsed(row, "id"))
            .optional()?)
    }

    /// Who sits here?
    pub fn operator_here(&self) -> Result<Option<OperatorId>, StoreError> {
        let id = self
            .sql
            .query_row("SELECT operator_id FROM desk", [], |row| {
                parsed_or_null(row, "operator_id")
            });
        Ok(id.optional()?.flatten())
    }
}

impl Write<'_> {
    /// Makes this folder a desk.
    pub fn found_desk(&self, id: DeskId, at: Timestamp) -> Result<(), StoreError> {
        self.sql.execute(
            "INSERT INTO desk (id, created_at) VALUES (?1, ?2)",
            (id.to_string(), at.0),
        )?;
        Ok(())
    }

    /// Seats an operator.
    pub fn seat(&self, operator: OperatorId) -> Result<(), StoreError> {
        self.sql
            .execute("UPDATE desk SET operator_id = ?1", [operator.to_string()])?;
        Ok(())
    }
}
