//! Pictures that are to go along with replies: prepared in memory, kept with the
//! draft or the reply that takes them.

use crate::api::MessagePicture;
use crate::{Desk, ErrorCode, view};
use domain::{MessageBody, PictureId, Timestamp};
use engine::Beside;
use portrait::MESSAGE_SIDE;
use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use store::Write;

/// The most pictures that wait at one time; the oldest goes first.
const MOST: usize = 8;

/// A picture that waits to go along with a message.
type Waiting = (store::MessagePicture, Vec<u8>);

/// The pictures that wait.
#[derive(Default)]
pub(crate) struct Prepared(Mutex<VecDeque<Waiting>>);

impl Prepared {
    /// Keeps a picture that may go along, or may once more.
    pub(crate) fn keep(&self, picture: store::MessagePicture, jpeg: Vec<u8>) {
        self.with(|waiting| {
            if waiting.len() >= MOST {
                waiting.pop_front();
            }
            waiting.push_back((picture, jpeg));
        });
    }

    fn get(&self, id: PictureId) -> Option<Waiting> {
        self.with(|waiting| waiting.iter().find(|(one, _)| one.picture == id).cloned())
    }

    /// The bytes of a picture.
    pub(crate) fn jpeg(&self, id: PictureId) -> Option<Vec<u8>> {
        Some(self.get(id)?.1)
    }

    fn with<T>(&self, act: impl FnOnce(&mut VecDeque<Waiting>) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Desk {
    /// Prepares a picture to go along with a message: upright, without metadata,
    /// no larger than the network takes. Nothing is stored before a draft or a
    /// reply takes it.
    pub async fn message_picture_stage(&self, bytes: Vec<u8>) -> Result<MessagePicture, ErrorCode> {
        let most = self.inner.reach.x().limits().message_picture_bytes;
        let draw = move || Ok(portrait::sendable(&bytes, MESSAGE_SIDE, most)?);
        let made = self.inner.staged.work(draw).await?;
        let picture = store::MessagePicture {
            picture: PictureId::new(self.inner.ids.as_ref()),
            width: made.size.width,
            height: made.size.height,
        };
        self.inner.prepared.keep(picture, made.jpeg);
        Ok(view::message_picture(&picture))
    }

    /// The picture of that path: a prepared one, or one that is the draft's.
    pub(crate) fn beside(&self, path: Option<&str>) -> Result<Option<Beside>, ErrorCode> {
        let Some(path) = path else {
            return Ok(None);
        };
        let id = view::picture_at(path).ok_or(ErrorCode::MessagePictureGone)?;
        let prepared = self.inner.prepared.get(id);
        Ok(Some(
            prepared.map_or(Beside::InDraft(id), |(picture, jpeg)| {
                Beside::New(picture, jpeg)
            }),
        ))
    }

    /// What somebody wrote, as it may be sent with or without a picture.
    pub(crate) fn body<P>(
        &self,
        text: &str,
        picture: Option<&P>,
    ) -> Result<MessageBody, ErrorCode> {
        let limit = self.inner.reach.x().limits().text;
        Ok(match picture {
            Some(_) => MessageBody::beside_picture(text, limit)?,
            None => MessageBody::parse(text, limit)?,
        })
    }
}

/// Keeps a draft's picture, where it is not the one that it had. `None`: neither
/// is it prepared, nor the draft's; it is gone.
pub(crate) fn keep_beside(
    store: &Write<'_>,
    beside: Beside,
    kept: Option<store::MessagePicture>,
    now: Timestamp,
) -> Result<Option<store::MessagePicture>, ErrorCode> {
    Ok(match beside {
        Beside::New(picture, jpeg) => {
            store.add_picture(picture.picture, &jpeg, now)?;
            Some(picture)
        }
        Beside::InDraft(id) => kept.filter(|kept| kept.picture == id),
    })
}
