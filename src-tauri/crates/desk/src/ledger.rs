//! The ledger, to read and to verify.

use crate::api::{LedgerPage, LedgerRow, LedgerRows, LedgerVerdict, Nothing};
use crate::thread::Authors;
use crate::{Desk, ErrorCode};
use domain::{ChainFault, Entry, Event, LookId, Origin, Outcome, PersonaId, ReplyId, Row};
use store::Read;

/// Rows on a page.
const PAGE: u32 = 200;

impl Desk {
    /// A page of the ledger, newest first.
    pub async fn ledger_list(&self, request: LedgerPage) -> Result<LedgerRows, ErrorCode> {
        self.read(move |store| {
            let rows = store.ledger_page(request.before, PAGE)?;
            let authors = Authors::read(store)?;
            let shown = rows.iter().map(|row| ledger_row(store, &authors, row));
            let rows: Result<_, _> = shown.collect();
            Ok(LedgerRows { rows: rows? })
        })
        .await
    }

    /// Walks the whole chain.
    pub async fn ledger_verify(&self, _: Nothing) -> Result<LedgerVerdict, ErrorCode> {
        let desk = self.inner.desk;
        self.read(move |store| {
            Ok(match domain::verify(desk, &store.chain()?) {
                Ok(rows) => LedgerVerdict::Whole { rows },
                Err(ChainFault::Gap(row)) => LedgerVerdict::Gap { row },
                Err(ChainFault::Changed(row)) => LedgerVerdict::Changed { row },
            })
        })
        .await
    }
}

/// Who and what a row is about, as far as this desk still knows it.
struct About {
    what: &'static str,
    outcome: Option<&'static str>,
    look: Option<LookId>,
    origin: Option<Origin>,
}

fn ledger_row(store: &Read<'_>, authors: &Authors, row: &Row) -> Result<LedgerRow, ErrorCode> {
    let Ok(entry) = serde_json::from_str::<Entry>(&row.entry) else {
        // A row that was tampered with is still shown; verifying names it.
        return Ok(LedgerRow {
            seq: row.seq,
            at: 0,
            account: String::new(),
            what: "unreadable".to_owned(),
            outcome: None,
            line: None,
            author: None,
            hash: row.hash.to_string(),
        });
    };
    let about = about(store, entry.event)?;
    let line = about
        .look
        .map(|look| store.look(look))
        .transpose()?
        .flatten();
    Ok(LedgerRow {
        seq: row.seq,
        at: entry.at.0,
        account: entry.account,
        what: about.what.to_owned(),
        outcome: about.outcome.map(str::to_owned),
        line: line.map(|dressed| dressed.look.line.as_str().to_owned()),
        author: about.origin.and_then(|origin| authors.name(origin)),
        hash: row.hash.to_string(),
    })
}

fn about(store: &Read<'_>, event: Event) -> Result<About, ErrorCode> {
    Ok(match event {
        Event::Published { look, .. } => About {
            what: "published",
            outcome: None,
            look: Some(look),
            origin: None,
        },
        Event::PublishFailed { look, .. } => About {
            what: "publish_failed",
            outcome: None,
            look: Some(look),
            origin: None,
        },
        Event::Attempt { look, origin, .. } => About {
            what: "attempt",
            outcome: None,
            look: Some(look),
            origin: Some(origin),
        },
        Event::Outcome { reply, outcome, .. } => {
            of_reply(store, reply, "outcome", Some(outcome_name(&outcome)))?
        }
        Event::RefusedByRule {
            persona, origin, ..
        } => About {
            what: "refused_by_rule",
            outcome: None,
            look: newest_look(store, persona)?,
            origin: Some(origin),
        },
        Event::SaidArrived { reply, by, .. } => About {
            origin: Some(by),
            ..of_reply(store, reply, "said_arrived", None)?
        },
        Event::Returned { reply, .. } => of_reply(store, reply, "returned", None)?,
        Event::Skipped { reply, by } => About {
            origin: Some(by),
            ..of_reply(store, reply, "skipped", None)?
        },
        Event::Stopped { by } => of_all("stopped", by),
        Event::Resumed { by } => of_all("resumed", by),
        Event::Restored { .. } => About {
            what: "restored",
            outcome: None,
            look: None,
            origin: None,
        },
        Event::Forgotten { by } => About {
            what: "forgotten",
            outcome: None,
            look: None,
            origin: by,
        },
        Event::Discarded { reply, by } => About {
            origin: Some(by),
            ..of_reply(store, reply, "discarded", None)?
        },
    })
}

fn of_all(what: &'static str, by: Origin) -> About {
    About {
        what,
        outcome: None,
        look: None,
        origin: Some(by),
    }
}

fn of_reply(
    store: &Read<'_>,
    reply: ReplyId,
    what: &'static str,
    outcome: Option<&'static str>,
) -> Result<About, ErrorCode> {
    let content = store.reply(reply)?.map(|reply| reply.content);
    Ok(About {
        what,
        outcome,
        look: content.as_ref().map(|content| content.look),
        origin: content.map(|content| content.origin),
    })
}

fn newest_look(store: &Read<'_>, persona: PersonaId) -> Result<Option<LookId>, ErrorCode> {
    Ok(store.persona(persona)?.map(|dressed| dressed.look.id))
}

fn outcome_name(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Sent { .. } => "sent",
        Outcome::Refused { .. } => "refused",
        Outcome::NotArrived => "not_arrived",
        Outcome::InDoubt => "in_doubt",
    }
}
