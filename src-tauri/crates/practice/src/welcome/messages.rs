//! `/1.1/direct_messages/welcome_messages/*` (`contracts/x.md` §3.1).

use bytes::Bytes;
use http::Response;
use serde_json::{Map, Value, json};

use super::{WelcomeMessage, check_inbox, page};
use crate::{
    answer,
    errors::Refusal,
    id::Id,
    messages::{
        self, attachments,
        body::{self, Data, Flaw, optional_text},
        event::Contents,
    },
    personas,
    state::{Change, State},
    world::{Outcome, Visit},
};

/// Code points of a text (§3.2).
const TEXT_LIMIT: usize = 9_990;
/// Characters of a name (§3.1).
const NAME_LIMIT: usize = 100;

/// `POST …/new.json`. The name may stand inside `welcome_message` or beside it.
pub(crate) fn create(visit: &Visit<'_>) -> Result<Outcome, Refusal> {
    check_inbox(visit)?;
    let refused = |flaw: Flaw| flaw.refusal(visit.switches);
    let body = body::json(visit.request).map_err(refused)?;
    let asked = body
        .get("welcome_message")
        .ok_or_else(|| refused(Flaw::field("welcome_message is required.")))?;
    let data = Data::read(asked.get("message_data"), TEXT_LIMIT).map_err(refused)?;
    let name = name(asked)
        .and_then(|inside| Ok(inside.or(name(&body)?)))
        .map_err(refused)?;
    let custom_profile_id = match optional_text(asked, "custom_profile_id").map_err(refused)? {
        Some(id) => {
            visit.switches.persona_access.check()?;
            Some(personas::usable(visit.state, Id::parse(&id), visit.caller)?)
        }
        None => None,
    };
    let welcome = WelcomeMessage {
        id: visit.state.next_id(visit.now_ms),
        owner: visit.caller,
        created_ms: visit.now_ms,
        name,
        media: medium(visit, &data)?,
        text: data.text,
        custom_profile_id,
        extras: data.extras,
    };
    Ok(Outcome {
        answer: whole(&welcome, visit),
        changes: vec![Change::WelcomeMessageSet(welcome)],
    })
}

/// `PUT …/update.json?id=`: replaces the whole of `message_data`.
pub(crate) fn update(visit: &Visit<'_>) -> Result<Outcome, Refusal> {
    let known = own(visit)?;
    let refused = |flaw: Flaw| flaw.refusal(visit.switches);
    let body = body::json(visit.request).map_err(refused)?;
    let data = Data::read(body.get("message_data"), TEXT_LIMIT).map_err(refused)?;
    let welcome = WelcomeMessage {
        media: medium(visit, &data)?,
        text: data.text,
        extras: data.extras,
        ..known.clone()
    };
    Ok(Outcome {
        answer: whole(&welcome, visit),
        changes: vec![Change::WelcomeMessageSet(welcome)],
    })
}

/// `GET …/show.json?id=`
pub(crate) fn show(visit: &Visit<'_>) -> Result<Response<Bytes>, Refusal> {
    Ok(whole(own(visit)?, visit))
}

/// `GET …/list.json`
pub(crate) fn list(visit: &Visit<'_>) -> Result<Response<Bytes>, Refusal> {
    let own = visit.state.welcome_messages.values();
    let own = own.filter(|welcome| welcome.owner == visit.caller);
    let entries = own.map(|welcome| (welcome.id, welcome));
    let mut body = page(visit, "welcome_messages", entries, |welcome| {
        let mut entry = welcome.object(visit);
        entry.extend(welcome.named());
        entry.into()
    })?;
    if let Some(body) = body.as_object_mut() {
        body.insert("apps".to_owned(), messages::apps(visit.state).into());
    }
    Ok(answer::json(200, &body))
}

/// `DELETE …/destroy.json?id=`: its rule goes with it.
pub(crate) fn destroy(visit: &Visit<'_>) -> Result<Outcome, Refusal> {
    Ok(Outcome {
        answer: answer::no_html(),
        changes: vec![Change::WelcomeMessageDestroyed { id: own(visit)?.id }],
    })
}

/// The welcome message that the query names: 404 code 34 unless it is the
/// caller's.
fn own<'a>(visit: &'a Visit<'_>) -> Result<&'a WelcomeMessage, Refusal> {
    let id = visit.request.query_id()?;
    id.and_then(|id| visit.state.welcome_of(visit.caller, id))
        .ok_or_else(Refusal::not_found)
}

/// At most 100 letters, digits and `- _ space # @`; otherwise code 214.
fn name(object: &Value) -> Result<Option<String>, Flaw> {
    let Some(name) = optional_text(object, "name")? else {
        return Ok(None);
    };
    let fits = |one: char| one.is_alphanumeric() || "-_ #@".contains(one);
    if name.is_empty() || name.chars().count() > NAME_LIMIT || !name.chars().all(fits) {
        return Err(Flaw::Field(format!(
            "name must be 1 to {NAME_LIMIT} letters, digits and - _ space # @."
        )));
    }
    Ok(Some(name))
}

/// A medium of a welcome message is shown again and again.
fn medium(visit: &Visit<'_>, data: &Data) -> Result<Option<Id>, Refusal> {
    let id = data.media_id.as_deref();
    id.map(|id| Ok(attachments::take_shared(visit, id)?.id))
        .transpose()
}

/// The answer about one welcome message: its name stands at the top level.
fn whole(welcome: &WelcomeMessage, visit: &Visit<'_>) -> Response<Bytes> {
    let mut body = Map::new();
    body.insert("welcome_message".to_owned(), welcome.object(visit).into());
    body.extend(welcome.named());
    body.insert("apps".to_owned(), messages::apps(visit.state).into());
    answer::json(200, &body.into())
}

impl WelcomeMessage {
    fn object(&self, visit: &Visit<'_>) -> Map<String, Value> {
        let contents = Contents {
            id: self.id,
            text: &self.text,
            media: self.media,
            extras: &self.extras,
        };
        Map::from_iter([
            ("id".to_owned(), json!(self.id)),
            (
                "created_timestamp".to_owned(),
                self.created_ms.to_string().into(),
            ),
            (
                "message_data".to_owned(),
                contents.message_data(visit.state, visit.request),
            ),
            ("source_app_id".to_owned(), json!(visit.state.app.id)),
        ])
    }

    fn named(&self) -> Option<(String, Value)> {
        let name = self.name.clone()?;
        Some(("name".to_owned(), name.into()))
    }
}

impl State {
    /// The welcome message of this id, if it belongs to `owner`.
    pub(super) fn welcome_of(&self, owner: Id, id: Id) -> Option<&WelcomeMessage> {
        self.welcome_messages
            .get(&id)
            .filter(|welcome| welcome.owner == owner)
    }

    /// Takes a welcome message away, and what makes it the default.
    pub(crate) fn forget_welcome(&mut self, id: Id) {
        self.welcome_messages.remove(&id);
        self.welcome_rules.retain(|rule| rule.welcome_message != id);
    }
}
