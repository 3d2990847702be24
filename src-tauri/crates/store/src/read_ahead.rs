//! Messages that were read by themselves, before the list of all messages came
//! to them. That they are known says nothing about what the list was read to.

use crate::{Message, Read, StoreError, Write};
use domain::{AccountId, EventId};

impl Read<'_> {
    /// Whether the list has not come to a known message yet.
    pub fn is_read_ahead(&self, account: AccountId, event: &EventId) -> Result<bool, StoreError> {
        let mut query = self
            .sql
            .prepare_cached("SELECT 1 FROM read_ahead WHERE account_id = ?1 AND event_id = ?2")?;
        Ok(query.exists([account.to_string().as_str(), event.as_str()])?)
    }
}

impl Write<'_> {
    /// Notes that a message that is kept was not brought by the list.
    pub fn note_read_ahead(&self, account: AccountId, event: &EventId) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO read_ahead (account_id, event_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            [account.to_string().as_str(), event.as_str()],
        )?;
        Ok(())
    }

    /// The list has come to a message that was read ahead: its word completes it.
    pub fn listed(&self, account: AccountId, message: &Message) -> Result<(), StoreError> {
        let key = [account.to_string(), message.id.as_str().to_owned()];
        self.execute(
            "DELETE FROM read_ahead WHERE account_id = ?1 AND event_id = ?2",
            key.each_ref().map(String::as_str),
        )?;
        self.execute(
            "UPDATE messages SET attachment = coalesce(?3, attachment) WHERE account_id = ?1 AND event_id = ?2",
            (&key[0], &key[1], &message.attachment),
        )?;
        let changed = self.sql.execute(
            "UPDATE messages SET text = ?3 WHERE account_id = ?1 AND event_id = ?2 AND text <> ?3",
            (&key[0], &key[1], &message.text),
        )?;
        match changed {
            0 => Ok(()),
            _ => self.refresh_conversation(account, &message.customer),
        }
    }
}
