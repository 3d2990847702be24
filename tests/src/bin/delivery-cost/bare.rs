//! The bare loop: a table of texts, an intent synced before each request and an
//! outcome synced after it, by prepared statements, over the same client and the
//! same signature. It knows no rule: no order, no budget, no doubt, no ledger.

use crate::served::Served;
use crate::{Cost, LINE, MESSAGES, Measured, PHOTO, text};
use anyhow::{Context, Result, anyhow};
use domain::{CustomProfileId, Ids, Line, MessageBody, NetworkUserId};
use network::{
    AvatarForm, Clock, Creation, Credentials, Endpoint, Exchange, Network, NewMedia, NewMessage,
    SignedBy, UploadWay, Uuid7, WallClock, Wire,
};
use rusqlite::Connection;
use secrecy::SecretString;
use std::sync::atomic::AtomicI64;
use x::X;

const SCHEMA: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    CREATE TABLE replies (id INTEGER PRIMARY KEY, customer TEXT NOT NULL, text TEXT NOT NULL, state TEXT NOT NULL);
    CREATE TABLE attempts (id TEXT PRIMARY KEY, reply INTEGER NOT NULL, started_at INTEGER NOT NULL,
                           ended_at INTEGER, outcome TEXT);
    CREATE TABLE messages (id TEXT PRIMARY KEY, reply INTEGER NOT NULL, customer TEXT NOT NULL,
                           text TEXT NOT NULL, at INTEGER NOT NULL);
";

pub async fn run() -> Result<Cost> {
    let (served, folder) = (Served::start()?, tempfile::tempdir()?);
    let line = Outward::new(&served)?;
    let profile = line.persona().await?;
    let sql = Connection::open(folder.path().join("bare.db"))?;
    sql.execute_batch(SCHEMA)?;
    fill(&sql, &served.customers()?)?;

    let measured = Measured::begin()?;
    for id in 1..=i64::try_from(MESSAGES)? {
        deliver(&sql, &line, &profile, id).await?;
    }
    measured.end()
}

fn fill(sql: &Connection, customers: &[String]) -> Result<()> {
    let mut insert =
        sql.prepare("INSERT INTO replies (customer, text, state) VALUES (?1, ?2, 'queued')")?;
    for (number, customer) in customers.iter().cycle().take(MESSAGES).enumerate() {
        insert.execute((customer, text(number)))?;
    }
    Ok(())
}

async fn deliver(
    sql: &Connection,
    line: &Outward,
    profile: &CustomProfileId,
    id: i64,
) -> Result<()> {
    let attempt = Uuid7.next().to_string();
    let (customer, text): (String, String) = sql
        .prepare_cached("SELECT customer, text FROM replies WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let intent = sql.unchecked_transaction()?;
    intent
        .prepare_cached("UPDATE replies SET state = 'sending' WHERE id = ?1")?
        .execute([id])?;
    intent
        .prepare_cached("INSERT INTO attempts (id, reply, started_at) VALUES (?1, ?2, ?3)")?
        .execute((&attempt, id, line.clock.now().0))?;
    intent.commit()?;

    let to = NetworkUserId(customer.clone());
    let body = MessageBody::parse(&text, 10_000).map_err(|_| anyhow!("no text"))?;
    let message = NewMessage {
        to: &to,
        text: &body,
        media: None,
        profile,
    };
    let call = line.network.send(&line.at, &message);
    let arrival = line.exchange().run(call).await.map_err(refused)?;

    let now = line.clock.now().0;
    let outcome = sql.unchecked_transaction()?;
    outcome
        .prepare_cached("UPDATE attempts SET ended_at = ?2, outcome = 'sent' WHERE id = ?1")?
        .execute((&attempt, now))?;
    outcome
        .prepare_cached("UPDATE replies SET state = 'sent' WHERE id = ?1")?
        .execute([id])?;
    outcome
        .prepare_cached(
            "INSERT INTO messages (id, reply, customer, text, at) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute((arrival.id.as_str(), id, &customer, &text, now))?;
    outcome.commit()?;
    Ok(())
}

/// The way out: the client and the connector that Byline has too.
struct Outward {
    network: X,
    wire: Wire,
    credentials: Credentials,
    clock: WallClock,
    offset: AtomicI64,
    at: Endpoint,
}

impl Outward {
    fn new(served: &Served) -> Result<Self> {
        let base = served.base_url()?;
        Ok(Self {
            network: X::default(),
            wire: Wire::new()?,
            credentials: Credentials::new(SecretString::from(served.keys()?.to_string())),
            clock: WallClock::start(),
            offset: AtomicI64::new(0),
            at: Endpoint::parse(base, base)?,
        })
    }

    fn exchange(&self) -> Exchange<'_> {
        Exchange {
            http: &self.wire,
            clock: &self.clock,
            ids: &Uuid7,
            signed_by: SignedBy::Account {
                network: &self.network,
                credentials: &self.credentials,
            },
            offset: &self.offset,
        }
    }

    async fn persona(&self) -> Result<CustomProfileId> {
        let media = NewMedia {
            jpeg: PHOTO.to_vec(),
            category: "dm_image",
        };
        let upload = self.network.upload(&self.at, UploadWay::Newer, media);
        let portrait = self.exchange().run(upload).await.map_err(refused)?.id;
        let line = Line::parse(LINE, self.network.limits().line).ok();
        let creation = Creation {
            line: &line.context("no line")?,
            portrait: &portrait,
            form: AvatarForm::Documented,
        };
        let create = self.network.create_profile(&self.at, &creation);
        Ok(self.exchange().run(create).await.map_err(refused)?.id)
    }
}

fn refused(failure: network::Failure) -> anyhow::Error {
    anyhow!("the practice network refused a call: {failure:?}")
}
