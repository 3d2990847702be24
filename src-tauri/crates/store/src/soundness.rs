//! Whether the file is what SQLite thinks it is.

use crate::{Read, StoreError};

impl Read<'_> {
    /// Walks the whole file and every index. What SQLite finds wrong first, in its
    /// words; `None` where it is sound.
    pub fn unsound(&self) -> Result<Option<String>, StoreError> {
        let found: String = self
            .sql
            .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        Ok(Some(found).filter(|found| found != "ok"))
    }
}
