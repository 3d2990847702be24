//! A large desk to measure with: an account on a served practice network, many
//! personas, conversations and messages.
//!
//! `fill-desk DATA PERSONAS CONVERSATIONS MESSAGES [LENGTH]...`; the announcement
//! of `byline practice serve` comes on standard input. The messages lie in the
//! conversations in turn; each length is one more conversation of that many
//! messages. People, texts and times are a plain function of their number, so that
//! every filling is the same but for the keys.

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

/// No conversation is longer.
const MOST_OF_ONE: u64 = 1_000_000;

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
    let lengths: Vec<u64> = arguments.map(|one| one.parse()).collect::<Result<_, _>>()?;
    let desk = open(&data).await.map_err(said)?;
    let (account, now) = found(&desk).await?;
    let mut people = Vec::new();
    for number in 0..personas {
        people.push(persona(&desk, number).await?);
    }
    drop(desk);
    let filling = Filling {
        store: Store::open(&DataFolder::open(&data)?)?,
        account,
        people,
        now,
    };
    let all = conversations.saturating_add(u64::try_from(lengths.len())?);
    filling.people(all)?;
    filling.talk(messages, |number| Turn {
        with: number % conversations,
        turn: number / conversations,
        from_here: number % 10 == 0,
    })?;
    for (with, length) in (conversations..).zip(lengths) {
        filling.talk(length, |turn| Turn {
            with,
            turn,
            from_here: turn / 2 % 10 == 0,
        })?;
    }
    Ok(())
}

async fn open(data: &Path) -> Result<Desk, ErrorCode> {
    let vault = VaultChoice::from_environment()?;
    Desk::open(Options::real(data.to_owned(), vault)?).await
}

fn said(code: ErrorCode) -> anyhow::Error {
    anyhow!(desk::sentence(&code))
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

/// A message's place: customers and brand write in turn.
#[derive(Clone, Copy)]
struct Turn {
    with: u64,
    turn: u64,
    /// Whether the brand's was written at this desk, as some persona.
    from_here: bool,
}

/// A desk that is being filled.
struct Filling {
    store: Store,
    account: AccountId,
    /// Who writes for the brand.
    people: Vec<(LookId, PictureId)>,
    /// When the newest message of each round of filling was written.
    now: Timestamp,
}

impl Filling {
    /// Invents customers.
    fn people(&self, customers: u64) -> Result<()> {
        let (account, now) = (self.account, self.now);
        self.store.write(|write| -> Result<(), StoreError> {
            for number in 0..customers {
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
                let picture = pick(&self.people, number).map(|(_, picture)| picture);
                write.set_avatar(account, &id, picture, now)?;
            }
            Ok(())
        })?;
        Ok(())
    }

    /// Writes so many messages, each at its place.
    fn talk(&self, messages: u64, place: impl Fn(u64) -> Turn) -> Result<()> {
        let first = i64::try_from(messages)?.saturating_mul(BETWEEN_MS);
        for chunk in 0..messages.div_ceil(1000) {
            self.store.write(|write| -> Result<(), StoreError> {
                for number in chunk * 1000..messages.min((chunk + 1) * 1000) {
                    let before = i64::try_from(number)
                        .unwrap_or(i64::MAX)
                        .saturating_mul(BETWEEN_MS);
                    let at = Timestamp(self.now.0.saturating_sub(first).saturating_add(before));
                    write.keep_message(self.account, &self.message(place(number), number, at))?;
                }
                Ok(())
            })?;
        }
        Ok(())
    }

    fn message(&self, place: Turn, number: u64, at: Timestamp) -> Message {
        let Turn { with, turn, .. } = place;
        let ours = turn % 2 == 1;
        Message {
            // No two customers share an id, whatever the rounds of filling.
            id: EventId((FIRST_MESSAGE + with * MOST_OF_ONE + turn).to_string()),
            customer: customer(with),
            direction: if ours { Direction::Out } else { Direction::In },
            text: pick(&SAID, number).unwrap_or_default().to_owned(),
            attachment: None,
            at,
            look: pick(&self.people, number)
                .filter(|_| ours && place.from_here)
                .map(|(look, _)| look),
            reply: None,
        }
    }
}

fn customer(number: u64) -> NetworkUserId {
    NetworkUserId((FIRST_CUSTOMER + number).to_string())
}

/// One of several, by number.
fn pick<T: Copy>(of: &[T], number: u64) -> Option<T> {
    let at = number.checked_rem(u64::try_from(of.len()).ok()?)?;
    of.get(usize::try_from(at).ok()?).copied()
}
