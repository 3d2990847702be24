//! `/1.1/direct_messages/welcome_messages/rules/*` (`contracts/x.md` §3.1): which
//! welcome message is the default. An account has one rule; a new one takes the
//! place of the old.

use bytes::Bytes;
use http::Response;
use serde_json::{Value, json};

use super::{Rule, check_inbox, page};
use crate::{
    answer,
    errors::Refusal,
    id::Id,
    messages::body::{self, Flaw},
    state::{Change, State},
    world::{Outcome, Visit},
};

/// `POST …/rules/new.json`: 404 code 34 for a welcome message that is not the
/// caller's.
pub(crate) fn create(visit: &Visit<'_>) -> Result<Outcome, Refusal> {
    check_inbox(visit)?;
    let refused = |flaw: Flaw| flaw.refusal(visit.switches);
    let body = body::json(visit.request).map_err(refused)?;
    let named = body
        .pointer("/welcome_message_rule/welcome_message_id")
        .and_then(Value::as_str)
        .ok_or_else(|| {
            refused(Flaw::field(
                "welcome_message_rule.welcome_message_id is required.",
            ))
        })?;
    let welcome = Id::parse(named)
        .and_then(|id| visit.state.welcome_of(visit.caller, id))
        .ok_or_else(Refusal::not_found)?;
    let rule = Rule {
        id: visit.state.next_id(visit.now_ms),
        owner: visit.caller,
        created_ms: visit.now_ms,
        welcome_message: welcome.id,
    };
    Ok(Outcome {
        answer: rule.answer(),
        changes: vec![Change::WelcomeRuleSet(rule)],
    })
}

/// `GET …/rules/show.json?id=`
pub(crate) fn show(visit: &Visit<'_>) -> Result<Response<Bytes>, Refusal> {
    Ok(own(visit)?.answer())
}

/// `GET …/rules/list.json`
pub(crate) fn list(visit: &Visit<'_>) -> Result<Response<Bytes>, Refusal> {
    let own = visit.state.welcome_rules.iter();
    let own = own.filter(|rule| rule.owner == visit.caller);
    let entries = own.map(|rule| (rule.id, rule));
    let body = page(visit, "welcome_message_rules", entries, Rule::json)?;
    Ok(answer::json(200, &body))
}

/// `DELETE …/rules/destroy.json?id=`
pub(crate) fn destroy(visit: &Visit<'_>) -> Result<Outcome, Refusal> {
    Ok(Outcome {
        answer: answer::no_html(),
        changes: vec![Change::WelcomeRuleDestroyed { id: own(visit)?.id }],
    })
}

fn own<'a>(visit: &'a Visit<'_>) -> Result<&'a Rule, Refusal> {
    let id = visit.request.query_id()?;
    let mut rules = visit.state.welcome_rules.iter();
    rules
        .find(|rule| rule.owner == visit.caller && Some(rule.id) == id)
        .ok_or_else(Refusal::not_found)
}

impl Rule {
    fn json(&self) -> Value {
        json!({
            "id": self.id,
            "created_timestamp": self.created_ms.to_string(),
            "welcome_message_id": self.welcome_message,
        })
    }

    fn answer(&self) -> Response<Bytes> {
        answer::json(200, &json!({"welcome_message_rule": self.json()}))
    }
}

impl State {
    /// The newest rule of an account wins (§3.1): it takes the old one's place.
    pub(crate) fn set_rule(&mut self, rule: Rule) {
        self.welcome_rules.retain(|one| one.owner != rule.owner);
        self.welcome_rules.push(rule);
    }
}
