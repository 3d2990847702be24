//! Replies in doubt: reading back what the network has, and settling what that
//! proves. The verdict is `domain::doubt`'s; here it is asked, and acted on.
//!
//! Every reading is on disk before anything follows from it, so a restart goes
//! on where it was. A verdict is acted on in one change with its ledger row, and
//! asked again within that change: a person may have been faster, or another
//! reply may have claimed the message.
//!
//! Never here: sending. What is proven absent joins the queue, and the queue asks
//! again whether it may leave.

mod learn;
mod read;
mod run;
mod settle;

pub use run::DoubtsRead;
pub(crate) use settle::only_fit;

use crate::{Engine, EngineError};
use domain::doubt::{
    BETWEEN_READINGS, Likeness, Question, Rule, Seen, Sent, Verdict, is_due, judge,
};
use domain::reply::State;
use domain::{AccountId, CustomProfileId, DAY, Neighbours, ReplyId, Timestamp};
use std::time::Duration;
use store::{AppSigns, Attempt, PublishState, Read, ReadBack, Reply};

/// For so long after another desk spoke through the account an equal text may be
/// its, whatever the account's people say.
const NEIGHBOURS_STAY: Duration = DAY.saturating_mul(7);

/// A reply in doubt with everything that was read back of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Doubt {
    /// The reply.
    pub reply: Reply,
    /// The attempt of which the end is not known.
    pub attempt: Attempt,
    /// What was read back, oldest first.
    pub readings: Vec<ReadBack>,
    /// Messages that may be it, and how much each looks like it.
    pub candidates: Vec<(Seen, Likeness)>,
    /// What follows; `None` once it is settled.
    pub verdict: Option<Verdict>,
}

impl Engine {
    /// What is known about a reply that is in doubt, or was; `None` where nothing
    /// was ever tried.
    pub async fn doubt(&self, id: ReplyId) -> Result<Option<Doubt>, EngineError> {
        let now = self.now();
        self.read(move |store| {
            let reply = store.reply(id)?.ok_or(EngineError::UnknownReply)?;
            load(store, reply, now)
        })
        .await
    }
}

/// A reply's last attempt with what was read back of it.
fn load(store: &Read<'_>, reply: Reply, now: Timestamp) -> Result<Option<Doubt>, EngineError> {
    let Some(attempt) = store.attempts(reply.content.id)?.pop() else {
        return Ok(None);
    };
    let signs = store.app_signs(reply.content.account)?;
    let sent = sent(store, &reply, &attempt, &signs)?;
    let readings = store.read_backs(attempt.id)?;
    let seen = store.doubt_candidates(attempt.id)?;
    let verdict = match reply.state {
        State::InDoubt { since } => {
            let question = Question {
                unread_siblings: store.count_sent_without_message(
                    reply.content.account,
                    &reply.content.customer,
                    reply.content.text.as_str(),
                )?,
                sent: sent.clone(),
                since,
            };
            let read: Vec<_> = readings.iter().map(|read| read.reading.clone()).collect();
            let rule = rule(store, reply.content.account, &signs, now)?;
            Some(judge(&question, &read, &seen, rule))
        }
        _ => None,
    };
    let candidates = seen
        .into_iter()
        .filter_map(|one| sent.likeness(&one).map(|likeness| (one, likeness)))
        .collect();
    Ok(Some(Doubt {
        reply,
        attempt,
        readings,
        candidates,
        verdict,
    }))
}

/// What an attempt sent (`contracts/x.md` §4.1, step 2).
fn sent(
    store: &Read<'_>,
    reply: &Reply,
    attempt: &Attempt,
    signs: &AppSigns,
) -> Result<Sent, EngineError> {
    let content = &reply.content;
    let profile: Option<CustomProfileId> = match store.publication(content.account, content.look)? {
        Some(PublishState::Live { id } | PublishState::Unusable { id, .. }) => Some(id),
        _ => None,
    };
    Ok(Sent {
        text: content.text.as_str().to_owned(),
        media: attempt.media.clone(),
        profile,
        app: signs.own.clone(),
        begun_at: by_network(attempt.started_at, attempt.server_offset),
        newest_known: attempt.newest_event.clone(),
    })
}

/// A moment of our clock by the network's, which is so many seconds ahead.
fn by_network(at: Timestamp, offset: i64) -> Timestamp {
    let span = Duration::from_secs(offset.unsigned_abs());
    if offset < 0 {
        at.minus(span)
    } else {
        at.plus(span)
    }
}

/// How the account wants it; other desks are there as well where one was heard.
fn rule(
    store: &Read<'_>,
    account: AccountId,
    signs: &AppSigns,
    now: Timestamp,
) -> Result<Rule, EngineError> {
    let account = store.account(account)?.ok_or(EngineError::UnknownAccount)?;
    let heard = signs
        .neighbour_at
        .is_some_and(|at| now.since(at) < NEIGHBOURS_STAY);
    Ok(Rule {
        policy: account.delivery.doubt,
        neighbours: if heard {
            Neighbours::Several
        } else {
            account.delivery.neighbours
        },
    })
}

impl Doubt {
    /// When it is to be read next, by our clock. What could be settled is read
    /// once more: nothing follows from readings that are older than this moment.
    pub fn next_reading(&self) -> Option<Timestamp> {
        match self.verdict.as_ref()? {
            Verdict::Found { .. } | Verdict::ProvenAbsent => {
                let last = self.readings.last();
                Some(last.map_or(Timestamp(i64::MIN), |last| {
                    last.reading.at.plus(BETWEEN_READINGS)
                }))
            }
            other => other.reads_again(),
        }
    }

    fn is_due(&self, now: Timestamp) -> bool {
        let readings: Vec<_> = self
            .readings
            .iter()
            .map(|read| read.reading.clone())
            .collect();
        self.next_reading()
            .is_some_and(|at| is_due(at, &readings, now))
    }
}

/// All replies in doubt, with what was read back of them.
fn doubts(store: &Read<'_>, now: Timestamp) -> Result<Vec<Doubt>, EngineError> {
    let mut doubts = Vec::new();
    for reply in store.replies_in("in_doubt")? {
        doubts.extend(load(store, reply, now)?);
    }
    Ok(doubts)
}
