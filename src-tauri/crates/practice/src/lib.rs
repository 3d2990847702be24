//! The practice network: a server that speaks X's wire protocol, with invented
//! customers, so that everything Byline does can be done before a real account
//! exists and nothing leaves the machine.
//!
//! It is written from the wire contract alone (`contracts/x.md`, above all §11)
//! and knows none of our crates, the X connector least of all: a mistake in one
//! of the two readings shows against the other. Where the contract leaves a
//! point open, a position in [`Switches`] decides.
//!
//! The same network is reached in two ways. [`Practice::call`] answers in
//! process, without sockets and without any timer but the given [`Clock`], so
//! that tests run in simulated time. [`Practice::serve`] answers on a loopback
//! socket. Both run the same code, signatures and budgets included.
//!
//! Invariants: an acknowledged change is on disk before its answer leaves;
//! nothing happens in the background (what is due happens at the next call);
//! the network never opens a connection.

mod access;
mod accounts;
mod address;
mod answer;
mod bearer;

mod budget;
mod caller;
mod cast;
mod change;
mod clock;
mod console;
mod control;
mod cursor;
mod dispatch;
mod doors;
mod errors;
mod faults;
mod grants;
#[cfg(feature = "https")]
mod https;
mod id;
mod identity;
mod level;
mod limits;
mod links;
mod login;
mod media;
mod messages;
mod oauth;
mod personas;
mod picture;
mod practice;
mod received;
mod reply_window;
mod routes;
mod serve;
mod sight;
mod state;
mod store;
mod switches;
mod truth;
mod users;
mod v2;
mod verification;
mod visit;
mod welcome;
mod world;

pub use access::{Closed, PersonaAccess};
pub use accounts::PracticeAccount;
pub use address::served_at;
pub use cast::Character;
pub use clock::{BoxFuture, Clock, WallClock};
pub use console::{AppStanding, Revocation};
pub use control::{ClockStanding, Counts, CustomerStanding, Door, LastMessage, Newcomer, Standing};
pub use errors::{Cut, PracticeError};
pub use faults::{Fault, FaultKind, Fired, Outage};
#[cfg(feature = "https")]
pub use https::{CertificateError, TestCertificate, https_base_url};
pub use level::AccessLevel;
pub use media::processing::MediaProcessing;
pub use practice::{Options, Practice};
pub use routes::Route;
pub use serve::base_url;
pub use switches::{
    AvatarCategory, AvatarType, MediaFamily, MessagePages, NameUnit, PersonaDeletion, PersonaPages,
    PostAnswer, ReadBackPersona, RepeatedNonce, Status89, Status214, Switches, UnknownKey,
    VerifyCredentials,
};
pub use truth::{
    AttachmentSeen, ButtonSeen, Carried, ChoiceSeen, Party, PersonaSeen, Seen, Side, Told,
    TypingSeen, View,
};
pub use verification::Verification;
pub use welcome::Inbox;
