//! Replies that were released: the outbox, and what became of them.

use crate::column::{json, list, parsed, parsed_or_null, time, to_json};
use crate::message_media::beside;
use crate::{MessagePicture, Read, StoreError, Write};
use domain::reply::State;
use domain::{
    AccountId, LookId, MessageBody, NetworkUserId, OperatorId, Origin, PersonaId, ReplyId,
    SeenMark, Timestamp,
};
use rusqlite::{OptionalExtension, Params, Row};
use std::collections::HashMap;

/// A reply that was released.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reply {
    /// Its place in the outbox: the order of pressing Send, unless a person let
    /// others go first or it joined at a time of its own.
    pub place: i64,
    /// Everything that never changes.
    pub content: NewReply,
    /// Where it is in its life.
    pub state: State,
    /// What its author last saw.
    pub look: LastLook,
}

/// What somebody saw of a conversation, and when.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LastLook {
    /// How far.
    pub seen: SeenMark,
    /// When.
    pub at: Timestamp,
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
    /// The text; empty only beside a picture.
    pub text: MessageBody,
    /// The picture that goes along.
    pub picture: Option<MessagePicture>,
    /// When Send was pressed.
    pub released_at: Timestamp,
}

const COLUMNS: &str =
    "place, id, account_id, customer_id, operator_id, persona_id, look_id, text, released_at, state,
    seen_mark, looked_at, picture_id, picture_width, picture_height";
const SETTLED: &str = "('sent', 'discarded', 'draft')";

fn reply(row: &Row<'_>) -> rusqlite::Result<Reply> {
    Ok(Reply {
        place: row.get("place")?,
        content: NewReply {
            id: parsed(row, "id")?,
            account: parsed(row, "account_id")?,
            customer: NetworkUserId(row.get("customer_id")?),
            origin: origin(row)?,
            persona: parsed(row, "persona_id")?,
            look: parsed(row, "look_id")?,
            text: MessageBody::accepted(row.get("text")?),
            picture: beside(row)?,
            released_at: time(row, "released_at")?,
        },
        state: json(row, "state")?,
        look: LastLook {
            seen: SeenMark(row.get("seen_mark")?),
            at: time(row, "looked_at")?,
        },
    })
}

fn origin(row: &Row<'_>) -> rusqlite::Result<Origin> {
    let operator = parsed_or_null::<OperatorId>(row, "operator_id")?;
    Ok(operator.map_or(Origin::Automation, Origin::Operator))
}

impl Read<'_> {
    fn replies(&self, condition: &str, values: impl Params) -> Result<Vec<Reply>, StoreError> {
        let mut query = self.sql.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM replies WHERE {condition} ORDER BY place, seq"
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

    /// The outbox: everything that is not settled, in its order.
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
        self.replies("due_at IS NOT NULL AND due_at <= ?1", [now.0])
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

    /// The states of what is ahead of a place in a lane and not settled.
    pub fn ahead(
        &self,
        account: AccountId,
        customer: &NetworkUserId,
        place: i64,
    ) -> Result<Vec<State>, StoreError> {
        let mut query = self.sql.prepare_cached(&format!(
            "SELECT state FROM replies WHERE account_id = ?1 AND customer_id = ?2 AND place < ?3
                AND state_name NOT IN {SETTLED} ORDER BY place"
        ))?;
        let rows = query.query_map((account.to_string(), customer.as_str(), place), |row| {
            json(row, "state")
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The keys of replies of one state.
    pub fn ids_in(&self, state_name: &'static str) -> Result<Vec<ReplyId>, StoreError> {
        let mut query = self
            .sql
            .prepare_cached("SELECT id FROM replies WHERE state_name = ?1")?;
        let rows = query.query_map([state_name], |row| parsed(row, "id"))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Replies of one state.
    pub fn replies_in(&self, state_name: &'static str) -> Result<Vec<Reply>, StoreError> {
        self.replies("state_name = ?1", [state_name])
    }

    /// The next moment at which time alone moves a reply.
    pub fn next_due(&self) -> Result<Option<Timestamp>, StoreError> {
        let at: Option<i64> = self.one(
            "SELECT min(due_at) FROM replies WHERE due_at IS NOT NULL",
            [],
            |row| row.get(0),
        )?;
        Ok(at.map(Timestamp))
    }
}

impl Write<'_> {
    /// Puts a reply at the end of the outbox.
    pub fn add_reply(
        &self,
        new: &NewReply,
        state: &State,
        look: LastLook,
    ) -> Result<(), StoreError> {
        let operator = match new.origin {
            Origin::Operator(id) => Some(id.to_string()),
            Origin::Automation => None,
        };
        self.execute(
            "INSERT INTO replies (id, account_id, customer_id, operator_id, persona_id, look_id, text, released_at,
                                  state, state_name, due_at, seen_mark, looked_at, place)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13,
                     (SELECT 1 + coalesce(max(place), 0) FROM replies))",
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
                look.seen.0,
                look.at.0,
            ),
        )?;
        if let Some(picture) = new.picture {
            self.execute(
                "UPDATE replies SET picture_id = ?2, picture_width = ?3, picture_height = ?4 WHERE id = ?1",
                (
                    new.id.to_string(),
                    picture.picture.to_string(),
                    picture.width,
                    picture.height,
                ),
            )?;
        }
        Ok(())
    }

    /// Puts a reply behind everything else: the end of its lane.
    pub fn put_last(&self, id: ReplyId) -> Result<(), StoreError> {
        self.execute(
            "UPDATE replies SET place = (SELECT 1 + coalesce(max(place), 0) FROM replies) WHERE id = ?1",
            [id.to_string()],
        )?;
        Ok(())
    }

    /// Gives a reply the place of one that left the outbox.
    pub fn take_place(&self, id: ReplyId, place: i64) -> Result<(), StoreError> {
        self.execute(
            "UPDATE replies SET place = ?2 WHERE id = ?1",
            (id.to_string(), place),
        )?;
        Ok(())
    }

    /// Notes until when replies to a customer are free.
    pub fn set_free_until(
        &self,
        account: AccountId,
        customer: &NetworkUserId,
        until: Option<Timestamp>,
    ) -> Result<(), StoreError> {
        self.sql
            .prepare_cached(
                "UPDATE replies SET free_until = ?3 WHERE account_id = ?1 AND customer_id = ?2
                    AND state_name NOT IN ('sent', 'discarded', 'draft')",
            )?
            .execute((
                account.to_string(),
                customer.as_str(),
                until.map_or(i64::MAX, |at| at.0),
            ))?;
        Ok(())
    }

    /// Notes that somebody looked at a reply's conversation.
    pub fn set_look(&self, id: ReplyId, look: LastLook) -> Result<(), StoreError> {
        self.execute(
            "UPDATE replies SET seen_mark = ?2, looked_at = ?3 WHERE id = ?1",
            (id.to_string(), look.seen.0, look.at.0),
        )?;
        Ok(())
    }

    /// Moves a reply to the state that followed.
    pub fn set_state(&self, id: ReplyId, state: &State) -> Result<(), StoreError> {
        self.execute(
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
