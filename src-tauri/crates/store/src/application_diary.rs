//! What became of an application, as people wrote it down, and of what they
//! want to be reminded.

use crate::column::{parsed, time, time_or_null};
use crate::{Read, StoreError, Write};
use domain::application::DiaryEvent;
use domain::{ApplicationId, DeskId, DiaryEntryId, Timestamp};
use rusqlite::{OptionalExtension, Row};

/// An entry of the diary.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DiaryEntry {
    /// Its key.
    pub id: DiaryEntryId,
    /// Whose.
    pub application: ApplicationId,
    /// The version that was the newest when it was written down.
    pub version: u32,
    /// What happened.
    pub event: DiaryEvent,
    /// When it happened.
    pub at: Timestamp,
    /// Who wrote it down, by the name of that day.
    pub author: String,
    /// Where.
    pub place: String,
    /// The network's number for it.
    pub case_number: String,
    /// What was said.
    pub note: String,
    /// When to remind.
    pub remind_at: Option<Timestamp>,
    /// When the system was asked to tell it.
    pub reminded_at: Option<Timestamp>,
    /// When it was ticked off.
    pub done_at: Option<Timestamp>,
}

const COLUMNS: &str = "id, application_id, version, event, at, author, place, case_number, note,
    remind_at, reminded_at, done_at";

/// Reminders that were neither told nor ticked off.
const TO_TELL: &str = "remind_at IS NOT NULL AND reminded_at IS NULL AND done_at IS NULL";

fn entry(row: &Row<'_>) -> rusqlite::Result<DiaryEntry> {
    Ok(DiaryEntry {
        id: parsed(row, "id")?,
        application: parsed(row, "application_id")?,
        version: row.get("version")?,
        event: parsed(row, "event")?,
        at: time(row, "at")?,
        author: row.get("author")?,
        place: row.get("place")?,
        case_number: row.get("case_number")?,
        note: row.get("note")?,
        remind_at: time_or_null(row, "remind_at")?,
        reminded_at: time_or_null(row, "reminded_at")?,
        done_at: time_or_null(row, "done_at")?,
    })
}

impl Read<'_> {
    /// The diary of an application, in the order in which things happened.
    pub fn application_diary(&self, id: ApplicationId) -> Result<Vec<DiaryEntry>, StoreError> {
        let mut query = self.sql.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM application_diary WHERE application_id = ?1 ORDER BY at, id"
        ))?;
        let rows = query.query_map([id.to_string()], entry)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Reminders that are due and were neither told nor ticked off, the longest
    /// due first.
    pub fn reminders_to_tell(&self, now: Timestamp) -> Result<Vec<DiaryEntry>, StoreError> {
        let mut query = self.sql.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM application_diary WHERE {TO_TELL} AND remind_at <= ?1
             ORDER BY remind_at, id"
        ))?;
        let rows = query.query_map([now.0], entry)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// When the next reminder is to be told.
    pub fn next_reminder(&self) -> Result<Option<Timestamp>, StoreError> {
        let mut query = self.sql.prepare_cached(&format!(
            "SELECT remind_at FROM application_diary WHERE {TO_TELL} ORDER BY remind_at LIMIT 1"
        ))?;
        let found = query.query_row([], |row| time(row, "remind_at"));
        Ok(found.optional()?)
    }
}

impl Write<'_> {
    /// Writes an entry into the diary.
    pub fn add_diary_entry(&self, new: &DiaryEntry, desk: DeskId) -> Result<(), StoreError> {
        self.sql.execute(
            &format!(
                "INSERT INTO application_diary ({COLUMNS}, desk_id)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"
            ),
            (
                new.id.to_string(),
                new.application.to_string(),
                new.version,
                new.event.as_str(),
                new.at.0,
                &new.author,
                &new.place,
                &new.case_number,
                &new.note,
                new.remind_at.map(|at| at.0),
                new.reminded_at.map(|at| at.0),
                new.done_at.map(|at| at.0),
                desk.to_string(),
            ),
        )?;
        self.revise_application(new.application)
    }

    /// Notes that the system was asked to tell a reminder.
    pub fn reminded(&self, entry: DiaryEntryId, at: Timestamp) -> Result<(), StoreError> {
        self.set_once(entry, "reminded_at", at)
    }

    /// Ticks a reminder off; one that was ticked off before stays so.
    pub fn reminder_done(&self, entry: DiaryEntryId, at: Timestamp) -> Result<(), StoreError> {
        self.set_once(entry, "done_at", at)
    }

    fn set_once(
        &self,
        entry: DiaryEntryId,
        column: &'static str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.sql.execute(
            &format!(
                "UPDATE application_diary SET {column} = ?2, revision = revision + 1
                 WHERE id = ?1 AND {column} IS NULL"
            ),
            (entry.to_string(), at.0),
        )?;
        Ok(())
    }
}
