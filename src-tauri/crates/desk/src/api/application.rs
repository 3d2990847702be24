use super::KindName;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// All access applications, the one worked on last first.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct ApplicationList {
    /// They.
    pub applications: Vec<ApplicationRow>,
}

/// One application in the list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct ApplicationRow {
    /// Its key.
    pub id: String,
    /// The brand it is for; may be empty.
    pub brand: String,
    /// The handle without `@`; may be empty.
    pub handle: String,
    /// How far it is.
    pub stage: ApplicationStage,
    /// How many fields something is to be said about.
    pub gaps: u32,
    /// When it was changed last, in milliseconds.
    #[ts(type = "number")]
    pub saved_at: i64,
    /// The next reminder that is still to come or not yet ticked off, in
    /// milliseconds.
    #[ts(type = "number | null")]
    pub remind_at: Option<i64>,
}

/// How far an application is: its last diary entry that says so.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ApplicationStage {
    /// Being written.
    Drafted,
    /// Handed in.
    Submitted,
    /// The network asked something.
    Asked,
    /// The brand answered.
    Answered,
    /// Granted.
    Granted,
    /// Refused.
    Refused,
}

/// A field of the application; what the form asks is unknown (`contracts/x.md`
/// §12, question 6), so these are Byline's own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ApplicationField {
    /// The brand's name.
    Brand,
    /// The account's handle.
    Handle,
    /// The account's badge: `none`, `paid`, `business` or `government`.
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
    /// The care team's use, described; empty where it is not wanted.
    UseCare,
    /// Handing over from bot to person.
    UseHandoff,
    /// Guests who take over.
    UseTakeover,
    /// Any other.
    UseOther,
    /// How many messages are expected.
    Volume,
    /// How automation is disclosed.
    Disclosure,
    /// Who may speak as whom.
    WhoSpeaks,
    /// The X app's id.
    AppId,
    /// The account manager at X, if there is one.
    AccountManager,
}

/// One application, in one of its versions.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct ApplicationView {
    /// Its key.
    pub id: String,
    /// The account it is for, where one is connected here: `x:@northwind`.
    pub account: Option<String>,
    /// How far it is.
    pub stage: ApplicationStage,
    /// The version that is shown, from 1.
    pub version: u32,
    /// The newest version; only that can be changed.
    pub newest: u32,
    /// When this version was saved last, in milliseconds.
    #[ts(type = "number")]
    pub saved_at: i64,
    /// Every field, in the order of the form.
    pub fields: Vec<FieldView>,
    /// The personas that stand as samples.
    pub samples: Vec<SampleView>,
    /// What is to be said about the samples as a whole.
    pub sample_gaps: Vec<Gap>,
    /// What happened so far, the oldest first.
    pub diary: Vec<DiaryEntry>,
    /// The form's address, to be opened in the browser.
    pub form: String,
}

/// A field with its value.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct FieldView {
    /// Which.
    pub field: ApplicationField,
    /// Its text; may be empty.
    pub value: String,
    /// Where the text came from.
    pub origin: FieldOrigin,
    /// What is missing or doubtful about it.
    pub gaps: Vec<Gap>,
}

/// Where a field's text came from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FieldOrigin {
    /// A person wrote it.
    Written,
    /// The connected account.
    Account,
    /// The roster.
    Roster,
    /// An application before.
    Earlier,
}

/// Something missing or doubtful.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Gap {
    /// How bad.
    pub weight: GapWeight,
    /// What.
    pub why: GapReason,
    /// What it is about, where the reason names something: the account's
    /// handle, the number of words, the persona's line. Empty where not.
    pub about: String,
}

/// How bad a gap is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum GapWeight {
    /// The application is not whole without it.
    Missing,
    /// A reader may stumble over it.
    Doubtful,
}

/// Why a field is missing or doubtful; the sentence and the way to mend it
/// stand in the catalogue.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum GapReason {
    /// Nothing there, and it is needed.
    Empty,
    /// Not a web address.
    NotAnAddress,
    /// A web address that is not https.
    NotHttps,
    /// An address that leads nowhere others can see (this machine, an IP, a
    /// name without a dot).
    NotPublic,
    /// The privacy policy is the website's front page.
    PolicyIsFrontPage,
    /// The privacy policy lies on another domain than the website.
    PolicyElsewhere,
    /// Not a handle.
    NotAHandle,
    /// Not the connected account's handle.
    OtherHandle,
    /// The account has no badge of a business or government.
    NotVerified,
    /// The badge is not the one the account was seen with.
    OtherVerification,
    /// Not an e-mail address.
    NotAnEmail,
    /// An address at a free mail service.
    FreeMail,
    /// An e-mail on another domain than the website.
    EmailElsewhere,
    /// Not an international phone number.
    NotAPhone,
    /// No use case is described.
    NoUseCase,
    /// Described in too few words.
    TooFewWords,
    /// The text of another field again.
    SameAsAnother,
    /// A number is missing.
    NoNumber,
    /// Words that stand in until somebody writes better ones ("TBD", "…", "lorem ipsum").
    PlaceHolder,
    /// A bot is mentioned or on the samples, and its disclosure is not.
    BotNotDisclosed,
    /// Takeovers are wanted and no guest persona is among the samples.
    NoGuestSample,
    /// Handing over is wanted and no automated persona is among the samples.
    NoAutomatedSample,
    /// A use by the care team is wanted and nobody of it is among the samples.
    NoCareSample,
    /// No sample persona.
    NoSamples,
    /// An automated persona whose line hides that it is one.
    LineHidesBot,
    /// A sample that was archived or changed since.
    SampleChanged,
    /// A human or guest sample without a note of their consent.
    NoConsent,
    /// Not an app's id (digits only).
    NotAnAppId,
    /// A language that nobody on the roster is marked with.
    LanguageNotOnRoster,
}

