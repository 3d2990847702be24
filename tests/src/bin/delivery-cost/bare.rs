//! The barest loop: a table of texts, an intent synced before each request and an
//! outcome synced after it, by prepared statements, over the same client and the
//! same signature. It keeps three rows for a message and knows no rule.

use crate::outward::Outward;
use crate::served::Served;
use crate::{Cost, MESSAGES, Measured, text};
use anyhow::Result;
use domain::{CustomProfileId, Ids};
use network::Uuid7;
use rusqlite::Connection;

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
        .execute((&attempt, id, line.now()))?;
    intent.commit()?;

    let arrival = line.send(&customer, &text, profile).await?;

    let now = line.now();
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
