//! Messages as they are on the network.

use crate::column::{parsed_or_null, read_with, time, time_or_null};
use crate::{Read, StoreError, Write};
use domain::{AccountId, EventId, LookId, NetworkUserId, ReplyId, SeenMark, Timestamp};
use rusqlite::{OptionalExtension, Row};

/// Which way a message went.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    /// From the customer.
    In,
    /// From the brand.
    Out,
}

/// A message on the network.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Message {
    /// The network's id.
    pub id: EventId,
    /// With whom.
    pub customer: NetworkUserId,
    /// Which way.
    pub direction: Direction,
    /// The text.
    pub text: String,
    /// What it carries besides text, in the network's word.
    pub attachment: Option<String>,
    /// When.
    pub at: Timestamp,
    /// The look it was sent with, where this desk knows.
    pub look: Option<LookId>,
    /// The reply it was, where it left from this desk.
    pub reply: Option<ReplyId>,
}

fn message(row: &Row<'_>) -> rusqlite::Result<Message> {
    Ok(Message {
        id: EventId(row.get("event_id")?),
        customer: NetworkUserId(row.get("customer_id")?),
        direction: read_with(row, "direction", |text| match text {
            "in" => Some(Direction::In),
            "out" => Some(Direction::Out),
            _ => None,
        })?,
        text: row.get("text")?,
        attachment: row.get("attachment")?,
        at: time(row, "at")?,
        look: parsed_or_null(row, "look_id")?,
        reply: parsed_or_null(row, "reply_id")?,
    })
}

impl Read<'_> {
    /// A conversation's messages, oldest first.
    pub fn messages(
        &self,
        account: AccountId,
        customer: &NetworkUserId,
    ) -> Result<Vec<Message>, StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT event_id, customer_id, direction, text, attachment, at, look_id, reply_id FROM messages
             WHERE account_id = ?1 AND customer_id = ?2 ORDER BY at, length(event_id), event_id",
        )?;
        let rows = query.query_map([account.to_string().as_str(), customer.as_str()], message)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The newest messages of a conversation, or the newest before one of them;
    /// at most `most`, oldest first. None where `before` is not of it.
    pub fn messages_page(
        &self,
        account: AccountId,
        customer: &NetworkUserId,
        before: Option<&EventId>,
        most: u32,
    ) -> Result<Vec<Message>, StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT m.event_id, m.customer_id, m.direction, m.text, m.attachment, m.at, m.look_id, m.reply_id
               FROM messages m
              WHERE m.account_id = ?1 AND m.customer_id = ?2
                AND m.at <= iif(?3 IS NULL, 9223372036854775807,
                    (SELECT b.at FROM messages b WHERE b.account_id = ?1 AND b.event_id = ?3))
                AND (?3 IS NULL OR (m.at, length(m.event_id), m.event_id) < (
                    SELECT b.at, length(b.event_id), b.event_id FROM messages b
                     WHERE b.account_id = ?1 AND b.event_id = ?3))
              ORDER BY m.at DESC, length(m.event_id) DESC, m.event_id DESC LIMIT ?4",
        )?;
        let key = (
            account.to_string(),
            customer.as_str(),
            before.map(EventId::as_str),
            most,
        );
        let mut page: Vec<_> = query.query_map(key, message)?.collect::<Result<_, _>>()?;
        page.reverse();
        Ok(page)
    }

    /// The oldest messages of a conversation after one of them; at most `most`,
    /// oldest first. None where `after` is not of it.
    pub fn messages_after(
        &self,
        account: AccountId,
        customer: &NetworkUserId,
        after: &EventId,
        most: u32,
    ) -> Result<Vec<Message>, StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT m.event_id, m.customer_id, m.direction, m.text, m.attachment, m.at, m.look_id, m.reply_id
               FROM messages m
              WHERE m.account_id = ?1 AND m.customer_id = ?2
                AND m.at >= (SELECT b.at FROM messages b
                              WHERE b.account_id = ?1 AND b.customer_id = ?2 AND b.event_id = ?3)
                AND (m.at, length(m.event_id), m.event_id) > (
                    SELECT b.at, length(b.event_id), b.event_id FROM messages b
                     WHERE b.account_id = ?1 AND b.event_id = ?3)
              ORDER BY m.at, length(m.event_id), m.event_id LIMIT ?4",
        )?;
        let key = (account.to_string(), customer.as_str(), after.as_str(), most);
        let rows = query.query_map(key, message)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many of an account's newest messages, at most `most`, came since a
    /// moment, and when the oldest of these came.
    pub fn arrivals_since(
        &self,
        account: AccountId,
        since: Timestamp,
        most: u32,
    ) -> Result<(u32, Option<Timestamp>), StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT count(*), min(at) FROM (
                SELECT at FROM messages WHERE account_id = ?1 ORDER BY event_id DESC LIMIT ?3
             ) WHERE at >= ?2",
        )?;
        let found = query.query_row((account.to_string(), since.0, most), |row| {
            Ok((row.get(0)?, time_or_null(row, "min(at)")?))
        })?;
        Ok(found)
    }

    /// One message.
    pub fn message(&self, account: AccountId, id: &EventId) -> Result<Option<Message>, StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT event_id, customer_id, direction, text, attachment, at, look_id, reply_id FROM messages
             WHERE account_id = ?1 AND event_id = ?2",
        )?;
        let found = query.query_row([account.to_string().as_str(), id.as_str()], message);
        Ok(found.optional()?)
    }

    /// A message of the brand with this text, not older than `since`, that is no
    /// reply of this desk as far as is known: the oldest.
    pub fn unclaimed_message(
        &self,
        account: AccountId,
        customer: &NetworkUserId,
        text: &str,
        since: Timestamp,
    ) -> Result<Option<Message>, StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT event_id, customer_id, direction, text, attachment, at, look_id, reply_id FROM messages
             WHERE account_id = ?1 AND customer_id = ?2 AND direction = 'out' AND text = ?3 AND at >= ?4
               AND reply_id IS NULL ORDER BY at, length(event_id), event_id LIMIT 1",
        )?;
        let key = (account.to_string(), customer.as_str(), text, since.0);
        Ok(query.query_row(key, message).optional()?)
    }

    /// The newest known message of a conversation.
    pub fn newest_event(
        &self,
        account: AccountId,
        customer: &NetworkUserId,
    ) -> Result<Option<EventId>, StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT event_id FROM messages WHERE account_id = ?1 AND customer_id = ?2
             ORDER BY at DESC, length(event_id) DESC, event_id DESC LIMIT 1",
        )?;
        let found = query.query_row([account.to_string().as_str(), customer.as_str()], |row| {
            row.get(0).map(EventId)
        });
        Ok(found.optional()?)
    }

    /// The customer's newest message, of those that were kept up to a mark.
    pub fn newest_inbound(
        &self,
        account: AccountId,
        customer: &NetworkUserId,
        up_to: SeenMark,
    ) -> Result<Option<EventId>, StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT event_id FROM messages WHERE account_id = ?1 AND customer_id = ?2 AND direction = 'in'
                AND kept_mark <= ?3 ORDER BY at DESC, length(event_id) DESC, event_id DESC LIMIT 1",
        )?;
        let key = (account.to_string(), customer.as_str(), up_to.0);
        let found = query.query_row(key, |row| row.get(0).map(EventId));
        Ok(found.optional()?)
    }

    /// When the customer wrote last.
    pub fn last_inbound(
        &self,
        account: AccountId,
        customer: &NetworkUserId,
    ) -> Result<Option<Timestamp>, StoreError> {
        let at: Option<i64> = self.one(
            "SELECT max(at) FROM messages WHERE account_id = ?1 AND customer_id = ?2 AND direction = 'in'",
            [account.to_string().as_str(), customer.as_str()],
            |row| row.get(0),
        )?;
        Ok(at.map(Timestamp))
    }
}

