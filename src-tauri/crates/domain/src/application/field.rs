//! The fields of the form, and where a field's text came from.

use serde::{Deserialize, Serialize};
use std::str::FromStr;
use thiserror::Error;

/// A field of the form. The order is the form's.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The brand's name.
    Brand,
    /// The account's handle.
    Handle,
    /// The account's badge, as [`crate::Verification::as_str`] names it.
    Verification,
    /// The brand's website.
    Website,
    /// Its privacy policy.
    PrivacyPolicy,
    /// Who answers questions.
    ContactName,
    /// Their role.
    ContactRole,
    /// Their e-mail.
    ContactEmail,
    /// Their phone.
    ContactPhone,
    /// Countries in which the brand answers; one a line.
    Markets,
    /// Languages in which it answers; one a line.
    Languages,
    /// The care team's use; empty where it is not wanted.
    UseCare,
    /// Handing over from bot to person; empty where it is not wanted.
    UseHandoff,
    /// Guests who take over; empty where it is not wanted.
    UseTakeover,
    /// Any other use; empty where there is none.
    UseOther,
    /// How many messages are expected.
    Volume,
    /// How automation is disclosed.
    Disclosure,
    /// Who may speak as whom.
    WhoSpeaks,
    /// The X app's id.
    AppId,
    /// The account manager at X; empty where there is none.
    AccountManager,
}

impl Field {
    /// All fields, in the order of the form.
    pub const ALL: [Self; 20] = [
        Self::Brand,
        Self::Handle,
        Self::Verification,
        Self::Website,
        Self::PrivacyPolicy,
        Self::ContactName,
        Self::ContactRole,
        Self::ContactEmail,
        Self::ContactPhone,
        Self::Markets,
        Self::Languages,
        Self::UseCare,
        Self::UseHandoff,
        Self::UseTakeover,
        Self::UseOther,
        Self::Volume,
        Self::Disclosure,
        Self::WhoSpeaks,
        Self::AppId,
        Self::AccountManager,
    ];

    /// The fields that each describe a use; one of them has to be written.
    pub const USES: [Self; 4] = [
        Self::UseCare,
        Self::UseHandoff,
        Self::UseTakeover,
        Self::UseOther,
    ];

    /// The longest text of a field, in characters.
    pub const LONGEST: usize = 5_000;

    /// The name in the store, in files and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Brand => "brand",
            Self::Handle => "handle",
            Self::Verification => "verification",
            Self::Website => "website",
            Self::PrivacyPolicy => "privacy_policy",
            Self::ContactName => "contact_name",
            Self::ContactRole => "contact_role",
            Self::ContactEmail => "contact_email",
            Self::ContactPhone => "contact_phone",
            Self::Markets => "markets",
            Self::Languages => "languages",
            Self::UseCare => "use_care",
            Self::UseHandoff => "use_handoff",
            Self::UseTakeover => "use_takeover",
            Self::UseOther => "use_other",
            Self::Volume => "volume",
            Self::Disclosure => "disclosure",
            Self::WhoSpeaks => "who_speaks",
            Self::AppId => "app_id",
            Self::AccountManager => "account_manager",
        }
    }
}

/// A word that names no field.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("the application has no field “{0}”")]
pub struct NoField(pub String);

impl FromStr for Field {
    type Err = NoField;

    /// Reads a name, with `_` or, as on the command line, with `-`.
    fn from_str(text: &str) -> Result<Self, NoField> {
        let name = text.replace('-', "_");
        Self::ALL
            .into_iter()
            .find(|field| field.as_str() == name)
            .ok_or_else(|| NoField(text.to_owned()))
    }
}

/// Where a field's text came from.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldOrigin {
    /// A person wrote it.
    #[default]
    Written,
    /// The connected account.
    Account,
    /// The roster.
    Roster,
    /// An application before.
    Earlier,
}

impl FieldOrigin {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Written, Self::Account, Self::Roster, Self::Earlier];

    /// The name in the store and in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Written => "written",
            Self::Account => "account",
            Self::Roster => "roster",
            Self::Earlier => "earlier",
        }
    }
}

/// A word that names no origin.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("“{0}” is no origin of a text")]
pub struct NoFieldOrigin(pub String);

impl FromStr for FieldOrigin {
    type Err = NoFieldOrigin;

    fn from_str(text: &str) -> Result<Self, NoFieldOrigin> {
        Self::ALL
            .into_iter()
            .find(|origin| origin.as_str() == text)
            .ok_or_else(|| NoFieldOrigin(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::{Field, FieldOrigin};

    #[test]
    fn a_name_is_read_back_and_all_fields_stand_in_their_order() {
        for field in Field::ALL {
            assert_eq!(field.as_str().parse(), Ok(field));
        }
        for origin in FieldOrigin::ALL {
            assert_eq!(origin.as_str().parse(), Ok(origin));
        }
        assert!(Field::ALL.is_sorted());
        assert_eq!("privacy-policy".parse(), Ok(Field::PrivacyPolicy));
        assert!("colour".parse::<Field>().is_err());
    }

    #[test]
    fn a_name_is_the_same_in_a_file_as_in_the_store() {
        for field in Field::ALL {
            let written = serde_json::to_value(field).unwrap();
            assert_eq!(written, field.as_str());
        }
        for origin in FieldOrigin::ALL {
            assert_eq!(serde_json::to_value(origin).unwrap(), origin.as_str());
        }
    }
}
