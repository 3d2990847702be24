//! A loop that keeps the rows that Byline keeps, in Byline's own file: the
//! attempt with its salt, the budget's use and the ledger's row before each request;
//! what became of them and the message, with its search index, after it. Prepared
//! statements, the same client and signature, and as many syncs. It knows no rule:
//! no order, no budget, no stop, no doubt.

use crate::outward::Outward;
use crate::prepared::{Prepared, check, prepare};
use crate::{Cost, Measured};
use anyhow::Result;
use domain::{CustomProfileId, DeskId, Hash, Ids, seal};
use network::Uuid7;
use rusqlite::{Connection, Transaction};
use serde_json::json;

const SETTINGS: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA wal_autocheckpoint = 4000;
    PRAGMA foreign_keys = OFF;
";

/// A reply that is to leave.
struct Waiting {
    seq: i64,
    id: String,
    account: String,
    customer: String,
    look: String,
    text: String,
}

/// The end of the ledger.
struct Ledger {
    seq: i64,
    hash: Option<Hash>,
}

pub async fn run() -> Result<Cost> {
    let Prepared {
        desk,
        folder,
        served,
    } = prepare().await?;
    drop(desk);
    let line = Outward::new(&served)?;
    let profile = line.persona().await?;
    let sql = Connection::open(folder.path().join("byline.db"))?;
    sql.execute_batch(SETTINGS)?;
    sql.set_prepared_statement_cache_capacity(64);
    let mut ledger = Ledger {
        seq: sql.query_row("SELECT max(seq) FROM ledger", [], |row| row.get(0))?,
        hash: None,
    };

    let measured = Measured::begin()?;
    while let Some(reply) = next(&sql)? {
        deliver(&sql, &line, &profile, &mut ledger, &reply).await?;
    }
    let cost = measured.end()?;
    drop(sql);
    check(folder)?;
    Ok(cost)
}

fn next(sql: &Connection) -> Result<Option<Waiting>> {
    let mut first = sql.prepare_cached(
        "SELECT seq, id, account_id, customer_id, look_id, text FROM replies
         WHERE state_name = 'queued' ORDER BY free_until, place LIMIT 1",
    )?;
    let mut rows = first.query([])?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    Ok(Some(Waiting {
        seq: row.get(0)?,
        id: row.get(1)?,
        account: row.get(2)?,
        customer: row.get(3)?,
        look: row.get(4)?,
        text: row.get(5)?,
    }))
}

async fn deliver(
    sql: &Connection,
    line: &Outward,
    profile: &CustomProfileId,
    ledger: &mut Ledger,
    reply: &Waiting,
) -> Result<()> {
    let attempt = Uuid7.next().to_string();
    let begun = sql.unchecked_transaction()?;
    before(&begun, &attempt, reply, line.now())?;
    let text = "0".repeat(64);
    let event = json!({"what": "attempt", "reply": reply.id, "attempt": attempt, "look": reply.look, "text": text});
    ledger.add(&begun, &reply.account, &event, line.now())?;
    begun.commit()?;

    let arrival = line.send(&reply.customer, &reply.text, profile).await?;

    let ended = sql.unchecked_transaction()?;
    after(&ended, &attempt, reply, arrival.id.as_str(), line.now())?;
    let event =
        json!({"what": "outcome", "reply": reply.id, "attempt": attempt, "event_id": arrival.id});
    ledger.add(&ended, &reply.account, &event, line.now())?;
    ended.commit()?;
    Ok(())
}

/// What is on disk before the request leaves.
fn before(sql: &Transaction<'_>, attempt: &str, reply: &Waiting, now: i64) -> Result<()> {
    sql.prepare_cached(
        "UPDATE replies SET state = '{\"state\":\"sending\"}', state_name = 'sending' WHERE seq = ?1",
    )?
    .execute([reply.seq])?;
    sql.prepare_cached(
        "INSERT INTO attempts (id, reply_id, number, started_at, server_offset) VALUES (?1, ?2, 1, ?3, 0)",
    )?
    .execute((attempt, &reply.id, now))?;
    sql.prepare_cached("INSERT INTO ledger_salts (attempt_id, salt) VALUES (?1, ?2)")?
        .execute((attempt, [7_u8; 16]))?;
    sql.prepare_cached(
        "INSERT INTO spends (account_id, route, at, attempt_id, app) VALUES (?1, 'send', ?2, ?3, 'an app')",
    )?
    .execute((&reply.account, now, attempt))?;
    sql.prepare_cached("UPDATE accounts SET attempted_at = ?2 WHERE id = ?1")?
        .execute((&reply.account, now))?;
    Ok(())
}

/// What is on disk after its answer.
fn after(
    sql: &Transaction<'_>,
    attempt: &str,
    reply: &Waiting,
    event: &str,
    now: i64,
) -> Result<()> {
    sql.prepare_cached("UPDATE attempts SET ended_at = ?2, outcome = ?3 WHERE id = ?1")?
        .execute((
            attempt,
            now,
            json!({"how": "sent", "event_id": event}).to_string(),
        ))?;
    sql.prepare_cached("UPDATE replies SET state = ?2, state_name = 'sent' WHERE seq = ?1")?
        .execute((reply.seq, json!({"state": "sent", "at": now}).to_string()))?;
    sql.prepare_cached(
        "INSERT INTO messages (account_id, event_id, customer_id, direction, text, at, look_id, reply_id)
         VALUES (?1, ?2, ?3, 'out', ?4, ?5, ?6, ?7)",
    )?
    .execute((
        &reply.account,
        event,
        &reply.customer,
        &reply.text,
        now,
        &reply.look,
        &reply.id,
    ))?;
    sql.prepare_cached(
        "UPDATE conversations SET last_at = ?3, last_from = 'brand', last_text = ?4, waiting_since = NULL,
             kept = kept + 1 WHERE account_id = ?1 AND customer_id = ?2",
    )?
    .execute((&reply.account, &reply.customer, now, &reply.text))?;
    Ok(())
}

impl Ledger {
    fn add(
        &mut self,
        sql: &Transaction<'_>,
        account: &str,
        event: &serde_json::Value,
        now: i64,
    ) -> Result<()> {
        let entry = json!({"at": now, "account": account, "event": event}).to_string();
        self.seq += 1;
        let hash = seal(DeskId(Default::default()), self.hash, self.seq, &entry);
        sql.prepare_cached("INSERT INTO ledger (seq, entry, hash) VALUES (?1, ?2, ?3)")?
            .execute((self.seq, entry, hash.to_string()))?;
        self.hash = Some(hash);
        Ok(())
    }
}
