//! The part of the file that is not locked. All numbers little-endian:
//!
//! | bytes | what |
//! | --- | --- |
//! | 8 | `BYLNLOCK` |
//! | 4 | format, 1 |
//! | 4 | length of this header, checksum included |
//! | 4 + 4 + 4 | Argon2id: memory in KiB, passes, lanes |
//! | 16 | salt |
//! | 32 | check value of the passphrase |
//! | 24 | nonce |
//! | 32 | SHA-256 of all of the above |
//!
//! Every later format keeps the first three rows and the checksum at the end,
//! so that damage in a header is never taken for a newer format, nor for a
//! wrong passphrase.

use sha2::{Digest as _, Sha256};

use super::cost::Cost;
use crate::VaultError;

pub(super) const SALT_LENGTH: usize = 16;
pub(super) const CHECK_LENGTH: usize = 32;
pub(super) const NONCE_LENGTH: usize = 24;

const MAGIC: &[u8; 8] = b"BYLNLOCK";
const FORMAT: u32 = 1;
const CHECKSUM_LENGTH: usize = 32;
const LENGTH: u32 = 132;
/// The longest header that a later format may have, in bytes.
const MAX_LENGTH: usize = 4096;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) cost: Cost,
    pub(super) salt: [u8; SALT_LENGTH],
    pub(super) check: [u8; CHECK_LENGTH],
    pub(super) nonce: [u8; NONCE_LENGTH],
}

/// A file in its two parts.
pub(super) struct Parts<'a> {
    /// Authenticated along with the content.
    pub(super) header: &'a [u8],
    pub(super) locked: &'a [u8],
}

impl Header {
    /// The header of a file, and the file in its parts.
    pub(super) fn split(bytes: &[u8]) -> Result<(Self, Parts<'_>), VaultError> {
        let whole = Parts::split(bytes).ok_or(VaultError::Damaged)?;
        let mut fields = Fields(whole.header.get(MAGIC.len()..).unwrap_or_default());
        let format = fields.number()?;
        let length = fields.number()?;
        if format > FORMAT {
            return Err(VaultError::NewerFormat { version: format });
        }
        if format != FORMAT || length != LENGTH {
            return Err(VaultError::Damaged);
        }
        let cost = Cost {
            memory: fields.number()?,
            passes: fields.number()?,
            lanes: fields.number()?,
        };
        if !cost.is_bearable() {
            return Err(VaultError::Damaged);
        }
        let header = Self {
            cost,
            salt: fields.take()?,
            check: fields.take()?,
            nonce: fields.take()?,
        };
        Ok((header, whole))
    }

    pub(super) fn to_bytes(self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        let Cost {
            memory,
            passes,
            lanes,
        } = self.cost;
        for number in [FORMAT, LENGTH, memory, passes, lanes] {
            bytes.extend(number.to_le_bytes());
        }
        bytes.extend(self.salt);
        bytes.extend(self.check);
        bytes.extend(self.nonce);
        let checksum = Sha256::digest(&bytes);
        bytes.extend(checksum);
        bytes
    }
}

impl<'a> Parts<'a> {
    /// `None` where the header is not one, whatever its format.
    fn split(bytes: &'a [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let length = rest.get(4..)?.first_chunk::<4>()?;
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        if length > MAX_LENGTH {
            return None;
        }
        let (header, locked) = bytes.split_at_checked(length)?;
        let (sums, checksum) = header.split_last_chunk::<CHECKSUM_LENGTH>()?;
        let whole = Sha256::digest(sums).as_slice() == checksum;
        whole.then_some(Self { header, locked })
    }
}

/// Reads one field after the other.
struct Fields<'a>(&'a [u8]);

impl Fields<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], VaultError> {
        let (field, rest) = self.0.split_first_chunk().ok_or(VaultError::Damaged)?;
        self.0 = rest;
        Ok(*field)
    }

    fn number(&mut self) -> Result<u32, VaultError> {
        self.take().map(u32::from_le_bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::{Cost, Header, LENGTH};
    use crate::VaultError;
    use sha2::{Digest as _, Sha256};

    fn header() -> Header {
        Header {
            cost: Cost::default(),
            salt: [1; 16],
            check: [2; 32],
            nonce: [3; 24],
        }
    }

    /// With four bytes replaced and the checksum made to fit again.
    fn forged(at: usize, number: u32) -> Vec<u8> {
        let mut bytes = header().to_bytes();
        bytes[at..at + 4].copy_from_slice(&number.to_le_bytes());
        let end = bytes.len() - 32;
        let checksum = Sha256::digest(&bytes[..end]);
        bytes[end..].copy_from_slice(&checksum);
        bytes
    }

    #[test]
    fn a_header_reads_as_it_was_written() {
        let bytes = header().to_bytes();
        assert_eq!(bytes.len(), usize::try_from(LENGTH).unwrap());
        let file = [bytes.as_slice(), b"locked"].concat();
        let (read, parts) = Header::split(&file).unwrap();
        assert_eq!(read, header());
        assert_eq!(parts.header, bytes);
        assert_eq!(parts.locked, b"locked");
    }

    #[test]
    fn a_newer_format_is_named() {
        let refused = Header::split(&forged(8, 7)).err();
        assert!(matches!(
            refused,
            Some(VaultError::NewerFormat { version: 7 })
        ));
    }

    #[test]
    fn a_file_that_asks_for_unbearable_work_is_damaged() {
        for (at, number) in [
            (16, 0),
            (16, 7),
            (16, (1 << 20) + 1),
            (16, u32::MAX),
            (20, 0),
            (20, 17),
            (24, 0),
            (24, 9),
        ] {
            let refused = Header::split(&forged(at, number)).err();
            assert!(
                matches!(refused, Some(VaultError::Damaged)),
                "{at} {number}"
            );
        }
    }

    #[test]
    fn a_length_that_does_not_fit_is_damaged() {
        for length in [0, 1, 16, 47, 131, 133, 5000, u32::MAX] {
            let refused = Header::split(&forged(12, length)).err();
            assert!(matches!(refused, Some(VaultError::Damaged)), "{length}");
        }
    }
}
