//! What it costs to open conversations of a filled desk: their first page,
//! through the desk.
//!
//! `opening-cost DATA unread|seen ROUNDS CUSTOMER...` opens each conversation in every
//! round, in turn, and prints a line a round: microseconds, in the order of the
//! customers (handles). One round before the others fills what is kept. Whose are
//! `seen` are marked so before; `unread` takes them as they are and fails where
//! one has nothing unread.

use anyhow::{Context, Result, anyhow, bail, ensure};
use desk::api::{ConversationShow, ConversationView, Nothing};
use desk::{Desk, ErrorCode, Options, VaultChoice};
use std::path::PathBuf;
use std::time::Instant;

#[tokio::main]
async fn main() -> Result<()> {
    const USE: &str = "opening-cost DATA unread|seen ROUNDS CUSTOMER...";
    let mut arguments = std::env::args().skip(1);
    let data: PathBuf = arguments.next().context(USE)?.into();
    let state = arguments.next().context(USE)?;
    let rounds: u32 = arguments.next().context(USE)?.parse()?;
    let customers: Vec<String> = arguments.collect();
    let desk = open(data).await.map_err(said)?;
    let accounts = desk.account_list(Nothing {}).await.map_err(said)?.accounts;
    let account = &accounts.first().context("no account")?.id;
    let marked = match state.as_str() {
        "seen" => customers.as_slice(),
        "unread" => &[],
        _ => bail!(USE),
    };
    for customer in marked {
        let seen = desk.conversation_seen(asked(account, customer)).await;
        seen.map_err(said)?;
    }
    for round in 0..=rounds {
        let mut took = Vec::new();
        for customer in &customers {
            let (shown, micros) = show(&desk, account, customer).await?;
            let is_seen = shown.row.unread == 0;
            ensure!(is_seen == (state == "seen"), "{customer} is not {state}");
            took.push(micros.to_string());
        }
        if round > 0 {
            println!("{}", took.join(" "));
        }
    }
    Ok(())
}

async fn open(data: PathBuf) -> Result<Desk, ErrorCode> {
    let vault = VaultChoice::from_environment()?;
    Desk::open(Options::real(data, vault)?).await
}

#[expect(clippy::disallowed_methods, reason = "time is what is measured here")]
async fn show(desk: &Desk, account: &str, customer: &str) -> Result<(ConversationView, u128)> {
    let request = asked(account, customer);
    let begun = Instant::now();
    let shown = desk.conversation_show(request).await.map_err(said)?;
    let micros = begun.elapsed().as_micros();
    ensure!(!shown.items.is_empty(), "an empty conversation");
    Ok((shown, micros))
}

fn asked(account: &str, customer: &str) -> ConversationShow {
    ConversationShow {
        account: account.to_owned(),
        customer: customer.to_owned(),
    }
}

fn said(code: ErrorCode) -> anyhow::Error {
    anyhow!(desk::sentence(&code))
}
