//! The life of a reply: every state, and every step between two of them.
//!
//! Invariants, held here and nowhere else: a reply that is being sent or in
//! doubt is never queued again without proof that it did not arrive; nothing
//! leads out of `sent`; the machine never discards.

use crate::{Said, SpeakingRule, Timestamp, Zone};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Where a reply is in its life.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum State {
    /// Taken back: its text is in its author's draft again.
    Draft,
    /// Somebody else has to agree first.
    WaitingForApproval,
    /// May still be undone, until then.
    Held {
        /// When it joins the queue.
        until: Timestamp,
    },
    /// Joins its lane at that time.
    Scheduled {
        /// When.
        at: Timestamp,
        /// In which zone a person chose that time.
        zone: Zone,
    },
    /// Ready to leave as soon as its turn comes.
    Queued,
    /// Not arrived for sure; tried again by itself.
    Waiting {
        /// Not before then.
        until: Timestamp,
        /// Why it waits.
        why: WaitReason,
    },
    /// An attempt is under way. After a crash this means: in doubt.
    Sending,
    /// The network has it.
    Sent {
        /// When the network took it.
        at: Timestamp,
    },
    /// It may have arrived or not.
    InDoubt {
        /// Since when.
        since: Timestamp,
    },
    /// The network refused it for good.
    Failed {
        /// Its words.
        said: Said,
    },
    /// Came back to its author.
    Returned {
        /// Why.
        why: ReturnReason,
    },
    /// A person threw it away.
    Discarded,
}

/// Why a reply waits.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum WaitReason {
    /// No connection could be opened.
    Offline,
    /// A budget is used up, by our own count or by the network's word.
    RateLimit,
    /// The network is in trouble and surely did not take it.
    NetworkTrouble {
        /// Its words.
        said: Said,
    },
    /// Its picture has not come to the network.
    Picture {
        /// The network's words, where there were any.
        said: Option<Said>,
    },
    /// The whole account can do nothing before a person acts.
    AccountStopped {
        /// The network's words, where there were any.
        said: Option<Said>,
    },
}

/// Why a reply came back.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum ReturnReason {
    /// The reply window of the network is over.
    WindowOver,
    /// It was changed after it was approved.
    ApprovalVoid,
    /// The conversation went on without its author.
    Stale,
    /// Nobody looked at it for twelve hours.
    Old,
    /// The customer never wrote to the account.
    NeverWrote,
    /// Its look is not on the account.
    LookGone,
    /// Whoever wrote it may not speak as this persona.
    Forbidden {
        /// The rule.
        rule: SpeakingRule,
    },
    /// The network does not take its picture.
    PictureRefused {
        /// Its words, where there were any.
        said: Option<Said>,
    },
    /// A person decided so, after it was in doubt.
    PersonDecided,
    /// An older state of everything took the place of a newer one: it may have
    /// been sent since.
    Restored,
}

/// How a reply joins the outbox.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Release {
    /// Held for undoing, until then; now means at once.
    Hold(Timestamp),
    /// At a chosen time.
    Schedule(Timestamp, Zone),
}

/// What can happen to a reply.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Step {
    /// Its author asks for approval.
    Submit,
    /// Its author presses Send.
    Release(Release),
    /// Another person agrees.
    Approve(Release),
    /// Another person does not agree.
    Reject,
    /// Its time has come.
    Due,
    /// A held or scheduled reply gets a (new) time.
    Reschedule(Timestamp, Zone),
    /// Undo, cancel, edit: back into the draft.
    TakeBack,
    /// The attempt begins: intent on disk, nothing sent yet.
    Begin,
    /// It surely did not arrive and is tried again by itself.
    Wait {
        /// Not before then.
        until: Timestamp,
        /// Why.
        why: WaitReason,
    },
    /// The network has it.
    Arrived(Timestamp),
    /// The network refused it for good.
    Refuse(Said),
    /// It may have arrived.
    Doubt(Timestamp),
    /// Reading back found it.
    Found(Timestamp),
    /// Reading back proved that it is not there.
    ProvenAbsent,
    /// It goes back to its author.
    Return(ReturnReason),
    /// A person wants it tried again as it is.
    TryAgain,
    /// A person throws it away.
    Discard,
}

/// A step that a state does not allow.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("a reply that is {state} cannot do that")]
pub struct Forbidden {
    /// The state's name.
    pub state: &'static str,
}

