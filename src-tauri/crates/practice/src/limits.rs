//! `GET /1.1/application/rate_limit_status.json` (`contracts/x.md` §3.4): how the
//! 15-minute budgets of the caller stand. Budgets of 24 hours are not in it.

use bytes::Bytes;
use http::Response;
use serde_json::{Map, Value, json};

use crate::{answer, budget::Meter, errors::Refusal, oauth::Credentials, world::Visit};

/// Resource, name within it, and budget.
const LISTED: &[(&str, &str, Meter)] = &[
    (
        "account",
        "/account/verify_credentials",
        Meter::VerifyCredentials,
    ),
    (
        "application",
        "/application/rate_limit_status",
        Meter::RateLimitStatus,
    ),
    (
        "custom_profiles",
        "/custom_profiles/list",
        Meter::PersonaList,
    ),
    (
        "custom_profiles",
        "/custom_profiles/show",
        Meter::PersonaShow,
    ),
    (
        "direct_messages",
        "/direct_messages/events/list",
        Meter::MessageList,
    ),
    (
        "direct_messages",
        "/direct_messages/events/show",
        Meter::MessageShow,
    ),
    (
        "direct_messages",
        "/direct_messages/indicate_typing",
        Meter::IndicateTyping,
    ),
    (
        "direct_messages",
        "/direct_messages/mark_read",
        Meter::MarkRead,
    ),
    (
        "direct_messages",
        "/direct_messages/welcome_messages/list",
        Meter::WelcomeList,
    ),
    (
        "direct_messages",
        "/direct_messages/welcome_messages/show",
        Meter::WelcomeShow,
    ),
    (
        "direct_messages",
        "/direct_messages/welcome_messages/rules/list",
        Meter::WelcomeRuleList,
    ),
    (
        "direct_messages",
        "/direct_messages/welcome_messages/rules/show",
        Meter::WelcomeRuleShow,
    ),
    ("media", "/media/upload", Meter::MediaUploadOlder),
];

/// The resources that the query names, separated by commas; all without it. A
/// name that is none is left out.
pub(crate) fn rate_limit_status(visit: &Visit<'_>) -> Result<Response<Bytes>, Refusal> {
    let wanted = visit.request.query("resources");
    let is_wanted = |resource: &str| {
        wanted.is_none_or(|wanted| wanted.split(',').any(|one| one.trim() == resource))
    };
    let mut resources: Map<String, Value> = Map::new();
    for (resource, name, meter) in LISTED.iter().filter(|(resource, ..)| is_wanted(resource)) {
        let windows = &visit.state.windows;
        let standing = windows.standing(*meter, visit.caller, visit.now_ms);
        let entries = resources.entry(*resource).or_insert_with(|| json!({}));
        if let Some(entries) = entries.as_object_mut() {
            entries.insert((*name).to_owned(), standing.json());
        }
    }
    let credentials = Credentials::read(visit.request)?;
    let body = json!({
        "rate_limit_context": {"access_token": credentials.token()?},
        "resources": resources,
    });
    Ok(answer::json(200, &body))
}
