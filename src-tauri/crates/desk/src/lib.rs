//! The application's face: every command is one function of [`Desk`], with its
//! request and its answer. The window and the command line call these and
//! nothing else.
//!
//! Here the concrete parts are put together: the store, the vault, X, the
//! practice network. Nothing below knows which of them it works with.
//!
//! Never here: a rule (`domain` has them), SQL, a secret in an answer.

mod accounts;
pub mod api;
mod application_documents;
mod application_words;
mod applications;
mod background;
mod beside;
mod browser;
mod catalogue;
mod closing;
mod commands;
mod conversations;
mod data;
mod delivery;
mod doubt;
mod drafts;
mod error;
mod error_from;
mod foresight;
mod ledger;
mod links;
mod log;
mod logins;
mod names;
mod notices;
mod open;
mod overview;
mod owner;
mod pages;
mod personas;
mod pictures;
mod place;
mod practice_control;
mod practice_kept;
mod practice_line;
mod practice_panel;
mod practice_people;
mod practice_serve;
mod practice_switches;
mod probes;
mod reach;
mod reminders;
mod replies;
mod search;
mod settings;
mod staged;
mod stop;
mod texts;
mod thread;
mod vault_commands;
mod vault_file;
mod vault_moves;
mod vaults;
mod view;
mod watch;

pub use application_words::{gap_mend, gap_sentence};
pub use browser::{open_in_browser, open_link};
pub use catalogue::{local_time, named, quoted_words, sentence, text};
pub use closing::AtClose;
pub use commands::export_bindings;
pub use engine::Change;
pub use error::ErrorCode;
pub use log::{LogGuard, log_to};
pub use notices::Notice;
pub use open::{Desk, Options};
pub use owner::{Seat, Wish};
pub use place::default_folder;
pub use portrait::MAX_BYTES as LARGEST_PICTURE;
pub use practice_control::{NotSteered, PracticeControl, PracticePlace};
pub use practice_line::PracticeLine;
pub use practice_serve::{
    PracticeAnnouncement, PracticeBrand, PracticeScheme, PracticeServer, serve_practice,
};
pub use replies::{Author, Decision};
pub use texts::Input;
pub use vaults::VaultChoice;
pub use watch::{Focus, Surroundings};
