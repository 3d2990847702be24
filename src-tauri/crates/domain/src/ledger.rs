//! The ledger: who spoke as whom, in a chain that shows any change.
//!
//! Each row's hash covers the row before it, so a row that is altered, removed
//! or moved breaks the chain. A row holds no text and no customer: only a
//! salted hash and a pseudonym. Salts and pseudonyms lie outside the chain and
//! can be deleted, so that a customer can be forgotten while the chain stays whole.

use crate::reply::ReturnReason;
use crate::{
    AttemptId, CustomProfileId, DeskId, EventId, LookId, Origin, PersonaId, ReplyId, Said,
    SpeakingRule, Timestamp,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;
use thiserror::Error;
use uuid::Uuid;

/// One thing that happened, as the chain keeps it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// When, by this desk's clock.
    pub at: Timestamp,
    /// Through which account, as `x:@northwind`.
    pub account: String,
    /// What.
    pub event: Event,
}

/// What happened.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Event {
    /// A look was put on the account.
    Published {
        /// Whose.
        persona: PersonaId,
        /// Which.
        look: LookId,
        /// The network's id for it.
        custom_profile_id: CustomProfileId,
    },
    /// The network refused a look, or its outcome is not known.
    PublishFailed {
        /// Whose.
        persona: PersonaId,
        /// Which.
        look: LookId,
        /// The network's words, where there were any.
        said: Option<Said>,
    },
    /// An attempt to send begins; written before the first byte leaves.
    Attempt {
        /// The reply.
        reply: ReplyId,
        /// The attempt.
        attempt: AttemptId,
        /// The customer's pseudonym.
        customer: Uuid,
        /// As whom.
        persona: PersonaId,
        /// In which look.
        look: LookId,
        /// Written by whom.
        origin: Origin,
        /// The text, salted and hashed.
        text: Hash,
        /// The picture, salted and hashed, where one goes along.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        picture: Option<Hash>,
    },
    /// An attempt ended.
    Outcome {
        /// The reply.
        reply: ReplyId,
        /// The attempt.
        attempt: AttemptId,
        /// How.
        outcome: Outcome,
    },
    /// A rule of Byline stopped somebody from speaking as somebody.
    RefusedByRule {
        /// As whom.
        persona: PersonaId,
        /// Written by whom.
        origin: Origin,
        /// The rule.
        rule: SpeakingRule,
    },
    /// A person looked and says that a reply in doubt had arrived.
    SaidArrived {
        /// The reply.
        reply: ReplyId,
        /// The network's id, where the message was read already.
        event_id: Option<EventId>,
        /// Who says so.
        by: Origin,
    },
    /// The engine gave a reply back to its author.
    Returned {
        /// The reply.
        reply: ReplyId,
        /// Why.
        why: ReturnReason,
    },
    /// A person let those behind a reply go first.
    Skipped {
        /// The reply.
        reply: ReplyId,
        /// Who.
        by: Origin,
    },
    /// Everything was stopped: nothing leaves until somebody resumes.
    Stopped {
        /// Who.
        by: Origin,
    },
    /// What was stopped goes on.
    Resumed {
        /// Who.
        by: Origin,
    },
    /// An older state of everything took the place of a newer one.
    Restored {
        /// When the backup was made.
        made_at: Timestamp,
        /// Replies that went back to their authors, because they may have been
        /// sent since.
        returned: u32,
    },
    /// A customer was forgotten; the chain does not say who.
    Forgotten {
        /// Who did that; `None` where the command line did.
        by: Option<Origin>,
    },
    /// A person threw a reply away.
    Discarded {
        /// The reply.
        reply: ReplyId,
        /// Who.
        by: Origin,
    },
}

/// How an attempt ended.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "how", rename_all = "snake_case")]
pub enum Outcome {
    /// The network has it, under this id.
    Sent {
        /// The network's id for the message.
        event_id: EventId,
    },
    /// The network refused it for good.
    Refused {
        /// Its words.
        said: Said,
    },
    /// It surely did not arrive and will be tried again.
    NotArrived,
    /// It may have arrived.
    InDoubt,
}

/// A SHA-256 sum; written as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Hash([u8; 32]);

/// 16 random bytes that keep a hashed text from being guessed. Deleting the
/// salt makes the hash meaningless.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Salt(pub [u8; 16]);

