//! Pictures on their way in (staged, in memory only) and on their way to the
//! page (by address, never inside JSON).

use crate::api::{CropSquare, PictureNote, StagedPicture};
use crate::{Desk, ErrorCode};
use domain::PictureId;
use portrait::{Crop, Note};
use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

/// The most pictures that wait at one time; the oldest goes first.
const MOST: usize = 8;

/// Prepared pictures that wait to become portraits.
#[derive(Default)]
pub(crate) struct Staged(Mutex<VecDeque<(String, Vec<u8>)>>);

impl Staged {
    fn keep(&self, id: String, jpeg: Vec<u8>) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.len() >= MOST {
            waiting.pop_front();
        }
        waiting.push_back((id, jpeg));
    }

    pub(crate) fn jpeg(&self, id: &str) -> Option<Vec<u8>> {
        let waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting
            .iter()
            .find(|(known, _)| known == id)
            .map(|(_, jpeg)| jpeg.clone())
    }

    pub(crate) fn forget(&self, id: &str) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .retain(|(known, _)| known != id);
    }
}

impl Desk {
    /// Prepares a picture to become a portrait: the given square of it, or the
    /// centred one. Nothing is stored before a persona is made of it.
    pub async fn picture_stage(
        &self,
        bytes: Vec<u8>,
        crop: Option<CropSquare>,
    ) -> Result<StagedPicture, ErrorCode> {
        let crop = crop.map_or(Crop::Centred, |CropSquare { x, y, size }| Crop::Square {
            x,
            y,
            size,
        });
        let made = tokio::task::spawn_blocking(move || portrait::prepare(&bytes, crop)).await;
        let made = made.map_err(|_| ErrorCode::PictureDamaged)??;
        let id = self.inner.ids.next().to_string();
        self.inner.staged.keep(id.clone(), made.jpeg);
        let notes = made.notes.into_iter().map(PictureNote::from).collect();
        Ok(StagedPicture {
            id,
            width: made.source.width,
            height: made.source.height,
            notes,
        })
    }

    /// The JPEG under an address of the page: `portrait/ID`, `picture/ID`,
    /// `staged/ID`, or `practice/PATH` for pictures of the practice network.
    /// `None` when there is none.
    pub async fn picture(&self, path: &str) -> Result<Option<Vec<u8>>, ErrorCode> {
        match path.split_once('/') {
            Some(("staged", id)) => Ok(self.inner.staged.jpeg(id)),
            Some(("portrait" | "picture", id)) => {
                let Ok(id) = id.parse::<PictureId>() else {
                    return Ok(None);
                };
                self.read(move |store| Ok(store.picture(id)?)).await
            }
            Some(("practice", path)) => self.practice_picture(path).await,
            _ => Ok(None),
        }
    }
}

/// A stranger's picture, made small and safe; `None` where it is none.
pub(crate) fn draw(bytes: Vec<u8>) -> Option<Vec<u8>> {
    portrait::prepare(&bytes, Crop::Centred)
        .ok()
        .map(|made| made.jpeg)
}

impl From<Note> for PictureNote {
    fn from(note: Note) -> Self {
        match note {
            Note::FirstFrameOfAnimation => Self::FirstFrame,
            Note::TransparencyFlattened => Self::TransparencyFlattened,
            Note::ConvertedFromProfile => Self::ConvertedToSrgb,
            Note::ProfileUnreadable => Self::ProfileUnreadable,
            Note::InkColoursApproximated => Self::InkColours,
            Note::Enlarged => Self::Enlarged,
        }
    }
}
