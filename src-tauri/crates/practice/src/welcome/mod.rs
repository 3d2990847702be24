//! Welcome messages (`contracts/x.md` §3.1): what a brand shows to a customer who
//! opens the conversation. One of them is the default by a rule; any of them can
//! be named by a link. They are greetings and no events: only the customer sees
//! them, and the customer's next message says which one it answers \[?\].

pub(crate) mod greeting;
mod messages;
mod rules;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

pub(crate) use greeting::{Conversation, Greeting};
pub(crate) use messages::{create, destroy, list, show, update};
pub(crate) use rules::{
    create as create_rule, destroy as destroy_rule, list as list_rules, show as show_rule,
};

use crate::{
    cursor,
    errors::Refusal,
    id::Id,
    messages::{Count, Extras},
    world::Visit,
};

/// A welcome message as the network keeps it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct WelcomeMessage {
    pub(crate) id: Id,
    pub(crate) owner: Id,
    created_ms: i64,
    name: Option<String>,
    pub(crate) text: String,
    pub(crate) media: Option<Id>,
    pub(crate) custom_profile_id: Option<Id>,
    pub(crate) extras: Extras,
}

/// What makes a welcome message the default of its owner. There is one for each
/// owner: the newest wins.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Rule {
    pub(crate) id: Id,
    pub(crate) owner: Id,
    created_ms: i64,
    pub(crate) welcome_message: Id,
}

/// Whose messages a brand takes, as its account says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Inbox {
    /// Everybody's.
    #[default]
    Everybody,
    /// Only of those it follows: then it may have no welcome messages.
    Followed,
}

/// The owner must take messages from everybody: otherwise code 214 (§3.1).
fn check_inbox(visit: &Visit<'_>) -> Result<(), Refusal> {
    match visit.state.inboxes.get(&visit.caller) {
        None | Some(Inbox::Everybody) => Ok(()),
        Some(Inbox::Followed) => Err(Refusal::bad_field(
            visit.switches.status_214,
            "owner must allow dms from anyone",
        )),
    }
}

/// One page of `entries`, oldest first, which must come in the order of their
/// ids: at most 50, with `next_cursor` if there are more.
fn page<'a, T: 'a>(
    visit: &Visit<'_>,
    name: &str,
    entries: impl Iterator<Item = (Id, &'a T)>,
    write: impl Fn(&T) -> Value,
) -> Result<Value, Refusal> {
    let count = Count::read(visit.request)?.0;
    let after = match visit.request.query("cursor") {
        Some(cursor) => cursor::open(cursor)
            .and_then(|place| Id::parse(place.strip_prefix('w')?))
            .ok_or_else(|| Refusal::invalid_parameter("cursor"))?,
        None => Id::default(),
    };
    let mut rest = entries.filter(|(id, _)| *id > after).peekable();
    let mut last = after;
    let mut written = Vec::new();
    for (id, entry) in rest.by_ref().take(count) {
        written.push(write(entry));
        last = id;
    }
    let mut body = json!({name: written});
    if let (Some(_), Some(body)) = (rest.peek(), body.as_object_mut()) {
        let cursor = cursor::seal(&format!("w{last}"));
        body.insert("next_cursor".to_owned(), cursor.into());
    }
    Ok(body)
}