/// A persona that stands as a sample, as it was when it was chosen.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct SampleView {
    /// Its key.
    pub persona: String,
    /// Its kind.
    pub kind: KindName,
    /// Its line.
    pub line: String,
    /// Its portrait, for the picture address, where it is on this desk.
    pub portrait: Option<String>,
    /// What is doubtful about it.
    pub gaps: Vec<Gap>,
}

/// Which application.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ApplicationRef {
    /// Its key, its start, or the brand's name or handle where only one has it.
    pub application: String,
}

/// Show one.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ApplicationShow {
    /// As in [`ApplicationRef`].
    pub application: String,
    /// Another version than the newest.
    pub version: Option<u32>,
}

/// Start a new one. What the account and the roster know is filled in.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ApplicationStart {
    /// The account it is for.
    pub account: Option<String>,
    /// An application to start from.
    pub from: Option<String>,
}

/// Save what was changed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ApplicationSave {
    /// As in [`ApplicationRef`].
    pub application: String,
    /// The fields that were changed; the others stay.
    pub changes: Vec<FieldChange>,
    /// The sample personas, by id or the start of their line, where they were changed.
    pub samples: Option<Vec<String>>,
}

/// A field's new text.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FieldChange {
    /// Which.
    pub field: ApplicationField,
    /// Its text, at most 5,000 characters.
    pub value: String,
}

/// The versions of an application.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct ApplicationVersions {
    /// The newest first.
    pub versions: Vec<ApplicationVersion>,
}

/// One version.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct ApplicationVersion {
    /// From 1.
    pub version: u32,
    /// When it was saved last, in milliseconds.
    #[ts(type = "number")]
    pub saved_at: i64,
    /// What differs from the version before; every field for the first.
    pub changed: Vec<ApplicationField>,
    /// Whether it was handed in.
    pub submitted: bool,
}

/// An entry of the diary.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct DiaryEntry {
    /// Its key.
    pub id: String,
    /// What happened.
    pub what: DiaryEvent,
    /// When it happened, in milliseconds.
    #[ts(type = "number")]
    pub at: i64,
    /// The operator who wrote it down.
    pub by: String,
    /// Where: a form, an address, a person; may be empty.
    pub place: String,
    /// The network's number for it; may be empty.
    pub case_number: String,
    /// What was said; may be empty.
    pub note: String,
    /// When to remind, in milliseconds.
    #[ts(type = "number | null")]
    pub remind_at: Option<i64>,
    /// Whether the reminder was ticked off.
    pub reminder_done: bool,
    /// The version that was the newest then.
    pub version: u32,
}

/// What happened to an application.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DiaryEvent {
    /// It was begun.
    Drafted,
    /// Handed in.
    Submitted,
    /// The network asked something.
    Asked,
    /// The brand answered.
    Answered,
    /// Granted.
    Granted,
    /// Refused.
    Refused,
    /// Something else worth keeping.
    Noted,
}

/// Write into the diary.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DiaryAdd {
    /// As in [`ApplicationRef`].
    pub application: String,
    /// What happened; `Drafted` is written by Byline alone.
    pub what: DiaryEvent,
    /// When, in milliseconds; now where left out.
    #[ts(type = "number | null")]
    pub at: Option<i64>,
    /// Where; at most 500 characters.
    pub place: String,
    /// The network's number for it; at most 100 characters.
    pub case_number: String,
    /// What was said; at most 5,000 characters.
    pub note: String,
    /// When to remind, in milliseconds.
    #[ts(type = "number | null")]
    pub remind_at: Option<i64>,
}

/// A reminder was heeded.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ReminderDone {
    /// As in [`ApplicationRef`].
    pub application: String,
    /// The diary entry's key.
    pub entry: String,
}

/// Write an application out.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ApplicationExport {
    /// As in [`ApplicationRef`].
    pub application: String,
    /// Another version than the newest.
    pub version: Option<u32>,
    /// As what.
    pub format: ExportFormat,
}

/// As what an application is written out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// One page that needs nothing else and prints well.
    Html,
    /// Markdown.
    Md,
    /// JSON, which can be read back in.
    Json,
}

/// An application that was written out.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct ExportedApplication {
    /// A name for the file.
    pub file_name: String,
    /// Its contents.
    pub text: String,
}

/// Read an application back in, as a new one.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ApplicationImport {
    /// The JSON that was written out.
    pub text: String,
}

/// The address of the network's form.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct ApplicationForm {
    /// It, as https. Chosen empty, it is the one that Byline knows again.
    pub address: String,
}
