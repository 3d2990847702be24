//! What a person does after a probe, and what customers see until then.

use super::{Answers, Question, Verdict};
use crate::Verification;

/// What a person does next; the most pressing comes first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum NextStep {
    /// Check the connection, then ask again.
    CheckConnection,
    /// Set this machine's clock.
    SetClock,
    /// Sign in again.
    SignInAgain,
    /// Check the app's keys, then sign in again.
    CheckAppKeys,
    /// Sign in on the network's web page and follow what it says.
    SignInOnWeb,
    /// Buy credits in the developer console.
    BuyCredits,
    /// Set "Read, write and direct messages" in the developer console, then
    /// sign in again: a permission counts from the next sign-in on.
    SetPermission,
    /// Apply to the network for a higher access level.
    AskForAccessLevel,
    /// Become a verified business or government account first.
    GetVerified,
    /// Apply for custom profiles.
    ApplyForPersonas,
    /// Write to the network's support.
    AskNetwork,
    /// Wait, then ask again.
    WaitAndAskAgain,
    /// Make or publish a persona; everything is open.
    PublishPersona,
}

/// What customers see beside a message of this account.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CustomersSee {
    /// The persona's portrait and line.
    Persona,
    /// Nothing yet: Byline sends nothing without a persona, and one of the two
    /// that it takes, messages and custom profiles, is not open here.
    NothingYet,
    /// Not known.
    Unknown,
}

/// What is to be done, the most pressing first. `looks_live` counts the looks
/// that can be used on the account: with one, and everything open, there is
/// nothing left to do.
pub fn next_steps(answers: &Answers, looks_live: usize) -> Vec<NextStep> {
    let mut steps: Vec<NextStep> = answers
        .findings()
        .filter_map(|finding| step(finding.asked.question, finding.verdict))
        .collect();
    let badge = answers.who.as_ref().map(|who| who.verification);
    if steps.contains(&NextStep::ApplyForPersonas) && badge.is_some_and(is_too_little) {
        steps.push(NextStep::GetVerified);
    }
    if steps.is_empty() && looks_live == 0 && !answers.asked.is_empty() {
        steps.push(NextStep::PublishPersona);
    }
    steps.sort_unstable();
    steps.dedup();
    steps
}

fn is_too_little(badge: Verification) -> bool {
    !badge.suits_personas()
}

/// The step that one answer asks for.
fn step(question: Question, verdict: Verdict) -> Option<NextStep> {
    match (question, verdict) {
        (_, Verdict::Works | Verdict::NotAsked) => None,
        (_, Verdict::Unreachable) => Some(NextStep::CheckConnection),
        (_, Verdict::ClockOff) => Some(NextStep::SetClock),
        (_, Verdict::TokenRevoked) => Some(NextStep::SignInAgain),
        (_, Verdict::KeysNotAccepted | Verdict::AppKeysNotAccepted) => Some(NextStep::CheckAppKeys),
        (_, Verdict::AccountLocked | Verdict::LooksAutomated) => Some(NextStep::SignInOnWeb),
        (_, Verdict::CreditsUsedUp) => Some(NextStep::BuyCredits),
        (_, Verdict::NoMessagePermission | Verdict::AppReadOnly) => Some(NextStep::SetPermission),
        (_, Verdict::AccountSuspended | Verdict::AppSuspended) => Some(NextStep::AskNetwork),
        (_, Verdict::TooOften | Verdict::NetworkTrouble) => Some(NextStep::WaitAndAskAgain),
        // The call that shows the permission is good for nothing else, and some
        // apps never get it (`contracts/x.md` §6.3).
        (Question::Permission, _) => None,
        (Question::Personas, Verdict::NotOnList | Verdict::Hidden) => {
            Some(NextStep::ApplyForPersonas)
        }
        (_, Verdict::AccessLevelTooLow) => Some(NextStep::AskForAccessLevel),
        (_, Verdict::NotOnList | Verdict::Hidden | Verdict::Retired | Verdict::Unknown) => {
            Some(NextStep::AskNetwork)
        }
    }
}

/// What customers see beside a message of this account, as far as that is known.
pub fn customers_see(answers: &Answers) -> CustomersSee {
    let (messages, personas) = (
        answers.verdict(Question::Messages),
        answers.verdict(Question::Personas),
    );
    match (messages, personas) {
        (Verdict::Works, Verdict::Works) => CustomersSee::Persona,
        _ if messages.forbids() || personas.forbids() => CustomersSee::NothingYet,
        _ => CustomersSee::Unknown,
    }
}
