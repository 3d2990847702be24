//! What an account may do, asked of the network and kept. What the answers
//! mean is read out of them each time they are shown.

use crate::api::{
    AccountRef, AppPermission, CustomersSee, Finding, FindingChange, NextStep, ProbeQuestion,
    ProbeShown, ProbeVerdict, ProbeView, ProbedAccount, VerificationName,
};
use crate::{Desk, ErrorCode};
use domain::Verification;
use domain::probe::{
    self, Answer, Probe, Probed, Question, Verdict, changes, customers_see, next_steps,
};
use engine::Reach;
use store::{Account, PROBES_KEPT, PublishState};

impl Desk {
    /// Asks the network what an account may do, and keeps the answers. A
    /// network that refuses or cannot be reached is an answer too.
    ///
    /// # Errors
    /// Where nothing could be asked: no keys, or a vault that is closed.
    pub async fn account_probe(&self, request: AccountRef) -> Result<ProbeView, ErrorCode> {
        self.must_own()?;
        let account = self.account_named(&request.account).await?;
        self.inner.engine.probe(account.id).await?;
        let shown = self.probe_of(account).await?;
        shown.last.ok_or(ErrorCode::Unexpected)
    }

    /// What the network answered the last time.
    pub async fn account_probe_last(&self, request: AccountRef) -> Result<ProbeShown, ErrorCode> {
        let account = self.account_named(&request.account).await?;
        self.probe_of(account).await
    }

    async fn probe_of(&self, account: Account) -> Result<ProbeShown, ErrorCode> {
        let network = self.inner.reach.network(&account);
        let price = network.affordances().price_per_message;
        self.read(move |store| {
            let kept = store.probes(account.id, PROBES_KEPT)?;
            let live = store
                .publications_on(account.id)?
                .iter()
                .filter(|one| matches!(one.state, PublishState::Live { .. }))
                .count();
            Ok(ProbeShown {
                last: kept
                    .split_first()
                    .map(|(last, earlier)| view(last, earlier, live, price)),
            })
        })
        .await
    }
}

fn view(last: &Probe, earlier: &[Probe], live: usize, price: Option<u32>) -> ProbeView {
    let answers = &last.answers;
    ProbeView {
        at: last.at.0,
        who: answers.who.as_ref().map(account),
        permission: answers.permission.map(permission),
        findings: answers.findings().map(finding).collect(),
        customers_see: sees(customers_see(answers)),
        next: next_steps(answers, live).into_iter().map(step).collect(),
        changed: changes(answers, earlier)
            .into_iter()
            .map(|change| FindingChange {
                question: question(change.question),
                before: verdict(change.before),
                before_at: change.before_at.0,
            })
            .collect(),
        price_per_message: price,
    }
}

fn finding(finding: probe::Finding<'_>) -> Finding {
    let (said, until) = match &finding.asked.answer {
        Answer::Refused { said } => (Some(said.clone()), None),
        Answer::Wait { until, said } => (said.clone(), Some(until.0)),
        Answer::Works | Answer::Unsigned | Answer::Unreachable | Answer::NotAsked => (None, None),
    };
    Finding {
        question: question(finding.asked.question),
        verdict: verdict(finding.verdict),
        said: said.map(Into::into),
        until,
    }
}

fn account(who: &Probed) -> ProbedAccount {
    ProbedAccount {
        handle: who.handle.as_str().to_owned(),
        display_name: who.display_name.clone(),
        verification: match who.verification {
            Verification::None => VerificationName::None,
            Verification::Paid => VerificationName::Paid,
            Verification::Business => VerificationName::Business,
            Verification::Government => VerificationName::Government,
        },
    }
}

fn permission(permission: probe::AppPermission) -> AppPermission {
    match permission {
        probe::AppPermission::Read => AppPermission::Read,
        probe::AppPermission::ReadWrite => AppPermission::ReadWrite,
        probe::AppPermission::ReadWriteMessages => AppPermission::ReadWriteMessages,
    }
}

fn question(question: Question) -> ProbeQuestion {
    match question {
        Question::Who => ProbeQuestion::Who,
        Question::Permission => ProbeQuestion::Permission,
        Question::Messages => ProbeQuestion::Messages,
        Question::Personas => ProbeQuestion::Personas,
    }
}

fn sees(sees: probe::CustomersSee) -> CustomersSee {
    match sees {
        probe::CustomersSee::Persona => CustomersSee::Persona,
        probe::CustomersSee::NothingYet => CustomersSee::NothingYet,
        probe::CustomersSee::Unknown => CustomersSee::Unknown,
    }
}

