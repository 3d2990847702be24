//! The application for access: what a brand writes to be allowed to use custom
//! profiles, from the first word to the network's answer.
//!
//! What the network's form asks is unknown (`contracts/x.md` §12, question 6),
//! so the fields are Byline's own ([`Field`]), close to what its other forms
//! ask. A [`Content`] is one state of the form; [`gaps`] reads it as somebody at
//! the network would and says what is missing or doubtful; the [`Stage`] follows
//! from the diary.
//!
//! Never here: a word for people (the catalogue has them, by [`Reason`] and
//! [`Field`]), and no answer about what was sent where: handing in is done by a
//! person, and the diary holds what they wrote down.

mod addresses;
mod conduct;
mod contact;
mod content;
mod domains;
mod field;
mod gap;
mod identity;
mod languages;
mod reach;
mod sample;
mod samples;
mod stage;
mod stand_in;
mod uses;
mod version;
mod words;

pub use content::{Content, Entry, FieldTooLong, TooManySamples};
pub use field::{Field, FieldOrigin, NoField, NoFieldOrigin};
pub use gap::{Gap, Place, Reason, Weight, gaps};
pub use languages::language_name;
pub use sample::{Consent, Known, KnownAccount, KnownSample, Sample, Standing};
pub use stage::{DiaryEvent, NoDiaryEvent, Stage, stage};
pub use version::{Newest, QUIET_SPELL, Save, Use, save};
