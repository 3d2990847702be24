//! The people at this desk.

use crate::column::{parsed, read_with};
use crate::{Read, StoreError, Write};
use domain::{DeskId, OperatorId, OperatorName, Timestamp};
use rusqlite::{OptionalExtension, Row};

/// A person at this desk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Operator {
    /// Its key.
    pub id: OperatorId,
    /// Its name; no two are alike.
    pub name: OperatorName,
}

fn operator(row: &Row<'_>) -> rusqlite::Result<Operator> {
    Ok(Operator {
        id: parsed(row, "id")?,
        name: read_with(row, "name", |text| OperatorName::parse(text).ok())?,
    })
}

impl Read<'_> {
    /// One operator.
    pub fn operator(&self, id: OperatorId) -> Result<Option<Operator>, StoreError> {
        let found = self.sql.query_row(
            "SELECT id, name FROM operators WHERE id = ?1",
            [id.to_string()],
            operator,
        );
        Ok(found.optional()?)
    }

    /// Everybody, by name.
    pub fn operators(&self) -> Result<Vec<Operator>, StoreError> {
        let mut query = self
            .sql
            .prepare_cached("SELECT id, name FROM operators ORDER BY name, id")?;
        let rows = query.query_map([], operator)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The operator of that name.
    pub fn operator_named(&self, name: &OperatorName) -> Result<Option<Operator>, StoreError> {
        let found = self.sql.query_row(
            "SELECT id, name FROM operators WHERE name = ?1",
            [name.as_str()],
            operator,
        );
        Ok(found.optional()?)
    }
}

impl Write<'_> {
    /// Adds an operator.
    pub fn add_operator(
        &self,
        operator: &Operator,
        desk: DeskId,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.sql.execute(
            "INSERT INTO operators (id, name, created_at, desk_id) VALUES (?1, ?2, ?3, ?4)",
            (
                operator.id.to_string(),
                operator.name.as_str(),
                at.0,
                desk.to_string(),
            ),
        )?;
        Ok(())
    }
}
