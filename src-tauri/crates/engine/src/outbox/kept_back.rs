//! What becomes of a reply that may not leave now: it keeps its place, waits, or
//! goes back to a person.

use super::release::log_return;
use super::{log, step};
use crate::EngineError;
use domain::reply::{ReturnReason, Step, WaitReason};
use domain::{Blocked, DeskId, Event, HOUR, ReplyId, Timestamp};
use store::{Account, Reply, Write};

/// What happens to a reply that may not leave now.
pub(super) fn keep_back(
    store: &Write<'_>,
    desk: DeskId,
    now: Timestamp,
    account: &Account,
    reply: Reply,
    blocked: Blocked,
) -> Result<Reply, EngineError> {
    let id = reply.content.id;
    match blocked {
        // Nothing to do: its turn will come.
        Blocked::NotQueued | Blocked::BehindAnother | Blocked::Frozen | Blocked::Pause(_) => {
            Ok(reply)
        }
        Blocked::Stale => give_back(store, desk, now, id, ReturnReason::Stale),
        Blocked::Old => give_back(store, desk, now, id, ReturnReason::Old),
        Blocked::NeverWrote => give_back(store, desk, now, id, ReturnReason::NeverWrote),
        Blocked::NoRoom(until) => step(
            store,
            id,
            Step::Wait {
                until,
                why: WaitReason::RateLimit,
            },
        ),
        Blocked::AccountStopped => {
            let why = WaitReason::AccountStopped {
                said: account.stopped.clone(),
            };
            step(
                store,
                id,
                Step::Wait {
                    until: now.plus(HOUR),
                    why,
                },
            )
        }
        Blocked::LookMissing => give_back(store, desk, now, id, ReturnReason::LookGone),
        Blocked::Forbidden(rule) => {
            let event = Event::RefusedByRule {
                persona: reply.content.persona,
                origin: reply.content.origin,
                rule,
            };
            log(store, desk, now, &reply, event)?;
            give_back(store, desk, now, id, ReturnReason::Forbidden { rule })
        }
    }
}

/// Gives it back to a person, who is told why; so does the ledger.
pub(super) fn give_back(
    store: &Write<'_>,
    desk: DeskId,
    now: Timestamp,
    id: ReplyId,
    why: ReturnReason,
) -> Result<Reply, EngineError> {
    let reply = step(store, id, Step::Return(why.clone()))?;
    log_return(store, desk, now, &reply, why)?;
    Ok(reply)
}
