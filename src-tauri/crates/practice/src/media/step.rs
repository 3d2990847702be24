//! Which step of an upload a call is (`contracts/x.md` §5): v2 says it by the
//! path, v1.1 by `command`, and each step has a budget of its own.

use bytes::Bytes;

use super::{Upload, flaw::MediaFlaw, simple, unfinished};
use crate::{
    budget::Meter,
    errors::Refusal,
    routes::{Family, Route},
    store::Store,
    world::{Outcome, Visit, not_kept},
};

/// A step of an upload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// The whole file at once.
    Simple,
    /// `INIT`, `initialize`
    Begin,
    Append,
    /// `FINALIZE`
    Finish,
}

impl Step {
    /// The step that a call is; 400 code 44 for a command that is none.
    fn of(route: Route, upload: &Upload) -> Result<Self, Refusal> {
        match (route, upload.text("command")) {
            (Route::MediaInitialize, _) | (Route::MediaUploadOlder, Some("INIT")) => {
                Ok(Self::Begin)
            }
            (Route::MediaAppend, _) | (Route::MediaUploadOlder, Some("APPEND")) => Ok(Self::Append),
            (Route::MediaFinalize, _) | (Route::MediaUploadOlder, Some("FINALIZE")) => {
                Ok(Self::Finish)
            }
            (Route::MediaUploadOlder, Some(_)) => Err(Refusal::invalid_parameter("command")),
            _ => Ok(Self::Simple),
        }
    }
}

/// The 15-minute budget that a call draws on where its command decides that
/// (§5.1); otherwise that of its route.
pub(crate) fn window(route: Route, upload: Option<&Result<Upload, Refusal>>) -> Option<Meter> {
    let older = upload.filter(|_| route == Route::MediaUploadOlder);
    let step = older.and_then(|upload| Step::of(route, upload.as_ref().ok()?).ok());
    match step {
        Some(Step::Begin) => Some(Meter::MediaInitOlder),
        Some(Step::Append) => Some(Meter::MediaAppendOlder),
        Some(Step::Finish) => Some(Meter::MediaFinalizeOlder),
        Some(Step::Simple) | None => route.window(),
    }
}

/// A call of the routes that upload. The bytes it keeps are in the store before
/// its changes are, because nothing names them until then.
pub(crate) fn perform(
    route: Route,
    visit: &Visit<'_>,
    upload: Upload,
    store: &mut Store,
) -> Result<Outcome, Refusal> {
    let family = route.family();
    let step = Step::of(route, &upload)?;
    if family == Family::V2 {
        upload.check_keys(step, visit.switches.unknown_key)?;
    }
    let refused = |flaw: MediaFlaw| flaw.into_refusal(family);
    let (outcome, kept) = match step {
        Step::Simple => {
            let (outcome, id, bytes) = simple::upload(visit, upload, family).map_err(refused)?;
            (outcome, Some((id, bytes)))
        }
        Step::Begin => {
            let outcome = unfinished::begin(visit, &upload, family).map_err(refused)?;
            (outcome, None)
        }
        Step::Append => {
            let (outcome, id, bytes) =
                unfinished::append(visit, upload, family).map_err(refused)?;
            (outcome, Some((id, bytes)))
        }
        Step::Finish => {
            let own = unfinished::of_call(visit, &upload, family).map_err(refused)?;
            let files = own.files().map_err(refused)?;
            let segments: Option<Vec<Bytes>> =
                files.into_iter().map(|id| store.media(id)).collect();
            let whole = Bytes::from(segments.ok_or_else(Refusal::internal)?.concat());
            let outcome = own.finish(visit, &whole, family).map_err(refused)?;
            (outcome, Some((own.id, whole)))
        }
    };
    if let Some((id, bytes)) = kept {
        store.put_media(id, &bytes).map_err(not_kept)?;
    }
    Ok(outcome)
}
