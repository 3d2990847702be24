//! How personas look, in the newest look and in those before. A look never
//! changes; a new one takes its place.

use crate::column::{json, list, parsed, time};
use crate::personas::{PERSONA, persona};
use crate::{Dressed, Read, StoreError, Write};
use domain::{AccountId, Line, Look, LookId, NetworkName, PersonaId, PictureId, Timestamp};
use rusqlite::{OptionalExtension, Params, Row};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// A square of a picture, in pixels.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Square {
    /// From the left.
    pub x: u32,
    /// From the top.
    pub y: u32,
    /// Its side.
    pub size: u32,
}

/// What a portrait was cut from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CutFrom {
    /// The working copy, among the pictures.
    pub working: PictureId,
    /// The square, in the working copy's pixels.
    pub crop: Square,
}

/// What a portrait was cut from, so that it can be cut again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LookSource {
    /// The working copy: a JPEG without metadata.
    pub working: Vec<u8>,
    /// The square, in its pixels.
    pub crop: Square,
}

/// What customers saw of a look through one account.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Seen {
    /// The look.
    pub look: LookId,
    /// The account.
    pub account: AccountId,
    /// Messages that carry it.
    pub messages: u32,
    /// Customers who got one.
    pub customers: u32,
    /// The first of them.
    pub first_at: Timestamp,
    /// The last of them.
    pub last_at: Timestamp,
}

/// A look's own lines come with it, as one JSON object.
const DRESSED: &str = "l.id AS look_id, l.line, l.portrait_id, l.created_at AS look_created_at,
    (SELECT json_group_object(network, line) FROM look_lines WHERE look_id = l.id) AS own_lines
    FROM personas p JOIN looks l ON l.persona_id = p.id";

/// A persona's newest look; UUIDv7 keys sort by creation.
const NEWEST: &str = "l.id = (SELECT max(id) FROM looks WHERE persona_id = p.id)";

/// The look in which a persona speaks on the account `?1`: its newest one that
/// is live there.
const SPOKEN: &str = "l.id = (SELECT max(o.id) FROM looks o
        JOIN published_looks s ON s.look_id = o.id AND s.account_id = ?1
        WHERE o.persona_id = p.id AND json_extract(s.state, '$.state') = 'live')";

fn dressed(row: &Row<'_>) -> rusqlite::Result<Dressed> {
    let persona = persona(row)?;
    let own_lines: BTreeMap<NetworkName, String> = json(row, "own_lines")?;
    Ok(Dressed {
        look: Look {
            id: parsed(row, "look_id")?,
            persona: persona.id,
            line: Line::accepted(row.get("line")?),
            own_lines: own_lines
                .into_iter()
                .map(|(network, line)| (network, Line::accepted(line)))
                .collect(),
            portrait: parsed(row, "portrait_id")?,
            created_at: time(row, "look_created_at")?,
        },
        persona,
    })
}

