//! What is missing or doubtful about an application, as somebody who reads it at
//! the network would find.
//!
//! Each concern has its file. A check that cries wolf is soon not read any more:
//! what cannot be told for sure (a language nobody lists, a script without
//! spaces, a brand of an odd name) is let pass.

use super::{Content, Field, Known, addresses, conduct, contact, identity, reach, samples, uses};
use crate::PersonaId;
use serde::{Deserialize, Serialize};

/// Something missing or doubtful.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Gap {
    /// How bad.
    pub weight: Weight,
    /// What.
    pub reason: Reason,
    /// What it is about, where the reason names something (see [`Reason`]); empty
    /// where not.
    pub about: String,
}

/// Where a gap is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Place {
    /// In a field.
    Field(Field),
    /// In the samples as a whole.
    Samples,
    /// In one of them.
    Sample(PersonaId),
}

/// How bad a gap is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// The application is not whole without it.
    Missing,
    /// A reader may stumble over it.
    Doubtful,
}

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $weight:ident;)*) => {
        /// Why something is missing or doubtful. What [`Gap::about`] holds is
        /// said where it holds anything.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Reason {
            $($(#[$doc])* $name,)*
        }

        impl Reason {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Its name, also in the catalogue's keys.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)*
                }
            }

            /// How bad it is.
            pub fn weight(self) -> Weight {
                match self {
                    $(Self::$name => Weight::$weight,)*
                }
            }
        }
    };
}

reasons! {
    /// Nothing there, and it is needed.
    Empty = "empty", Missing;
    /// Not a web address. About: what stands there.
    NotAnAddress = "not_an_address", Doubtful;
    /// A web address that is not https.
    NotHttps = "not_https", Doubtful;
    /// An address that leads nowhere others can see. About: its host.
    NotPublic = "not_public", Doubtful;
    /// The privacy policy is the website's front page.
    PolicyIsFrontPage = "policy_is_front_page", Doubtful;
    /// The privacy policy lies on another domain than the website. About: its
    /// host.
    PolicyElsewhere = "policy_elsewhere", Doubtful;
    /// Not a handle. About: what stands there.
    NotAHandle = "not_a_handle", Doubtful;
    /// Not the connected account's handle. About: the account's, with `@`.
    OtherHandle = "other_handle", Doubtful;
    /// The account has no badge of a business or government.
    NotVerified = "not_verified", Doubtful;
    /// Not the badge that the account was seen with. About: that one, as
    /// [`crate::Verification::as_str`] names it.
    OtherVerification = "other_verification", Doubtful;
    /// Not an e-mail address. About: what stands there.
    NotAnEmail = "not_an_email", Doubtful;
    /// An address at a free mail service. About: its domain.
    FreeMail = "free_mail", Doubtful;
    /// An e-mail on another domain than the website. About: its domain.
    EmailElsewhere = "email_elsewhere", Doubtful;
    /// Not an international phone number. About: what stands there.
    NotAPhone = "not_a_phone", Doubtful;
    /// No use is described.
    NoUseCase = "no_use_case", Missing;
    /// Described in too few words. About: how many.
    TooFewWords = "too_few_words", Doubtful;
    /// The text of another field again. About: that field, as [`Field::as_str`]
    /// names it.
    SameAsAnother = "same_as_another", Doubtful;
    /// A number is missing.
    NoNumber = "no_number", Doubtful;
    /// Words that stand in until somebody writes better ones. About: they.
    PlaceHolder = "place_holder", Missing;
    /// A bot is spoken of or among the samples, and how it is disclosed is not
    /// said.
    BotNotDisclosed = "bot_not_disclosed", Missing;
    /// Takeovers are wanted and no guest is among the samples.
    NoGuestSample = "no_guest_sample", Doubtful;
    /// Handing over is wanted and no automated persona is among the samples.
    NoAutomatedSample = "no_automated_sample", Doubtful;
    /// The care team is to use it and nobody of it is among the samples.
    NoCareSample = "no_care_sample", Doubtful;
    /// No sample persona.
    NoSamples = "no_samples", Missing;
    /// An automated persona whose line hides that it is one. About: the line.
    LineHidesBot = "line_hides_bot", Doubtful;
    /// A sample that was archived or changed since, or is not on this desk.
    /// About: its line.
    SampleChanged = "sample_changed", Doubtful;
    /// A human or guest sample without a note of their consent. About: its line.
    NoConsent = "no_consent", Doubtful;
    /// Not an app's id.
    NotAnAppId = "not_an_app_id", Doubtful;
    /// A language that nobody on the roster is marked with. About: it.
    LanguageNotOnRoster = "language_not_on_roster", Doubtful;
}

impl Reason {
    /// As a gap that is about nothing that could be named.
    pub(super) fn gap(self) -> Gap {
        self.about(String::new())
    }

    /// As a gap about something.
    pub(super) fn about(self, about: impl Into<String>) -> Gap {
        Gap {
            weight: self.weight(),
            reason: self,
            about: about.into(),
        }
    }
}

/// What is missing or doubtful: the fields in the order of the form, then the
/// samples as a whole, then each in its turn.
pub fn gaps(content: &Content, known: &Known) -> Vec<(Place, Gap)> {
    let mut in_fields = identity::gaps(content, known);
    in_fields.extend(addresses::gaps(content));
    in_fields.extend(contact::gaps(content));
    in_fields.extend(reach::gaps(content, known));
    in_fields.extend(uses::gaps(content));
    in_fields.extend(conduct::gaps(content));
    // Stable: within a field they stay in the order in which they were found.
    in_fields.sort_by_key(|(field, _)| *field);
    in_fields
        .into_iter()
        .map(|(field, gap)| (Place::Field(field), gap))
        .chain(samples::gaps(content, known))
        .collect()
}
