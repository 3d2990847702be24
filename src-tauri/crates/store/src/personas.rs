//! Personas: who the brand speaks as, with what it notes about them. How they
//! look is in `looks.rs`.

use crate::column::{json, parsed, time, time_or_null, to_json};
use crate::{Read, StoreError, Write};
use domain::{ConsentNote, DeskId, Details, Look, Persona, PersonaId, Timestamp};
use rusqlite::{OptionalExtension, Row};

/// A persona in one of its looks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Dressed {
    /// Who.
    pub persona: Persona,
    /// How.
    pub look: Look,
}

/// Where a persona is still in use.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Uses {
    /// Drafts with a text that are meant to leave as it, of all operators.
    pub drafts: u32,
    /// Replies as it that leave by themselves.
    pub leaving: u32,
    /// Replies as it that may have arrived.
    pub in_doubt: u32,
    /// Replies as it that failed or came back.
    pub stopped: u32,
}

/// The columns of a persona `p`, for [`persona`].
pub(crate) const PERSONA: &str = "p.id AS persona_id, p.kind, p.created_at AS persona_created_at,
    p.tags, p.languages, p.consent, p.speakers, p.archived_at";

pub(crate) fn persona(row: &Row<'_>) -> rusqlite::Result<Persona> {
    Ok(Persona {
        id: parsed(row, "persona_id")?,
        kind: parsed(row, "kind")?,
        created_at: time(row, "persona_created_at")?,
        details: Details {
            tags: json(row, "tags")?,
            languages: json(row, "languages")?,
            consent: ConsentNote::accepted(row.get("consent")?),
            speakers: json(row, "speakers")?,
        },
        archived_at: time_or_null(row, "archived_at")?,
    })
}

impl Read<'_> {
    /// Where a persona is still in use.
    pub fn uses(&self, id: PersonaId) -> Result<Uses, StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT (SELECT count(*) FROM drafts WHERE persona_id = ?1 AND text <> '') AS drafts,
                    count(*) FILTER (WHERE state_name NOT IN
                        ('sent', 'discarded', 'draft', 'in_doubt', 'failed', 'returned')) AS leaving,
                    count(*) FILTER (WHERE state_name = 'in_doubt') AS in_doubt,
                    count(*) FILTER (WHERE state_name IN ('failed', 'returned')) AS stopped
             FROM replies WHERE persona_id = ?1",
        )?;
        let uses = query.query_row([id.to_string()], |row| {
            Ok(Uses {
                drafts: row.get("drafts")?,
                leaving: row.get("leaving")?,
                in_doubt: row.get("in_doubt")?,
                stopped: row.get("stopped")?,
            })
        });
        Ok(uses.optional()?.unwrap_or_default())
    }
}

impl Write<'_> {
    /// Adds a persona; its first look is to be added in the same change.
    pub fn add_persona(&self, persona: &Persona, desk: DeskId) -> Result<(), StoreError> {
        self.sql.execute(
            "INSERT INTO personas (id, kind, created_at, desk_id, archived_at) VALUES (?1, ?2, ?3, ?4, ?5)",
            (
                persona.id.to_string(),
                persona.kind.as_str(),
                persona.created_at.0,
                desk.to_string(),
                persona.archived_at.map(|at| at.0),
            ),
        )?;
        self.set_details(persona.id, &persona.details)
    }

    /// Notes something else about a persona.
    pub fn set_details(&self, id: PersonaId, details: &Details) -> Result<(), StoreError> {
        self.sql.execute(
            "UPDATE personas SET tags = ?2, languages = ?3, consent = ?4, speakers = ?5, revision = revision + 1
             WHERE id = ?1",
            (
                id.to_string(),
                to_json(&details.tags)?,
                to_json(&details.languages)?,
                details.consent.as_ref().map_or("", ConsentNote::as_str),
                to_json(&details.speakers)?,
            ),
        )?;
        Ok(())
    }

    /// Takes a persona out of use, or into use again.
    pub fn set_archived(&self, id: PersonaId, since: Option<Timestamp>) -> Result<(), StoreError> {
        self.sql.execute(
            "UPDATE personas SET archived_at = ?2, revision = revision + 1 WHERE id = ?1",
            (id.to_string(), since.map(|at| at.0)),
        )?;
        Ok(())
    }
}
