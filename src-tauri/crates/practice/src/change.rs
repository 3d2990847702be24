//! What can happen on the practice network: each line of its log is one of
//! these. A change says what happened and leaves nothing to be decided when it
//! is applied. It cannot be printed, because it may hold keys.

use serde::{Deserialize, Serialize};

use crate::{
    accounts::{App, Brand},
    budget::Meter,
    cast::customers::Customer,
    console::AppStanding,
    doors::Door,
    grants::Grant,
    id::Id,
    level::AccessLevel,
    login::{RequestToken, Step},
    media::{
        Media,
        unfinished::{Segment, Unfinished},
    },
    messages::{
        Message,
        signs::{ReadMark, Typing},
    },
    personas::Persona,
    v2::groups::{Group, GroupEvent},
    verification::Verification,
    welcome::{Inbox, Rule, WelcomeMessage, greeting::Opening},
};

/// Something that happened.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Change {
    /// The network came into being.
    Founded {
        seed: u64,
        app: App,
        brands: Vec<Brand>,
        customers: Vec<Customer>,
    },
    /// A medium is whole, at once or in parts.
    MediaUploaded(Media),
    /// An upload in parts began.
    UploadBegun(Unfinished),
    /// A part of it came, for the first time or again.
    SegmentAppended {
        upload: Id,
        place: u16,
        segment: Segment,
    },
    /// An upload was never finished.
    UploadForgotten {
        id: Id,
    },
    PersonaCreated(Persona),
    PersonaDestroyed {
        id: Id,
    },
    /// A brand sent a message.
    MessageSent(Message),
    /// Customers came, with what they will write.
    CustomersJoined(Vec<Customer>),
    /// A customer wrote the next of what was to be written without being asked.
    CustomerOpened(Message),
    /// A customer wrote a message: unprompted, or the planned answer.
    CustomerWrote(Message),
    /// A customer wrote the planned answer; the script goes on.
    CustomerAnswered(Message),
    /// A customer will answer `brand` at `due_ms`.
    AnswerPlanned {
        customer: Id,
        brand: Id,
        due_ms: i64,
    },
    /// A conversation of several was opened.
    GroupOpened(Group),
    /// Something happened in one.
    GroupHad(GroupEvent),
    /// What `user` writes does not reach `by` any more, or does again.
    Blocked {
        by: Id,
        user: Id,
    },
    Unblocked {
        by: Id,
        user: Id,
    },
    /// A message that is about to be written never reaches `of`.
    MessageKeptOut {
        of: Id,
        id: Id,
    },
    /// Somebody deleted a message from their own view.
    MessageDeleted {
        by: Id,
        id: Id,
    },
    MarkedRead(ReadMark),
    Typed(Typing),
    /// A welcome message was made, or took the place of the one with its id.
    WelcomeMessageSet(WelcomeMessage),
    WelcomeMessageDestroyed {
        id: Id,
    },
    WelcomeRuleSet(Rule),
    WelcomeRuleDestroyed {
        id: Id,
    },
    InboxSet {
        brand: Id,
        inbox: Inbox,
    },
    /// A customer opened a conversation, and was greeted or not.
    ConversationOpened(Opening),
    ConversationLeft {
        customer: Id,
        brand: Id,
    },
    /// A budget was drawn on.
    Spent {
        meter: Meter,
        owner: Id,
        at_ms: i64,
    },
    /// The app asked for a request token.
    LoginAsked(RequestToken),
    /// Somebody at the page decided on a request token.
    LoginStepped {
        login: String,
        step: Step,
    },
    /// A request token became an access token, a new one or one that was out.
    Granted {
        login: String,
        grant: Grant,
    },
    /// A brand allowed the app without its pages.
    Allowed {
        number: Id,
        grant: Grant,
    },
    /// Access tokens open nothing any more.
    Revoked {
        tokens: Vec<String>,
    },
    /// The app got its Bearer token.
    BearerIssued {
        token: String,
    },
    /// The clock is so far ahead of the given one.
    ClockMoved {
        ahead_ms: i64,
    },
    /// A customer takes messages, or no longer.
    DoorSet {
        customer: Id,
        door: Door,
    },
    /// The first brand is marked so.
    VerificationSet {
        verification: Verification,
    },
    /// A stored message stays out of reads until then.
    MessageHidden {
        id: Id,
        until_ms: i64,
    },
    /// Another client of the brand sent a message.
    LookAlikeSent(Message),
    /// The app's settings were changed.
    PermissionSet {
        level: AccessLevel,
    },
    CallbacksSet {
        callbacks: Vec<String>,
    },
    AppStandingSet {
        standing: AppStanding,
    },
}

impl Change {
    /// The message, if it is a customer's.
    pub(crate) fn written_by_customer(&self) -> Option<&Message> {
        match self {
            Self::CustomerWrote(message)
            | Self::CustomerOpened(message)
            | Self::CustomerAnswered(message) => Some(message),
            _ => None,
        }
    }

    /// Whether it may change when a customer writes next.
    pub(crate) fn plans(&self) -> bool {
        matches!(
            self,
            Self::Founded { .. }
                | Self::CustomersJoined(_)
                | Self::CustomerOpened(_)
                | Self::CustomerAnswered(_)
                | Self::AnswerPlanned { .. }
        )
    }
}
