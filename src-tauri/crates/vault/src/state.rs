//! Whether a vault can be used, in the four words that a person is shown.

use serde::{Deserialize, Serialize};

/// What a vault is like right now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VaultState {
    /// Secrets can be kept and read.
    Ready,
    /// It is there and closed, or waits for somebody to answer its prompt:
    /// unlock the keychain, then Byline goes on by itself.
    Locked,
    /// This machine has no keychain, or it was never set up: choose the file
    /// locked with a passphrase instead, or set a keychain up.
    Absent,
    /// The system, or a person at its prompt, refused Byline: allow it in the
    /// system's settings, or choose the locked file.
    Denied,
}
