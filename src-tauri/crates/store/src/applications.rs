//! Applications for access: which there are. What stands in them is in
//! `application_versions.rs`, what became of them in `application_diary.rs`.

use crate::column::{parsed, parsed_or_null, time};
use crate::{Read, StoreError, Write};
use domain::{AccountId, ApplicationId, DeskId, Timestamp};
use rusqlite::{OptionalExtension, Row};

/// One application for access.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Application {
    /// Its key.
    pub id: ApplicationId,
    /// The account it is for, where one is connected here.
    pub account: Option<AccountId>,
    /// When it was begun here.
    pub created_at: Timestamp,
}

const COLUMNS: &str = "id, account_id, created_at";

fn application(row: &Row<'_>) -> rusqlite::Result<Application> {
    Ok(Application {
        id: parsed(row, "id")?,
        account: parsed_or_null(row, "account_id")?,
        created_at: time(row, "created_at")?,
    })
}

impl Read<'_> {
    /// All applications, in the order of their beginning.
    pub fn applications(&self) -> Result<Vec<Application>, StoreError> {
        let mut query = self
            .sql
            .prepare_cached(&format!("SELECT {COLUMNS} FROM applications ORDER BY id"))?;
        let rows = query.query_map([], application)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// One application.
    pub fn application(&self, id: ApplicationId) -> Result<Option<Application>, StoreError> {
        let mut query = self
            .sql
            .prepare_cached(&format!("SELECT {COLUMNS} FROM applications WHERE id = ?1"))?;
        Ok(query.query_row([id.to_string()], application).optional()?)
    }
}

impl Write<'_> {
    /// Adds an application; its first version is to be kept in the same change.
    pub fn add_application(&self, new: &Application, desk: DeskId) -> Result<(), StoreError> {
        self.sql.execute(
            "INSERT INTO applications (id, account_id, created_at, desk_id) VALUES (?1, ?2, ?3, ?4)",
            (
                new.id.to_string(),
                new.account.map(|id| id.to_string()),
                new.created_at.0,
                desk.to_string(),
            ),
        )?;
        Ok(())
    }

    /// Counts a change of an application or of anything that belongs to it.
    pub(crate) fn revise_application(&self, id: ApplicationId) -> Result<(), StoreError> {
        self.sql.execute(
            "UPDATE applications SET revision = revision + 1 WHERE id = ?1",
            [id.to_string()],
        )?;
        Ok(())
    }
}
