//! Personas and their looks.

use crate::column::{parsed, time};
use crate::{Read, StoreError, Write};
use domain::{DeskId, Line, Look, LookId, Persona, PersonaId};
use rusqlite::{OptionalExtension, Row};

/// A persona in one of its looks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Dressed {
    /// Who.
    pub persona: Persona,
    /// How.
    pub look: Look,
}

const DRESSED: &str = "SELECT p.id AS persona_id, p.kind, p.created_at AS persona_created_at,
           l.id AS look_id, l.line, l.portrait_id, l.created_at AS look_created_at
    FROM personas p JOIN looks l ON l.persona_id = p.id";

/// A persona's newest look; UUIDv7 keys sort by creation.
const NEWEST: &str = "l.id = (SELECT max(id) FROM looks WHERE persona_id = p.id)";

fn dressed(row: &Row<'_>) -> rusqlite::Result<Dressed> {
    let persona: PersonaId = parsed(row, "persona_id")?;
    Ok(Dressed {
        persona: Persona {
            id: persona,
            kind: parsed(row, "kind")?,
            created_at: time(row, "persona_created_at")?,
        },
        look: Look {
            id: parsed(row, "look_id")?,
            persona,
            line: Line::accepted(row.get("line")?),
            portrait: parsed(row, "portrait_id")?,
            created_at: time(row, "look_created_at")?,
        },
    })
}

impl Read<'_> {
    /// All personas in their newest looks, in the order of their lines.
    pub fn personas(&self) -> Result<Vec<Dressed>, StoreError> {
        let mut query = self
            .sql
            .prepare_cached(&format!("{DRESSED} WHERE {NEWEST} ORDER BY l.line, p.id"))?;
        let rows = query.query_map([], dressed)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// One persona in its newest look.
    pub fn persona(&self, id: PersonaId) -> Result<Option<Dressed>, StoreError> {
        let mut query = self
            .sql
            .prepare_cached(&format!("{DRESSED} WHERE p.id = ?1 AND {NEWEST}"))?;
        Ok(query.query_row([id.to_string()], dressed).optional()?)
    }

    /// A look with whose it is.
    pub fn look(&self, id: LookId) -> Result<Option<Dressed>, StoreError> {
        let mut query = self
            .sql
            .prepare_cached(&format!("{DRESSED} WHERE l.id = ?1"))?;
        Ok(query.query_row([id.to_string()], dressed).optional()?)
    }
}

impl Write<'_> {
    /// Adds a persona with its first look. Its portrait was added before.
    pub fn add_persona(
        &self,
        persona: &Persona,
        look: &Look,
        desk: DeskId,
    ) -> Result<(), StoreError> {
        self.sql.execute(
            "INSERT INTO personas (id, kind, created_at, desk_id) VALUES (?1, ?2, ?3, ?4)",
            (
                persona.id.to_string(),
                persona.kind.as_str(),
                persona.created_at.0,
                desk.to_string(),
            ),
        )?;
        self.sql.execute(
            "INSERT INTO looks (id, persona_id, line, portrait_id, created_at) VALUES (?1, ?2, ?3, ?4, ?5)",
            (
                look.id.to_string(),
                persona.id.to_string(),
                look.line.as_str(),
                look.portrait.to_string(),
                look.created_at.0,
            ),
        )?;
        Ok(())
    }
}
