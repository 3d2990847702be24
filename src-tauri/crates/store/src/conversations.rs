//! The list of conversations: what it shows is kept in step with the messages.

use crate::column::{parsed, parsed_or_null, read_with, time, time_or_null};
use crate::customers::customer;
use crate::{Customer, Message, Read, StoreError, Write};
use domain::{AccountId, LookId, NetworkUserId, OperatorId, Timestamp};
use rusqlite::{OptionalExtension, Row};

/// Who wrote.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum From {
    /// The customer.
    Customer,
    /// The brand.
    Brand,
}

/// A conversation as the list shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conversation {
    /// Through which account.
    pub account: AccountId,
    /// With whom.
    pub customer: Customer,
    /// The newest message: when.
    pub last_at: Timestamp,
    /// … by whom.
    pub last_from: From,
    /// … what.
    pub last_text: String,
    /// Since when the customer waits for an answer.
    pub waiting_since: Option<Timestamp>,
    /// Messages of the customer that nobody at this desk has seen.
    pub unread: u32,
    /// The look in which the brand spoke last, from this desk.
    pub last_look: Option<LookId>,
    /// Whether the asking operator has a draft here.
    pub draft: Option<Timestamp>,
    /// Replies here that need a person: failed, returned, in doubt.
    pub needs_person: u32,
    /// In which language one writes here, as a BCP 47 tag; `None`: the system's.
    pub language: Option<String>,
}

const LIST: &str = "
    SELECT v.account_id, v.customer_id, c.handle, c.name,
           (SELECT a.picture_id FROM avatars a WHERE a.account_id = c.account_id AND a.user_id = c.id) AS picture_id,
           v.last_at, v.last_from, v.last_text,
           v.waiting_since, v.language, v.unread,
           (SELECT m.look_id FROM messages m WHERE m.account_id = v.account_id AND m.customer_id = v.customer_id
                AND m.look_id IS NOT NULL ORDER BY m.at DESC LIMIT 1) AS last_look,
           (SELECT d.updated_at FROM drafts d WHERE d.account_id = v.account_id AND d.customer_id = v.customer_id
                AND d.operator_id = ?1 AND (d.text <> '' OR d.picture_id IS NOT NULL)) AS draft,
           (SELECT count(*) FROM replies r WHERE r.account_id = v.account_id AND r.customer_id = v.customer_id
                AND r.state_name IN ('failed', 'returned', 'in_doubt')) AS needs_person
    FROM conversations v JOIN customers c ON c.account_id = v.account_id AND c.id = v.customer_id";

fn conversation(row: &Row<'_>) -> rusqlite::Result<Conversation> {
    Ok(Conversation {
        account: parsed(row, "account_id")?,
        customer: customer(row)?,
        last_at: time(row, "last_at")?,
        last_from: read_with(row, "last_from", |text| match text {
            "customer" => Some(From::Customer),
            "brand" => Some(From::Brand),
            _ => None,
        })?,
        last_text: row.get("last_text")?,
        waiting_since: time_or_null(row, "waiting_since")?,
        unread: row.get("unread")?,
        last_look: parsed_or_null(row, "last_look")?,
        draft: time_or_null(row, "draft")?,
        needs_person: row.get("needs_person")?,
        language: row.get("language")?,
    })
}

impl Read<'_> {
    /// All conversations: who has waited longest first, then the newest.
    /// Drafts are those of `operator`.
    pub fn conversations(
        &self,
        operator: Option<OperatorId>,
    ) -> Result<Vec<Conversation>, StoreError> {
        let mut query = self.sql.prepare_cached(&format!(
            "{LIST} ORDER BY waiting_since IS NULL, waiting_since, last_at DESC"
        ))?;
        let rows = query.query_map([operator.map(|id| id.to_string())], conversation)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many conversations have messages that nobody at this desk has seen.
    pub fn unread_conversations(&self) -> Result<u32, StoreError> {
        let mut query = self
            .sql
            .prepare_cached("SELECT count(*) FROM conversations WHERE unread > 0")?;
        Ok(query.query_row([], |row| row.get(0))?)
    }

    /// One conversation.
    pub fn conversation(
        &self,
        account: AccountId,
        customer: &NetworkUserId,
        operator: Option<OperatorId>,
    ) -> Result<Option<Conversation>, StoreError> {
        let mut query = self.sql.prepare_cached(&format!(
            "{LIST} WHERE v.account_id = ?2 AND v.customer_id = ?3"
        ))?;
        let key = (
            operator.map(|id| id.to_string()),
            account.to_string(),
            customer.as_str(),
        );
        Ok(query.query_row(key, conversation).optional()?)
    }
}

