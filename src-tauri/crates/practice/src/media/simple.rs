//! The simple upload (`contracts/x.md` §5.1, §5.2): the whole file in one call.

use bytes::Bytes;

use super::{Media, Upload, category, flaw::MediaFlaw};
use crate::{
    answer,
    id::Id,
    routes::Family,
    state::Change,
    world::{Outcome, Visit},
};

/// The outcome, and the bytes to keep under the new id. v2 requires a category;
/// v1.1 takes a file without one for a post's picture.
pub(super) fn upload(
    visit: &Visit<'_>,
    mut upload: Upload,
    family: Family,
) -> Result<(Outcome, Id, Bytes), MediaFlaw> {
    let bytes = upload.media.take().ok_or(MediaFlaw::Missing("media"))?;
    let category = match (family, upload.category()) {
        (_, Some(category)) => category,
        (Family::V1, None) => "tweet_image",
        (Family::V2, None) => return Err(MediaFlaw::Missing("media_category")),
    };
    let content = category::check(category, &bytes)?;
    let media = Media {
        id: visit.state.next_id(visit.now_ms),
        owner: visit.caller,
        owners: upload.owners()?,
        category: category.to_owned(),
        media_type: content.media_type.to_owned(),
        extent: Some(content.extent),
        uploaded_ms: visit.now_ms,
        used: false,
        reuse: upload.reuse(),
        processing: visit.switches.media_processing,
    };
    let id = media.id;
    let outcome = Outcome {
        answer: answer::json(200, &media.json(family, visit.now_ms)),
        changes: vec![Change::MediaUploaded(media)],
    };
    Ok((outcome, id, bytes))
}
