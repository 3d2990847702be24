//! What may go wrong (`contracts/x.md` §11 "Faults"), and the course each kind
//! of trouble takes. Their JSON names are part of the control interface and do
//! not change.

use serde::{Deserialize, Serialize};

/// What goes wrong. In JSON a name such as `"cut_after"`, or `{"delay":5000}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// The call takes effect at once; its answer comes this many ms later.
    Delay(u64),
    /// The connection is cut before anything is read: no effect, no answer.
    CutBefore,
    /// The connection is cut after the effect: stored, no answer.
    CutAfter,
    /// After the effect nothing comes until the client goes away.
    TimeoutAfter,
    /// 500 with code 131 instead of the effect.
    ServerErrorBefore,
    /// 500 with code 131 after the effect.
    ServerErrorAfter,
    /// 503 with code 130 instead of the effect.
    OverCapacity,
    /// After the effect: the answer's status, and no body.
    EmptyBodyAfter,
    /// After the effect: the first half of the answer's body.
    TruncatedBodyAfter,
    /// After the effect: the answer without any id in it.
    IdLessBodyAfter,
    /// After the effect: 200 with an HTML page.
    HtmlAfter,
    /// Instead of the effect: 502 with an HTML page.
    HtmlBefore,
    /// 429 with code 88, nothing remaining, and a reset in 15 minutes.
    RateLimited,
    /// 429 with code 88, and no header that says until when.
    RateLimitedWithoutReset,
    /// 429 with code 88 although calls remain (§8: an app-level limit).
    RateLimitedWithRemaining,
    /// 429 as a problem object, with a reset in 15 minutes.
    RateLimitedProblem,
    /// 429 as a problem object, and no header that says until when.
    RateLimitedProblemWithoutReset,
    /// 420 (§3.6: the older word for 429).
    CalmDown,
    /// 402: the credits are used up (§8).
    CreditsUsedUp,
    /// 401 with code 32: signature or token not accepted.
    #[serde(rename = "code_32")]
    Code32,
    /// 401 with code 89: token invalid, expired or revoked.
    #[serde(rename = "code_89")]
    Code89,
    /// 401 with code 135: timestamp out of bounds.
    #[serde(rename = "code_135")]
    Code135,
    /// 403 with code 64: own account suspended.
    #[serde(rename = "code_64")]
    Code64,
    /// 403 with code 93: the app may not access direct messages.
    #[serde(rename = "code_93")]
    Code93,
    /// 403 with code 150: the recipient does not accept messages.
    #[serde(rename = "code_150")]
    Code150,
    /// 403 with code 226: it looks automated.
    #[serde(rename = "code_226")]
    Code226,
    /// 403 with code 326: own account locked.
    #[serde(rename = "code_326")]
    Code326,
    /// 403 with code 349: this user may not be messaged.
    #[serde(rename = "code_349")]
    Code349,
    /// 403 with code 453: the app's access level leaves the call out.
    #[serde(rename = "code_453")]
    Code453,
    /// The message that the call stores is missing in reads for so many ms. It
    /// goes together with one other fault of the same call.
    HideFor(u64),
    /// Another client of the brand stores a message of the same text to the same
    /// person, with no persona. It goes together with one other fault of the
    /// same call.
    LookAlike,
}

/// The course that trouble takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Course {
    /// Nothing takes effect; this comes instead.
    Instead(End),
    /// It needs an effect, and this comes in place of its answer.
    AfterEffect(End),
    /// It takes effect, and the answer is held back for so many ms.
    Late(u64),
    /// It needs a stored message and does something to it, whatever is answered.
    AtMessage(Mark),
}

/// How a call ends for the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Cut,
    Silence,
    /// An answer that [`super::answers`] makes for the kind.
    Answer,
}

/// What is done to a stored message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    HideFor(u64),
    LookAlike,
}

impl FaultKind {
    /// The course it takes.
    pub(crate) fn course(self) -> Course {
        match self {
            Self::Delay(ms) => Course::Late(ms),
            Self::CutBefore => Course::Instead(End::Cut),
            Self::CutAfter => Course::AfterEffect(End::Cut),
            Self::TimeoutAfter => Course::AfterEffect(End::Silence),
            Self::ServerErrorAfter
            | Self::EmptyBodyAfter
            | Self::TruncatedBodyAfter
            | Self::IdLessBodyAfter
            | Self::HtmlAfter => Course::AfterEffect(End::Answer),
            Self::HideFor(ms) => Course::AtMessage(Mark::HideFor(ms)),
            Self::LookAlike => Course::AtMessage(Mark::LookAlike),
            Self::ServerErrorBefore
            | Self::OverCapacity
            | Self::HtmlBefore
            | Self::RateLimited
            | Self::RateLimitedWithoutReset
            | Self::RateLimitedWithRemaining
            | Self::RateLimitedProblem
            | Self::RateLimitedProblemWithoutReset
            | Self::CalmDown
            | Self::CreditsUsedUp
            | Self::Code32
            | Self::Code64
            | Self::Code89
            | Self::Code93
            | Self::Code135
            | Self::Code150
            | Self::Code226
            | Self::Code326
            | Self::Code349
            | Self::Code453 => Course::Instead(End::Answer),
        }
    }
}
