//! Which conversation a path names (`contracts/x.md` §4): two people by
//! `<smaller user id>-<larger user id>`, several by a number.

use super::problems::not_found;
use crate::{errors::Refusal, id::Id, world::Visit};

/// A conversation that the caller is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Conversation {
    /// With this person.
    With(Id),
    /// With several.
    Group(Id),
}

impl Conversation {
    /// The person that the path names: 400 `invalid-request` for what is no user
    /// id (`^[0-9]{1,19}$`), 404 for nobody.
    pub(super) fn with_named(visit: &Visit<'_>) -> Result<Self, Refusal> {
        user_named(visit, "participant_id").map(Self::With)
    }

    /// The conversation that the path names: 400 `invalid-request` for what is no
    /// conversation id, 404 for one that the caller is not in.
    pub(super) fn named(visit: &Visit<'_>) -> Result<Self, Refusal> {
        let text = visit.argument();
        let missing = || not_found("dm_conversation", "dm_conversation_id", text);
        match text.split_once('-') {
            Some((first, second)) if is_user_id(first) && is_user_id(second) => {
                let between = Id::parse(first).zip(Id::parse(second));
                let other = match between {
                    Some((first, second)) if first > second => None,
                    Some((first, second)) if first == visit.caller => Some(second),
                    Some((first, second)) if second == visit.caller => Some(first),
                    _ => None,
                };
                let other = visit.state.user_exists(other).ok_or_else(missing)?;
                Ok(Self::With(other))
            }
            None if is_user_id(text) && text.len() >= 15 => {
                let group = Id::parse(text).and_then(|id| visit.state.group(id));
                group
                    .filter(|group| group.participants.contains(&visit.caller))
                    .map(|group| Self::Group(group.id))
                    .ok_or_else(missing)
            }
            _ => Err(Refusal::invalid_request(
                "dm_conversation_id",
                text,
                "The `dm_conversation_id` path parameter must match ^([0-9]{1,19}-[0-9]{1,19}|[0-9]{15,19})$",
            )),
        }
    }

    /// Its id, for one of those who are in it.
    pub(super) fn id(self, of: Id) -> String {
        match self {
            Self::With(other) => format!("{}-{}", of.min(other), of.max(other)),
            Self::Group(id) => id.to_string(),
        }
    }
}

/// The user that the path names, who must exist.
pub(super) fn user_named(visit: &Visit<'_>, parameter: &str) -> Result<Id, Refusal> {
    let text = visit.argument();
    if !is_user_id(text) {
        let message = format!("The `{parameter}` path parameter must match ^[0-9]{{1,19}}$");
        return Err(Refusal::invalid_request(parameter, text, &message));
    }
    visit
        .state
        .user_exists(Id::parse(text))
        .ok_or_else(|| not_found("user", parameter, text))
}

/// `^[0-9]{1,19}$`
pub(super) fn is_user_id(text: &str) -> bool {
    (1..=19).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}
