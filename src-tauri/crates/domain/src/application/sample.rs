//! Sample personas, and what account and roster know about an application.

use crate::{Handle, Kind, LanguageTag, Line, LookId, PersonaId, Verification};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A persona that stands as a sample, as it was when it was chosen. Later
/// changes of the roster do not change it; [`Standing`] tells of them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Sample {
    /// Its key on the desk where it was chosen.
    pub persona: PersonaId,
    /// The look it had; none where it was read from a file, which knows no desk's
    /// pictures.
    pub look: Option<LookId>,
    /// Its kind.
    pub kind: Kind,
    /// Its line on the network that is applied to.
    pub line: Line,
}

/// What the account and the roster know.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Known {
    /// The account the application is for, where one is connected.
    pub account: Option<KnownAccount>,
    /// The languages that personas in use are marked with, each once.
    pub languages: Vec<LanguageTag>,
    /// The roster's word on each sample. One that is not here is not on this
    /// desk, as after reading a file of another one.
    pub samples: BTreeMap<PersonaId, KnownSample>,
}

/// The connected account.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KnownAccount {
    /// Its handle.
    pub handle: Handle,
    /// Its badge, where the network was asked for it.
    pub badge: Option<Verification>,
}

/// A sample as the roster has it now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct KnownSample {
    /// What became of it.
    pub standing: Standing,
    /// Whether somebody's consent is noted.
    pub consent: Consent,
}

/// What became of a sample since it was chosen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// It looks as it did.
    Same,
    /// It has another line or portrait.
    Changed,
    /// It is archived.
    Archived,
}

/// Whether it is noted that who is shown agreed to it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Consent {
    /// It is.
    Noted,
    /// It is not.
    NotNoted,
}