impl Read<'_> {
    fn dressed(&self, rest: &str, values: impl Params) -> Result<Vec<Dressed>, StoreError> {
        let mut query = self
            .sql
            .prepare_cached(&format!("SELECT {PERSONA}, {DRESSED} {rest}"))?;
        let rows = query.query_map(values, dressed)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// All personas in their newest looks, in the order of their lines.
    pub fn personas(&self) -> Result<Vec<Dressed>, StoreError> {
        self.dressed(&format!("WHERE {NEWEST} ORDER BY l.line, p.id"), [])
    }

    /// One persona in its newest look.
    pub fn persona(&self, id: PersonaId) -> Result<Option<Dressed>, StoreError> {
        let found = self.dressed(&format!("WHERE p.id = ?1 AND {NEWEST}"), [id.to_string()])?;
        Ok(found.into_iter().next())
    }

    /// A look with whose it is.
    pub fn look(&self, id: LookId) -> Result<Option<Dressed>, StoreError> {
        let found = self.dressed("WHERE l.id = ?1", [id.to_string()])?;
        Ok(found.into_iter().next())
    }

    /// Every one of these looks that there is, with whose it is; one question,
    /// however many they are.
    pub fn looks_among(
        &self,
        ids: impl IntoIterator<Item = LookId>,
    ) -> Result<HashMap<LookId, Dressed>, StoreError> {
        let asked = list(ids);
        let found = self.dressed("WHERE l.id IN (SELECT value FROM json_each(?1))", [asked])?;
        Ok(found.into_iter().map(|one| (one.look.id, one)).collect())
    }

    /// A persona's looks, the newest first.
    pub fn looks(&self, id: PersonaId) -> Result<Vec<Dressed>, StoreError> {
        self.dressed("WHERE p.id = ?1 ORDER BY l.id DESC", [id.to_string()])
    }

    /// Everybody who can speak on an account, each in the look in which they
    /// speak there: the newest that is live.
    pub fn speakers(&self, account: AccountId) -> Result<Vec<Dressed>, StoreError> {
        self.dressed(&format!("WHERE {SPOKEN}"), [account.to_string()])
    }

    /// A persona in the look in which it speaks on an account; `None` where none
    /// of its looks is live there.
    pub fn speaks_in(
        &self,
        account: AccountId,
        id: PersonaId,
    ) -> Result<Option<Dressed>, StoreError> {
        let found = self.dressed(
            &format!("WHERE p.id = ?2 AND {SPOKEN}"),
            [account.to_string(), id.to_string()],
        )?;
        Ok(found.into_iter().next())
    }

    /// What a look's portrait was cut from, as a new look takes it over; `None`
    /// for a look of the days when that was not kept.
    pub fn cut_from(&self, look: LookId) -> Result<Option<CutFrom>, StoreError> {
        let found = self.sql.query_row(
            "SELECT source_id, crop FROM looks WHERE id = ?1 AND source_id IS NOT NULL",
            [look.to_string()],
            |row| {
                Ok(CutFrom {
                    working: parsed(row, "source_id")?,
                    crop: json(row, "crop")?,
                })
            },
        );
        Ok(found.optional()?)
    }

    /// What a look's portrait was cut from, so that it can be cut again.
    pub fn look_source(&self, look: LookId) -> Result<Option<LookSource>, StoreError> {
        let Some(cut) = self.cut_from(look)? else {
            return Ok(None);
        };
        let working = self.picture(cut.working)?;
        Ok(working.map(|working| LookSource {
            working,
            crop: cut.crop,
        }))
    }

    /// What customers saw of a persona's looks, the newest look first.
    pub fn seen(&self, id: PersonaId) -> Result<Vec<Seen>, StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT m.look_id, m.account_id, count(*) AS messages, count(DISTINCT m.customer_id) AS customers,
                    min(m.at) AS first_at, max(m.at) AS last_at
             FROM messages m JOIN looks l ON l.id = m.look_id
             WHERE l.persona_id = ?1 GROUP BY m.look_id, m.account_id ORDER BY m.look_id DESC, m.account_id",
        )?;
        let rows = query.query_map([id.to_string()], |row| {
            Ok(Seen {
                look: parsed(row, "look_id")?,
                account: parsed(row, "account_id")?,
                messages: row.get("messages")?,
                customers: row.get("customers")?,
                first_at: time(row, "first_at")?,
                last_at: time(row, "last_at")?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Write<'_> {
    /// Adds a look. Its portrait, and the working copy it was cut from, were
    /// added before.
    pub fn add_look(&self, look: &Look, cut_from: Option<CutFrom>) -> Result<(), StoreError> {
        let crop = cut_from
            .map(|cut| crate::column::to_json(&cut.crop))
            .transpose()?;
        self.sql.execute(
            "INSERT INTO looks (id, persona_id, line, portrait_id, created_at, source_id, crop)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            (
                look.id.to_string(),
                look.persona.to_string(),
                look.line.as_str(),
                look.portrait.to_string(),
                look.created_at.0,
                cut_from.map(|cut| cut.working.to_string()),
                crop,
            ),
        )?;
        for (network, line) in &look.own_lines {
            self.sql.execute(
                "INSERT INTO look_lines (look_id, network, line) VALUES (?1, ?2, ?3)",
                (look.id.to_string(), network.as_str(), line.as_str()),
            )?;
        }
        Ok(())
    }
}
