//! Keys of what Byline makes itself: UUIDv7, so that they sort by creation and
//! never collide between desks. They are made by an [`Ids`] port, never here.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Where new keys come from; an argument wherever something is created.
pub trait Ids: Send + Sync {
    /// A UUIDv7 that this source has not given before.
    fn next(&self) -> Uuid;
}

macro_rules! key {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new key from the given source.
            pub fn new(ids: &dyn Ids) -> Self {
                Self(ids.next())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    };
}

key!(/// One data folder at work.
    DeskId);
key!(/// A person at this desk.
    OperatorId);
key!(/// One brand account on one network.
    AccountId);
key!(/// Somebody the brand speaks as.
    PersonaId);
key!(/// One immutable version of a persona.
    LookId);
key!(/// A stored picture.
    PictureId);
key!(/// A reply that was released from its draft.
    ReplyId);
key!(/// One try to send a reply.
    AttemptId);
key!(/// One application for access.
    ApplicationId);
key!(/// One entry of an application's diary.
    DiaryEntryId);
