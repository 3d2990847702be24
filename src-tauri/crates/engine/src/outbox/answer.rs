//! What follows from the network's answer to an attempt.

use crate::EngineError;
use domain::reply::{Step, WaitReason};
use domain::{CustomProfileId, HOUR, MINUTE, MediaId, Outcome, SECOND, Said, Timestamp};
use network::{Arrival, Class, Failure, StopReason};
use std::time::Duration;
use store::{PublishState, Reply, Write};

/// The step and the outcome that follow from an answer. Only a class that is
/// proof that nothing arrived leads to waiting.
pub(super) fn what_follows(
    answer: &Result<Arrival, Failure>,
    attempt: u32,
    now: Timestamp,
) -> (Step, Outcome) {
    let failure = match answer {
        Ok(arrival) => {
            return (
                Step::Arrived(arrival.at.unwrap_or(now)),
                Outcome::Sent {
                    event_id: arrival.id.clone(),
                },
            );
        }
        Err(failure) => failure,
    };
    let wait = |until, why| (Step::Wait { until, why }, Outcome::NotArrived);
    match (failure.class, &failure.said) {
        (Class::NotStarted, None) => wait(now.plus(pause(attempt)), WaitReason::Offline),
        (Class::NotStarted, Some(said)) => wait(
            now.plus(pause(attempt)),
            WaitReason::NetworkTrouble { said: said.clone() },
        ),
        (Class::WaitUntil(reset), _) => {
            wait(after_limit(reset, attempt, now), WaitReason::RateLimit)
        }
        (Class::SignInAgain | Class::AccountStopped(_), said) => wait(
            now.plus(HOUR),
            WaitReason::AccountStopped { said: said.clone() },
        ),
        (
            Class::Refused
            | Class::NoAccess
            | Class::HeldElsewhere
            | Class::LookUnusable
            | Class::UploadAgain
            | Class::ClockOff(_),
            Some(said),
        ) => (
            Step::Refuse(said.clone()),
            Outcome::Refused { said: said.clone() },
        ),
        // A refusal without the network's words is no proof of anything.
        (Class::InDoubt, _) | (_, None) => (Step::Doubt(now), Outcome::InDoubt),
    }
}

/// The moment to wait for after the network said that a limit is reached: the
/// reset it named, at least 60 s (`contracts/x.md` §8). Where it named none, 60 s,
/// doubling with every attempt, at most 15 minutes; our own count of the day is
/// heeded beside that.
pub(super) fn after_limit(reset: Option<Timestamp>, attempt: u32, now: Timestamp) -> Timestamp {
    let least = now.plus(MINUTE);
    reset.map_or_else(
        || now.plus(doubled(MINUTE, attempt).min(MINUTE * 15)),
        |reset| reset.max(least),
    )
}

/// Until when the network takes no message of the account, by its own word.
pub(super) fn full_until(
    answer: &Result<Arrival, Failure>,
    attempt: u32,
    now: Timestamp,
) -> Option<Timestamp> {
    match answer {
        Err(Failure {
            class: Class::WaitUntil(reset),
            ..
        }) => Some(after_limit(*reset, attempt, now)),
        _ => None,
    }
}

/// Did the network take the account for automation?
pub(super) fn looks_automated(answer: &Result<Arrival, Failure>) -> bool {
    matches!(
        answer,
        Err(Failure {
            class: Class::AccountStopped(StopReason::LooksAutomated),
            ..
        })
    )
}

/// The network's words, where they stop the whole account.
pub(super) fn stops_account(failure: &Failure) -> Option<Said> {
    match failure.class {
        Class::SignInAgain | Class::AccountStopped(_) => Some(
            failure
                .said
                .clone()
                .unwrap_or_else(|| Said::new(401, None, "")),
        ),
        _ => None,
    }
}

/// The network's words, where it does not take the uploaded picture any more.
pub(super) fn unusable_picture(
    answer: &Result<Arrival, Failure>,
    media: Option<&MediaId>,
) -> Option<Said> {
    match answer {
        Err(Failure {
            class: Class::UploadAgain,
            said,
            ..
        }) if media.is_some() => said.clone(),
        _ => None,
    }
}

/// A look that the network does not take messages in any more, with its id
/// there and the network's words.
pub(super) struct Unusable {
    id: CustomProfileId,
    said: Said,
}

pub(super) fn unusable_look(
    answer: &Result<Arrival, Failure>,
    profile: &CustomProfileId,
) -> Option<Unusable> {
    match answer {
        Err(Failure {
            class: Class::LookUnusable,
            said: Some(said),
            ..
        }) => Some(Unusable {
            id: profile.clone(),
            said: said.clone(),
        }),
        _ => None,
    }
}

/// Notes that a reply's look cannot be used any more, unless it was published
/// anew meanwhile. The reply stays failed, and may be tried again once it was.
pub(super) fn spoil(
    store: &Write<'_>,
    reply: &Reply,
    unusable: Option<Unusable>,
    now: Timestamp,
) -> Result<bool, EngineError> {
    let (account, look) = (reply.content.account, reply.content.look);
    let Some(Unusable { id, said }) = unusable else {
        return Ok(false);
    };
    if store.publication(account, look)? != Some(PublishState::Live { id: id.clone() }) {
        return Ok(false);
    }
    let said = Some(said);
    store.set_publication(account, look, &PublishState::Unusable { id, said }, now)?;
    Ok(true)
}

/// How long to pause before the next attempt: 5 s, doubling, at most 5 minutes.
pub(super) fn pause(attempt: u32) -> Duration {
    doubled(SECOND * 5, attempt).min(MINUTE * 5)
}

/// A span, doubled with every attempt after the first.
fn doubled(span: Duration, attempt: u32) -> Duration {
    let times = 1u32
        .checked_shl(attempt.saturating_sub(1))
        .unwrap_or(u32::MAX);
    span.saturating_mul(times)
}
