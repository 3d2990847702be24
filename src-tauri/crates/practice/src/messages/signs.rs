//! Signs of life (`contracts/x.md` §3.1): "read" up to a message, and "typing"
//! for about three seconds. The other party sees them.

use serde::{Deserialize, Serialize};

use crate::{
    answer,
    errors::Refusal,
    id::Id,
    received::Received,
    state::{Change, State},
    world::{Outcome, Visit},
};

/// How long a sign of typing shows, in ms.
const TYPING_SHOWS_MS: i64 = 3_000;

/// Who saw or does what, towards whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Between {
    pub(crate) by: Id,
    pub(crate) with: Id,
}

/// `by` has read what `with` wrote, up to a message.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ReadMark {
    pub(crate) between: Between,
    pub(crate) up_to: Id,
    pub(crate) at_ms: i64,
}

/// `by` was typing to `with`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Typing {
    pub(crate) between: Between,
    pub(crate) at_ms: i64,
}

/// `POST /1.1/direct_messages/mark_read.json`: 204; 400 code 44 where the form
/// does not name a message between the caller and somebody who exists.
pub(crate) fn mark_read(visit: &Visit<'_>) -> Result<Outcome, Refusal> {
    let form = visit.request.form();
    let read = |name: &str| {
        let value = form.iter().find(|(key, _)| key == name);
        value
            .and_then(|(_, value)| Id::parse(value))
            .ok_or_else(|| Refusal::invalid_parameter(name))
    };
    let up_to = read("last_read_event_id")?;
    let with = read("recipient_id")?;
    let state = visit.state;
    state
        .user_exists(Some(with))
        .ok_or_else(|| Refusal::invalid_parameter("recipient_id"))?;
    state
        .seen(visit.caller, Some(up_to))
        .ok()
        .filter(|message| message.concerns(with))
        .ok_or_else(|| Refusal::invalid_parameter("last_read_event_id"))?;
    Ok(Outcome {
        answer: answer::no_html(),
        changes: vec![Change::MarkedRead(ReadMark {
            between: Between {
                by: visit.caller,
                with,
            },
            up_to,
            at_ms: visit.now_ms,
        })],
    })
}

/// `POST /1.1/direct_messages/indicate_typing.json`: 204; 400 code 44 without a
/// `recipient_id` that exists, in the form or in the query.
pub(crate) fn indicate_typing(visit: &Visit<'_>) -> Result<Outcome, Refusal> {
    let with = recipient(visit.request)
        .and_then(|id| visit.state.user_exists(Some(id)))
        .ok_or_else(|| Refusal::invalid_parameter("recipient_id"))?;
    Ok(Outcome {
        answer: answer::no_html(),
        changes: vec![Change::Typed(Typing {
            between: Between {
                by: visit.caller,
                with,
            },
            at_ms: visit.now_ms,
        })],
    })
}

fn recipient(request: &Received) -> Option<Id> {
    let form = request.form();
    let named = form.iter().find(|(key, _)| key == "recipient_id");
    let named = named.map(|(_, value)| value.as_str());
    Id::parse(named.or_else(|| request.query("recipient_id"))?)
}

impl State {
    /// A mark never goes back to an earlier message.
    pub(crate) fn mark_read(&mut self, mark: ReadMark) {
        let known = self
            .read_marks
            .iter()
            .any(|known| known.between == mark.between && known.up_to >= mark.up_to);
        if !known {
            self.read_marks.push(mark);
        }
    }

    /// Only the latest sign of typing counts.
    pub(crate) fn typed(&mut self, typing: Typing) {
        self.typing.retain(|one| one.between != typing.between);
        self.typing.push(typing);
    }

    /// When the recipient of the message said to have read it.
    pub(crate) fn read_at(&self, message: &super::Message) -> Option<i64> {
        let between = Between {
            by: message.to,
            with: message.from,
        };
        let marks = self.read_marks.iter();
        marks
            .filter(|mark| mark.between == between && mark.up_to >= message.id)
            .map(|mark| mark.at_ms)
            .min()
    }

    /// Whether `between.with` sees at `now_ms` that `between.by` is typing: not
    /// any more once the message is there.
    pub(crate) fn is_typing(&self, between: Between, now_ms: i64) -> bool {
        let sign = self.typing.iter().find(|one| one.between == between);
        let Some(sign) = sign.filter(|one| now_ms < one.at_ms.saturating_add(TYPING_SHOWS_MS))
        else {
            return false;
        };
        let mut newer = self
            .messages
            .iter()
            .rev()
            .take_while(|message| message.at_ms >= sign.at_ms);
        !newer.any(|message| message.from == between.by && message.to == between.with)
    }
}
