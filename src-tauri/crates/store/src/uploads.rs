//! How far the pictures of replies have come to their network.

use crate::column::time;
use crate::{Read, StoreError, Write};
use domain::{MediaId, ReplyId, Timestamp};
use rusqlite::{OptionalExtension, Row};

/// How far a reply's picture has come.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Upload {
    /// How often in a row it went wrong.
    pub failures: u32,
    /// What the network has of it.
    pub medium: Option<Medium>,
}

/// A picture that the network has.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Medium {
    /// The network's id.
    pub id: MediaId,
    /// The interface by which it came, in the connector's word.
    pub way: String,
    /// When it came, by our clock.
    pub at: Timestamp,
    /// Whether it can be used.
    pub stage: Stage,
}

/// Whether a medium can be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// The network works on it.
    Processing,
    /// It can go along with a message.
    Ready,
}

fn upload(row: &Row<'_>) -> rusqlite::Result<Upload> {
    let id: Option<String> = row.get("media_id")?;
    let medium = id.map(|id| {
        let is_ready: bool = row.get("is_ready")?;
        Ok::<_, rusqlite::Error>(Medium {
            id: MediaId(id),
            way: row.get("way")?,
            at: time(row, "uploaded_at")?,
            stage: if is_ready {
                Stage::Ready
            } else {
                Stage::Processing
            },
        })
    });
    Ok(Upload {
        failures: row.get("failures")?,
        medium: medium.transpose()?,
    })
}

impl Read<'_> {
    /// How far a reply's picture has come; nothing where it was never tried.
    pub fn upload(&self, reply: ReplyId) -> Result<Upload, StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT failures, media_id, way, uploaded_at, is_ready FROM uploads WHERE reply_id = ?1",
        )?;
        let found = query.query_row([reply.to_string()], upload).optional()?;
        Ok(found.unwrap_or_default())
    }
}

impl Write<'_> {
    /// Keeps how far a reply's picture has come.
    pub fn set_upload(&self, reply: ReplyId, upload: &Upload) -> Result<(), StoreError> {
        let medium = upload.medium.as_ref();
        self.execute(
            "INSERT INTO uploads (reply_id, failures, media_id, way, uploaded_at, is_ready) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (reply_id) DO UPDATE SET failures = excluded.failures, media_id = excluded.media_id,
                 way = excluded.way, uploaded_at = excluded.uploaded_at, is_ready = excluded.is_ready",
            (
                reply.to_string(),
                upload.failures,
                medium.map(|one| one.id.as_str()),
                medium.map(|one| one.way.as_str()),
                medium.map(|one| one.at.0),
                medium.map(|one| one.stage == Stage::Ready),
            ),
        )?;
        Ok(())
    }
}
