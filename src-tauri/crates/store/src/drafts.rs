//! What operators are writing: one draft for each conversation and author.

use crate::column::{parsed, parsed_or_null, time};
use crate::customers::customer;
use crate::{Customer, Read, StoreError, Write};
use domain::{AccountId, NetworkUserId, OperatorId, PersonaId, Timestamp};
use rusqlite::{OptionalExtension, Row};

/// A text that was not sent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Draft {
    /// The text as typed.
    pub text: String,
    /// As whom it is meant.
    pub persona: Option<PersonaId>,
    /// When it was last changed.
    pub at: Timestamp,
}

fn draft(row: &Row<'_>) -> rusqlite::Result<Draft> {
    Ok(Draft {
        text: row.get("text")?,
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
            "SELECT text, persona_id, updated_at FROM drafts
             WHERE account_id = ?1 AND customer_id = ?2 AND operator_id = ?3",
        )?;
        let key = [
            account.to_string(),
            customer.as_str().to_owned(),
            author.to_string(),
        ];
        Ok(query.query_row(key, draft).optional()?)
    }

    /// All drafts of an operator with some text, newest first.
    pub fn drafts(
        &self,
        author: OperatorId,
    ) -> Result<Vec<(AccountId, Customer, Draft)>, StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT d.account_id, d.customer_id, c.handle, c.name,
                    (SELECT a.picture_id FROM avatars a WHERE a.account_id = c.account_id AND a.user_id = c.id) AS picture_id,
                    d.text, d.persona_id, d.updated_at
             FROM drafts d JOIN customers c ON c.account_id = d.account_id AND c.id = d.customer_id
             WHERE d.operator_id = ?1 AND d.text <> '' ORDER BY d.updated_at DESC",
        )?;
        let rows = query.query_map([author.to_string()], |row| {
            Ok((parsed(row, "account_id")?, customer(row)?, draft(row)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Write<'_> {
    /// Keeps a draft as it stands now.
    pub fn keep_draft(
        &self,
        account: AccountId,
        customer: &NetworkUserId,
        author: OperatorId,
        draft: &Draft,
    ) -> Result<(), StoreError> {
        self.sql.execute(
            "INSERT INTO drafts (account_id, customer_id, operator_id, text, persona_id, updated_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (account_id, customer_id, operator_id) DO UPDATE SET
                 text = excluded.text, persona_id = excluded.persona_id, updated_at = excluded.updated_at",
            (
                account.to_string(),
                customer.as_str(),
                author.to_string(),
                &draft.text,
                draft.persona.map(|id| id.to_string()),
                draft.at.0,
            ),
        )?;
        Ok(())
    }
}
