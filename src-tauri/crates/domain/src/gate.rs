//! May this reply leave now? One pure question with one answer, asked in one
//! place of the engine, directly before an attempt is counted.
//!
//! Invariant: what passes here is queued, first in its lane, while nothing is
//! stopped, to a customer who wrote first, spoken by somebody who may speak so,
//! through a look that exists on the account, which works, an answer to what its
//! author saw, within pace and budget.

use crate::reply::State;
use crate::{
    Asked, Freshness, Origin, Persona, Room, SpeakingRule, StalePolicy, Timestamp, may_speak_as,
};

/// Everything the answer depends on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Candidate<'a> {
    /// The reply's state.
    pub state: &'a State,
    /// The states of the replies that come before it in its lane.
    pub ahead: &'a [State],
    /// Whether anything leaves at all.
    pub flow: Flow,
    /// Whether the customer may be written to.
    pub contact: Contact,
    /// Who wrote it.
    pub origin: Origin,
    /// As whom it speaks.
    pub persona: &'a Persona,
    /// Whether its look exists on the account.
    pub look: LookOnAccount,
    /// Whether the account can do anything at all.
    pub account: Standing,
    /// Whether it answers what its author saw.
    pub freshness: Freshness,
    /// What the account does with a stale one.
    pub stale: StalePolicy,
    /// The moment before which the account's pace forbids it.
    pub pause: Option<Timestamp>,
    /// What the route's budgets allow.
    pub room: Room,
}

/// Whether anything leaves at all.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flow {
    /// It does.
    Running,
    /// Somebody stopped the outbox.
    Frozen,
}

/// Whether a customer may be written to: the network's policy is to answer only
/// those who wrote first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Contact {
    /// They wrote first.
    WroteFirst,
    /// As far as is known they never wrote.
    NeverWrote,
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
    /// Somebody stopped the outbox.
    Frozen,
    /// The customer never wrote; waiting will not help.
    NeverWrote,
    /// A rule forbids it; waiting will not help.
    Forbidden(SpeakingRule),
    /// Its look does not exist on the account; waiting will not help.
    LookMissing,
    /// The conversation went on; its author has to look.
    Stale,
    /// Nobody looked at it for too long.
    Old,
    /// The account is stopped until a person acts.
    AccountStopped,
    /// Too soon after the account's last one.
    Pause(Timestamp),
    /// A budget is used up until then.
    NoRoom(Timestamp),
}

/// May it leave now? What a person has to see to comes before what time heals.
pub fn may_leave(candidate: &Candidate<'_>) -> Result<(), Blocked> {
    if !matches!(candidate.state, State::Queued) {
        return Err(Blocked::NotQueued);
    }
    if candidate.ahead.iter().any(State::holds_its_lane) {
        return Err(Blocked::BehindAnother);
    }
    if candidate.flow == Flow::Frozen {
        return Err(Blocked::Frozen);
    }
    if candidate.contact == Contact::NeverWrote {
        return Err(Blocked::NeverWrote);
    }
    may_speak_as(candidate.origin, candidate.persona, Asked::BeforeAttempt)
        .map_err(Blocked::Forbidden)?;
    if candidate.look == LookOnAccount::Missing {
        return Err(Blocked::LookMissing);
    }
    match (candidate.freshness, candidate.stale) {
        (Freshness::Old, _) => return Err(Blocked::Old),
        (Freshness::WentOn, StalePolicy::Return | StalePolicy::Ask) => return Err(Blocked::Stale),
        (Freshness::WentOn, StalePolicy::Send) | (Freshness::Fresh, _) => {}
    }
    if candidate.account == Standing::Stopped {
        return Err(Blocked::AccountStopped);
    }
    if let Some(until) = candidate.pause {
        return Err(Blocked::Pause(until));
    }
    match candidate.room {
        Room::Left(_) => Ok(()),
        Room::FullUntil(until) => Err(Blocked::NoRoom(until)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Blocked, Candidate, Contact, Flow, LookOnAccount, Standing, may_leave};
    use crate::reply::tests::every_state;
    use crate::{
        Details, Freshness, Kind, OperatorId, Origin, Persona, PersonaId, Room, SpeakingRule,
        StalePolicy, Timestamp, reply::State,
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
            flow: Flow::Running,
            contact: Contact::WroteFirst,
            freshness: Freshness::Fresh,
            stale: StalePolicy::Return,
            pause: None,
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

    #[test]
    fn a_stop_a_stranger_the_pace_and_an_old_reply_each_block() {
        let human = persona(Kind::Human);
        let base = candidate(&State::Queued, &[], &human);
        let frozen = Candidate {
            flow: Flow::Frozen,
            ..base.clone()
        };
        assert_eq!(may_leave(&frozen), Err(Blocked::Frozen));
        let stranger = Candidate {
            contact: Contact::NeverWrote,
            ..base.clone()
        };
        assert_eq!(may_leave(&stranger), Err(Blocked::NeverWrote));
        let soon = Candidate {
            pause: Some(Timestamp(9)),
            ..base.clone()
        };
        assert_eq!(may_leave(&soon), Err(Blocked::Pause(Timestamp(9))));
        for stale in [StalePolicy::Return, StalePolicy::Ask, StalePolicy::Send] {
            let old = Candidate {
                freshness: Freshness::Old,
                stale,
                ..base.clone()
            };
            assert_eq!(may_leave(&old), Err(Blocked::Old), "{stale:?}");
        }
    }

    #[test]
    fn a_stale_reply_leaves_only_where_the_account_says_so() {
        let human = persona(Kind::Human);
        let with = |stale| {
            may_leave(&Candidate {
                freshness: Freshness::WentOn,
                stale,
                ..candidate(&State::Queued, &[], &human)
            })
        };
        assert_eq!(with(StalePolicy::Return), Err(Blocked::Stale));
        assert_eq!(with(StalePolicy::Ask), Err(Blocked::Stale));
        assert_eq!(with(StalePolicy::Send), Ok(()));
    }
}