/// A row as it stands in the store.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// Its number: 1, 2, 3 … without gaps.
    pub seq: i64,
    /// The entry as JSON, exactly as it was hashed.
    pub entry: String,
    /// The chain's hash up to and including this row.
    pub hash: Hash,
}

/// Where a chain is broken.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum ChainFault {
    /// A number is missing or out of order.
    #[error("row {0} is missing or out of place")]
    Gap(i64),
    /// A row does not fit its hash.
    #[error("row {0} was changed")]
    Changed(i64),
}

/// Hashes a text, or the bytes of a picture, with its salt.
pub fn salted(salt: Salt, content: impl AsRef<[u8]>) -> Hash {
    Hash(
        Sha256::new()
            .chain_update(salt.0)
            .chain_update(content)
            .finalize()
            .into(),
    )
}

/// The hash of a desk's next row: over the row before, or over the desk's id
/// for the first.
pub fn seal(desk: DeskId, before: Option<Hash>, seq: i64, entry: &str) -> Hash {
    let start = match before {
        Some(hash) => hash.0,
        None => Sha256::digest(desk.0.as_bytes()).into(),
    };
    let sum = Sha256::new()
        .chain_update(start)
        .chain_update(seq.to_be_bytes())
        .chain_update(entry);
    Hash(sum.finalize().into())
}

/// Walks a desk's whole chain, in order of `seq`; the number of rows when it is whole.
pub fn verify<'a>(
    desk: DeskId,
    rows: impl IntoIterator<Item = &'a Row>,
) -> Result<i64, ChainFault> {
    let mut before = None;
    let mut walked = 0;
    for row in rows {
        walked += 1;
        if row.seq != walked {
            return Err(ChainFault::Gap(walked));
        }
        if seal(desk, before, row.seq, &row.entry) != row.hash {
            return Err(ChainFault::Changed(row.seq));
        }
        before = Some(row.hash);
    }
    Ok(walked)
}

impl Hash {
    /// Reads 64 hexadecimal digits.
    pub fn from_hex(text: &str) -> Option<Self> {
        if text.len() != 64 || !text.is_ascii() {
            return None;
        }
        let mut bytes = [0; 32];
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok()?;
        }
        Some(Self(bytes))
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

impl Serialize for Hash {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::from_hex(&text)
            .ok_or_else(|| serde::de::Error::custom("not a SHA-256 sum in hexadecimal"))
    }
}

#[cfg(test)]
mod tests {
    use super::{ChainFault, Hash, Row, Salt, salted, seal, verify};
    use crate::DeskId;
    use proptest::prelude::*;
    use uuid::Uuid;

    const DESK: DeskId = DeskId(Uuid::from_u128(7));

    fn chain(entries: &[String]) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        for (seq, entry) in (1..).zip(entries) {
            let hash = seal(DESK, rows.last().map(|row| row.hash), seq, entry);
            rows.push(Row {
                seq,
                entry: entry.clone(),
                hash,
            });
        }
        rows
    }

    #[test]
    fn a_whole_chain_verifies_and_an_empty_one_too() {
        let rows = chain(&["a".into(), "b".into(), "c".into()]);
        assert_eq!(verify(DESK, &rows), Ok(3));
        assert_eq!(verify(DESK, &[]), Ok(0));
    }

    #[test]
    fn the_same_rows_on_another_desk_do_not_verify() {
        let rows = chain(&["a".into()]);
        assert_eq!(
            verify(DeskId(Uuid::from_u128(8)), &rows),
            Err(ChainFault::Changed(1))
        );
    }

    #[test]
    fn an_equal_text_under_another_salt_has_another_hash() {
        assert_ne!(
            salted(Salt([1; 16]), "Hello"),
            salted(Salt([2; 16]), "Hello")
        );
        assert_eq!(
            Hash::from_hex(&salted(Salt([1; 16]), "Hello").to_string()),
            Some(salted(Salt([1; 16]), "Hello"))
        );
    }

    proptest! {
        #[test]
        fn any_change_removal_or_swap_is_found(
            entries in proptest::collection::vec("[a-z]{1,8}", 2..12), at in 0usize..12, how in 0u8..3
        ) {
            let mut rows = chain(&entries);
            // Removing the last row alone leaves a shorter whole chain; every other place shows.
            let at = at % (rows.len() - 1);
            match how {
                0 => rows[at].entry.push('!'),
                1 => { rows.remove(at); }
                _ => rows.swap(at, at + 1),
            }
            prop_assert!(verify(DESK, &rows).is_err());
        }
    }
}
