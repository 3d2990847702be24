//! What an account may do, asked with the smallest calls there are (one
//! message, one profile) and good for nothing else.

use crate::{
    address::address,
    answers::{Purpose, call, succeeded, with_reading},
    errors::senseless,
    json::id,
    refusal::Refusal,
};
use domain::probe::AppPermission;
use network::{Answer, Body, Call, Endpoint, Method};

/// The permission stands in a header of every v1.1 answer (`contracts/x.md`
/// §6.1); this call is made for the header alone. Some apps are refused with
/// code 453, which says nothing about the permission, so that the header of
/// that answer counts too (§6.3).
pub(crate) fn permission(at: &Endpoint) -> Call<AppPermission> {
    let url = address(
        &at.api,
        &["1.1", "account", "verify_credentials.json"],
        &[("skip_status", "true"), ("include_entities", "false")],
    );
    let read = |answer: &Answer| match (told(answer), succeeded(answer, Purpose::Read)) {
        (Some(permission), Ok(())) => Ok(permission),
        (Some(permission), Err(_)) if is_left_out(answer) => Ok(permission),
        (None, Ok(())) => Err(senseless(answer, Purpose::Read)),
        (_, Err(failure)) => Err(failure),
    };
    with_reading(
        Purpose::Read,
        (Method::Get, url),
        Body::Empty,
        Box::new(read),
    )
}

fn told(answer: &Answer) -> Option<AppPermission> {
    match answer.header("x-access-level")?.trim() {
        "read" => Some(AppPermission::Read),
        "read-write" => Some(AppPermission::ReadWrite),
        "read-write-directmessages" => Some(AppPermission::ReadWriteMessages),
        _ => None,
    }
}

fn is_left_out(answer: &Answer) -> bool {
    answer.status == 403 && Refusal::read(answer).is_some_and(|said| said.code == Some(453))
}

/// One message of the last 30 days (§3.1); there may be none.
pub(crate) fn messages(at: &Endpoint) -> Call<()> {
    let path = ["1.1", "direct_messages", "events", "list.json"];
    one_of(Purpose::Read, at, &path, "events")
}

/// One published look; there may be none. §12 names this call for the probe.
pub(crate) fn personas(at: &Endpoint) -> Call<()> {
    let path = ["1.1", "custom_profiles", "list.json"];
    one_of(Purpose::Looks, at, &path, "custom_profiles")
}

/// The shortest page of a list, which may be empty while the list goes on.
fn one_of(purpose: Purpose, at: &Endpoint, path: &[&str], entries: &'static str) -> Call<()> {
    let url = address(&at.api, path, &[("count", "1")]);
    call(purpose, (Method::Get, url), Body::Empty, move |answer| {
        let listed = answer.get(entries).is_some() || id(answer, "/next_cursor").is_some();
        listed.then_some(())
    })
}

#[cfg(test)]
#[path = "access_tests.rs"]
mod tests;
