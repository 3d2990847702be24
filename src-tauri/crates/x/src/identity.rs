//! Who the account is, and who writes to it (`contracts/x.md` §6.3, §6.4).
//! Messages carry ids only; names, handles and pictures come from v2.

use crate::{
    address::address,
    answers::{Purpose, call, json, with_reading},
    errors::senseless,
    json::{entries, id, text},
    refusal::Refusal,
};
use domain::{Handle, NetworkUserId, Verification};
use network::{Answer, Body, Call, Endpoint, Identity, Method, User};
use serde_json::Value;

const FIELDS: (&str, &str) = ("user.fields", "profile_image_url,verified_type");

pub(crate) fn who_am_i(at: &Endpoint) -> Call<Identity> {
    let url = address(&at.api, &["2", "users", "me"], &[FIELDS]);
    call(Purpose::Read, (Method::Get, url), Body::Empty, |answer| {
        user(answer.get("data")?).map(|user| Identity { user })
    })
}

/// An answer without `data` is good where it says who was not found.
pub(crate) fn look_up(at: &Endpoint, ids: &[NetworkUserId]) -> Call<Vec<User>> {
    let ids: Vec<_> = ids.iter().map(NetworkUserId::as_str).collect();
    let url = address(&at.api, &["2", "users"], &[("ids", &ids.join(",")), FIELDS]);
    call(Purpose::Read, (Method::Get, url), Body::Empty, |answer| {
        let told = answer.get("data").is_some() || answer.get("errors").is_some();
        told.then(|| entries(answer, "/data").iter().filter_map(user).collect())
    })
}

pub(crate) fn look_up_handle(at: &Endpoint, handle: &Handle) -> Call<Option<User>> {
    let url = address(
        &at.api,
        &["2", "users", "by", "username", handle.as_str()],
        &[FIELDS],
    );
    let read = |answer: &Answer| match json(answer, Purpose::Read) {
        Ok(value) if value.get("data").is_some() => value
            .get("data")
            .and_then(user)
            .map(Some)
            .ok_or_else(|| senseless(answer, Purpose::Read)),
        _ if says_nobody(answer) => Ok(None),
        Ok(_) => Err(senseless(answer, Purpose::Read)),
        Err(failure) => Err(failure),
    };
    with_reading(
        Purpose::Read,
        (Method::Get, url),
        Body::Empty,
        Box::new(read),
    )
}

/// Nobody has a handle: a 404, or a 200 whose errors say so.
fn says_nobody(answer: &Answer) -> bool {
    let Some(refusal) = Refusal::read(answer) else {
        return false;
    };
    let not_found = refusal.problem.as_deref() == Some("resource-not-found")
        || matches!(refusal.code, Some(17 | 50));
    match answer.status {
        200 => not_found,
        404 => not_found || refusal.code == Some(34),
        _ => false,
    }
}

fn user(value: &Value) -> Option<User> {
    Some(User {
        id: NetworkUserId(id(value, "/id")?),
        handle: Handle::parse(&text(value, "/username")?).ok()?,
        name: text(value, "/name").unwrap_or_default(),
        picture: text(value, "/profile_image_url").map(|address| full_size(&address)),
        verified: verification(text(value, "/verified_type").as_deref()),
    })
}

/// X names the picture of 48 pixels; without `_normal` it is the one that was
/// uploaded (`contracts/x.md` §6.4).
fn full_size(address: &str) -> String {
    address.replacen("_normal.", ".", 1)
}

fn verification(kind: Option<&str>) -> Verification {
    match kind {
        Some("blue") => Verification::Paid,
        Some("business") => Verification::Business,
        Some("government") => Verification::Government,
        _ => Verification::None,
    }
}

#[cfg(test)]
#[path = "identity_tests.rs"]
mod tests;
