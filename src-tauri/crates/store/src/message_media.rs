//! What came with messages besides text: where each is, and our copy.

use crate::column::{parsed, parsed_or_null};
use crate::{Read, StoreError, Write};
use domain::{AccountId, AttachedMedia, EventId, NetworkUserId, PictureId, Timestamp};
use rusqlite::{OptionalExtension, Row};
use std::collections::HashMap;

/// A picture of a message that was never asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WantedMedia {
    /// The message.
    pub event: EventId,
    /// With whom it was exchanged.
    pub customer: NetworkUserId,
    /// Where it is.
    pub address: String,
}

/// A picture of a message: our copy of one that came, or one that is to go out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MessagePicture {
    /// Its bytes.
    pub picture: PictureId,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

/// The picture of a draft or a reply.
pub(crate) fn beside(row: &Row<'_>) -> rusqlite::Result<Option<MessagePicture>> {
    let Some(picture) = parsed_or_null(row, "picture_id")? else {
        return Ok(None);
    };
    Ok(Some(MessagePicture {
        picture,
        width: row.get("picture_width")?,
        height: row.get("picture_height")?,
    }))
}

impl Read<'_> {
    /// Pictures that were never asked for, the newest first, at most `most`.
    /// Films are not fetched.
    pub fn media_wanted(
        &self,
        account: AccountId,
        most: u32,
    ) -> Result<Vec<WantedMedia>, StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT a.event_id, m.customer_id, a.address FROM message_media a JOIN messages m USING (account_id, event_id)
             WHERE a.account_id = ?1 AND a.fetched_at IS NULL AND a.address IS NOT NULL AND a.kind <> 'video'
             ORDER BY m.at DESC, a.event_id DESC LIMIT ?2",
        )?;
        let rows = query.query_map((account.to_string(), most), |row| {
            Ok(WantedMedia {
                event: EventId(row.get("event_id")?),
                customer: NetworkUserId(row.get("customer_id")?),
                address: row.get("address")?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The pictures of a conversation's messages since a moment that there is a
    /// copy of, by message.
    pub fn message_pictures(
        &self,
        account: AccountId,
        customer: &NetworkUserId,
        since: Timestamp,
    ) -> Result<HashMap<EventId, MessagePicture>, StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT a.event_id, a.picture_id, a.width, a.height FROM message_media a JOIN messages m USING (account_id, event_id)
             WHERE m.account_id = ?1 AND m.customer_id = ?2 AND m.at >= ?3 AND a.picture_id IS NOT NULL",
        )?;
        let rows = query.query_map((account.to_string(), customer.as_str(), since.0), |row| {
            let picture = MessagePicture {
                picture: parsed(row, "picture_id")?,
                width: row.get("width")?,
                height: row.get("height")?,
            };
            Ok((EventId(row.get("event_id")?), picture))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Write<'_> {
    /// Notes what came with a message that is kept. What is known stays.
    pub fn note_media(
        &self,
        account: AccountId,
        event: &EventId,
        media: &AttachedMedia,
    ) -> Result<(), StoreError> {
        self.sql.execute(
            "INSERT INTO message_media (account_id, event_id, media_id, kind, address) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (account_id, event_id) DO NOTHING",
            (
                account.to_string(),
                event.as_str(),
                media.id.as_str(),
                media.kind.as_str(),
                &media.address,
            ),
        )?;
        Ok(())
    }

    /// Keeps the copy of a message's picture, or that there was none to be had; a
    /// copy that was kept before goes.
    pub fn set_media_picture(
        &self,
        account: AccountId,
        event: &EventId,
        picture: Option<MessagePicture>,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT picture_id FROM message_media WHERE account_id = ?1 AND event_id = ?2",
        )?;
        let key = [account.to_string(), event.as_str().to_owned()];
        let before: Option<Option<String>> = query.query_row(key, |row| row.get(0)).optional()?;
        self.sql.execute(
            "UPDATE message_media SET picture_id = ?3, width = ?4, height = ?5, fetched_at = ?6
             WHERE account_id = ?1 AND event_id = ?2",
            (
                account.to_string(),
                event.as_str(),
                picture.map(|one| one.picture.to_string()),
                picture.map(|one| one.width),
                picture.map(|one| one.height),
                at.0,
            ),
        )?;
        match before.flatten() {
            Some(before) => self.delete_pictures(&[before]),
            None => Ok(()),
        }
    }
}
