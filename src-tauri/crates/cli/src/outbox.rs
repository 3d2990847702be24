//! `byline outbox`: replies that are not settled, and what a person decides
//! about one.

use crate::answer::Answer;
use crate::exit::Exit;
use crate::failure::{Failure, Given};
use crate::when::{self, When};
use clap::{ArgGroup, Args, Subcommand};
use desk::api::{Nothing, ReplyAgain, ReplyEdit, ReplyRef, ReplyReschedule, ReplyView};
use desk::{Author, Decision, ErrorCode, Seat};

/// Replies that are not settled.
#[derive(Debug, Subcommand)]
pub enum Outbox {
    /// List them, with when each is expected to leave
    List,
    /// Send what may leave now
    Run {
        /// End when only a person or a later time can move things
        #[arg(long, required = true)]
        until_settled: bool,
    },
    /// Hold a reply back: its text is in its author's draft until it is released
    Hold(Which),
    /// Release a reply that is held, or was held back
    Release(Which),
    /// Let the replies behind this one go first
    Skip(Decided),
    /// Try a failed or returned reply again, as it is
    ///
    /// One that came back because the conversation went on needs --seen: it says
    /// that its author has read what came.
    Retry {
        #[command(flatten)]
        which: Which,
        /// Its author has seen the conversation as it is now
        #[arg(long)]
        seen: bool,
    },
    /// Put another text in the place of a reply that has not left
    Edit {
        #[command(flatten)]
        which: Which,
        /// The new text
        #[arg(long)]
        text: String,
    },
    /// Give a held or scheduled reply a (new) time
    Reschedule {
        #[command(flatten)]
        which: Which,
        /// 2026-11-24T09:00+02:00, or 2026-11-24 09:00 in the zone of --zone
        #[arg(long, value_name = "TIME")]
        at: String,
        /// The zone of --at, such as Europe/Helsinki [default: the system's]
        #[arg(long, value_name = "ZONE")]
        zone: Option<String>,
    },
    /// Throw a reply away; the ledger keeps that
    Discard(Decided),
    /// Show what was read back of a reply in doubt; say what became of it
    Resolve(Resolve),
}

/// Which reply.
#[derive(Debug, Args)]
pub struct Which {
    /// The reply's id, as `outbox list --json` gives it
    reply: String,
}

/// Which reply, and who decides; the ledger says so.
#[derive(Debug, Args)]
pub struct Decided {
    #[command(flatten)]
    which: Which,
    /// Who decides [default: who sits at this desk]
    #[arg(long, value_name = "NAME")]
    operator: Option<String>,
}

/// What became of a reply in doubt; without a verdict, what is known about it.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("verdict"))]
pub struct Resolve {
    #[command(flatten)]
    decided: Decided,
    /// It arrived
    #[arg(long, group = "verdict")]
    arrived: bool,
    /// It did not: it goes back to its author and can be retried
    #[arg(long, group = "verdict")]
    not_arrived: bool,
}

impl Outbox {
    /// Whether it changes what is kept, or a network.
    pub fn writes(&self) -> bool {
        match self {
            Self::List => false,
            Self::Resolve(resolve) => resolve.arrived || resolve.not_arrived,
            _ => true,
        }
    }
}

/// Does it.
pub async fn run(desk: &Seat, command: Outbox) -> Result<Answer, Failure> {
    let reply = match command {
        Outbox::List => {
            let left = desk.outbox_list(Nothing {}).await?;
            return Ok(Answer::of(&left)?);
        }
        Outbox::Run { .. } => {
            desk.outbox_settle().await?;
            let left = desk.outbox_list(Nothing {}).await?;
            return Ok(Answer::of(&left)?.ending(Exit::from(&left)));
        }
        Outbox::Hold(which) => desk.reply_take_back(which.named()).await?,
        Outbox::Release(which) => desk.reply_let_go(which.named()).await?,
        Outbox::Skip(decided) => decide(desk, Decision::Skip, decided).await?,
        Outbox::Retry { which, seen } => {
            let seen = seen.then_some(i64::MAX);
            let reply = which.reply;
            desk.reply_try_again(ReplyAgain { reply, seen }).await?
        }
        Outbox::Edit { which, text } => {
            let reply = which.reply;
            desk.reply_edit(ReplyEdit { reply, text }).await?
        }
        Outbox::Reschedule { which, at, zone } => {
            let When { at, zone } = when::read(&at, zone.as_deref())?;
            let reply = which.reply;
            let request = ReplyReschedule { reply, at, zone };
            desk.reply_reschedule(request).await?
        }
        Outbox::Discard(decided) => decide(desk, Decision::Discard, decided).await?,
        Outbox::Resolve(Resolve {
            decided, arrived, ..
        }) if arrived => decide(desk, Decision::Arrived, decided).await?,
        Outbox::Resolve(Resolve {
            decided,
            not_arrived,
            ..
        }) if not_arrived => desk.reply_return(decided.which.named()).await?,
        Outbox::Resolve(Resolve { decided, .. }) => {
            let known = desk.doubt_show(decided.which.named()).await?;
            return Ok(Answer::of(&known)?.ending(Exit::from(&known.reply.state)));
        }
    };
    // What was decided was done, wherever the reply stands now.
    Ok(Answer::of(&reply)?)
}

async fn decide(desk: &Seat, decision: Decision, decided: Decided) -> Result<ReplyView, ErrorCode> {
    let author = decided.operator.map_or(Author::Seated, Author::Named);
    desk.decide_as(decision, decided.which.named(), author)
        .await
}

/// `byline stop`.
pub async fn stop(desk: &Seat) -> Result<Answer, Failure> {
    Ok(Answer::of(&desk.outbox_stop(Nothing {}).await?)?)
}

/// `byline resume`.
pub async fn resume(desk: &Seat) -> Result<Answer, Failure> {
    Ok(Answer::of(&desk.outbox_resume(Nothing {}).await?)?)
}

impl Which {
    fn named(self) -> ReplyRef {
        ReplyRef { reply: self.reply }
    }
}

impl From<when::NoTime> for Failure {
    fn from(error: when::NoTime) -> Self {
        match error {
            when::NoTime::Zone(zone) => ErrorCode::UnknownZone { zone }.into(),
            when::NoTime::Unreadable(text) => Given::NoTime(text).into(),
        }
    }
}
