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
mod backup;
mod backup_file;
mod column;
mod conversations;
mod customers;
mod desk;
mod doubt;
mod drafts;
mod error;
mod export;
mod folder;
mod forget;
mod gaps;
mod heads;
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
mod read_ahead;
mod replies;
mod restore;
mod retention;
mod route_words;
mod search;
mod settings;
mod soundness;
mod spends;
mod uploads;

pub use accounts::{Access, Account, NewAccount, Place};
pub use application_diary::DiaryEntry;
pub use application_versions::ApplicationVersion;
pub use applications::Application;
pub use attempts::Attempt;
pub use backup::{Daily, Holdings, backup_named, backups, delete_backup, holdings};
pub use backup_file::{AsideFile, BackupFile, Reason};
pub use conversations::{Conversation, From};
pub use customers::Customer;
pub use doubt::{AppSigns, ReadBack};
pub use drafts::Draft;
pub use error::{BackupError, OpenError, StoreError};
pub use export::{EXPORT_VERSION, ExportError};
pub use folder::{DataFolder, Hold};
pub use forget::{HeldOf, Wiping, holds_customer};
pub use heads::Head;
pub use looks::{CutFrom, LookSource, Seen, Square};
pub use message_media::{MessagePicture, WantedMedia};
pub use messages::{Direction, Message};
pub use open::{Read, Store, Write};
pub use operators::Operator;
pub use personas::{Dressed, Uses};
pub use probes::PROBES_KEPT;
pub use published::{Publication, PublishState};
pub use replies::{LastLook, NewReply, Reply};
pub use restore::{
    Prepared, delete_aside, give_up, newest_good_backup, prepare_restore, set_aside,
    would_come_back,
};
pub use retention::Old;
pub use route_words::RouteWord;
pub use search::FoundMessage;
pub use spends::Spend;
pub use uploads::{Medium, Stage, Upload};
