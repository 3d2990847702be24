//! Writing what has become due: each saying becomes a message, and the photo
//! that goes with it a medium of the customer.

use bytes::Bytes;

use super::{
    customers::{self, Due, Turn},
    photos,
};
use crate::{
    id::Id,
    media::Media,
    messages::{Extras, Message},
    state::{Change, State},
};

/// Changes that write what is due, and the pictures that have to be kept first.
pub(crate) struct Written {
    pub(crate) photos: Vec<(Id, Bytes)>,
    pub(crate) changes: Vec<Change>,
}

/// What has become due by `now_ms`. A photo that cannot be drawn is left out.
pub(crate) fn due(state: &State, now_ms: i64) -> Written {
    let mut written = Written {
        photos: Vec::new(),
        changes: Vec::new(),
    };
    let mut newest: Option<Id> = None;
    let mut next_id = |ms| {
        let id = newest.map_or_else(|| state.next_id(ms), |newest| newest.following(ms));
        newest = Some(id);
        id
    };
    for due in customers::due(state, now_ms) {
        let photo = due.saying.photo.and_then(|seed| photos::draw(seed).ok());
        let media = photo.map(|png| {
            let id = next_id(due.due_ms);
            let media = Media::of_customer(id, due.customer, due.due_ms);
            written.photos.push((id, png.into()));
            written.changes.push(Change::MediaUploaded(media));
            id
        });
        let id = next_id(due.due_ms);
        written.changes.push(message(due, id, media));
    }
    written
}

fn message(due: Due, id: Id, media: Option<Id>) -> Change {
    let message = Message {
        id,
        at_ms: due.due_ms,
        from: due.customer,
        to: due.brand,
        text: due.saying.text,
        custom_profile_id: None,
        media,
        extras: Extras::default(),
    };
    match due.is {
        Turn::Opening => Change::CustomerOpened(message),
        Turn::Answer => Change::CustomerAnswered(message),
    }
}
