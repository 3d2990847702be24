//! May this reply leave now? One pure question with one answer, asked in one
//! place of the engine, directly before an attempt is counted.
//!
//! Invariant: what passes here is queued, first in its lane, spoken by somebody
//! who may speak so, through a look that exists on the account, which works, within budget.

use crate::reply::State;
use crate::{Asked, Origin, Persona, Room, SpeakingRule, Timestamp, may_speak_as};

/// Everything the answer depends on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Candidate<'a> {
    /// The reply's state.
    pub state: &'a State,
    /// The states of the replies that were released before it in its lane.
    pub ahead: &'a [State],
    /// Who wrote it.
    pub origin: Origin,
    /// As whom it speaks.
    pub persona: &'a Persona,
    /// Whether its look exists on the account.
    pub look: LookOnAccount,
    /// Whether the account can do anything at all.
    pub account: Standing,
    /// What the route's budgets allow.
    pub room: Room,
}

/// Whether an account can do anything at all.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// As far as is known, it works.
    Working,
    /// The network stopped it; a person has to act first.
    Stopped,
}

/// Whether a look can be used on an account.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LookOnAccount {
    /// It has the network's id.
    Published,
    /// It was never published there, or the network lost it.
    Missing,
}

/// Why a reply may not leave now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Blocked {
    /// It is not queued.
    NotQueued,
    /// Another reply of its lane is not settled yet.
    BehindAnother,
    /// A rule forbids it; waiting will not help.
    Forbidden(SpeakingRule),
    /// Its look does not exist on the account; waiting will not help.
    LookMissing,
    /// The account is stopped until a person acts.
    AccountStopped,
    /// A budget is used up until then.
    NoRoom(Timestamp),
}

/// May it leave now?
pub fn may_leave(candidate: &Candidate<'_>) -> Result<(), Blocked> {
    if !matches!(candidate.state, State::Queued) {
        return Err(Blocked::NotQueued);
    }
    if candidate.ahead.iter().any(State::holds_its_lane) {
        return Err(Blocked::BehindAnother);
    }
    may_speak_as(candidate.origin, candidate.persona, Asked::BeforeAttempt)
        .map_err(Blocked::Forbidden)?;
    if candidate.look == LookOnAccount::Missing {
        return Err(Blocked::LookMissing);
    }
    if candidate.account == Standing::Stopped {
        return Err(Blocked::AccountStopped);
    }
    match candidate.room {
        Room::Left(_) => Ok(()),
        Room::FullUntil(until) => Err(Blocked::NoRoom(until)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Blocked, Candidate, LookOnAccount, Standing, may_leave};
    use crate::reply::tests::every_state;
    use crate::{
        Details, Kind, OperatorId, Origin, Persona, PersonaId, Room, SpeakingRule, Timestamp,
        reply::State,
    };

    fn persona(kind: Kind) -> Persona {
        Persona {
            id: PersonaId(uuid::Uuid::nil()),
            kind,
            created_at: Timestamp(1),
            details: Details::default(),
            archived_at: Some(Timestamp(2)),
        }
    }

    fn candidate<'a>(state: &'a State, ahead: &'a [State], persona: &'a Persona) -> Candidate<'a> {
        Candidate {
            state,
            ahead,
            origin: Origin::Operator(OperatorId(uuid::Uuid::nil())),
            persona,
            look: LookOnAccount::Published,
            account: Standing::Working,
            room: Room::Left(1),
        }
    }

    #[test]
    fn only_a_queued_reply_leaves() {
        let human = persona(Kind::Human);
        for state in every_state() {
            let answer = may_leave(&candidate(&state, &[], &human));
            let expected = if state == State::Queued {
                Ok(())
            } else {
                Err(Blocked::NotQueued)
            };
            assert_eq!(answer, expected, "{state:?}");
        }
    }

    #[test]
    fn nothing_leaves_ahead_of_an_unsettled_reply_of_its_lane() {
        let human = persona(Kind::Human);
        for state in every_state() {
            let ahead = [state.clone()];
            let passes = may_leave(&candidate(&State::Queued, &ahead, &human)).is_ok();
            let settled = matches!(
                state,
                State::Draft | State::Scheduled { .. } | State::Sent { .. } | State::Discarded
            );
            assert_eq!(passes, settled, "behind {state:?}");
        }
    }

    #[test]
    fn a_rule_a_missing_look_a_stopped_account_and_an_empty_budget_each_block() {
        let (human, visitor) = (persona(Kind::Human), persona(Kind::Guest));
        let base = candidate(&State::Queued, &[], &human);
        let guest = Candidate {
            persona: &visitor,
            ..base.clone()
        };
        assert_eq!(
            may_leave(&guest),
            Err(Blocked::Forbidden(SpeakingRule::GuestNeedsTakeover))
        );
        let gone = Candidate {
            look: LookOnAccount::Missing,
            ..base.clone()
        };
        assert_eq!(may_leave(&gone), Err(Blocked::LookMissing));
        let stopped = Candidate {
            account: Standing::Stopped,
            ..base.clone()
        };
        assert_eq!(may_leave(&stopped), Err(Blocked::AccountStopped));
        let full = Candidate {
            room: Room::FullUntil(Timestamp(9)),
            ..base
        };
        assert_eq!(may_leave(&full), Err(Blocked::NoRoom(Timestamp(9))));
    }
}
