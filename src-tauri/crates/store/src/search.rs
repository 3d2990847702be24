//! Finding messages by what is in them.
//!
//! Every word of what was asked must be in the message, in any case and also as
//! a part of a longer word. The index holds trigrams, because that finds words
//! of languages that are written without spaces; words of one or two characters
//! have none and are looked for in the texts themselves. What was typed is never
//! read as a query: each word is quoted.

use crate::column::{parsed, read_with, time};
use crate::customers::customer;
use crate::{Customer, Direction, Read, StoreError};
use domain::{AccountId, EventId, Timestamp};
use rusqlite::{Connection, Params, Row};

/// More messages are not given: whoever sees these writes another word.
const MOST: usize = 50;
/// Further words narrow nothing that a person would miss.
const MOST_WORDS: usize = 16;
/// From this many characters on a word is in the index.
const TRIGRAM: usize = 3;

/// A message that was found, and whose it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FoundMessage {
    /// Through which account.
    pub account: AccountId,
    /// With whom.
    pub customer: Customer,
    /// The network's id.
    pub id: EventId,
    /// Its text.
    pub text: String,
    /// When.
    pub at: Timestamp,
    /// Which way.
    pub direction: Direction,
}

const FOUND: &str = "
    SELECT m.account_id, m.customer_id, c.handle, c.name,
           (SELECT a.picture_id FROM avatars a WHERE a.account_id = c.account_id AND a.user_id = c.id) AS picture_id,
           m.event_id, m.text, m.at, m.direction
      FROM messages m JOIN customers c ON c.account_id = m.account_id AND c.id = m.customer_id";
/// Every short word, given as a JSON list of patterns.
const SHORT: &str =
    "NOT EXISTS (SELECT 1 FROM json_each(?1) s WHERE m.text NOT LIKE s.value ESCAPE '\\')";
const INDEXED: &str = "(m.account_id, m.event_id) IN (
        SELECT n.account_id, n.event_id FROM message_words w JOIN message_numbers n ON n.number = w.rowid
         WHERE w.text MATCH ?2)";

fn found(row: &Row<'_>) -> rusqlite::Result<FoundMessage> {
    Ok(FoundMessage {
        account: parsed(row, "account_id")?,
        customer: customer(row)?,
        id: EventId(row.get("event_id")?),
        text: row.get("text")?,
        at: time(row, "at")?,
        direction: read_with(row, "direction", |text| match text {
            "in" => Some(Direction::In),
            "out" => Some(Direction::Out),
            _ => None,
        })?,
    })
}

impl Read<'_> {
    /// Messages with every word of `text` in them, newest first, at most 50.
    /// None where `text` has no word.
    pub fn messages_with(&self, text: &str) -> Result<Vec<FoundMessage>, StoreError> {
        let (long, short): (Vec<&str>, Vec<&str>) = text
            .split(|one: char| one.is_whitespace() || one.is_control())
            .filter(|word| !word.is_empty())
            .take(MOST_WORDS)
            .partition(|word| word.chars().count() >= TRIGRAM);
        if long.is_empty() && short.is_empty() {
            return Ok(Vec::new());
        }
        let patterns: Vec<String> = short.into_iter().map(pattern).collect();
        let patterns = serde_json::Value::from(patterns).to_string();
        if long.is_empty() {
            return ask(self.sql, SHORT, [patterns]);
        }
        let quoted: Vec<String> = long.into_iter().map(quoted).collect();
        ask(
            self.sql,
            &format!("{INDEXED} AND {SHORT}"),
            [patterns, quoted.join(" ")],
        )
    }
}

fn ask(sql: &Connection, which: &str, given: impl Params) -> Result<Vec<FoundMessage>, StoreError> {
    let mut query = sql.prepare_cached(&format!(
        "{FOUND} WHERE {which} ORDER BY m.at DESC, m.event_id DESC LIMIT {MOST}"
    ))?;
    let rows = query.query_map(given, found)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A word as the index takes it literally.
fn quoted(word: &str) -> String {
    format!("\"{}\"", word.replace('"', "\"\""))
}

/// A word as LIKE takes it literally, anywhere in the text.
fn pattern(word: &str) -> String {
    let literal = word
        .replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_");
    format!("%{literal}%")
}