impl Write<'_> {
    /// Notes that everything up to now was seen at this desk.
    pub fn set_seen(&self, account: AccountId, customer: &NetworkUserId) -> Result<(), StoreError> {
        self.sql.execute(
            "UPDATE conversations SET seen_at = max(seen_at, last_at) WHERE account_id = ?1 AND customer_id = ?2",
            [account.to_string().as_str(), customer.as_str()],
        )?;
        Ok(())
    }

    /// Notes in which language one writes here.
    pub fn set_language(
        &self,
        account: AccountId,
        customer: &NetworkUserId,
        language: Option<&str>,
    ) -> Result<(), StoreError> {
        self.sql.execute(
            "UPDATE conversations SET language = ?3 WHERE account_id = ?1 AND customer_id = ?2",
            (account.to_string(), customer.as_str(), language),
        )?;
        Ok(())
    }

    /// Brings a conversation's row in step with a message that was just kept. Nearly
    /// always it is the newest; anything else asks all of them.
    pub(crate) fn follow(&self, account: AccountId, message: &Message) -> Result<(), StoreError> {
        let followed = self.execute(
            "UPDATE conversations SET last_at = m.at, last_text = m.text,
                 last_from = iif(m.direction = 'in', 'customer', 'brand'),
                 waiting_since = iif(m.direction = 'in', coalesce(waiting_since, m.at), NULL),
                 kept = kept + 1
               FROM messages m
              WHERE m.account_id = ?1 AND m.event_id = ?3
                AND conversations.account_id = ?1 AND conversations.customer_id = ?2
                AND m.at > conversations.last_at",
            [
                account.to_string().as_str(),
                message.customer.as_str(),
                message.id.as_str(),
            ],
        )?;
        match followed {
            0 => self.refresh_conversation(account, &message.customer),
            _ => Ok(()),
        }
    }

    /// Brings a conversation's row in step with its messages.
    pub(crate) fn refresh_conversation(
        &self,
        account: AccountId,
        customer: &NetworkUserId,
    ) -> Result<(), StoreError> {
        // Only the newest rows are read.
        let mut refresh = self.sql.prepare_cached(
            "INSERT INTO conversations (account_id, customer_id, last_at, last_from, last_text, waiting_since, kept)
             SELECT ?1, ?2, m.at, iif(m.direction = 'in', 'customer', 'brand'), m.text,
                    (SELECT min(i.at) FROM messages i
                      WHERE i.account_id = ?1 AND i.customer_id = ?2 AND i.direction = 'in'
                        AND i.at > coalesce((SELECT o.at FROM messages o
                            WHERE o.account_id = ?1 AND o.customer_id = ?2 AND o.direction = 'out'
                            ORDER BY o.at DESC LIMIT 1), -1)),
                    1
               FROM messages m WHERE m.account_id = ?1 AND m.customer_id = ?2
                AND m.at = (SELECT max(n.at) FROM messages n WHERE n.account_id = ?1 AND n.customer_id = ?2)
              ORDER BY length(m.event_id) DESC, m.event_id DESC LIMIT 1
             ON CONFLICT (account_id, customer_id) DO UPDATE SET
                 last_at = excluded.last_at, last_from = excluded.last_from, last_text = excluded.last_text,
                 waiting_since = excluded.waiting_since, kept = kept + 1",
        )?;
        refresh.execute([account.to_string().as_str(), customer.as_str()])?;
        Ok(())
    }
}
