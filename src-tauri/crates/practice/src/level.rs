//! What an app may do with a brand's account (`contracts/x.md` §6.1). The level
//! is fixed when a brand allows the app; what the app is set to later takes
//! effect with the next login only.

use http::Method;
use serde::{Deserialize, Serialize};

use crate::errors::Refusal;

/// A permission level, as `x-access-level` names it (§6.1). Each contains those
/// before it.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum AccessLevel {
    /// `read`
    Read,
    /// `read-write`
    ReadWrite,
    /// `read-write-directmessages`
    #[default]
    #[serde(rename = "read-write-directmessages")]
    DirectMessages,
}

impl AccessLevel {
    /// The value of `x-access-level` (§6.1).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::ReadWrite => "read-write",
            Self::DirectMessages => "read-write-directmessages",
        }
    }

    /// The level that a call needs. Direct messages are everything that reads,
    /// writes or deletes them, in both families; what else changes something
    /// needs to write. Personas belong to the account and not to its messages \[?\].
    pub(crate) fn needed(method: &str, path: &str) -> Self {
        let dm = ["/1.1/direct_messages", "/1.1/ton/data/dm/", "/2/dm_"];
        if dm.iter().any(|start| path.starts_with(start)) || path.contains("/dm/") {
            Self::DirectMessages
        } else if method == Method::GET.as_str() || path.contains("/oauth/invalidate_token") {
            Self::Read
        } else {
            Self::ReadWrite
        }
    }

    /// Whether this level is enough: otherwise 403 with code 93 for direct
    /// messages, 261 for writing (§3.6).
    pub(crate) fn check(self, needed: Self) -> Result<(), Refusal> {
        if needed <= self {
            return Ok(());
        }
        Err(match needed {
            Self::DirectMessages => Refusal::v1(
                403,
                93,
                "This application is not allowed to access or delete your direct messages.",
            ),
            Self::Read | Self::ReadWrite => {
                Refusal::v1(403, 261, "Application cannot perform write actions.")
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn direct_messages_are_known_by_their_paths_in_both_families() {
        for (method, path) in [
            ("GET", "/1.1/direct_messages/events/list.json"),
            ("POST", "/1.1/direct_messages/mark_read.json"),
            ("GET", "/2/dm_events/{id}"),
            ("POST", "/2/dm_conversations/with/{id}/messages"),
            ("POST", "/2/users/{id}/dm/block"),
            ("GET", "/1.1/ton/data/dm/{path}"),
        ] {
            assert_eq!(
                AccessLevel::needed(method, path),
                AccessLevel::DirectMessages
            );
        }
    }

    #[test]
    fn what_changes_something_needs_to_write_and_giving_back_a_token_does_not() {
        let needed = AccessLevel::needed;
        let create = "/1.1/custom_profiles/new.json";
        assert_eq!(needed("POST", create), AccessLevel::ReadWrite);
        assert_eq!(needed("GET", "/2/users/me"), AccessLevel::Read);
        let give_back = "/1.1/oauth/invalidate_token.json";
        assert_eq!(needed("POST", give_back), AccessLevel::Read);
    }

    #[test]
    fn the_name_on_the_wire_is_the_name_in_json() {
        for level in [
            AccessLevel::Read,
            AccessLevel::ReadWrite,
            AccessLevel::DirectMessages,
        ] {
            let json = serde_json::to_value(level).unwrap();
            assert_eq!(json, level.name());
        }
    }
}
