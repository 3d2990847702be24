//! Where Byline keeps everything: SQLite in the data folder.
//!
//! Invariants: one writer connection, with `synchronous=FULL`, so that what a
//! [`Store::write`] returned has survived a loss of power; readers cannot
//! write; SQL stands nowhere else; nothing here decides anything.

mod accounts;
mod application_diary;
mod application_versions;
mod applications;
mod attempts;
mod avatars;
mod column;
mod conversations;
mod customers;
mod desk;
mod drafts;
mod error;
mod folder;
mod ledger;
mod looks;
mod message_media;
mod messages;
mod open;
mod operators;
mod personas;
mod pictures;
mod probes;
mod published;
mod replies;
mod route_words;
mod search;
mod settings;
mod spends;

pub use accounts::{Access, Account, NewAccount, Place, Reading};
pub use application_diary::DiaryEntry;
pub use application_versions::ApplicationVersion;
pub use applications::Application;
pub use attempts::Attempt;
pub use conversations::{Conversation, From};
pub use customers::Customer;
pub use drafts::Draft;
pub use error::{OpenError, StoreError};
pub use folder::{DataFolder, Hold};
pub use looks::{CutFrom, LookSource, Seen, Square};
pub use message_media::{MessagePicture, WantedMedia};
pub use messages::{Direction, Message};
pub use open::{Read, Store, Write};
pub use operators::Operator;
pub use personas::{Dressed, Uses};
pub use probes::PROBES_KEPT;
pub use published::{Publication, PublishState};
pub use replies::{Head, LastLook, NewReply, Reply};
pub use route_words::RouteWord;
pub use search::FoundMessage;
pub use spends::Spend;
