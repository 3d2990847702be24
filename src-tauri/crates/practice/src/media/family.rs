//! The two families of media upload, each of which can be switched off
//! (`contracts/x.md` §11 "Media"), so that a client has to fall back to the other.

use crate::{
    errors::Refusal,
    routes::Route,
    switches::{MediaFamily, Switches},
};

/// Lets a call through while its family of uploads is on. Otherwise it is 410
/// with code 251 or 404 with code 34, as the switch says (§11).
pub(crate) fn check(route: Route, switches: &Switches) -> Result<(), Refusal> {
    let family = match route {
        Route::MediaUpload
        | Route::MediaInitialize
        | Route::MediaAppend
        | Route::MediaFinalize
        | Route::MediaStatus => switches.media_v2,
        Route::MediaUploadOlder | Route::MediaStatusOlder => switches.media_v1,
        _ => return Ok(()),
    };
    match family {
        MediaFamily::On => Ok(()),
        MediaFamily::Retired => Err(Refusal::v1(410, 251, "This endpoint has been retired.")),
        MediaFamily::Missing => Err(Refusal::not_found()),
    }
}
