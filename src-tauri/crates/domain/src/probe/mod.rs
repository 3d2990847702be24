//! The probe: what may this account do? Four questions are asked of the
//! network, and each answer is kept as it came. What it means ([`verdict`]), what
//! a person does next ([`next_steps`]) and what customers see
//! ([`customers_see`]) is read out of the answers here, each time they are
//! shown, so that a better reading serves old answers too.
//!
//! The question matters: the same refusal says "not on the list" where custom
//! profiles were asked for, and something else where messages were
//! (`contracts/x.md` §2.4).

mod next;
mod verdict;

pub use next::{CustomersSee, NextStep, customers_see, next_steps};
pub use verdict::{Verdict, verdict};

use crate::{Handle, NetworkUserId, Said, Timestamp, Verification};
use serde::{Deserialize, Serialize};

/// What is asked of the network, in this order.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// Whose keys are these?
    Who,
    /// What may the app do?
    Permission,
    /// Do direct messages work?
    Messages,
    /// Are custom profiles open?
    Personas,
}

impl Question {
    /// All of them, in the order of asking.
    pub const ALL: [Self; 4] = [Self::Who, Self::Permission, Self::Messages, Self::Personas];
}

/// What came of a question.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Answer {
    /// It was answered.
    Works,
    /// The network said something else. Its words are empty and its code is
    /// missing where nothing in it could be read, as in a proxy's HTML page.
    Refused {
        /// The network's words.
        said: Said,
    },
    /// It may not be asked before then: a budget is used up.
    Wait {
        /// When it may be asked again.
        until: Timestamp,
        /// The network's words; `None` where Byline itself counted the budget
        /// and did not ask.
        said: Option<Said>,
    },
    /// The keys have not the shape in which a request can be signed.
    Unsigned,
    /// No answer came.
    Unreachable,
    /// It was not asked, since an answer before made it pointless.
    NotAsked,
}

/// What an app may do for an account (`x-access-level`, `contracts/x.md` §6.1).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppPermission {
    /// Read.
    Read,
    /// Read and write.
    ReadWrite,
    /// Read, write and direct messages.
    ReadWriteMessages,
}

/// Whose keys they are.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Probed {
    /// The network's id.
    pub user: NetworkUserId,
    /// Its handle.
    pub handle: Handle,
    /// The brand's display name.
    pub display_name: String,
    /// The network's badge.
    pub verification: Verification,
}

/// A question and what came of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Asked {
    /// What was asked.
    pub question: Question,
    /// What came of it.
    #[serde(flatten)]
    pub answer: Answer,
}

/// All that the network answered at one time.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Answers {
    /// Whose keys they are, where the network said.
    pub who: Option<Probed>,
    /// What the app may do, where the network said.
    pub permission: Option<AppPermission>,
    /// One a question, in the order of asking.
    pub asked: Vec<Asked>,
}

/// The answers, and when they were given.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Probe {
    /// When it was asked.
    pub at: Timestamp,
    /// What was answered.
    pub answers: Answers,
}

/// What an answer means, beside the answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Finding<'a> {
    /// What was asked, and what came of it.
    pub asked: &'a Asked,
    /// What that means.
    pub verdict: Verdict,
}

/// A question that was answered differently before.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Changed {
    /// Which.
    pub question: Question,
    /// What the answer meant before.
    pub before: Verdict,
    /// When that was.
    pub before_at: Timestamp,
}

impl Answers {
    /// What each answer means, in the order of asking.
    pub fn findings(&self) -> impl Iterator<Item = Finding<'_>> {
        self.asked.iter().map(|asked| Finding {
            asked,
            verdict: verdict(asked.question, &asked.answer, self.permission),
        })
    }

    /// What the answer to one question means; *not asked* where it was not.
    pub fn verdict(&self, question: Question) -> Verdict {
        self.findings()
            .find(|finding| finding.asked.question == question)
            .map_or(Verdict::NotAsked, |finding| finding.verdict)
    }
}

/// The questions whose answer means something else than the last time they were
/// answered; `earlier` has the newest first. What was not asked, or asked in
/// vain, is no answer: the one before it still stands.
pub fn changes(now: &Answers, earlier: &[Probe]) -> Vec<Changed> {
    let answered = |question| {
        earlier
            .iter()
            .map(move |probe| (probe.at, probe.answers.verdict(question)))
            .find(|(_, before)| before.answers())
    };
    Question::ALL
        .into_iter()
        .filter_map(|question| {
            let now = now.verdict(question);
            let (before_at, before) = answered(question)?;
            (now.answers() && now != before).then_some(Changed {
                question,
                before,
                before_at,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests;
