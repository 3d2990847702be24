//! `POST /2/dm_conversations` (`contracts/x.md` §4): a conversation of several.
//! Whoever is in it reads back that they joined and what was written.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    body::{self, Draft},
    budgets::DayMeters,
    conversation::is_user_id,
    problems::{bad_body, not_found},
    send::created,
};
use crate::{
    doors::Door,
    errors::Refusal,
    id::Id,
    state::{Change, State},
    world::{Outcome, Visit},
};

/// How many people may be named beside the caller.
const PARTICIPANTS: std::ops::RangeInclusive<usize> = 2..=49;

/// A conversation of several.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Group {
    pub(crate) id: Id,
    /// With the one who opened it, who is the first.
    pub(crate) participants: Vec<Id>,
}

/// Something that happened in a group.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct GroupEvent {
    pub(crate) id: Id,
    pub(crate) at_ms: i64,
    pub(crate) group: Id,
    pub(crate) by: Id,
    pub(crate) news: News,
}

/// What it was.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum News {
    /// These came in.
    Joined { participants: Vec<Id> },
    /// Somebody wrote.
    Wrote { text: String, media: Option<Id> },
}

/// Opens a group and writes its first message: 201. Somebody who does not exist
/// is 404; the door of each is checked as for a message to them alone.
pub(crate) fn open_group(visit: &Visit<'_>) -> Result<Outcome, Refusal> {
    let known = ["conversation_type", "participant_ids", "message"];
    let body = body::read(visit, &known)?;
    let field = |name: &str| body.get(name).unwrap_or(&Value::Null);
    let kind = field("conversation_type");
    if kind != "Group" {
        let message = "conversation_type must be Group.";
        return Err(bad_body("conversation_type", kind, message));
    }
    let others = others(visit, field("participant_ids"))?;
    let message = body::object(visit, "message", field("message"), &Draft::KEYS)?;
    let draft = Draft::of(visit, &message)?;
    for other in &others {
        Door::check(visit.state, *other)?;
    }
    let mut participants = vec![visit.caller];
    participants.extend(others);
    let group = visit.state.next_id(visit.now_ms);
    let joined = group.following(visit.now_ms);
    let written = joined.following(visit.now_ms);
    let mut changes = DayMeters::SENDS.spend(visit)?;
    changes.push(Change::GroupOpened(Group {
        id: group,
        participants: participants.clone(),
    }));
    changes.push(Change::GroupHad(GroupEvent {
        id: joined,
        at_ms: visit.now_ms,
        group,
        by: visit.caller,
        news: News::Joined { participants },
    }));
    changes.push(wrote(visit, group, written, draft));
    Ok(Outcome {
        answer: created(visit, &group.to_string(), written),
        changes,
    })
}

/// The caller writes in a group.
pub(super) fn wrote(visit: &Visit<'_>, group: Id, id: Id, draft: Draft) -> Change {
    Change::GroupHad(GroupEvent {
        id,
        at_ms: visit.now_ms,
        group,
        by: visit.caller,
        news: News::Wrote {
            text: draft.text,
            media: draft.media,
        },
    })
}

/// 2 to 49 different people, none of them the caller.
fn others(visit: &Visit<'_>, value: &Value) -> Result<Vec<Id>, Refusal> {
    let named = value.as_array().map(Vec::as_slice).unwrap_or_default();
    let mut others: Vec<Id> = Vec::new();
    for one in named {
        let text = one.as_str().filter(|text| is_user_id(text));
        let text = text.ok_or_else(|| {
            bad_body(
                "participant_ids",
                one,
                "participant_ids must match ^[0-9]{1,19}$",
            )
        })?;
        let id = visit
            .state
            .user_exists(Id::parse(text))
            .ok_or_else(|| not_found("user", "participant_ids", text))?;
        if id != visit.caller && !others.contains(&id) {
            others.push(id);
        }
    }
    if PARTICIPANTS.contains(&named.len()) && PARTICIPANTS.contains(&others.len()) {
        return Ok(others);
    }
    let message = "participant_ids must name 2 to 49 different people beside the caller.";
    Err(bad_body("participant_ids", value, message))
}

impl State {
    /// The group of this id.
    pub(crate) fn group(&self, id: Id) -> Option<&Group> {
        self.groups.iter().find(|group| group.id == id)
    }

    /// The medium that a group's event carries, and whether `user` is in the group.
    pub(crate) fn carried_in_group(&self, event: Id, user: Id) -> (Option<Id>, bool) {
        let event = self.group_events.iter().find(|one| one.id == event);
        let group = event.and_then(|event| self.group(event.group));
        let may = group.is_some_and(|group| group.participants.contains(&user));
        match event.map(|event| &event.news) {
            Some(News::Wrote { media, .. }) => (*media, may),
            Some(News::Joined { .. }) | None => (None, may),
        }
    }

    pub(crate) fn open_group(&mut self, group: Group) {
        self.take_id(group.id);
        self.groups.push(group);
    }
}
