//! Why the engine did not do what was asked. Nothing was lost by any of these.

use crate::ReachError;
use domain::{Line, SpeakingRule, Timestamp, reply};
use network::Failure;
use store::StoreError;
use thiserror::Error;

/// Why the engine did not do what was asked.
#[derive(Debug, Error)]
pub enum EngineError {
    /// The store could not.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The network could not, or would not.
    #[error("the network: {0}")]
    Network(#[from] Failure),
    /// The account cannot be reached from here.
    #[error(transparent)]
    Reach(#[from] ReachError),
    /// A rule forbids it.
    #[error("{rule}")]
    Rule {
        /// The rule.
        rule: SpeakingRule,
        /// The line of the persona.
        line: Line,
    },
    /// The reply's state does not allow it.
    #[error(transparent)]
    NotNow(#[from] reply::Forbidden),
    /// There is no such account.
    #[error("no such account")]
    UnknownAccount,
    /// There is no such persona.
    #[error("no such persona")]
    UnknownPersona,
    /// There is no such reply.
    #[error("no such reply")]
    UnknownReply,
    /// The customer never wrote to this account.
    #[error("no such customer")]
    UnknownCustomer,
    /// The picture that was to go along is not here any more.
    #[error("the picture is gone")]
    PictureGone,
    /// Its author's draft has a picture already, and a draft has room for one.
    #[error("the draft has a picture already")]
    DraftHasPicture,
    /// As far as is known the customer never wrote; the network wants them to
    /// write first.
    #[error("the customer has not written first")]
    NeverWrote,
    /// The chosen time is over.
    #[error("the chosen time is over")]
    TimeOver,
    /// The conversation went on; its author has to look at it first.
    #[error("the conversation went on")]
    WentOn,
    /// Replies to the customer are not settled.
    #[error("{replies} replies to the customer are not settled")]
    Unsettled {
        /// How many.
        replies: u32,
    },
    /// Nothing waits behind the reply.
    #[error("nothing waits behind the reply")]
    NothingBehind,
    /// No look of the persona can be used on the account.
    #[error("the persona is not published on this account")]
    NotPublished,
    /// The persona speaks in another look than the one that was shown.
    #[error("the persona looks different by now")]
    LookChanged {
        /// The line it speaks with.
        line: Line,
    },
    /// The look may be on the account or not; nothing is created again by itself.
    #[error("it is not known whether the look was published")]
    PublishInDoubt,
    /// A route's budget is used up until then.
    #[error("the budget is used up")]
    NoRoom(Timestamp),
    /// A piece of work ended before its time, by a fault in Byline.
    #[error("a piece of work was cut short")]
    CutShort,
}
