//! How far an upload is (`contracts/x.md` §5.1, §5.2): `command=STATUS`, by
//! either interface, whichever the medium came by.

use bytes::Bytes;
use http::Response;

use super::flaw::MediaFlaw;
use crate::{answer, errors::Refusal, id::Id, routes::Family, world::Visit};

/// Answers like the upload. A medium that there is not, has expired or is
/// somebody else's is 400 code 325, one that is not finished 324; another
/// command, 400 code 44 or a problem.
pub(crate) fn status(visit: &Visit<'_>, family: Family) -> Result<Response<Bytes>, Refusal> {
    let command = visit.request.query("command").unwrap_or_default();
    if command != "STATUS" {
        let flaw = MediaFlaw::invalid("command", command, "command must be STATUS.");
        return Err(flaw.into_refusal(family));
    }
    let id = visit.request.query("media_id").and_then(Id::parse);
    let begun = id.and_then(|id| visit.state.unfinished.get(&id));
    if let Some(begun) = begun.filter(|begun| begun.is_open_to(visit.caller, visit.now_ms)) {
        return Err(MediaFlaw::WrongStage(begun.id.to_string()).into_refusal(family));
    }
    let media = id
        .and_then(|id| visit.state.media.get(&id))
        .filter(|media| media.owner == visit.caller && media.is_kept(visit.now_ms))
        .ok_or_else(|| Refusal::v1(400, 325, "A media id was not found."))?;
    Ok(answer::json(200, &media.json(family, visit.now_ms)))
}
