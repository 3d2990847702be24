use super::{MessagePicture, Person, SpokenAs, StopView};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A network's words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Words {
    /// The HTTP status.
    pub status: u16,
    /// The network's code.
    #[ts(type = "number | null")]
    pub code: Option<i64>,
    /// Its sentence; may be empty.
    pub text: String,
}

/// Release a reply into the outbox.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ReplySend {
    /// The account's id or name.
    pub account: String,
    /// The customer's handle or network id.
    pub customer: String,
    /// As whom: the persona's id or an unambiguous start of its line.
    pub persona: String,
    /// The look that was shown while it was written, by its key. Where the
    /// persona speaks in another one by now, nothing is sent. `None`: whichever
    /// it speaks in.
    #[serde(default)]
    pub look: Option<String>,
    /// The text; may be empty beside a picture.
    pub text: String,
    /// The picture that goes along, by its path: a prepared one, or the draft's.
    #[serde(default)]
    pub picture: Option<String>,
    /// How far its author saw the conversation: what
    /// [`ConversationView::seen`](super::ConversationView) gave. `None`:
    /// everything that is known.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub seen: Option<i64>,
    /// When it may leave.
    #[serde(default)]
    pub leave: LeaveWhen,
}

/// When a released reply may leave.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
#[serde(tag = "leave", rename_all = "snake_case")]
pub enum LeaveWhen {
    /// When the account's time for undoing is over.
    AfterUndo,
    /// As soon as its turn comes.
    #[default]
    AtOnce,
    /// Not before a chosen time.
    At {
        /// When, in milliseconds.
        #[ts(type = "number")]
        at: i64,
        /// The IANA zone in which it was chosen, such as `Europe/Helsinki`.
        zone: String,
    },
}

/// Give a held or scheduled reply a (new) time.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ReplyReschedule {
    /// Its key.
    pub reply: String,
    /// When, in milliseconds.
    #[ts(type = "number")]
    pub at: i64,
    /// The IANA zone in which it was chosen.
    pub zone: String,
}

/// Try a failed or returned reply again, as it is.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ReplyAgain {
    /// Its key.
    pub reply: String,
    /// How far its author sees the conversation now; `None`: they do not look at
    /// it.
    #[ts(type = "number | null")]
    pub seen: Option<i64>,
}

/// Put another text in the place of a reply that has not left.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ReplyEdit {
    /// Its key.
    pub reply: String,
    /// The new text.
    pub text: String,
}

/// Which reply.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ReplyRef {
    /// Its key.
    pub reply: String,
}

/// A reply on its way.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ReplyView {
    /// Its key.
    pub id: String,
    /// The text; empty only beside a picture.
    pub text: String,
    /// The picture that goes along.
    pub picture: Option<MessagePicture>,
    /// As whom.
    pub spoken_as: SpokenAs,
    /// Who wrote it; `None` for automation.
    pub author: Option<String>,
    /// When Send was pressed.
    #[ts(type = "number")]
    pub released_at: i64,
    /// Where it is.
    pub state: ReplyState,
    /// It is ready but another reply of this conversation comes first.
    pub behind_another: bool,
    /// Others wait behind it, and a person may let them go first.
    pub may_be_skipped: bool,
    /// When it is expected to leave; given in the outbox and in a conversation.
    pub leaves: Option<Leaves>,
}

/// When a reply is expected to leave.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "leaves", rename_all = "snake_case")]
pub enum Leaves {
    /// It is leaving.
    Now,
    /// About then, in milliseconds.
    At {
        /// When.
        #[ts(type = "number")]
        at: i64,
    },
    /// When a person has decided about it.
    WhenDecided,
    /// When a person has decided about one ahead of it.
    BehindDecision,
    /// When somebody resumes: everything is stopped.
    WhenResumed,
    /// Not within what the budget lets foresee.
    Unknown,
}

/// Where a reply is, and why.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum ReplyState {
    /// Its text is in the draft again.
    Draft,
    /// Somebody has to agree first.
    WaitingForApproval,
    /// May still be undone, until then.
    Held {
        /// Until.
        #[ts(type = "number")]
        until: i64,
    },
    /// Joins at that time.
    Scheduled {
        /// When.
        #[ts(type = "number")]
        at: i64,
        /// In which zone it was chosen.
        zone: String,
    },
    /// Leaves when its turn comes.
    Queued,
    /// No connection.
    WaitingOffline {
        /// Tried again then.
        #[ts(type = "number")]
        until: i64,
    },
    /// A budget is used up.
    WaitingRateLimit {
        /// Until.
        #[ts(type = "number")]
        until: i64,
    },
    /// The network is in trouble.
    WaitingTrouble {
        /// Tried again then.
        #[ts(type = "number")]
        until: i64,
        /// Its words.
        said: Words,
    },
    /// Its picture has not come to the network.
    WaitingPicture {
        /// Tried again then.
        #[ts(type = "number")]
        until: i64,
        /// The network's words.
        said: Option<Words>,
    },
    /// The account needs a person.
    WaitingAccountStopped {
        /// Looked at again then.
        #[ts(type = "number")]
        until: i64,
        /// The network's words.
        said: Option<Words>,
    },
    /// Leaving.
    Sending,
    /// The network has it.
    Sent {
        /// When.
        #[ts(type = "number")]
        at: i64,
    },
    /// It may have arrived; not sent again by itself.
    InDoubt {
        /// Since.
        #[ts(type = "number")]
        since: i64,
    },
    /// The network refused it.
    Failed {
        /// Its words.
        said: Words,
    },
    /// Its look is not on the account.
    ReturnedLookGone,
    /// Whoever wrote it may not speak as this persona.
    ReturnedForbidden,
    /// The conversation went on.
    ReturnedStale,
    /// Nobody looked at it for twelve hours.
    ReturnedOld,
    /// The customer never wrote.
    ReturnedNeverWrote,
    /// The network does not take its picture.
    ReturnedPictureRefused {
        /// Its words.
        said: Option<Words>,
    },
    /// The reply window is over.
    ReturnedWindowOver,
    /// Changed after approval.
    ReturnedApprovalVoid,
    /// A person decided so, after doubt.
    ReturnedByPerson,
    /// A backup was restored: it may have been sent after that was made.
    ReturnedRestored,
    /// Thrown away.
    Discarded,
}

/// Everything that is not settled.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Outbox {
    /// In the order in which they leave, lane by lane.
    pub replies: Vec<OutboxRow>,
    /// Everything is stopped.
    pub stop: Option<StopView>,
}

/// A reply with its conversation.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OutboxRow {
    /// The account's key.
    pub account: String,
    /// The account as people write it.
    pub account_name: String,
    /// To whom.
    pub customer: Person,
    /// The reply.
    pub reply: ReplyView,
}
