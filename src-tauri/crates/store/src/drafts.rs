//! What operators are writing: one draft for each conversation and author.

use crate::column::{parsed, parsed_or_null, time};
use crate::message_media::beside;
use crate::{Customer, MessagePicture, Read, StoreError, Write};
use domain::{AccountId, NetworkUserId, OperatorId, PersonaId, Timestamp};
use rusqlite::{OptionalExtension, Row};

/// What was not sent: a text, a picture, or both.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Draft {
    /// The text as typed.
    pub text: String,
    /// The picture beside it.
    pub picture: Option<MessagePicture>,
    /// As whom it is meant.
    pub persona: Option<PersonaId>,
    /// When it was last changed; no two states of one draft have the same.
    pub at: Timestamp,
}

impl Draft {
    /// Is nothing in it?
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.picture.is_none()
    }
}

fn draft(row: &Row<'_>) -> rusqlite::Result<Draft> {
    Ok(Draft {
        text: row.get("text")?,
        picture: beside(row)?,
        persona: parsed_or_null(row, "persona_id")?,
        at: time(row, "updated_at")?,
    })
}

impl Read<'_> {
    /// The draft of an operator in a conversation.
    pub fn draft(
        &self,
        account: AccountId,
        customer: &NetworkUserId,
        author: OperatorId,
    ) -> Result<Option<Draft>, StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT text, picture_id, picture_width, picture_height, persona_id, updated_at FROM drafts
             WHERE account_id = ?1 AND customer_id = ?2 AND operator_id = ?3",
        )?;
        let key = [
            account.to_string(),
            customer.as_str().to_owned(),
            author.to_string(),
        ];
        Ok(query.query_row(key, draft).optional()?)
    }

    /// All drafts of an operator with something in them, newest first.
    pub fn drafts(
        &self,
        author: OperatorId,
    ) -> Result<Vec<(AccountId, Customer, Draft)>, StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT account_id, customer_id FROM drafts
             WHERE operator_id = ?1 AND (text <> '' OR picture_id IS NOT NULL) ORDER BY updated_at DESC",
        )?;
        let rows = query.query_map([author.to_string()], |row| {
            Ok((
                parsed(row, "account_id")?,
                NetworkUserId(row.get("customer_id")?),
            ))
        })?;
        let mut drafts = Vec::new();
        for row in rows {
            let (account, id) = row?;
            let known = self
                .customer(account, &id)?
                .zip(self.draft(account, &id, author)?);
            drafts.extend(known.map(|(customer, draft)| (account, customer, draft)));
        }
        Ok(drafts)
    }
}

impl Write<'_> {
    /// Keeps a draft as it stands now, later than it stood before whatever the clock
    /// says. A picture that nothing shows any more goes.
    pub fn keep_draft(
        &self,
        account: AccountId,
        customer: &NetworkUserId,
        author: OperatorId,
        draft: &Draft,
    ) -> Result<(), StoreError> {
        let before = self.draft(account, customer, author)?;
        let shown = before.and_then(|before| before.picture);
        self.sql.execute(
            "INSERT INTO drafts (account_id, customer_id, operator_id, text, persona_id, updated_at,
                                 picture_id, picture_width, picture_height)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
             ON CONFLICT (account_id, customer_id, operator_id) DO UPDATE SET
                 text = excluded.text, persona_id = excluded.persona_id,
                 updated_at = max(excluded.updated_at, drafts.updated_at + 1),
                 picture_id = excluded.picture_id, picture_width = excluded.picture_width,
                 picture_height = excluded.picture_height",
            (
                account.to_string(),
                customer.as_str(),
                author.to_string(),
                &draft.text,
                draft.persona.map(|id| id.to_string()),
                draft.at.0,
                draft.picture.map(|one| one.picture.to_string()),
                draft.picture.map(|one| one.width),
                draft.picture.map(|one| one.height),
            ),
        )?;
        match shown.filter(|shown| draft.picture.map(|now| now.picture) != Some(shown.picture)) {
            Some(gone) => self.delete_pictures(&[gone.picture.to_string()]),
            None => Ok(()),
        }
    }
}
