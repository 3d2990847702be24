//! The brand's data as a whole: backups and going back to one, exports,
//! forgetting a customer, and keeping messages only for a time.
//!
//! What is written out is made here, and so is every file outside the data
//! folder: nothing that stands there is ever replaced.

mod backups;
mod customer;
mod daily;
mod export;
mod page;
mod plain;
mod retention;
mod talk;

use crate::{Desk, ErrorCode};
use std::sync::Arc;
use store::Store;

impl Desk {
    /// Does something with the whole file on a thread that may block.
    async fn with_store<T: Send + 'static, E: Into<ErrorCode> + Send + 'static>(
        &self,
        work: impl FnOnce(&Store) -> Result<T, E> + Send + 'static,
    ) -> Result<T, ErrorCode> {
        let store = Arc::clone(&self.inner.store);
        tokio::task::spawn_blocking(move || work(&store))
            .await
            .map_err(|_| ErrorCode::Unexpected)?
            .map_err(Into::into)
    }
}
