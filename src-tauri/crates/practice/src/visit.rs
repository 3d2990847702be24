//! A call as its route sees it, and what the route makes of it. A route only
//! reads; what it wants to happen are the changes of its [`Outcome`].

use bytes::Bytes;
use http::Response;

use crate::{
    budget::Meter,
    errors::Refusal,
    id::Id,
    messages::Message,
    received::Received,
    state::{Change, State},
    switches::Switches,
};

/// What a route may know of a call.
pub(crate) struct Visit<'a> {
    pub(crate) state: &'a State,
    pub(crate) switches: &'a Switches,
    pub(crate) request: &'a Received,
    /// The signed-in brand; the app itself where it calls alone.
    pub(crate) caller: Id,
    pub(crate) now_ms: i64,
    /// How long every message stays out of reads, in ms.
    pub(crate) read_lag_ms: u32,
    /// What stands in the path where the route has `{…}`.
    pub(crate) arguments: &'a [&'a str],
}

/// What a route wants to happen, and the answer once it has.
pub(crate) struct Outcome {
    pub(crate) answer: Response<Bytes>,
    pub(crate) changes: Vec<Change>,
}

impl From<Response<Bytes>> for Outcome {
    fn from(answer: Response<Bytes>) -> Self {
        Self {
            answer,
            changes: Vec::new(),
        }
    }
}

impl Visit<'_> {
    /// The first argument in the path; empty where the route has none.
    pub(crate) fn argument(&self) -> &str {
        self.arguments.first().copied().unwrap_or_default()
    }

    /// All arguments in the path, in order.
    pub(crate) fn arguments(&self) -> &[&str] {
        self.arguments
    }

    /// Whether reads show a message yet. What a fault hid and what has not been
    /// here for the read lag they leave out, whoever wrote it (§11 "Faults").
    pub(crate) fn shows(&self, message: &Message) -> bool {
        self.shows_at(message.id, message.at_ms)
    }

    /// The same for anything of this id that happened at `at_ms`.
    pub(crate) fn shows_at(&self, id: Id, at_ms: i64) -> bool {
        let lags_until_ms = at_ms.saturating_add(self.read_lag_ms.into());
        let hidden_until_ms = self.state.hidden.get(&id).copied();
        self.now_ms >= lags_until_ms.max(hidden_until_ms.unwrap_or(i64::MIN))
    }

    /// Checks a budget and gives the change that draws on it.
    pub(crate) fn spend(&self, meter: Meter, owner: Id) -> Result<Change, Refusal> {
        let standing = self.state.windows.standing(meter, owner, self.now_ms);
        standing.check()?;
        Ok(Change::Spent {
            meter,
            owner,
            at_ms: self.now_ms,
        })
    }
}