impl State {
    /// The state's name in the store and on the command line.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::WaitingForApproval => "waiting_for_approval",
            Self::Held { .. } => "held",
            Self::Scheduled { .. } => "scheduled",
            Self::Queued => "queued",
            Self::Waiting { .. } => "waiting",
            Self::Sending => "sending",
            Self::Sent { .. } => "sent",
            Self::InDoubt { .. } => "in_doubt",
            Self::Failed { .. } => "failed",
            Self::Returned { .. } => "returned",
            Self::Discarded => "discarded",
        }
    }

    /// Is its story over? Everything else is in the outbox.
    pub fn is_settled(&self) -> bool {
        matches!(self, Self::Draft | Self::Sent { .. } | Self::Discarded)
    }

    /// Do the replies behind it in its lane have to wait? A scheduled one joins
    /// the lane only at its time.
    pub fn holds_its_lane(&self) -> bool {
        !self.is_settled() && !matches!(self, Self::Scheduled { .. })
    }

    /// May a person let those behind it go first? Not past one that may have
    /// arrived, or is on its way: the order would no longer be a choice.
    pub fn may_be_skipped(&self) -> bool {
        match self {
            Self::WaitingForApproval
            | Self::Held { .. }
            | Self::Queued
            | Self::Waiting { .. }
            | Self::Failed { .. }
            | Self::Returned { .. } => true,
            Self::Draft
            | Self::Scheduled { .. }
            | Self::Sending
            | Self::Sent { .. }
            | Self::InDoubt { .. }
            | Self::Discarded => false,
        }
    }

    /// When time alone moves it on.
    pub fn due_at(&self) -> Option<Timestamp> {
        match self {
            Self::Held { until: at }
            | Self::Scheduled { at, .. }
            | Self::Waiting { until: at, .. } => Some(*at),
            _ => None,
        }
    }
}

/// What follows from a step: the transition table of the product.
pub fn next(state: &State, step: Step) -> Result<State, Forbidden> {
    use State as S;
    let after = match (state, step) {
        (S::Draft, Step::Submit) => S::WaitingForApproval,
        (S::Draft, Step::Release(release)) | (S::WaitingForApproval, Step::Approve(release)) => {
            match release {
                Release::Hold(until) => S::Held { until },
                Release::Schedule(at, zone) => S::Scheduled { at, zone },
            }
        }
        (S::WaitingForApproval, Step::Reject)
        | (
            S::Held { .. }
            | S::Scheduled { .. }
            | S::Queued
            | S::Waiting { .. }
            | S::Failed { .. }
            | S::Returned { .. },
            Step::TakeBack,
        ) => S::Draft,
        (S::Held { .. } | S::Scheduled { .. }, Step::Reschedule(at, zone)) => {
            S::Scheduled { at, zone }
        }
        (S::Held { .. } | S::Scheduled { .. } | S::Waiting { .. }, Step::Due)
        | (S::InDoubt { .. }, Step::ProvenAbsent)
        | (S::Failed { .. } | S::Returned { .. }, Step::TryAgain) => S::Queued,
        (S::Queued, Step::Begin) => S::Sending,
        (S::Queued | S::Sending, Step::Wait { until, why }) => S::Waiting { until, why },
        (S::Sending, Step::Arrived(at)) | (S::InDoubt { .. }, Step::Found(at)) => S::Sent { at },
        (S::Sending, Step::Refuse(said)) => S::Failed { said },
        (S::Sending, Step::Doubt(since)) => S::InDoubt { since },
        (S::Scheduled { .. } | S::Queued | S::Waiting { .. }, Step::Return(why)) => {
            S::Returned { why }
        }
        // Nobody knows what became of it after the backup was made, so only a
        // person may let it leave again.
        (
            S::Held { .. } | S::Sending | S::InDoubt { .. },
            Step::Return(why @ ReturnReason::Restored),
        ) => S::Returned { why },
        (S::InDoubt { .. }, Step::Return(ReturnReason::PersonDecided)) => S::Returned {
            why: ReturnReason::PersonDecided,
        },
        (
            S::Draft
            | S::WaitingForApproval
            | S::Held { .. }
            | S::Scheduled { .. }
            | S::Queued
            | S::Waiting { .. }
            | S::InDoubt { .. }
            | S::Failed { .. }
            | S::Returned { .. },
            Step::Discard,
        ) => S::Discarded,
        (state, _) => {
            return Err(Forbidden {
                state: state.name(),
            });
        }
    };
    Ok(after)
}

#[cfg(test)]
#[path = "reply_tests.rs"]
pub(crate) mod tests;
