//! Failures of a network, classed once. The outbox acts on the class and the
//! scope only; people read the network's words.

use domain::{Said, Timestamp};
use thiserror::Error;

/// A call that did not succeed.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("{class:?} ({scope:?})")]
pub struct Failure {
    /// What follows from it.
    pub class: Class,
    /// How far it reaches.
    pub scope: Scope,
    /// The network's words, where an answer came.
    pub said: Option<Said>,
}

/// What follows from a failure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Class {
    /// Refused for good: the same request will be refused again.
    Refused,
    /// Surely nothing arrived, or it was a call that may be repeated; the same
    /// request may succeed later.
    NotStarted,
    /// It may have had its effect.
    InDoubt,
    /// Nothing before then; without a moment, at least 60 s.
    WaitUntil(Option<Timestamp>),
    /// The credentials are no longer accepted.
    SignInAgain,
    /// The account may not do this (yet).
    NoAccess,
    /// The account can do nothing before a person acts.
    AccountStopped(StopReason),
    /// Another app or side holds the conversation.
    HeldElsewhere,
    /// The published look does not exist or may not be used.
    LookUnusable,
    /// The uploaded media is not usable; a new upload may be.
    UploadAgain,
    /// This machine's clock is off; the network told its own. Stays between a
    /// reader and [`crate::Exchange`], which corrects the clock and tries again.
    ClockOff(Timestamp),
}

/// Why an account is stopped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StopReason {
    /// Locked until somebody signs in on the web.
    Locked,
    /// Suspended.
    Suspended,
    /// The network takes it for automation.
    LooksAutomated,
    /// The credits are used up.
    CreditsUsedUp,
}

/// How far a failure reaches.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    /// This request only.
    Request,
    /// Every message to this customer.
    Conversation,
    /// Everything of this account.
    Account,
    /// Everything of this app.
    App,
}
