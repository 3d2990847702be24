//! Pictures that go with messages (`contracts/x.md` §3.5): taken from an upload
//! of a `dm_…` category, and read back from `ton` by a signed GET, which only a
//! party of the conversation may make.

use serde_json::{Value, json};

use crate::{
    errors::Refusal, id::Id, media::Media, received::Received, state::State, world::Visit,
};

/// The medium that a message wants to carry: 400 code 325 if there is none or it
/// has expired; code 324 if it is somebody else's, used up, or of a category
/// that is not for messages.
pub(crate) fn take<'a>(visit: &'a Visit<'_>, id: &str) -> Result<&'a Media, Refusal> {
    let media = Media::take(visit.state, id, visit.caller, visit.now_ms)?;
    if !media.category.starts_with("dm_") {
        let message = format!("The validation of media ids failed for {}.", media.id);
        return Err(Refusal::v1(400, 324, message));
    }
    Ok(media)
}

/// The same for a welcome message, which shows its medium more than once: it has
/// to be uploaded with `shared=true`, or is 400 code 324.
pub(crate) fn take_shared<'a>(visit: &'a Visit<'_>, id: &str) -> Result<&'a Media, Refusal> {
    let media = take(visit, id)?;
    if !media.is_shared() {
        let message = format!("The validation of media ids failed for {}.", media.id);
        return Err(Refusal::v1(400, 324, message));
    }
    Ok(media)
}

/// The `media` object of an attachment. Its URL needs a signature.
pub(crate) fn json(carrier: Id, media: Id, state: &State, request: &Received) -> Value {
    let file = Media::path(state, media);
    let file = file.rsplit('/').next().unwrap_or_default();
    let url = format!(
        "{}/1.1/ton/data/dm/{carrier}/{media}/{file}",
        request.base_url()
    );
    let category = state.media.get(&media).map(|media| media.category.as_str());
    let kind = match category {
        Some("dm_gif") => "animated_gif",
        Some("dm_video") => "video",
        _ => "photo",
    };
    json!({
        "id": media.number(),
        "id_str": media,
        "media_url": url,
        "media_url_https": url,
        "type": kind,
    })
}

/// `GET /1.1/ton/data/dm/{message}/{media}/{file}`: the medium, if the caller is
/// a party of the message, the owner of the welcome message or somebody in the
/// group that carries it;
/// otherwise 403 code 220. What nobody sent is 404 code 34.
pub(crate) fn readable(visit: &Visit<'_>) -> Result<(Id, &'static str), Refusal> {
    let [carrier, media, file] = visit.arguments() else {
        return Err(Refusal::not_found());
    };
    let state = visit.state;
    let (carrier, media) = Id::parse(carrier)
        .zip(Id::parse(media))
        .ok_or_else(Refusal::not_found)?;
    let found = Media::at_path(state, file)
        .filter(|(id, _)| *id == media)
        .ok_or_else(Refusal::not_found)?;
    let place = state
        .messages
        .binary_search_by_key(&carrier, |message| message.id);
    let sent = place.ok().and_then(|place| state.messages.get(place));
    let welcome = state.welcome_messages.get(&carrier);
    let (carried, may) = match (sent, welcome) {
        (Some(message), _) => (message.media, message.concerns(visit.caller)),
        (None, Some(welcome)) => (welcome.media, welcome.owner == visit.caller),
        (None, None) => state.carried_in_group(carrier, visit.caller),
    };
    if carried != Some(media) {
        return Err(Refusal::not_found());
    }
    if !may {
        return Err(Refusal::v1(
            403,
            220,
            "Your credentials do not allow access to this resource.",
        ));
    }
    Ok(found)
}
