//! What an answer means: `contracts/x.md` §2.4, §3.6 and §8 as one table.

use super::{Answer, AppPermission, Question};
use crate::Said;

/// What an answer means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// It works.
    Works,
    /// Not asked, since an answer before made it pointless.
    NotAsked,
    /// Keys or signature are not accepted.
    KeysNotAccepted,
    /// The token was revoked or has run out.
    TokenRevoked,
    /// The app's own keys cannot be verified.
    AppKeysNotAccepted,
    /// The app lacks the permission for direct messages.
    NoMessagePermission,
    /// The app may not write.
    AppReadOnly,
    /// The app's access level leaves the interface out.
    AccessLevelTooLow,
    /// Not on the list for custom profiles.
    NotOnList,
    /// The route is hidden from this account.
    Hidden,
    /// The network has retired the route.
    Retired,
    /// The account is suspended.
    AccountSuspended,
    /// The account is locked until somebody signs in on the web.
    AccountLocked,
    /// The network takes the account for automation.
    LooksAutomated,
    /// The app is suspended.
    AppSuspended,
    /// This machine's clock is off, more than an exchange could correct.
    ClockOff,
    /// The credits are used up.
    CreditsUsedUp,
    /// Asked too often.
    TooOften,
    /// The network is in trouble, or its answer could not be read.
    NetworkTrouble,
    /// The network was not reached.
    Unreachable,
    /// An answer that the contract does not know.
    Unknown,
}

impl Verdict {
    /// Is it an answer to the question, and not only a reason why there is none?
    pub fn answers(self) -> bool {
        !matches!(
            self,
            Self::NotAsked | Self::TooOften | Self::NetworkTrouble | Self::Unreachable
        )
    }

    /// Would every later question get the same answer, or do harm?
    pub fn ends_asking(self) -> bool {
        match self {
            Self::KeysNotAccepted
            | Self::TokenRevoked
            | Self::AppKeysNotAccepted
            | Self::AccountSuspended
            | Self::AccountLocked
            | Self::LooksAutomated
            | Self::AppSuspended
            | Self::ClockOff
            | Self::CreditsUsedUp
            | Self::Unreachable => true,
            Self::Works
            | Self::NotAsked
            | Self::NoMessagePermission
            | Self::AppReadOnly
            | Self::AccessLevelTooLow
            | Self::NotOnList
            | Self::Hidden
            | Self::Retired
            | Self::TooOften
            | Self::NetworkTrouble
            | Self::Unknown => false,
        }
    }

    /// Does it say for sure that the account may not do what was asked?
    pub fn forbids(self) -> bool {
        matches!(
            self,
            Self::NoMessagePermission
                | Self::AppReadOnly
                | Self::AccessLevelTooLow
                | Self::NotOnList
                | Self::Hidden
                | Self::Retired
        )
    }
}

/// What an answer to a question means. `permission` is what the app may do,
/// where the network said: it decides what an answer to
/// [`Question::Permission`] is worth.
pub fn verdict(question: Question, answer: &Answer, permission: Option<AppPermission>) -> Verdict {
    match answer {
        Answer::Works => match (question, permission) {
            (Question::Permission, Some(AppPermission::Read)) => Verdict::AppReadOnly,
            (Question::Permission, Some(AppPermission::ReadWrite)) => Verdict::NoMessagePermission,
            _ => Verdict::Works,
        },
        Answer::Refused { said } => refused(question, said),
        Answer::Wait { .. } => Verdict::TooOften,
        Answer::Unsigned => Verdict::KeysNotAccepted,
        Answer::Unreachable => Verdict::Unreachable,
        Answer::NotAsked => Verdict::NotAsked,
    }
}

fn refused(question: Question, said: &Said) -> Verdict {
    match (said.status, said.code) {
        (402, _) => Verdict::CreditsUsedUp,
        (420 | 429, _) => Verdict::TooOften,
        (500.., _) => Verdict::NetworkTrouble,
        (_, Some(code)) => by_code(code)
            .or_else(|| access_problem(question, code))
            .unwrap_or_else(|| by_status(question, said)),
        (_, None) => by_status(question, said),
    }
}

/// The rows of §3.6 that mean the same whatever was asked. `None` for 220 and
/// 87, and for a code that §3.6 does not have.
fn by_code(code: i64) -> Option<Verdict> {
    let meaning = match code {
        32 | 215 => Verdict::KeysNotAccepted,
        34 => Verdict::Hidden,
        64 => Verdict::AccountSuspended,
        68 | 251 => Verdict::Retired,
        88 | 185 => Verdict::TooOften,
        89 => Verdict::TokenRevoked,
        93 => Verdict::NoMessagePermission,
        99 => Verdict::AppKeysNotAccepted,
        130 | 131 => Verdict::NetworkTrouble,
        135 => Verdict::ClockOff,
        226 => Verdict::LooksAutomated,
        261 => Verdict::AppReadOnly,
        326 => Verdict::AccountLocked,
        416 => Verdict::AppSuspended,
        453 => Verdict::AccessLevelTooLow,
        // Explained, but no answer to anything that a probe asks.
        3 | 17 | 36 | 38 | 44 | 50 | 63 | 92 | 120 | 150 | 151 | 179 | 186 | 187 | 195 | 205
        | 214 | 271 | 272 | 323 | 324 | 325 | 327 | 349 | 354 | 355 | 385 | 386 | 407 | 415
        | 417 | 421 | 422 | 425 | 433 | 476 => Verdict::Unknown,
        _ => return None,
    };
    Some(meaning)
}

/// "Client may not perform this action" and "credentials do not allow this
/// resource" mean the list where custom profiles were asked for (§2.4), and a
/// lack of access everywhere else.
fn access_problem(question: Question, code: i64) -> Option<Verdict> {
    match (code, question) {
        (87 | 220, Question::Personas) => Some(Verdict::NotOnList),
        (87 | 220, _) => Some(Verdict::AccessLevelTooLow),
        _ => None,
    }
}

/// An answer without a code, or with one that §3.6 does not have.
fn by_status(question: Question, said: &Said) -> Verdict {
    let says_nothing = said.code.is_none() && said.words.trim().is_empty();
    match said.status {
        401 => Verdict::KeysNotAccepted,
        404 => Verdict::Hidden,
        410 => Verdict::Retired,
        403 if question == Question::Personas && !says_nothing => Verdict::NotOnList,
        _ if says_nothing => Verdict::NetworkTrouble,
        _ => Verdict::Unknown,
    }
}
