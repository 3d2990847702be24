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

/// A photo that was opened and waits to become a portrait. Kept in memory only.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct StagedPicture {
    /// For `persona_add`, and the picture addresses `staged/ID` (the portrait as it
    /// was cut last) and `staged-source/ID` (the working copy). Behind another `/`
    /// anything may follow, to ask anew after a cut.
    pub id: String,
    /// The working copy's width, in pixels.
    pub width: u32,
    /// The working copy's height, in pixels.
    pub height: u32,
    /// The photo's own width, upright, in pixels.
    pub source_width: u32,
    /// The photo's own height, upright, in pixels.
    pub source_height: u32,
    /// Where the portrait was cut, in pixels of the working copy.
    pub crop: CropSquare,
    /// Squares around the faces in it, in pixels of the working copy, the best
    /// first. Empty: none was found.
    pub faces: Vec<CropSquare>,
    /// What was done to it that a person should know.
    pub notes: Vec<PictureNote>,
}

/// Cut a staged photo's portrait again.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PictureCrop {
    /// The staged photo.
    pub picture: String,
    /// Where, in pixels of the working copy; at least 128 wide.
    pub crop: CropSquare,
}

/// Stage the photo behind a look, to cut it again.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PictureReopen {
    /// The look's key.
    pub look: String,
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
    /// The square has fewer pixels than the 400 × 400 of a portrait: the portrait is
    /// as small as the crop.
    Small,
}

/// A square of a picture, in its pixels as a person sees it.
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
    /// Its own, shorter lines; none where the line is good everywhere.
    #[serde(default)]
    pub own_lines: Vec<OwnLine>,
    /// Its portrait, staged before.
    pub picture: String,
    /// What the brand notes about it.
    #[serde(default)]
    pub details: PersonaDetails,
}

/// A look's own line for one network.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct OwnLine {
    /// The network's name: `x`.
    pub network: String,
    /// The line there.
    pub line: String,
}

/// What the brand notes about a persona; no customer sees it, and it may
/// change without a new look.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
pub struct PersonaDetails {
    /// Words to find it by; at most 12, each at most 32 characters.
    pub tags: Vec<String>,
    /// The languages it answers in, as BCP 47 tags such as `en` and `pt-BR`; at most 12.
    pub languages: Vec<String>,
    /// Who agreed to be shown, when and to what; for human and guest personas
    /// only, at most 500 characters. Empty: nothing was noted.
    pub consent: String,
    /// Who at this desk may speak as it.
    pub speakers: SpeakersView,
}

/// Who may speak as a persona.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
#[serde(tag = "who", rename_all = "snake_case")]
pub enum SpeakersView {
    /// Every operator whom the persona's kind allows.
    #[default]
    Everybody,
    /// These operators only, by their keys.
    Only {
        /// At least one.
        operators: Vec<String>,
    },
}

/// Change how a persona looks: a new look, where anything in it differs. What
/// was sent keeps the look it was sent with.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PersonaEdit {
    /// The id or start of the line.
    pub persona: String,
    /// Its new line; as it is where none is given.
    pub line: Option<String>,
    /// Its own lines from now on; as they are where none are given.
    pub own_lines: Option<Vec<OwnLine>>,
    /// A new portrait, staged before; as it is where none is given.
    pub picture: Option<String>,
    /// New notes; as they are where none are given.
    pub details: Option<PersonaDetails>,
}

/// Take a persona out of use. What it said stays, and so do its published looks.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PersonaArchive {
    /// The id or start of the line.
    pub persona: String,
    /// What to do where drafts or unsettled replies still use it.
    pub when_used: WhenUsed,
}

/// What to do with a persona that is still in use.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WhenUsed {
    /// Answer `persona_in_use` and change nothing.
    Ask,
    /// Archive it; what was released before still leaves as it.
    Archive,
}

/// What is known of a persona over time.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PersonaHistory {
    /// Its looks, the newest first.
    pub looks: Vec<LookEra>,
}

/// One look, and when customers saw it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LookEra {
    /// The look.
    pub look: LookView,
    /// Where it stands with each account.
    pub published: Vec<PublishedOn>,
    /// What customers saw of it, an entry for each account through which it spoke.
    pub seen: Vec<LookSeen>,
}

/// How a look was seen through one account.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LookSeen {
    /// The account as people write it.
    pub account_name: String,
    /// Messages that carry it.
    pub messages: u32,
    /// Customers who got one.
    pub customers: u32,
    /// The first of them, in milliseconds.
    #[ts(type = "number")]
    pub first_at: i64,
    /// The last of them, in milliseconds.
    #[ts(type = "number")]
    pub last_at: i64,
}

/// What a network's list says about the roster of one account.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RosterChecked {
    /// Lines of looks whose publishing was in doubt and that are there.
    pub found: Vec<String>,
    /// Lines of looks whose publishing was in doubt and that are not there: they
    /// can be published again.
    pub absent: Vec<String>,
    /// Lines of looks that were there and are gone.
    pub gone: Vec<String>,
    /// Lines of looks that are still in doubt: one list is no proof that they
    /// are not there. They are looked for again.
    pub in_doubt: Vec<String>,
    /// Lines on the account that are not from this desk.
    pub strangers: Vec<String>,
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
    /// By line; archived ones too.
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
    /// Whether the operator at this desk may send as this persona now.
    pub operators_may_send: bool,
    /// What the brand notes about it.
    pub details: PersonaDetails,
    /// Since when it is out of use, in milliseconds; `None`: in use.
    #[ts(type = "number | null")]
    pub archived_at: Option<i64>,
}

/// One look.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct LookView {
    /// Its key.
    pub id: String,
    /// Its line.
    pub line: String,
    /// Its own lines for networks that have one.
    pub own_lines: Vec<OwnLine>,
    /// Its portrait, for the picture address `portrait/ID`.
    pub portrait: String,
    /// When it was made, in milliseconds.
    #[ts(type = "number")]
    pub created_at: i64,
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
    /// The look in which the persona speaks there now: its newest one that is
    /// live. `None`: it cannot speak there yet.
    pub speaks_in: Option<LookView>,
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
    /// It was there, and the network does not take messages in it any more; it
    /// can be published again.
    Unusable {
        /// Its words; `None` where it is only missing from the network's list.
        said: Option<Words>,
    },
}
