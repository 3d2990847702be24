//! What a person is shown of a reply in doubt: what was sent, what was read back
//! since, and what happens next.

use crate::api::{
    DoubtCandidate, DoubtNext, DoubtReading, DoubtView, Likeness, ReadingSays, ReplyRef, WhyAsked,
};
use crate::{Desk, ErrorCode, names, view};
use domain::doubt::{self, Reach, Reading, Shown, Verdict};
use domain::reply::{Forbidden, State};
use domain::{Timestamp, doubt::ended_by};
use engine::{Doubt, EngineError};

impl Desk {
    /// What is known about a reply that is in doubt, or was at its last try.
    pub async fn doubt_show(&self, request: ReplyRef) -> Result<DoubtView, ErrorCode> {
        let id = names::reply(&request.reply)?;
        let doubt = self.inner.engine.doubt(id).await?;
        let reply = self.reply(request).await?;
        let Some(doubt) = doubt else {
            // It was never tried, so there is nothing to doubt.
            let state = self.read(move |store| Ok(store.reply(id)?)).await?;
            let state = state.map_or("unknown", |reply| reply.state.name());
            return Err(EngineError::NotNow(Forbidden { state }).into());
        };
        let (account, customer) = (
            doubt.reply.content.account,
            doubt.reply.content.customer.clone(),
        );
        let (account_name, customer) = self
            .read(move |store| {
                let account = store.account(account)?.ok_or(ErrorCode::Unexpected)?;
                let customer = store.customer(account.id, &customer)?;
                Ok((account.name(), customer.ok_or(ErrorCode::Unexpected)?))
            })
            .await?;
        Ok(DoubtView {
            account_name,
            customer: view::person(&customer),
            reply,
            attempt: doubt.attempt.number,
            begun_at: doubt.attempt.started_at.0,
            ended_at: match doubt.reply.state {
                State::InDoubt { since } => Some(since.0),
                _ => None,
            },
            readings: readings(&doubt),
            candidates: candidates(&doubt),
            next: next(&doubt),
        })
    }
}

fn readings(doubt: &Doubt) -> Vec<DoubtReading> {
    let read: Vec<Reading> = doubt
        .readings
        .iter()
        .map(|read| read.reading.clone())
        .collect();
    let Some(ended_by) = ended_by(&read) else {
        return Vec::new();
    };
    let millis = |at: Option<Timestamp>| at.map(|at| at.0);
    let shown = doubt.readings.iter().map(|read| DoubtReading {
        at: read.reading.at.0,
        says: says(&read.reading, ended_by),
        back_to: millis(read.reading.oldest),
        newest: millis(read.reading.newest),
        candidates: read.candidates,
    });
    shown.collect()
}

fn says(reading: &Reading, ended_by: Timestamp) -> ReadingSays {
    match (reading.reach, reading.shown) {
        (Reach::Short, _) => ReadingSays::NotFarEnough,
        (Reach::BeforeAttempt, Shown::Lacking) => ReadingSays::Lacking,
        (Reach::BeforeAttempt, Shown::All) if doubt::counts(reading, ended_by) => {
            ReadingSays::Counts
        }
        (Reach::BeforeAttempt, Shown::All) => ReadingSays::NoWitness,
    }
}

fn candidates(doubt: &Doubt) -> Vec<DoubtCandidate> {
    let shown = doubt
        .candidates
        .iter()
        .map(|(seen, likeness)| DoubtCandidate {
            event: seen.id.to_string(),
            at: seen.at.0,
            text: seen.text.clone(),
            likeness: match likeness {
                doubt::Likeness::Fits => Likeness::Fits,
                doubt::Likeness::FromElsewhere => Likeness::FromElsewhere,
                doubt::Likeness::Alike => Likeness::Alike,
            },
        });
    shown.collect()
}

fn next(doubt: &Doubt) -> DoubtNext {
    match &doubt.verdict {
        None => DoubtNext::Settled,
        Some(Verdict::AskPerson { why, again }) => DoubtNext::AskPerson {
            why: match why {
                doubt::WhyAsked::SetToAsk => WhyAsked::SetToAsk,
                doubt::WhyAsked::Several => WhyAsked::Several,
                doubt::WhyAsked::MayBeAnotherDesks => WhyAsked::MayBeAnotherDesks,
                doubt::WhyAsked::LooksAlike => WhyAsked::LooksAlike,
                doubt::WhyAsked::BeyondReach => WhyAsked::BeyondReach,
            },
            reads_again_at: again.map(|at| at.0),
        },
        Some(_) => DoubtNext::ReadAgain {
            at: doubt.next_reading().map_or(0, |at| at.0),
        },
    }
}
