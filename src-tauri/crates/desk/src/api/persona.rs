use super::Words;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a persona is; chosen when it is made.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KindName {
    /// A person of the team.
    Human,
    /// A bot.
    Automated,
    /// A visitor, within a takeover.
    Guest,
    /// The team as a group.
    Team,
}

/// Can this text be a line?
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LineCheck {
    /// The text as typed.
    pub text: String,
    /// For which kind.
    pub kind: KindName,
}

/// What Byline thinks of a text as a line.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LineVerdict {
    /// The line as it would be kept: trimmed, NFC.
    pub line: String,
    /// Its characters (code points).
    pub length: u32,
    /// The most there may be.
    pub most: u32,
    /// Why it cannot be a line.
    pub problem: Option<LineProblem>,
    /// Doubts that do not forbid it.
    pub warnings: Vec<LineWarning>,
}

/// Why a text cannot be a line.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum LineProblem {
    /// Nothing to see in it.
    NothingVisible,
    /// A line break or control character.
    Control,
    /// A hidden character that turns the direction of the text.
    BidiOverride,
    /// Too long.
    TooLong {
        /// Characters.
        length: u32,
        /// The most.
        most: u32,
        /// Its beginning that fits.
        fits: String,
    },
    /// An automated persona whose line does not say so.
    MustSayAutomated,
}

/// A doubt about a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "warning", rename_all = "snake_case")]
pub enum LineWarning {
    /// Counted as X counts posts it is too long.
    Weighted {
        /// That count.
        length: u32,
    },
    /// Counted in UTF-16 it is too long.
    Utf16 {
        /// That count.
        length: u32,
    },
}

/// A picture that was prepared and waits to become a portrait. Kept in memory only.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct StagedPicture {
    /// For `persona_add` and the picture address `staged/ID`.
    pub id: String,
    /// The source's width after orientation, in pixels.
    pub width: u32,
    /// The source's height after orientation, in pixels.
    pub height: u32,
    /// What was done to it that a person should know.
    pub notes: Vec<PictureNote>,
}

/// What was done to a picture.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PictureNote {
    /// Only the first frame of an animation is used.
    FirstFrame,
    /// Transparency became white.
    TransparencyFlattened,
    /// Colours were converted to sRGB.
    ConvertedToSrgb,
    /// Its colour profile cannot be read; its colours were taken as sRGB.
    ProfileUnreadable,
    /// It holds ink colours, made for print; they are approximate on screen.
    InkColours,
    /// It has fewer pixels than a portrait and was enlarged.
    Enlarged,
}

/// A square of a picture, in pixels of the upright picture.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct CropSquare {
    /// From the left.
    pub x: u32,
    /// From the top.
    pub y: u32,
    /// Side.
    pub size: u32,
}

/// Make a persona.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PersonaAdd {
    /// What it is.
    pub kind: KindName,
    /// Its line.
    pub line: String,
    /// Its portrait, staged before.
    pub picture: String,
}

/// Which persona: its id, or an unambiguous start of its line.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PersonaShow {
    /// The id or start of the line.
    pub persona: String,
}

/// Publish a persona's newest look on an account.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PersonaPublish {
    /// The id or start of the line.
    pub persona: String,
    /// The account's id or name.
    pub account: String,
}

/// All personas.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PersonaList {
    /// By line.
    pub personas: Vec<PersonaView>,
}

/// A persona with its newest look.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PersonaView {
    /// Its key.
    pub id: String,
    /// What it is.
    pub kind: KindName,
    /// Its newest look.
    pub look: LookView,
    /// Where that look stands with each account.
    pub published: Vec<PublishedOn>,
    /// Whether an operator may send as this persona now.
    pub operators_may_send: bool,
}

/// One look.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct LookView {
    /// Its key.
    pub id: String,
    /// Its line.
    pub line: String,
    /// Its portrait, for the picture address `portrait/ID`.
    pub portrait: String,
}

/// Where a look stands with an account.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PublishedOn {
    /// The account's key.
    pub account: String,
    /// The account as people write it.
    pub account_name: String,
    /// How it stands.
    pub state: PublishState,
}

/// How a look stands with an account.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum PublishState {
    /// Not there.
    NotPublished,
    /// On its way.
    Publishing,
    /// There.
    Live {
        /// The network's id.
        custom_profile_id: String,
    },
    /// Whether it is there is not known; nothing is created again by itself.
    InDoubt,
    /// The network refused it.
    Refused {
        /// Its words.
        said: Words,
    },
}
