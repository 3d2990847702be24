//! What may this account do? The questions are asked in their order, each once,
//! by calls that change nothing. What came of each is kept as it came: a
//! failure of one question loses no answer to another, and is an answer itself.
//!
//! Never here: what an answer means (`domain::probe`), or starting an account
//! again that the network has stopped; a person does that.

use crate::{Change, Engine, EngineError, Way};
use domain::probe::{Answer, Answers, AppPermission, Asked, Probed, Question, Verdict};
use domain::{AccountId, MINUTE, Timestamp};
use network::{Class, Failure, Identity, Route};
use store::Access;

/// What the network told beside yes and no.
#[derive(Default)]
struct Heard {
    who: Option<Identity>,
    permission: Option<AppPermission>,
}

impl Engine {
    /// Asks the network what an account may do, and keeps the answers.
    ///
    /// # Errors
    /// Where there is no way to the account, so that nothing could be asked.
    pub async fn probe(&self, id: AccountId) -> Result<(), EngineError> {
        let account = self.account(id).await?;
        let way = self.way(&account).await?;
        let (at, mut heard, mut answers) = (self.now(), Heard::default(), Answers::default());
        let mut ended = false;
        for question in Question::ALL {
            let answer = if ended {
                Answer::NotAsked
            } else {
                self.ask(id, &way, question, &mut heard).await?
            };
            answers.asked.push(Asked { question, answer });
            ended |= answers.verdict(question).ends_asking();
        }
        answers.permission = heard.permission;
        answers.who = heard.who.as_ref().map(probed);
        self.keep_answers(id, at, answers, heard.who).await
    }

    async fn ask(
        &self,
        id: AccountId,
        way: &Way,
        question: Question,
        heard: &mut Heard,
    ) -> Result<Answer, EngineError> {
        if let Some(route) = budget_of(question)
            && let Some(until) = self.spend(id, way, route).await?
        {
            return Ok(Answer::Wait { until, said: None });
        }
        let (network, at) = (way.network.as_ref(), &way.at);
        let outcome = match question {
            Question::Who => self
                .call(id, way, network.who_am_i(at))
                .await
                .map(|identity| heard.who = Some(identity)),
            Question::Permission => self
                .call(id, way, network.permission(at))
                .await
                .map(|permission| heard.permission = Some(permission)),
            Question::Messages => self.call(id, way, network.may_message(at)).await,
            Question::Personas => self.call(id, way, network.may_use_personas(at)).await,
        };
        Ok(match outcome {
            Ok(()) => Answer::Works,
            Err(failure) => answer_of(failure, self.now()),
        })
    }

    /// Keeps the answers, and what they say about the account, in one change.
    async fn keep_answers(
        &self,
        id: AccountId,
        at: Timestamp,
        answers: Answers,
        who: Option<Identity>,
    ) -> Result<(), EngineError> {
        self.write(move |store| {
            store.keep_probe(id, at, &answers)?;
            if let Some(probed) = &answers.who {
                store.know_account_as(id, probed)?;
            }
            if let Some((user, address)) =
                who.and_then(|who| Some((who.user.id, who.user.picture?)))
            {
                store.set_avatar_address(id, &user, &address)?;
            }
            if let Some(access) = access(&answers) {
                store.set_access(id, &access)?;
            }
            Ok(())
        })
        .await?;
        self.tell(Change::Accounts);
        Ok(())
    }
}

/// The budget that a question draws on. Who we are and what the app may do have
/// 75 calls in 15 minutes to themselves (`contracts/x.md` §6.3).
fn budget_of(question: Question) -> Option<Route> {
    match question {
        Question::Who | Question::Permission => None,
        Question::Messages => Some(Route::ListEvents),
        Question::Personas => Some(Route::ListProfiles),
    }
}

/// A failure as an answer. Where the network says "wait" without a moment, a
/// minute is the least (`contracts/x.md` §8).
fn answer_of(failure: Failure, now: Timestamp) -> Answer {
    match (failure.class, failure.said) {
        (Class::WaitUntil(until), said) => Answer::Wait {
            until: until.unwrap_or_else(|| now.plus(MINUTE)),
            said,
        },
        (_, Some(said)) => Answer::Refused { said },
        (Class::SignInAgain, None) => Answer::Unsigned,
        (_, None) => Answer::Unreachable,
    }
}

fn probed(identity: &Identity) -> Probed {
    let user = &identity.user;
    Probed {
        user: user.id.clone(),
        handle: user.handle.clone(),
        display_name: user.name.clone(),
        verification: user.verified,
    }
}

/// What the answers say about personas; `None` where they say nothing.
fn access(answers: &Answers) -> Option<Access> {
    let finding = answers
        .findings()
        .find(|finding| finding.asked.question == Question::Personas)?;
    match (finding.verdict, &finding.asked.answer) {
        (Verdict::Works, _) => Some(Access::Open),
        (verdict, Answer::Refused { said }) if verdict.forbids() => {
            Some(Access::Closed { said: said.clone() })
        }
        _ => None,
    }
}