impl Read<'_> {
    /// The mark of the newest message of a conversation that is no reply of this
    /// desk as far as is known.
    pub fn newest_from_elsewhere(
        &self,
        account: AccountId,
        customer: &NetworkUserId,
    ) -> Result<Option<SeenMark>, StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT max(kept_mark) FROM messages WHERE account_id = ?1 AND customer_id = ?2 AND reply_id IS NULL",
        )?;
        let mark: Option<i64> = query
            .query_row([account.to_string().as_str(), customer.as_str()], |row| {
                row.get(0)
            })?;
        Ok(mark.map(SeenMark))
    }

    /// The mark of the newest thing that was kept of a conversation.
    pub fn kept_mark(
        &self,
        account: AccountId,
        customer: &NetworkUserId,
    ) -> Result<SeenMark, StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT kept FROM conversations WHERE account_id = ?1 AND customer_id = ?2",
        )?;
        let mark = query
            .query_row([account.to_string().as_str(), customer.as_str()], |row| {
                row.get(0)
            })
            .optional()?;
        Ok(SeenMark(mark.unwrap_or(0)))
    }
}

impl Write<'_> {
    /// Keeps a message. One that is known keeps what this desk knows of it and
    /// takes the rest from the newer reading.
    pub fn keep_message(&self, account: AccountId, message: &Message) -> Result<(), StoreError> {
        let direction = match message.direction {
            Direction::In => "in",
            Direction::Out => "out",
        };
        self.meet(account, &message.customer)?;
        self.execute(
            "INSERT INTO messages (account_id, event_id, customer_id, direction, text, attachment, at, look_id, reply_id,
                                   kept_mark)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,
                1 + coalesce((SELECT c.kept FROM conversations c WHERE c.account_id = ?1 AND c.customer_id = ?3), 0))
             ON CONFLICT (account_id, event_id) DO UPDATE SET
                 attachment = coalesce(attachment, excluded.attachment),
                 look_id = coalesce(look_id, excluded.look_id),
                 reply_id = coalesce(reply_id, excluded.reply_id)",
            (
                account.to_string(),
                message.id.as_str(),
                message.customer.as_str(),
                direction,
                &message.text,
                &message.attachment,
                message.at.0,
                message.look.map(|id| id.to_string()),
                message.reply.map(|id| id.to_string()),
            ),
        )?;
        self.follow(account, message)
    }
}
