//! From a passphrase to a key, slowly: Argon2id (RFC 9106).

use argon2::{Algorithm, Argon2, Params, Version};
use secrecy::{ExposeSecret as _, SecretString};
use zeroize::Zeroizing;

use super::header::{CHECK_LENGTH, SALT_LENGTH};
use crate::VaultError;

/// How much work a guess at the passphrase is. The default is RFC 9106's second
/// recommendation (64 MiB, three passes) on one lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Memory, in KiB: 8 to 1,048,576 (1 GiB).
    pub memory: u32,
    /// Passes over it: 1 to 16.
    pub passes: u32,
    /// Lanes: 1 to 8, and at least 8 KiB of memory each.
    pub lanes: u32,
}

impl Default for Cost {
    fn default() -> Self {
        Self {
            memory: 64 * 1024,
            passes: 3,
            lanes: 1,
        }
    }
}

impl Cost {
    /// Whether a file may ask for this much. A file is a stranger's until its
    /// passphrase was checked, which is after this work.
    pub(super) fn is_bearable(self) -> bool {
        (8..=1 << 20).contains(&self.memory)
            && (1..=16).contains(&self.passes)
            && (1..=8).contains(&self.lanes)
            && self.memory >= 8 * self.lanes
    }
}

/// What a passphrase becomes.
pub(super) struct Derived {
    /// Locks the content.
    pub(super) key: Zeroizing<[u8; 32]>,
    /// Stands in the header and tells a wrong passphrase from damage. It says
    /// nothing about the key: both are separate parts of one hash.
    pub(super) check: [u8; CHECK_LENGTH],
}

pub(super) fn derive(
    passphrase: &SecretString,
    salt: &[u8; SALT_LENGTH],
    cost: Cost,
) -> Result<Derived, VaultError> {
    let mut hash = Zeroizing::new([0_u8; 32 + CHECK_LENGTH]);
    let params = Params::new(cost.memory, cost.passes, cost.lanes, Some(hash.len()))
        .map_err(|_| VaultError::Damaged)?;
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.expose_secret().as_bytes(), salt, hash.as_mut())
        .map_err(|_| VaultError::Damaged)?;
    let (key, check) = hash.split_first_chunk().ok_or(VaultError::Damaged)?;
    Ok(Derived {
        key: Zeroizing::new(*key),
        check: check.try_into().map_err(|_| VaultError::Damaged)?,
    })
}
