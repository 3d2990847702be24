//! What really happened, for tests and for the customer's view: every stored
//! message as it was written, and one conversation as the customer sees it.
//! Pictures are paths on the practice network itself (`GET` them without a
//! signature), so that they hold under every base URL.

use serde::{Deserialize, Serialize};

/// A persona as it appears on a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonaSeen {
    /// Its name: the line under the message.
    pub name: String,
    /// Path of its picture, e.g. `/media/1893….jpg`.
    pub avatar: String,
}

/// Something that goes with a message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttachmentSeen {
    /// A picture or film: path, as above.
    Media(String),
    /// Longitude and latitude in degrees.
    Coordinate(f64, f64),
    /// The id of a place.
    Place(String),
}

/// A choice that a message offers, as the customer sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceSeen {
    /// What the customer would write by choosing it.
    pub label: String,
    /// What stands below the label.
    pub description: Option<String>,
}

/// A button under a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ButtonSeen {
    /// What stands on it.
    pub label: String,
    /// Where it leads.
    pub url: String,
}

/// What a message carries beside its text.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Carried {
    /// At most one.
    pub attachment: Option<AttachmentSeen>,
    /// Choices for the customer.
    pub choices: Vec<ChoiceSeen>,
    /// Buttons.
    pub buttons: Vec<ButtonSeen>,
}

/// One stored message, as it was written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// The network's id.
    pub id: String,
    /// When it arrived, in ms since the Unix epoch.
    pub at_ms: i64,
    /// User id of the sender.
    pub sender_id: String,
    /// User id of the recipient.
    pub recipient_id: String,
    /// The text before links are wrapped and characters escaped.
    pub text: String,
    /// The persona named by the sender.
    pub custom_profile_id: Option<String>,
    /// That persona's name and picture at the time of sending.
    pub persona: Option<PersonaSeen>,
    /// What it carries beside the text.
    pub carried: Carried,
    /// The hidden metadata of the choice that it is, if that had any.
    pub chosen_metadata: Option<String>,
    /// When the recipient marked it read, in ms since the Unix epoch.
    pub read_at_ms: Option<i64>,
}

/// Somebody in a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// User id.
    pub user_id: String,
    /// Display name.
    pub name: String,
    /// Handle without `@`.
    pub handle: String,
    /// Path of the picture.
    pub avatar: String,
}

/// Who wrote a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The brand, perhaps as a persona.
    Brand,
    /// The customer.
    Customer,
}

/// A message as the customer sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Seen {
    /// The network's id.
    pub id: String,
    /// When it arrived, in ms since the Unix epoch.
    pub at_ms: i64,
    /// Who wrote it.
    pub from: Side,
    /// The text, links in full.
    pub text: String,
    /// The face and name in place of the brand's avatar, if it has one.
    pub persona: Option<PersonaSeen>,
    /// Path of the picture that came with it.
    pub photo: Option<String>,
    /// What it carries beside the text; its picture is here too.
    pub carried: Carried,
    /// When the recipient marked it read, in ms since the Unix epoch.
    pub read_at_ms: Option<i64>,
}

/// Whether the brand is writing just now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TypingSeen {
    /// Nothing shows.
    #[default]
    Quiet,
    /// The three dots show.
    Typing,
}

/// One conversation as the customer sees it: the brand stands above, each
/// message carries its own face.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// The brand.
    pub brand: Party,
    /// The customer.
    pub customer: Party,
    /// Messages and greetings, oldest first; a greeting has the id of its welcome
    /// message.
    pub messages: Vec<Seen>,
    /// Whether the brand is writing just now.
    pub typing: TypingSeen,
}
