//! A large desk to measure with: an account on a served practice network, many
//! personas, conversations and messages.
//!
//! `fill-desk DATA PERSONAS CONVERSATIONS MESSAGES`; the announcement of
//! `byline practice serve` comes on standard input. People, texts and times are
//! a plain function of their number, so that every filling is the same but for
//! the keys.

use anyhow::{Context, Result, anyhow};
use desk::api::{
    AccountConnect, CropSquare, InboxSync, KeysX, KindName, Nothing, OperatorAdd, PersonaAdd,
    PersonaDetails,
};
use desk::{Desk, ErrorCode, Options, VaultChoice};
use domain::{AccountId, EventId, Handle, LookId, NetworkUserId, PictureId, Timestamp};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use store::{Customer, DataFolder, Direction, Message, Store, StoreError};

/// An upright photo of 900 × 1200 once its orientation is undone.
const PHOTO: &[u8] = include_bytes!("../../fixtures/ana.jpg");

/// The first of the invented customers' ids; X's are as long.
const FIRST_CUSTOMER: u64 = 1_700_000_000_000_000_000;

/// The first of the messages' ids.
const FIRST_MESSAGE: u64 = 1_900_000_000_000_000_000;

/// From one message to the next.
const BETWEEN_MS: i64 = 25_000;

const SAID: [&str; 8] = [
    "Hi! My parcel is going to my old flat",
    "Can I talk to a person please?",
    "こんにちは。サイズを交換したいのですが、可能でしょうか。",
    "Thank you, that is all I wanted to know 😊",
    "مرحباً، هل ستعود إلى المتجر قريباً؟",
    "Here is the page with both payments: https://example.com/orders/NW-47720",
    "Moi! Missä pakettini on? Tilausnumero on NW-50931.",
    "The second one, from Tuesday, and by the way the zip of the jacket broke on the very first day.",
];

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let mut next = || {
        arguments
            .next()
            .context("fill-desk DATA PERSONAS CONVERSATIONS MESSAGES")
    };
    let (data, personas): (PathBuf, u32) = (next()?.into(), next()?.parse()?);
    let (conversations, messages): (u64, u64) = (next()?.parse()?, next()?.parse()?);
    let desk = open(&data).await.map_err(said)?;
    let (account, now) = found(&desk).await?;
    let mut people = Vec::new();
    for number in 0..personas {
        people.push(persona(&desk, number).await?);
    }
    drop(desk);
    let people = Asked { account, people };
    talk(&data, &people, now, conversations, messages)
}

async fn open(data: &Path) -> Result<Desk, ErrorCode> {
    let vault = VaultChoice::from_environment()?;
    Desk::open(Options::real(data.to_owned(), vault)?).await
}

fn said(code: ErrorCode) -> anyhow::Error {
    anyhow!(desk::sentence(&code))
}

/// Who the messages are written with.
struct Asked {
    account: AccountId,
    people: Vec<(LookId, PictureId)>,
}

/// Seats somebody and connects the served account; which, and when that was.
async fn found(desk: &Desk) -> Result<(AccountId, Timestamp)> {
    desk.operator_add(OperatorAdd {
        name: "Ana".to_owned(),
    })
    .await
    .map_err(said)?;
    let announced: serde_json::Value = serde_json::from_reader(std::io::stdin())?;
    let keys: KeysX =
        serde_json::from_value(announced.pointer("/keys/0").cloned().context("no keys")?)?;
    let connected = desk
        .account_connect(AccountConnect {
            keys,
            api_base: announced
                .get("base_url")
                .and_then(|url| url.as_str())
                .map(str::to_owned),
            upload_base: None,
        })
        .await
        .map_err(said)?;
    desk.inbox_sync(InboxSync::default()).await.map_err(said)?;
    let read = desk.account_list(Nothing {}).await.map_err(said)?.accounts;
    let now = read.first().and_then(|account| account.read_at);
    let account = AccountId::from_str(&connected.id).ok().context("a key")?;
    Ok((account, Timestamp(now.context("the inbox was not read")?)))
}

/// Makes one persona, each with a portrait of its own.
async fn persona(desk: &Desk, number: u32) -> Result<(LookId, PictureId)> {
    let crop = CropSquare {
        x: number % 20 * 10,
        y: number / 20 * 25,
        size: 600 + number % 7 * 10,
    };
    let staged = desk
        .picture_stage(PHOTO.to_vec(), Some(crop))
        .await
        .map_err(said)?;
    let made = desk
        .persona_add(PersonaAdd {
            own_lines: Vec::new(),
            details: PersonaDetails::default(),
            kind: KindName::Human,
            line: format!("Ana Ruiz {number}, Care Team"),
            picture: staged.id,
        })
        .await
        .map_err(said)?;
    Ok((
        LookId::from_str(&made.look.id).ok().context("a key")?,
        PictureId::from_str(&made.look.portrait)
            .ok()
            .context("a key")?,
    ))
}

/// Writes the conversations: customers and brand in turn, every tenth of the
/// brand's messages by this desk as some persona.
fn talk(
    data: &Path,
    asked: &Asked,
    now: Timestamp,
    conversations: u64,
    messages: u64,
) -> Result<()> {
    let store = Store::open(&DataFolder::open(data)?)?;
    let account = asked.account;
    store.write(|write| -> Result<(), StoreError> {
        for number in 0..conversations {
            let id = customer(number);
            write.meet(account, &id)?;
            let known = Customer {
                id: id.clone(),
                handle: Handle::parse(&format!("guest_{number}")).ok(),
                name: Some(format!("Guest {number}")),
                picture: None,
            };
            write.set_customer(account, &known, now)?;
            write.set_avatar_address(
                account,
                &id,
                "https://pbs.twimg.com/profile_images/none.png",
            )?;
            let picture = pick(&asked.people, number).map(|(_, picture)| picture);
            write.set_avatar(account, &id, picture, now)?;
        }
        Ok(())
    })?;
    let first = i64::try_from(messages)?.saturating_mul(BETWEEN_MS);
    for chunk in 0..messages.div_ceil(1000) {
        store.write(|write| -> Result<(), StoreError> {
            for number in chunk * 1000..messages.min((chunk + 1) * 1000) {
                let before = i64::try_from(number)
                    .unwrap_or(i64::MAX)
                    .saturating_mul(BETWEEN_MS);
                let ours = number / conversations % 2 == 1;
                let message = Message {
                    id: EventId((FIRST_MESSAGE + number).to_string()),
                    customer: customer(number % conversations),
                    direction: if ours { Direction::Out } else { Direction::In },
                    text: pick(&SAID, number).unwrap_or_default().to_owned(),
                    attachment: None,
                    at: Timestamp(now.0.saturating_sub(first).saturating_add(before)),
                    look: pick(&asked.people, number)
                        .filter(|_| ours && number % 10 == 0)
                        .map(|(look, _)| look),
                    reply: None,
                };
                write.keep_message(account, &message)?;
            }
            Ok(())
        })?;
    }
    Ok(())
}

fn customer(number: u64) -> NetworkUserId {
    NetworkUserId((FIRST_CUSTOMER + number).to_string())
}

/// One of several, by number.
fn pick<T: Copy>(of: &[T], number: u64) -> Option<T> {
    let at = number.checked_rem(u64::try_from(of.len()).ok()?)?;
    of.get(usize::try_from(at).ok()?).copied()
}
