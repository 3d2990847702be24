use super::{Person, ReplyView};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is known about a reply in doubt, for whoever may have to decide.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DoubtView {
    /// The account as people write it.
    pub account_name: String,
    /// To whom.
    pub customer: Person,
    /// The reply as it stands now; it may be settled by now.
    pub reply: ReplyView,
    /// Which try it was; the first is 1.
    pub attempt: u32,
    /// When that try began.
    #[ts(type = "number")]
    pub begun_at: i64,
    /// Since when its end is not known.
    #[ts(type = "number | null")]
    pub ended_at: Option<i64>,
    /// What was read back since, oldest first. Of very many, the first and the
    /// newest.
    pub readings: Vec<DoubtReading>,
    /// Messages that were read and may be it, oldest first.
    pub candidates: Vec<DoubtCandidate>,
    /// What happens next.
    pub next: DoubtNext,
}

/// One reading of what the network has.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct DoubtReading {
    /// When.
    #[ts(type = "number")]
    pub at: i64,
    /// How much it says.
    pub says: ReadingSays,
    /// The oldest message that it showed.
    #[ts(type = "number | null")]
    pub back_to: Option<i64>,
    /// The newest message that it showed, in any conversation of the account.
    #[ts(type = "number | null")]
    pub newest: Option<i64>,
    /// How many of the messages it showed may be the reply.
    pub candidates: u32,
}

/// How much a reading says about a reply in doubt.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReadingSays {
    /// It reached back before the try and showed a message that is newer than
    /// anything the try can have done: what it does not show is not there, as far
    /// as one reading can say.
    Counts,
    /// It reached back far enough, but showed nothing newer: the network may be
    /// behind.
    NoWitness,
    /// It lacks messages that are known to be there: the network is behind in a
    /// way that proves nothing.
    Lacking,
    /// It did not reach back before the try.
    NotFarEnough,
}

/// A message that may be the reply in doubt.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct DoubtCandidate {
    /// The network's id.
    pub event: String,
    /// When the network took it, by its own clock.
    #[ts(type = "number")]
    pub at: i64,
    /// Its text.
    pub text: String,
    /// How much it looks like it.
    pub likeness: Likeness,
}

/// How much a message looks like the reply in doubt.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Likeness {
    /// Everything fits.
    Fits,
    /// The same words, but at a time at which the try cannot have done it, or
    /// from another app, or as another persona.
    FromElsewhere,
    /// Nearly the same words, or another picture.
    Alike,
}

/// What happens next to a reply in doubt.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "next", rename_all = "snake_case")]
pub enum DoubtNext {
    /// It is read again. A person may decide before.
    ReadAgain {
        /// Not before then.
        #[ts(type = "number")]
        at: i64,
    },
    /// A person decides.
    AskPerson {
        /// Why.
        why: WhyAsked,
        /// When it is read again meanwhile, where that may still show something.
        #[ts(type = "number | null")]
        reads_again_at: Option<i64>,
    },
    /// It is settled; see the reply.
    Settled,
}

/// Why a person decides about a reply in doubt.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WhyAsked {
    /// The account is set so.
    SetToAsk,
    /// More than one message may be it.
    Several,
    /// One message may be it, or another desk's.
    MayBeAnotherDesks,
    /// A message looks like it and is not surely it.
    LooksAlike,
    /// It is older than what the network shows.
    BeyondReach,
}
