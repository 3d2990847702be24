//! What follows from an answer that is no success.
//!
//! Two questions in this order. *Does it prove that nothing happened?* A
//! readable 4xx does, and so does a 429 of any form; everything else leaves a
//! call that must not be repeated in doubt (`contracts/x.md` §4.1). *What does
//! it mean?* X's code decides where §3.6 explains it, then a v2 problem's
//! type, then the status.

use crate::{
    answers::Purpose,
    refusal::{Refusal, said},
    waits::{limit_ends, their_time},
};
use network::{Answer, Class, Effect, Failure, Scope, StopReason};

/// Classes an answer whose status is not 2xx.
pub(crate) fn failure(answer: &Answer, purpose: Purpose) -> Failure {
    if matches!(answer.status, 420 | 429) {
        return told(answer, Class::WaitUntil(limit_ends(answer)), Scope::Account);
    }
    match (answer.status, Refusal::read(answer)) {
        (400..=499, Some(refusal)) => {
            let (class, scope) = refused(answer, &refusal, purpose);
            told(answer, class, scope)
        }
        (400..=499, None) if purpose.effect() == Effect::Repeatable => {
            let (class, scope) = by_status(answer.status, purpose);
            told(answer, class, scope)
        }
        _ => senseless(answer, purpose),
    }
}

/// An answer that tells nothing about the outcome: in doubt, unless a
/// repetition loses nothing.
pub(crate) fn senseless(answer: &Answer, purpose: Purpose) -> Failure {
    let class = match purpose.effect() {
        Effect::Once => Class::InDoubt,
        Effect::Repeatable => Class::NotStarted,
    };
    told(answer, class, Scope::Request)
}

/// A failure with the answer's own words.
pub(crate) fn told(answer: &Answer, class: Class, scope: Scope) -> Failure {
    Failure {
        class,
        scope,
        said: Some(said(answer)),
    }
}

fn refused(answer: &Answer, refusal: &Refusal, purpose: Purpose) -> (Class, Scope) {
    if answer.status == 402 {
        return by_status(402, purpose);
    }
    let general = refusal
        .code
        .and_then(|code| by_code(code, answer, purpose))
        .or_else(|| {
            refusal
                .problem
                .as_deref()
                .and_then(|kind| by_problem(kind, answer))
        });
    match (purpose, general) {
        // An interface for uploads that is switched off (§5.1, §11).
        (Purpose::Upload, _) if refusal.code == Some(34) => (Class::Refused, Scope::App),
        // An unknown id, or a route hidden from this account: only a call that
        // names a look can mean the first.
        (Purpose::Looks | Purpose::CreateLook, _) if refusal.code == Some(34) => {
            (Class::NoAccess, Scope::Account)
        }
        // Neither the category of an avatar nor its form is certain: another may
        // suit (§2.2). Code 214 comes as 400 and as 403 (§3.6).
        (Purpose::CreateLook, None | Some((Class::Refused, Scope::Request)))
            if matches!(refusal.code, Some(151 | 214)) || answer.status == 400 =>
        {
            (Class::UploadAgain, Scope::Request)
        }
        (Purpose::Look, _) if refusal.code == Some(34) => (Class::LookUnusable, Scope::Request),
        (Purpose::Send, _) if speaks_of_the_look(refusal) => (Class::LookUnusable, Scope::Request),
        (_, Some(explained)) => explained,
        // A refusal that §3.6 does not explain: not on the allow list (§2.4).
        (Purpose::Looks | Purpose::CreateLook | Purpose::Look, None) if answer.status == 403 => {
            (Class::NoAccess, Scope::Account)
        }
        (_, None) => by_status(answer.status, purpose),
    }
}

/// X has no code for a persona that may not be used; the general ones (151,
/// 34) serve, so only X's words can tell (`contracts/x.md` §11: unknown).
fn speaks_of_the_look(refusal: &Refusal) -> bool {
    let words = refusal.words.to_lowercase().replace('_', " ");
    matches!(refusal.code, Some(34 | 151)) && words.contains("custom profile")
}

/// The rows of `contracts/x.md` §3.6. `None` for a code that it does not
/// explain.
fn by_code(code: i64, answer: &Answer, purpose: Purpose) -> Option<(Class, Scope)> {
    let meaning = match code {
        // This customer cannot be written to.
        17 | 50 | 63 | 150 | 349 | 476 => (Class::Refused, Scope::Conversation),
        // The request itself is wrong, or its reason stands in the words.
        3 | 34 | 36 | 38 | 44 | 120 | 151 | 179 | 186 | 187 | 195 | 205 | 214 | 271 | 272 | 323
        | 327 | 354 | 355 | 385 | 386 | 407 | 421 | 422 | 425 | 433 => {
            (Class::Refused, Scope::Request)
        }
        // Retired routes, TLS, call-backs: nothing of this app gets through.
        68 | 92 | 251 | 415 | 417 => (Class::Refused, Scope::App),
        32 | 89 | 215 => (Class::SignInAgain, Scope::Account),
        99 => (Class::SignInAgain, Scope::App),
        87 | 220 => (Class::NoAccess, Scope::Account),
        93 | 261 | 453 => (Class::NoAccess, Scope::App),
        64 => (Class::AccountStopped(StopReason::Suspended), Scope::Account),
        226 => (
            Class::AccountStopped(StopReason::LooksAutomated),
            Scope::Account,
        ),
        326 => (Class::AccountStopped(StopReason::Locked), Scope::Account),
        416 => (Class::AccountStopped(StopReason::Suspended), Scope::App),
        88 | 185 => (Class::WaitUntil(limit_ends(answer)), Scope::Account),
        // X's own trouble: proves nothing, whatever the status.
        130 | 131 => {
            let failure = senseless(answer, purpose);
            (failure.class, failure.scope)
        }
        135 => match their_time(answer) {
            Some(theirs) => (Class::ClockOff(theirs), Scope::App),
            None => (Class::Refused, Scope::App),
        },
        324 | 325 => (Class::UploadAgain, Scope::Request),
        _ => return None,
    };
    Some(meaning)
}

/// The problem types of `contracts/x.md` §8 whose status alone would mislead.
fn by_problem(kind: &str, answer: &Answer) -> Option<(Class, Scope)> {
    match kind {
        "client-forbidden" | "unsupported-authentication" => Some((Class::NoAccess, Scope::App)),
        "usage-capped" => Some((Class::WaitUntil(limit_ends(answer)), Scope::App)),
        "rate-limit-exceeded" => Some((Class::WaitUntil(limit_ends(answer)), Scope::Account)),
        "invalid-request"
        | "resource-not-found"
        | "resource-unavailable"
        | "disallowed-resource"
        | "not-authorized-for-resource" => Some((Class::Refused, Scope::Request)),
        _ => None,
    }
}

fn by_status(status: u16, purpose: Purpose) -> (Class, Scope) {
    match status {
        404 | 410 if purpose == Purpose::Upload => (Class::Refused, Scope::App),
        401 => (Class::SignInAgain, Scope::Account),
        402 => (Class::AccountStopped(StopReason::CreditsUsedUp), Scope::App),
        _ => (Class::Refused, Scope::Request),
    }
}

#[cfg(test)]
#[path = "errors_tests.rs"]
mod tests;
