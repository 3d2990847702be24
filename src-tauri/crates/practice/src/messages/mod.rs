//! Direct messages (`contracts/x.md` §3): sending, reading back, and the signs of
//! reading and typing. The text is kept as it was written; links, entities and
//! escapes are made on the way out.
//!
//! A message is never changed. Whoever deletes one deletes it from their own
//! view; the other party and [`crate::Practice::truth`] still have it.

pub(crate) mod attachments;
pub(crate) mod body;
mod ctas;
mod destroy;
pub(crate) mod entities;
pub(crate) mod event;
mod locations;
pub(crate) mod quick_replies;
mod read;
mod send;
pub(crate) mod signs;

use serde::{Deserialize, Serialize};

pub(crate) use ctas::Cta;
pub(crate) use destroy::destroy;
pub(crate) use locations::Location;
pub(crate) use quick_replies::{Chosen, QuickReply};
pub(crate) use read::{Count, apps, list, show};
pub(crate) use send::{TEXT_LIMIT, send};

use crate::id::Id;

/// A message as the network keeps it: the text as it was written.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Message {
    pub(crate) id: Id,
    pub(crate) at_ms: i64,
    pub(crate) from: Id,
    pub(crate) to: Id,
    pub(crate) text: String,
    pub(crate) custom_profile_id: Option<Id>,
    pub(crate) media: Option<Id>,
    #[serde(default)]
    pub(crate) extras: Extras,
}

/// What a message may carry beside text, persona and medium (§3.2, §3.3).
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Extras {
    pub(crate) location: Option<Location>,
    /// The choices that it offers.
    pub(crate) quick_replies: Vec<QuickReply>,
    pub(crate) ctas: Vec<Cta>,
    /// The choice that it is.
    pub(crate) chosen: Option<Chosen>,
    /// The welcome message that it answers.
    pub(crate) welcome_message: Option<Id>,
}

impl Message {
    /// Whether `user` is one of its two parties.
    pub(crate) fn concerns(&self, user: Id) -> bool {
        self.from == user || self.to == user
    }
}
