//! Photos that somebody chose and that are not kept yet: in memory only, a few
//! at a time. Each has its working copy and the portrait last cut from it.
//!
//! Work on pictures, on those of customers too, takes whole moments of a core, so
//! it happens on a thread of its own, one picture at a time, and never where the
//! window's work is done.

use crate::ErrorCode;
use crate::api::{CropSquare, PictureNote};
use async_trait::async_trait;
use engine::{Draw, Drawn};
use portrait::Size;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;

/// The most photos that wait at one time; the oldest goes first.
const MOST: usize = 8;

/// A photo that waits to become a portrait.
#[derive(Clone)]
pub(crate) struct Photo {
    /// The working copy, a JPEG.
    pub(crate) working: Vec<u8>,
    /// Of the working copy.
    pub(crate) size: Size,
    /// Of the photo it was made from, upright.
    pub(crate) source: Size,
    /// What was done to it when it was opened.
    pub(crate) opened: Vec<PictureNote>,
    /// Proposed squares of the working copy, the best first.
    pub(crate) faces: Vec<CropSquare>,
    /// What it looks like so far.
    pub(crate) cut: Cut,
}

/// A portrait that was cut, and where.
#[derive(Clone)]
pub(crate) struct Cut {
    /// The portrait, a JPEG.
    pub(crate) portrait: Vec<u8>,
    /// The square of the working copy.
    pub(crate) crop: CropSquare,
    /// What is to be said about it.
    pub(crate) notes: Vec<PictureNote>,
}

/// What a new look keeps of a photo.
pub(crate) struct StagedParts {
    /// The portrait, a JPEG.
    pub(crate) portrait: Vec<u8>,
    /// The working copy it was cut from, a JPEG without metadata.
    pub(crate) working: Vec<u8>,
    /// Where it was cut, in pixels of the working copy.
    pub(crate) crop: CropSquare,
}

/// The photos that wait, and the turn to work on one.
pub(crate) struct Staged {
    waiting: Mutex<VecDeque<(String, Photo)>>,
    turn: Arc<Semaphore>,
}

impl Default for Staged {
    fn default() -> Self {
        Self {
            waiting: Mutex::default(),
            turn: Arc::new(Semaphore::new(1)),
        }
    }
}

impl Staged {
    /// Does `work` on a picture when it is its turn. The turn is over when the
    /// work is, also where nobody waits for it any more.
    pub(crate) async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, ErrorCode> + Send + 'static,
    ) -> Result<T, ErrorCode> {
        // The turn is never closed; without one the work is only less orderly.
        let turn = Arc::clone(&self.turn).acquire_owned().await;
        let done = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        });
        done.await.map_err(|_| ErrorCode::PictureDamaged)?
    }

    pub(crate) fn keep(&self, id: String, photo: Photo) {
        self.with(|waiting| {
            if waiting.len() >= MOST {
                waiting.pop_front();
            }
            waiting.push_back((id, photo));
        });
    }

    /// Puts another cut in the place of a photo's last one. The photo with it;
    /// `None` when it is gone.
    pub(crate) fn cut_again(&self, id: &str, cut: Cut) -> Option<Photo> {
        self.with(|waiting| {
            let (_, photo) = waiting.iter_mut().find(|(known, _)| known == id)?;
            photo.cut = cut;
            Some(photo.clone())
        })
    }

    /// The portrait as it was cut last.
    pub(crate) fn portrait(&self, id: &str) -> Option<Vec<u8>> {
        self.of(id, |photo| photo.cut.portrait.clone())
    }

    /// The working copy.
    pub(crate) fn working(&self, id: &str) -> Option<Vec<u8>> {
        self.of(id, |photo| photo.working.clone())
    }

    /// What a new look keeps.
    pub(crate) fn parts(&self, id: &str) -> Option<StagedParts> {
        self.of(id, |photo| StagedParts {
            portrait: photo.cut.portrait.clone(),
            working: photo.working.clone(),
            crop: photo.cut.crop,
        })
    }

    pub(crate) fn forget(&self, id: &str) {
        self.with(|waiting| waiting.retain(|(known, _)| known != id));
    }

    fn of<T>(&self, id: &str, take: impl FnOnce(&Photo) -> T) -> Option<T> {
        self.with(|waiting| {
            let (_, photo) = waiting.iter().find(|(known, _)| known == id)?;
            Some(take(photo))
        })
    }

    fn with<T>(&self, act: impl FnOnce(&mut VecDeque<(String, Photo)>) -> T) -> T {
        act(&mut self.waiting.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Pictures of customers take their turn among the photos.
#[async_trait]
impl Draw for Staged {
    async fn draw(&self, bytes: Vec<u8>) -> Option<Vec<u8>> {
        let drawn = self.work(move || Ok(crate::pictures::draw(&bytes))).await;
        drawn.ok().flatten()
    }

    async fn draw_whole(&self, bytes: Vec<u8>) -> Option<Drawn> {
        let drawn = self.work(move || Ok(crate::pictures::draw_whole(&bytes)));
        drawn.await.ok().flatten()
    }
}

#[cfg(test)]
#[path = "staged_tests.rs"]
mod tests;
