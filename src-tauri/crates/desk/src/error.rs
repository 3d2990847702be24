//! What a command answers when it cannot do what was asked: a closed list of
//! codes with typed arguments. The sentence for each comes from the one
//! catalogue; page, command line and tests match the code, never the text.

use crate::api::{LineProblem, VaultState, Words};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Why a command did not do what was asked.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum ErrorCode {
    /// Another Byline works in this data folder.
    OpenElsewhere,
    /// Another Byline works in this data folder, of another version, so that
    /// nothing can be handed over to it.
    OpenInOtherVersion {
        /// Its version.
        version: String,
    },
    /// The command was handed over to the Byline that works in this data folder,
    /// and no answer came: it may have been done.
    HandedOver,
    /// The disk is full; nothing was changed.
    DiskFull,
    /// The data folder cannot be written.
    NotWritable {
        /// The system's words.
        detail: String,
    },
    /// The database is of a newer Byline.
    StoreNewer {
        /// The version of its data.
        #[ts(type = "number")]
        found: i64,
        /// The newest version that this Byline knows.
        #[ts(type = "number")]
        ours: i64,
    },
    /// The database is damaged; it was left as it is.
    StoreDamaged {
        /// Where it is; empty where that is not known.
        kept_at: String,
        /// The newest good backup; empty where there is none.
        backup: String,
        /// When that was made, in milliseconds.
        #[ts(type = "number | null")]
        made_at: Option<i64>,
        /// Conversations in it.
        conversations: u32,
        /// Messages in it.
        messages: u32,
    },
    /// There is no such backup.
    UnknownBackup {
        /// As given.
        backup: String,
    },
    /// The backup is damaged; nothing was changed.
    BackupDamaged {
        /// Which.
        backup: String,
    },
    /// The backup is of a newer Byline; nothing was changed.
    BackupNewer {
        /// Which.
        backup: String,
        /// The version of its data.
        #[ts(type = "number")]
        found: i64,
        /// The newest version that this Byline knows.
        #[ts(type = "number")]
        ours: i64,
    },
    /// Replies to the customer are not settled, so nobody is forgotten yet.
    CustomerUnsettled {
        /// How many.
        replies: u32,
    },
    /// Messages cannot be kept for so few or so many days.
    RetentionRefused {
        /// The fewest days.
        least: u32,
        /// The most days.
        most: u32,
    },
    /// Something stands there already, and nothing is ever replaced.
    FileThere {
        /// Where.
        path: String,
    },
    /// A file could not be written; nothing half written stays.
    FileNotWritten {
        /// Which.
        path: String,
        /// The system's words.
        detail: String,
    },
    /// Something that should not happen; the log has it under this moment.
    Unexpected,

    /// Nobody has said who sits here.
    NoOperator,
    /// The name is empty, too long or has control characters.
    NameRefused,

    /// No account of that name.
    UnknownAccount {
        /// As given.
        account: String,
    },
    /// Several accounts of that name.
    AmbiguousAccount {
        /// As given.
        account: String,
    },
    /// The address cannot be used.
    AddressRefused {
        /// As given.
        address: String,
    },
    /// One of the keys is missing or has the wrong shape.
    KeysRefused {
        /// Which.
        field: String,
    },

    /// Another program has the port at which the browser would come back.
    CallbackPortTaken {
        /// The port.
        port: u16,
    },
    /// The network does not know this callback for the app (`contracts/x.md`
    /// §6.1, code 415).
    CallbackRefused {
        /// The callback to register, exactly so.
        callback: String,
        /// The network's words.
        said: Words,
    },
    /// The network lets this app sign in with a number only (code 417).
    OnlyPin {
        /// The network's words.
        said: Words,
    },
    /// A person refused on the network's page.
    LoginDenied,
    /// The network does not take the number, or the login is too old.
    LoginRefused {
        /// The network's words, where there were any.
        said: Option<Words>,
    },
    /// The login was given up, or another one was begun.
    LoginGivenUp,
    /// No login is under way.
    NoLogin,
    /// Nobody answered on the network's page in time.
    LoginTimedOut,
    /// This system has no program that opens a web page.
    NoBrowser {
        /// The page.
        address: String,
    },
    /// A document could not be put where the downloads are.
    DocumentNotSaved {
        /// The folder.
        folder: String,
        /// The system's words.
        detail: String,
    },
    /// No program opened the document, or it is no longer there.
    DocumentNotOpened {
        /// Where it was saved.
        path: String,
    },

    /// No persona of that id or start.
    UnknownPersona {
        /// As given.
        persona: String,
    },
    /// Several personas start so.
    AmbiguousPersona {
        /// As given.
        persona: String,
    },
    /// The persona is out of use.
    PersonaArchived {
        /// Its line.
        line: String,
    },
    /// Drafts or unsettled replies still use the persona; nothing was changed.
    PersonaInUse {
        /// Drafts that are meant to leave as it.
        drafts: u32,
        /// Replies that leave as it by themselves.
        replies: u32,
        /// Replies that may have arrived: found out, or decided by a person.
        in_doubt: u32,
        /// Replies that failed or came back: they leave when a person sends them again.
        stopped: u32,
    },
    /// The persona is kept for other operators.
    PersonaNotYours {
        /// Its line.
        line: String,
    },
    /// The persona speaks in another look than the one that was shown; nothing was sent.
    LookChanged {
        /// The line it speaks with now.
        line: String,
    },
    /// A tag, a language, a note of consent, a choice of speakers or an own line
    /// for a network that Byline does not know cannot be kept.
    DetailsRefused {
        /// Which: `tags`, `languages`, `consent`, `speakers` or `own_lines`.
        field: String,
    },
    /// The line cannot be one.
    LineRefused {
        /// Why.
        problem: LineProblem,
    },
    /// The staged picture is gone; choose it again.
    PictureGone,
    /// Not a picture Byline can read.
    PictureNotAPicture,
    /// HEIC or HEIF: named as what it is.
    PictureHeic,
    /// A picture of a kind that Byline does not take.
    PictureFormat {
        /// Which.
        name: String,
    },
    /// Under 128 pixels.
    PictureTooSmall {
        /// Width.
        width: u32,
        /// Height.
        height: u32,
    },
    /// Over 50 MB.
    PictureTooLarge,
    /// Over 100 megapixels, or it unpacks to far more than it is.
    PictureTooManyPixels,
    /// It ends too early.
    PictureTruncated,
    /// It cannot be read to its end.
    PictureDamaged,
    /// The crop lies outside the picture or is too small.
    PictureCrop,
    /// It moves, and only still pictures go along with a message.
    PictureMoves,
    /// The picture that was to go along with a message is gone; choose it again.
    MessagePictureGone,
    /// The draft has a picture already, so that of a reply has no room in it.
    DraftHasPicture,
    /// Something was pasted, and there is no picture in the clipboard.
    ClipboardWithoutPicture,

    /// No access application of that key, start, brand or handle.
    UnknownApplication {
        /// As given.
        application: String,
    },
    /// Several access applications of that name.
    AmbiguousApplication {
        /// As given.
        application: String,
    },
    /// The access application has no such version.
    UnknownApplicationVersion {
        /// As given.
        version: u32,
    },
    /// A text of an access application or its diary is too long; nothing was changed.
    ApplicationFieldTooLong {
        /// Which: a field, or `place`, `case_number` or `note` of the diary.
        field: String,
    },
    /// What was to be read in is no access application; nothing was changed.
    ApplicationUnreadable {
        /// What is wrong with it.
        detail: String,
    },
    /// The diary has no such entry, or it reminds of nothing.
    UnknownReminder,
    /// Byline alone writes this into the diary.
    DiaryEventRefused,
    /// The application form's address is not https.
    FormAddressRefused {
        /// As given.
        address: String,
    },

    /// No customer of that handle or id on the account.
    UnknownCustomer {
        /// As given.
        customer: String,
    },
    /// Nothing to send.
    TextEmpty,
    /// Too long for the network.
    TextTooLong {
        /// Characters.
        length: u32,
        /// The most.
        limit: u32,
    },
    /// Automation may speak only as an automated persona.
    AutomationSpeaksAsAutomated,
    /// An operator does not speak as an automated persona.
    OperatorIsNoBot,
    /// A guest speaks only within a takeover.
    GuestNeedsTakeover,
    /// The customer never wrote to the account; nothing was sent.
    CustomerNeverWrote,
    /// The chosen time is over; nothing was changed.
    TimeOver,
    /// Not the name of a time zone.
    UnknownZone {
        /// As given.
        zone: String,
    },
    /// The conversation went on: look at it, then try again.
    WentOn,
    /// Nothing waits behind the reply.
    NothingBehind,
    /// A span is longer than 60 seconds.
    SpanTooLong,
    /// The persona's newest look is not on the account.
    NotPublished {
        /// Its line.
        line: String,
        /// The account.
        account: String,
    },
    /// No such reply.
    UnknownReply,
    /// No such message in the conversation.
    UnknownMessage,
    /// The link is none that is opened: see [`LinkRefusal`](crate::api::LinkRefusal).
    LinkRefused {
        /// As given.
        address: String,
    },
    /// The reply's state does not allow that.
    NotNow {
        /// Its state.
        state: String,
    },

    /// The vault cannot be used.
    Vault {
        /// Its state.
        state: VaultState,
    },
    /// The passphrase does not open the locked file.
    WrongPassphrase,
    /// The locked file is damaged.
    LockedFileDamaged,
    /// A newer Byline wrote the locked file.
    LockedFileNewer,
    /// A new file is not locked with so short a passphrase.
    PassphraseTooShort {
        /// The fewest characters it may have.
        least: u32,
    },
    /// The place that keys were to move to did not keep them; nothing was moved.
    KeysNotKept,
    /// The vault has no credentials for this account.
    CredentialsMissing {
        /// The account.
        account: String,
    },

    /// No connection to the network.
    Offline,
    /// The network refused, in its words.
    NetworkRefused {
        /// Its words.
        said: Words,
    },
    /// The network is in trouble or its answer could not be read.
    NetworkTrouble {
        /// Its words, where there were any.
        said: Option<Words>,
    },
    /// A budget of the network is used up.
    RateLimited {
        /// Until, in milliseconds.
        #[ts(type = "number")]
        until: i64,
    },
    /// The keys are no longer accepted.
    SignInAgain {
        /// The network's words.
        said: Option<Words>,
    },
    /// The account may not use personas (yet).
    NoAccess {
        /// The network's words.
        said: Option<Words>,
    },
    /// The account can do nothing before a person acts.
    AccountStopped {
        /// The network's words.
        said: Option<Words>,
    },
    /// It may or may not have happened; nothing is repeated by itself.
    InDoubt,
    /// Something is wrong with the practice network on this machine.
    PracticeTrouble {
        /// Its words.
        detail: String,
    },
}
