//! What an account may do, asked of the network and kept.

use crate::api::{AccountRef, ProbeShown, ProbeView};
use crate::{Desk, ErrorCode};

impl Desk {
    /// Asks the network.
    pub async fn account_probe(&self, _: AccountRef) -> Result<ProbeView, ErrorCode> {
        Err(ErrorCode::Unexpected)
    }

    /// The last answer.
    pub async fn account_probe_last(&self, _: AccountRef) -> Result<ProbeShown, ErrorCode> {
        Err(ErrorCode::Unexpected)
    }
}