fn verdict(verdict: Verdict) -> ProbeVerdict {
    match verdict {
        Verdict::Works => ProbeVerdict::Works,
        Verdict::NotAsked => ProbeVerdict::NotAsked,
        Verdict::KeysNotAccepted => ProbeVerdict::KeysNotAccepted,
        Verdict::TokenRevoked => ProbeVerdict::TokenRevoked,
        Verdict::AppKeysNotAccepted => ProbeVerdict::AppKeysNotAccepted,
        Verdict::NoMessagePermission => ProbeVerdict::NoMessagePermission,
        Verdict::AppReadOnly => ProbeVerdict::AppReadOnly,
        Verdict::AccessLevelTooLow => ProbeVerdict::AccessLevelTooLow,
        Verdict::NotOnList => ProbeVerdict::NotOnList,
        Verdict::Hidden => ProbeVerdict::Hidden,
        Verdict::Retired => ProbeVerdict::Retired,
        Verdict::AccountSuspended => ProbeVerdict::AccountSuspended,
        Verdict::AccountLocked => ProbeVerdict::AccountLocked,
        Verdict::LooksAutomated => ProbeVerdict::LooksAutomated,
        Verdict::AppSuspended => ProbeVerdict::AppSuspended,
        Verdict::ClockOff => ProbeVerdict::ClockOff,
        Verdict::CreditsUsedUp => ProbeVerdict::CreditsUsedUp,
        Verdict::TooOften => ProbeVerdict::TooOften,
        Verdict::NetworkTrouble => ProbeVerdict::NetworkTrouble,
        Verdict::Unreachable => ProbeVerdict::Unreachable,
        Verdict::Unknown => ProbeVerdict::Unknown,
    }
}

fn step(step: probe::NextStep) -> NextStep {
    match step {
        probe::NextStep::CheckConnection => NextStep::CheckConnection,
        probe::NextStep::SetClock => NextStep::SetClock,
        probe::NextStep::SignInAgain => NextStep::SignInAgain,
        probe::NextStep::CheckAppKeys => NextStep::CheckAppKeys,
        probe::NextStep::SignInOnWeb => NextStep::SignInOnWeb,
        probe::NextStep::BuyCredits => NextStep::BuyCredits,
        probe::NextStep::SetPermission => NextStep::SetPermission,
        probe::NextStep::AskForAccessLevel => NextStep::AskForAccessLevel,
        probe::NextStep::GetVerified => NextStep::GetVerified,
        probe::NextStep::ApplyForPersonas => NextStep::ApplyForPersonas,
        probe::NextStep::AskNetwork => NextStep::AskNetwork,
        probe::NextStep::WaitAndAskAgain => NextStep::WaitAndAskAgain,
        probe::NextStep::PublishPersona => NextStep::PublishPersona,
    }
}

#[cfg(test)]
mod tests {
    use super::{ProbeQuestion, ProbeVerdict};
    use crate::api::{AppPermission, CustomersSee, NextStep, VerificationName};
    use serde::de::DeserializeOwned;
    use serde_json::{Map, Value};

    /// The names in the catalogue behind a kind, but for those that are texts of
    /// their own.
    fn names(kind: &str, others: &[&str]) -> Vec<String> {
        let english = include_str!("../../../../ui/messages/en.json");
        let all: Map<String, Value> = serde_json::from_str(english).unwrap();
        let names = all.keys().filter_map(|key| key.strip_prefix(kind));
        let names = names.filter(|name| !others.contains(name));
        names.map(str::to_owned).collect()
    }

    /// Every text belongs to a name of the border, and there are as many.
    fn all_are_told<T: DeserializeOwned>(kind: &str, others: &[&str], count: usize) {
        let names = names(kind, others);
        for name in &names {
            let known = serde_json::from_value::<T>(Value::from(name.as_str()));
            assert!(known.is_ok(), "{kind}{name} tells nothing");
        }
        assert_eq!(names.len(), count, "{kind}");
    }

    #[test]
    fn every_verdict_step_and_question_has_its_words() {
        all_are_told::<ProbeQuestion>("probe_question_", &[], 4);
        all_are_told::<ProbeVerdict>("probe_verdict_", &[], 21);
        all_are_told::<NextStep>("probe_next_", &["nothing"], 13);
        all_are_told::<CustomersSee>("probe_sees_", &[], 3);
        all_are_told::<AppPermission>("app_permission_", &[], 3);
        all_are_told::<VerificationName>("verification_", &[], 4);
    }
}
