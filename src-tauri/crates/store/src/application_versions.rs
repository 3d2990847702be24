//! What stands in an application, version by version. A version is written over
//! as a whole as long as somebody types into it.

use crate::column::{parsed, parsed_or_null, read_with, time, time_or_null};
use crate::{Read, StoreError, Write};
use domain::application::{Content, Field, FieldOrigin, Sample};
use domain::{ApplicationId, Line, Timestamp};
use rusqlite::{OptionalExtension, Row};

/// One version of an application, without what stands in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ApplicationVersion {
    /// From 1.
    pub version: u32,
    /// When it was saved last.
    pub saved_at: Timestamp,
    /// When it was first handed in or written out.
    pub given_at: Option<Timestamp>,
}

fn version(row: &Row<'_>) -> rusqlite::Result<ApplicationVersion> {
    Ok(ApplicationVersion {
        version: row.get("version")?,
        saved_at: time(row, "saved_at")?,
        given_at: time_or_null(row, "given_at")?,
    })
}

fn text(row: &Row<'_>) -> rusqlite::Result<(Field, String, FieldOrigin)> {
    Ok((
        parsed(row, "field")?,
        row.get("text")?,
        parsed(row, "origin")?,
    ))
}

fn sample(row: &Row<'_>) -> rusqlite::Result<Sample> {
    Ok(Sample {
        persona: parsed(row, "persona_id")?,
        look: parsed_or_null(row, "look_id")?,
        kind: parsed(row, "kind")?,
        line: read_with(row, "line", |line| Some(Line::accepted(line.to_owned())))?,
    })
}

impl Read<'_> {
    /// The versions of an application, the oldest first.
    pub fn application_versions(
        &self,
        id: ApplicationId,
    ) -> Result<Vec<ApplicationVersion>, StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT version, saved_at, given_at FROM application_versions
             WHERE application_id = ?1 ORDER BY version",
        )?;
        let rows = query.query_map([id.to_string()], version)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The newest version of an application.
    pub fn newest_application_version(
        &self,
        id: ApplicationId,
    ) -> Result<Option<ApplicationVersion>, StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT version, saved_at, given_at FROM application_versions
             WHERE application_id = ?1 ORDER BY version DESC LIMIT 1",
        )?;
        Ok(query.query_row([id.to_string()], version).optional()?)
    }

    /// What stands in a version; nothing where there is no such version.
    pub fn application_content(
        &self,
        id: ApplicationId,
        version: u32,
    ) -> Result<Content, StoreError> {
        let key = (id.to_string(), version);
        let mut content = Content::default();
        let mut texts = self.sql.prepare_cached(
            "SELECT field, text, origin FROM application_texts WHERE application_id = ?1 AND version = ?2",
        )?;
        for found in texts.query_map((&key.0, key.1), text)? {
            let (field, text, origin) = found?;
            let put = content.put(field, text, origin);
            put.map_err(|_| StoreError::Unreadable { column: "text" })?;
        }
        let mut samples = self.sql.prepare_cached(
            "SELECT persona_id, look_id, kind, line FROM application_samples
             WHERE application_id = ?1 AND version = ?2 ORDER BY position",
        )?;
        let found = samples.query_map((&key.0, key.1), sample)?;
        let chosen: Vec<Sample> = found.collect::<Result<_, _>>()?;
        content
            .choose(chosen)
            .map_err(|_| StoreError::Unreadable { column: "position" })?;
        Ok(content)
    }
}

impl Write<'_> {
    /// Keeps what stands in a version, in place of what stood there. A version
    /// that is not there yet is made.
    pub fn keep_application(
        &self,
        id: ApplicationId,
        version: u32,
        content: &Content,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let key = id.to_string();
        self.sql.execute(
            "INSERT INTO application_versions (application_id, version, saved_at) VALUES (?1, ?2, ?3)
             ON CONFLICT (application_id, version) DO UPDATE SET saved_at = excluded.saved_at",
            (&key, version, at.0),
        )?;
        for table in ["application_texts", "application_samples"] {
            self.sql.execute(
                &format!("DELETE FROM {table} WHERE application_id = ?1 AND version = ?2"),
                (&key, version),
            )?;
        }
        let mut texts = self.sql.prepare_cached(
            "INSERT INTO application_texts (application_id, version, field, text, origin) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        for (field, entry) in content.entries() {
            let origin = entry.origin().as_str();
            texts.execute((&key, version, field.as_str(), entry.text(), origin))?;
        }
        let mut samples = self.sql.prepare_cached(
            "INSERT INTO application_samples (application_id, version, position, persona_id, look_id, kind, line)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        for (position, sample) in (0_u32..).zip(content.samples()) {
            samples.execute((
                &key,
                version,
                position,
                sample.persona.to_string(),
                sample.look.map(|look| look.to_string()),
                sample.kind.as_str(),
                sample.line.as_str(),
            ))?;
        }
        self.revise_application(id)
    }

    /// Notes that somebody outside has a version from now on.
    pub fn give_application(
        &self,
        id: ApplicationId,
        version: u32,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.sql.execute(
            "UPDATE application_versions SET given_at = ?3
             WHERE application_id = ?1 AND version = ?2 AND given_at IS NULL",
            (id.to_string(), version, at.0),
        )?;
        self.revise_application(id)
    }
}
