//! Replies that were released: the outbox, and what became of them.

use crate::column::{json, list, parsed, parsed_or_null, time, to_json};
use crate::{Read, StoreError, Write};
use domain::reply::State;
use domain::{
    AccountId, LookId, MessageBody, NetworkUserId, OperatorId, Origin, PersonaId, ReplyId,
    Timestamp,
};
use rusqlite::{OptionalExtension, Params, Row};
use std::collections::HashMap;

/// A reply that was released.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reply {
    /// Its place in the order of pressing Send.
    pub seq: i64,
    /// Everything that never changes.
    pub content: NewReply,
    /// Where it is in its life.
    pub state: State,
}

/// A reply as it is released; none of this ever changes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewReply {
    /// Its key.
    pub id: ReplyId,
    /// Through which account.
    pub account: AccountId,
    /// To whom.
    pub customer: NetworkUserId,
    /// Written by whom.
    pub origin: Origin,
    /// As whom.
    pub persona: PersonaId,
    /// In which look.
    pub look: LookId,
    /// The text.
    pub text: MessageBody,
    /// When Send was pressed.
    pub released_at: Timestamp,
}

const COLUMNS: &str =
    "seq, id, account_id, customer_id, operator_id, persona_id, look_id, text, released_at, state";
const SETTLED: &str = "('sent', 'discarded', 'draft')";

fn reply(row: &Row<'_>) -> rusqlite::Result<Reply> {
    Ok(Reply {
        seq: row.get("seq")?,
        content: NewReply {
            id: parsed(row, "id")?,
            account: parsed(row, "account_id")?,
            customer: NetworkUserId(row.get("customer_id")?),
            origin: origin(row)?,
            persona: parsed(row, "persona_id")?,
            look: parsed(row, "look_id")?,
            text: MessageBody::accepted(row.get("text")?),
            released_at: time(row, "released_at")?,
        },
        state: json(row, "state")?,
    })
}

fn origin(row: &Row<'_>) -> rusqlite::Result<Origin> {
    let operator = parsed_or_null::<OperatorId>(row, "operator_id")?;
    Ok(operator.map_or(Origin::Automation, Origin::Operator))
}

impl Read<'_> {
    fn replies(&self, condition: &str, values: impl Params) -> Result<Vec<Reply>, StoreError> {
        let mut query = self.sql.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM replies WHERE {condition} ORDER BY seq"
        ))?;
        let rows = query.query_map(values, reply)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// One reply.
    pub fn reply(&self, id: ReplyId) -> Result<Option<Reply>, StoreError> {
        let mut query = self
            .sql
            .prepare_cached(&format!("SELECT {COLUMNS} FROM replies WHERE id = ?1"))?;
        Ok(query.query_row([id.to_string()], reply).optional()?)
    }

    /// Who wrote each of these replies; one question, however many they are.
    pub fn origins_among(
        &self,
        ids: impl IntoIterator<Item = ReplyId>,
    ) -> Result<HashMap<ReplyId, Origin>, StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT id, operator_id FROM replies WHERE id IN (SELECT value FROM json_each(?1))",
        )?;
        let rows = query.query_map([list(ids)], |row| Ok((parsed(row, "id")?, origin(row)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The outbox: everything that is not settled, in the order of pressing Send.
    pub fn outbox(&self) -> Result<Vec<Reply>, StoreError> {
        self.replies(&format!("state_name NOT IN {SETTLED}"), [])
    }

    /// One conversation's part of the outbox.
    pub fn lane(
        &self,
        account: AccountId,
        customer: &NetworkUserId,
    ) -> Result<Vec<Reply>, StoreError> {
        self.replies(
            &format!("account_id = ?1 AND customer_id = ?2 AND state_name NOT IN {SETTLED}"),
            [account.to_string().as_str(), customer.as_str()],
        )
    }

    /// Unsettled replies whose time has come.
    pub fn due(&self, now: Timestamp) -> Result<Vec<Reply>, StoreError> {
        self.replies(
            &format!("due_at <= ?1 AND state_name NOT IN {SETTLED}"),
            [now.0],
        )
    }

    /// A reply that was sent as far as a person knows, whose message was not read
    /// yet: the oldest with this text.
    pub fn sent_without_message(
        &self,
        account: AccountId,
        customer: &NetworkUserId,
        text: &str,
    ) -> Result<Option<Reply>, StoreError> {
        let found = self.replies(
            "account_id = ?1 AND customer_id = ?2 AND text = ?3 AND state_name = 'sent'
                AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.reply_id = replies.id)",
            [account.to_string().as_str(), customer.as_str(), text],
        )?;
        Ok(found.into_iter().next())
    }

    /// Replies of one state.
    pub fn replies_in(&self, state_name: &'static str) -> Result<Vec<Reply>, StoreError> {
        self.replies("state_name = ?1", [state_name])
    }

    /// The next moment at which time alone moves a reply.
    pub fn next_due(&self) -> Result<Option<Timestamp>, StoreError> {
        let at: Option<i64> = self.sql.query_row(
            &format!("SELECT min(due_at) FROM replies WHERE state_name NOT IN {SETTLED}"),
            [],
            |row| row.get(0),
        )?;
        Ok(at.map(Timestamp))
    }
}

impl Write<'_> {
    /// Puts a reply at the end of the outbox.
    pub fn add_reply(&self, new: &NewReply, state: &State) -> Result<(), StoreError> {
        let operator = match new.origin {
            Origin::Operator(id) => Some(id.to_string()),
            Origin::Automation => None,
        };
        self.sql.execute(
            "INSERT INTO replies (id, account_id, customer_id, operator_id, persona_id, look_id, text, released_at,
                                  state, state_name, due_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            (
                new.id.to_string(),
                new.account.to_string(),
                new.customer.as_str(),
                operator,
                new.persona.to_string(),
                new.look.to_string(),
                new.text.as_str(),
                new.released_at.0,
                to_json(state)?,
                state.name(),
                state.due_at().map(|at| at.0),
            ),
        )?;
        Ok(())
    }

    /// Moves a reply to the state that followed.
    pub fn set_state(&self, id: ReplyId, state: &State) -> Result<(), StoreError> {
        self.sql.execute(
            "UPDATE replies SET state = ?2, state_name = ?3, due_at = ?4 WHERE id = ?1",
            (
                id.to_string(),
                to_json(state)?,
                state.name(),
                state.due_at().map(|at| at.0),
            ),
        )?;
        Ok(())
    }
}
