//! Ids that a network gave. They are text, never numbers: X's exceed 2^53 and
//! the contract says never to parse them (`contracts/x.md` §2).

use serde::{Deserialize, Serialize};

macro_rules! given {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The id as the network wrote it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.to_owned())
            }
        }
    };
}

given!(/// A person or a brand on a network.
    NetworkUserId);
given!(/// A published look on X (`contracts/x.md` §2).
    CustomProfileId);
given!(/// A message on a network; on X a snowflake, which sorts by length, then text.
    EventId);
given!(/// Uploaded media, good for one use within 24 h (`contracts/x.md` §5).
    MediaId);
