//! `byline account delivery`: how an account delivers.

use crate::answer::Answer;
use crate::failure::Failure;
use clap::{Args, ValueEnum};
use desk::Seat;
use desk::api::{
    AccountRef, Courtesy, DeliverySet, DoubtPolicy, Neighbours, QuickReading, StalePolicy,
};

/// What is chosen; what is left out stays as it is.
#[derive(Debug, Args)]
pub struct Chosen {
    /// As x:@handle
    account: String,
    /// How long a reply can be undone after Send in the window, 0 to 60 seconds
    #[arg(long, value_name = "SECONDS")]
    undo: Option<u8>,
    /// At least so long between two sends, 0 to 60 seconds
    #[arg(long, value_name = "SECONDS")]
    pace: Option<u8>,
    /// What becomes of a reply whose conversation went on without its author
    #[arg(long)]
    stale: Option<Stale>,
    /// Who settles a reply in doubt
    #[arg(long)]
    doubt: Option<Doubt>,
    /// Whether other desks speak through the account
    #[arg(long)]
    desks: Option<Desks>,
    /// When customers are told that a message was read: when the conversation is opened in the
    /// window, or when a reply has arrived
    #[arg(long)]
    mark_read: Option<Polite>,
    /// When customers are told that somebody types: while somebody writes, or from Send until
    /// the reply leaves
    #[arg(long)]
    typing: Option<Polite>,
    /// Whether the conversation that is open in the window is read more often; the network
    /// bills it
    #[arg(long)]
    quick_reading: Option<Quick>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Stale {
    Return,
    Ask,
    Send,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Doubt {
    ReadBack,
    Ask,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Desks {
    One,
    Several,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Polite {
    Never,
    OnOpen,
    OnReply,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Quick {
    Off,
    On,
}

/// Keeps what was chosen, and shows how the account delivers.
pub async fn run(desk: &Seat, chosen: Chosen) -> Result<Answer, Failure> {
    let account = chosen.account.clone();
    let shown = desk.delivery_show(AccountRef { account }).await?;
    let mut choices = shown.choices;
    take(&mut choices.undo_seconds, chosen.undo);
    take(&mut choices.pace_seconds, chosen.pace);
    take(&mut choices.stale, chosen.stale.map(StalePolicy::from));
    take(&mut choices.doubt, chosen.doubt.map(DoubtPolicy::from));
    take(&mut choices.neighbours, chosen.desks.map(Neighbours::from));
    take(&mut choices.mark_read, chosen.mark_read.map(Courtesy::from));
    take(&mut choices.typing, chosen.typing.map(Courtesy::from));
    let quick = chosen.quick_reading.map(QuickReading::from);
    take(&mut choices.quick_reading, quick);
    if choices == shown.choices {
        return Ok(Answer::of(&shown)?);
    }
    let request = DeliverySet {
        account: shown.account,
        choices,
    };
    Ok(Answer::of(&desk.delivery_set(request).await?)?)
}

fn take<T>(place: &mut T, chosen: Option<T>) {
    if let Some(chosen) = chosen {
        *place = chosen;
    }
}

impl From<Stale> for StalePolicy {
    fn from(chosen: Stale) -> Self {
        match chosen {
            Stale::Return => Self::Return,
            Stale::Ask => Self::Ask,
            Stale::Send => Self::Send,
        }
    }
}

impl From<Doubt> for DoubtPolicy {
    fn from(chosen: Doubt) -> Self {
        match chosen {
            Doubt::ReadBack => Self::ReadBack,
            Doubt::Ask => Self::Ask,
        }
    }
}

impl From<Desks> for Neighbours {
    fn from(chosen: Desks) -> Self {
        match chosen {
            Desks::One => Self::Alone,
            Desks::Several => Self::Several,
        }
    }
}

impl From<Polite> for Courtesy {
    fn from(chosen: Polite) -> Self {
        match chosen {
            Polite::Never => Self::Never,
            Polite::OnOpen => Self::OnOpen,
            Polite::OnReply => Self::OnReply,
        }
    }
}

impl From<Quick> for QuickReading {
    fn from(chosen: Quick) -> Self {
        match chosen {
            Quick::Off => Self::Off,
            Quick::On => Self::On,
        }
    }
}
