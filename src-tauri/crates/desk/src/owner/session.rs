//! A second process at the owner's door: it greets, and then hands over one
//! command after another.

use super::commands::{Asked, Told};
use super::door::knock;
use super::frame::{self, COMMAND};
use super::greeting::Greeting;
use super::serve::SIGN_OF_LIFE;
use crate::ErrorCode;
use interprocess::local_socket::tokio::Stream;
use network::Clock;
use serde_json::value::RawValue;
use std::io::{Error, ErrorKind};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{ReadHalf, WriteHalf};
use zeroize::Zeroizing;

/// The owner has this long to greet.
const GREETS_WITHIN: Duration = Duration::from_secs(5);

/// An owner that is at work says so every [`SIGN_OF_LIFE`]; after this long
/// without a word nothing more is to be expected.
const SILENCE: Duration = SIGN_OF_LIFE.saturating_mul(6);

/// A conversation with the owner.
pub(super) struct Session {
    from: ReadHalf<Stream>,
    to: WriteHalf<Stream>,
    clock: Arc<dyn Clock>,
}

/// What became of a command.
pub(super) enum Handed {
    /// The owner's word, or that it was handed over and none came.
    Answered(Result<Box<RawValue>, ErrorCode>),
    /// The owner had gone before it heard the command.
    NobodyThere,
}

impl Session {
    /// Goes to the owner of a folder; `None` where nobody is there or nobody
    /// attends to visitors, and it may be tried again.
    ///
    /// # Errors
    /// [`ErrorCode::OpenInOtherVersion`].
    pub(super) async fn begin(
        folder: &Path,
        clock: Arc<dyn Clock>,
    ) -> Result<Option<Self>, ErrorCode> {
        let greeted = tokio::select! {
            greeted = greet(folder) => greeted,
            () = clock.sleep(GREETS_WITHIN) => Err(ErrorKind::TimedOut.into()),
        };
        let (owner, theirs) = match greeted {
            Ok(greeted) => greeted,
            Err(error) => {
                tracing::debug!(%error, "no owner answers");
                return Ok(None);
            }
        };
        Greeting::ours().understands(&theirs)?;
        let (from, to) = tokio::io::split(owner);
        Ok(Some(Self { from, to, clock }))
    }

    /// Hands a command over and waits for the answer.
    pub(super) async fn hand_over(&mut self, command: &str, request: &RawValue) -> Handed {
        let Ok(asked) = serde_json::to_vec(&Asked { command, request }).map(Zeroizing::new) else {
            return Handed::Answered(Err(ErrorCode::Unexpected));
        };
        if let Err(error) = frame::write(&mut self.to, &asked, COMMAND).await {
            tracing::info!(%error, "the owner has gone");
            return match error.kind() {
                ErrorKind::InvalidInput => Handed::Answered(Err(ErrorCode::Unexpected)),
                _ => Handed::NobodyThere,
            };
        }
        let clock = Arc::clone(&self.clock);
        loop {
            let told = tokio::select! {
                told = self.hear() => told,
                () = clock.sleep(SILENCE) => Err(ErrorKind::TimedOut.into()),
            };
            return Handed::Answered(match told {
                Ok(Told::AtWork) => continue,
                Ok(Told::Done(answer)) => Ok(answer),
                Ok(Told::Refused(code)) => Err(code),
                Err(error) => {
                    tracing::warn!(%error, command, "it was handed over, and no answer came");
                    Err(ErrorCode::HandedOver)
                }
            });
        }
    }

    async fn hear(&mut self) -> Result<Told, Error> {
        let told = frame::next(&mut self.from, COMMAND).await?;
        let told = told.ok_or(ErrorKind::UnexpectedEof)?;
        serde_json::from_slice(&told).map_err(|_| ErrorKind::InvalidData.into())
    }
}

async fn greet(folder: &Path) -> Result<(Stream, Greeting), Error> {
    let mut owner = knock(folder).await?;
    Greeting::ours().say(&mut owner).await?;
    let theirs = Greeting::hear(&mut owner).await?;
    Ok((owner, theirs))
}
