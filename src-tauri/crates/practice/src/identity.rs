//! Who is calling, in v1.1 (`contracts/x.md` §6.3).

use bytes::Bytes;
use http::Response;
use serde_json::json;

use crate::{
    access::{Closed, PersonaAccess},
    answer,
    cast::portraits,
    errors::Refusal,
    switches::VerifyCredentials,
    world::Visit,
};

/// `GET /1.1/account/verify_credentials.json`; on demand 403 code 453, as for
/// apps whose access level leaves it out (§11).
pub(crate) fn verify_credentials(visit: &Visit<'_>) -> Result<Response<Bytes>, Refusal> {
    if visit.switches.verify_credentials == VerifyCredentials::LeftOut {
        PersonaAccess::Closed(Closed::Code453).check()?;
    }
    let mut brands = visit.state.brands.iter();
    let brand = brands
        .find(|brand| brand.id == visit.caller)
        .ok_or_else(Refusal::internal)?;
    let picture = format!(
        "{}{}",
        visit.request.base_url(),
        portraits::small_path(brand.id)
    );
    let body = json!({
        "id": brand.id.number(),
        "id_str": brand.id,
        "name": brand.name,
        "screen_name": brand.handle,
        "description": brand.description,
        "protected": false,
        "verified": true,
        "profile_image_url": picture,
        "profile_image_url_https": picture,
    });
    Ok(answer::json(200, &body))
}
