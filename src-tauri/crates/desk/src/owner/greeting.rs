//! The first word of both ends: which Byline speaks. Its shape is the same in
//! all versions; only who speaks the same version may say more, because the
//! types of commands and answers change between versions.

use super::frame;
use crate::ErrorCode;
use serde::{Deserialize, Serialize};
use std::io::{Error, ErrorKind};
use tokio::io::{AsyncRead, AsyncWrite};

/// How commands and answers travel; raised when that changes.
const PROTOCOL: u32 = 1;

/// Who speaks.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct Greeting {
    /// The version of the program.
    byline: String,
    protocol: u32,
}

impl Greeting {
    /// That of this program.
    pub(super) fn ours() -> Self {
        Self {
            byline: env!("CARGO_PKG_VERSION").to_owned(),
            protocol: PROTOCOL,
        }
    }

    /// Whether the two understand each other.
    ///
    /// # Errors
    /// [`ErrorCode::OpenInOtherVersion`] with the version of the other.
    pub(super) fn understands(&self, other: &Self) -> Result<(), ErrorCode> {
        if self == other {
            return Ok(());
        }
        Err(ErrorCode::OpenInOtherVersion {
            version: other.byline.clone(),
        })
    }

    /// Says it.
    ///
    /// # Errors
    /// Those of the other end.
    pub(super) async fn say(&self, to: &mut (impl AsyncWrite + Unpin)) -> Result<(), Error> {
        frame::write(to, &serde_json::to_vec(self)?, frame::GREETING).await
    }

    /// Hears the other's.
    ///
    /// # Errors
    /// Those of the other end, and [`ErrorKind::InvalidData`] for what is no
    /// greeting.
    pub(super) async fn hear(from: &mut (impl AsyncRead + Unpin)) -> Result<Self, Error> {
        let heard = frame::next(from, frame::GREETING).await?;
        let heard = heard.ok_or(ErrorKind::UnexpectedEof)?;
        serde_json::from_slice(&heard).map_err(|_| ErrorKind::InvalidData.into())
    }
}
