//! How a command ended, in one number. Scripts decide by it, so what a reply's
//! state means for the caller stands in this one place.

use desk::ErrorCode;
use desk::api::{InboxSynced, LedgerVerdict, Outbox, ReplyState, RosterChecked};
use std::process::ExitCode;

/// The exit codes of `byline`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Exit {
    /// 0: done.
    Done,
    /// 1: refused or failed; standard error says why.
    Refused,
    /// 2: what was given cannot be used; clap's own code for that, too.
    Usage,
    /// 3: it may have arrived; nothing is repeated by itself.
    InDoubt,
    /// 4: kept, and it leaves later.
    Later,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Refused => 1,
            Exit::Usage => 2,
            Exit::InDoubt => 3,
            Exit::Later => 4,
        })
    }
}

impl From<&ErrorCode> for Exit {
    fn from(code: &ErrorCode) -> Self {
        match code {
            ErrorCode::InDoubt | ErrorCode::HandedOver => Self::InDoubt,
            _ => Self::Refused,
        }
    }
}

impl From<&ReplyState> for Exit {
    fn from(state: &ReplyState) -> Self {
        match state {
            ReplyState::Sent { .. } => Self::Done,
            // Nobody is sending it any more when it is asked about here.
            ReplyState::InDoubt { .. } | ReplyState::Sending => Self::InDoubt,
            ReplyState::WaitingForApproval
            | ReplyState::Held { .. }
            | ReplyState::Scheduled { .. }
            | ReplyState::Queued
            | ReplyState::WaitingOffline { .. }
            | ReplyState::WaitingRateLimit { .. }
            | ReplyState::WaitingTrouble { .. }
            | ReplyState::WaitingPicture { .. }
            | ReplyState::WaitingAccountStopped { .. } => Self::Later,
            ReplyState::Draft
            | ReplyState::Failed { .. }
            | ReplyState::ReturnedLookGone
            | ReplyState::ReturnedForbidden
            | ReplyState::ReturnedStale
            | ReplyState::ReturnedOld
            | ReplyState::ReturnedNeverWrote
            | ReplyState::ReturnedPictureRefused { .. }
            | ReplyState::ReturnedWindowOver
            | ReplyState::ReturnedApprovalVoid
            | ReplyState::ReturnedByPerson
            | ReplyState::ReturnedRestored
            | ReplyState::Discarded => Self::Refused,
        }
    }
}

/// What is left in an outbox that was run: doubt before refusals, refusals
/// before what leaves by itself.
impl From<&Outbox> for Exit {
    fn from(outbox: &Outbox) -> Self {
        let left: Vec<Self> = outbox
            .replies
            .iter()
            .map(|row| Self::from(&row.reply.state))
            .collect();
        [Self::InDoubt, Self::Refused, Self::Later]
            .into_iter()
            .find(|exit| left.contains(exit))
            .unwrap_or(Self::Done)
    }
}

impl From<&LedgerVerdict> for Exit {
    fn from(verdict: &LedgerVerdict) -> Self {
        match verdict {
            LedgerVerdict::Whole { .. } => Self::Done,
            LedgerVerdict::Gap { .. } | LedgerVerdict::Changed { .. } => Self::Refused,
        }
    }
}

impl From<&RosterChecked> for Exit {
    fn from(checked: &RosterChecked) -> Self {
        if checked.in_doubt.is_empty() {
            Self::Done
        } else {
            Self::InDoubt
        }
    }
}

impl From<&InboxSynced> for Exit {
    fn from(synced: &InboxSynced) -> Self {
        match synced.resumes_at {
            None => Self::Done,
            Some(_) => Self::Later,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Exit;
    use desk::api::{
        KindName, LookView, Outbox, OutboxRow, Person, ReplyState, ReplyView, SpokenAs,
    };

    fn left(states: impl IntoIterator<Item = ReplyState>) -> Outbox {
        let row = |state| OutboxRow {
            account: "1".into(),
            account_name: "x:@northwind".into(),
            customer: Person {
                id: "2".into(),
                handle: None,
                name: "2".into(),
                picture: None,
            },
            reply: ReplyView {
                id: "3".into(),
                picture: None,
                text: "Hello".into(),
                spoken_as: SpokenAs {
                    persona: "4".into(),
                    kind: KindName::Human,
                    look: LookView {
                        id: "5".into(),
                        line: "Ana".into(),
                        own_lines: Vec::new(),
                        created_at: 0,
                        portrait: "6".into(),
                    },
                },
                author: None,
                released_at: 0,
                state,
                behind_another: false,
                may_be_skipped: false,
                leaves: None,
            },
        };
        Outbox {
            replies: states.into_iter().map(row).collect(),
            stop: None,
        }
    }

    #[test]
    fn an_empty_outbox_is_done() {
        assert_eq!(Exit::from(&left([])), Exit::Done);
    }

    #[test]
    fn doubt_is_told_before_a_return_and_a_return_before_waiting() {
        let waiting = ReplyState::WaitingOffline { until: 1 };
        let returned = ReplyState::ReturnedLookGone;
        let doubt = ReplyState::InDoubt { since: 1 };
        assert_eq!(Exit::from(&left([waiting.clone()])), Exit::Later);
        assert_eq!(
            Exit::from(&left([waiting.clone(), returned.clone()])),
            Exit::Refused
        );
        assert_eq!(Exit::from(&left([waiting, returned, doubt])), Exit::InDoubt);
    }
}
