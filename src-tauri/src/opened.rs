//! The desk of this window, or why there is none.
//!
//! A folder that cannot be opened does not end the program: every command then
//! answers the reason, and the page says it in words. A command that panics is
//! answered too, so that the page never waits for nothing.

use desk::{Desk, ErrorCode};
use std::future::Future;
use tokio::sync::watch;

/// What opening the data folder comes to. The window does not wait for it: the
/// page is loaded meanwhile, and its first questions are answered then.
#[derive(Clone)]
pub(crate) struct Opened(watch::Receiver<Option<Result<Desk, ErrorCode>>>);

/// Says once what opening came to. Dropped without a word, it is answered as a
/// desk that could not be opened.
pub(crate) struct Opening(watch::Sender<Option<Result<Desk, ErrorCode>>>);

impl Opening {
    /// A desk that is being opened, and who will say what came of it.
    pub(crate) fn begin() -> (Self, Opened) {
        let (sender, receiver) = watch::channel(None);
        (Self(sender), Opened(receiver))
    }

    /// It came to this.
    pub(crate) fn done(self, opened: Result<Desk, ErrorCode>) {
        self.0.send_replace(Some(opened));
    }
}

impl Opened {
    /// Asks the desk, to the end, whether or not anybody still waits for it.
    pub(crate) async fn ask<T, F>(&self, question: impl FnOnce(Desk) -> F) -> Result<T, ErrorCode>
    where
        T: Send + 'static,
        F: Future<Output = Result<T, ErrorCode>> + Send + 'static,
    {
        let mut opened = self.0.clone();
        let desk = match opened.wait_for(Option::is_some).await.as_deref() {
            Ok(Some(opened)) => opened.clone()?,
            Ok(None) | Err(_) => return Err(ErrorCode::Unexpected),
        };
        tokio::spawn(question(desk))
            .await
            .map_err(|_| ErrorCode::Unexpected)?
    }
}

#[cfg(test)]
mod tests {
    use super::Opening;
    use desk::ErrorCode;
    use desk::api::Nothing;

    #[tokio::test]
    async fn a_desk_that_did_not_open_answers_why_to_every_command() {
        let (opening, opened) = Opening::begin();
        let asked = tokio::spawn(async move {
            opened
                .ask(|desk| async move { desk.overview(Nothing {}).await })
                .await
        });
        let newer = ErrorCode::StoreNewer { found: 9, ours: 8 };
        opening.done(Err(newer.clone()));
        assert_eq!(asked.await.unwrap().err(), Some(newer));
    }

    #[tokio::test]
    async fn an_opening_that_ends_without_a_word_keeps_nobody_waiting() {
        let (opening, opened) = Opening::begin();
        drop(opening);
        let answer = opened
            .ask(|desk| async move { desk.overview(Nothing {}).await })
            .await;
        assert_eq!(answer.err(), Some(ErrorCode::Unexpected));
    }
}
