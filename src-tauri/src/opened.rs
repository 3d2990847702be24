//! The desk of this window, or why there is none.
//!
//! A folder that cannot be opened does not end the program: every command then
//! answers the reason, and the page says it in words. A command that panics is
//! answered too, so that the page never waits for nothing.

use desk::{Desk, ErrorCode};
use std::future::Future;

/// What opening the data folder came to.
#[derive(Clone)]
pub(crate) struct Opened(Result<Desk, ErrorCode>);

impl Opened {
    pub(crate) fn new(opened: Result<Desk, ErrorCode>) -> Self {
        Self(opened)
    }

    /// Asks the desk, to the end, whether or not anybody still waits for it.
    pub(crate) async fn ask<T, F>(&self, question: impl FnOnce(Desk) -> F) -> Result<T, ErrorCode>
    where
        T: Send + 'static,
        F: Future<Output = Result<T, ErrorCode>> + Send + 'static,
    {
        let desk = self.0.clone()?;
        tokio::spawn(question(desk))
            .await
            .map_err(|_| ErrorCode::Unexpected)?
    }
}

#[cfg(test)]
mod tests {
    use super::Opened;
    use desk::ErrorCode;
    use desk::api::Nothing;

    #[tokio::test]
    async fn a_desk_that_did_not_open_answers_why_to_every_command() {
        let opened = Opened::new(Err(ErrorCode::StoreNewer));
        let answer = opened
            .ask(|desk| async move { desk.overview(Nothing {}).await })
            .await;
        assert_eq!(answer.err(), Some(ErrorCode::StoreNewer));
    }
}
