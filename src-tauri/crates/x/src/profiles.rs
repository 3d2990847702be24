//! Published looks: X's *custom profiles* (`contracts/x.md` §2). There is no
//! update; an edited look is a new one.

use crate::{
    address::address,
    answers::{Purpose, call, succeeded, with_reading},
    json::{entries, id, moment, text, write},
};
use domain::CustomProfileId;
use network::{
    Answer, AvatarForm, Body, Call, Creation, Endpoint, Method, ProfilePage, PublishedProfile,
};
use serde::Serialize;
use serde_json::Value;

#[derive(Serialize)]
struct NewProfile<'a> {
    custom_profile: CustomProfile<'a>,
}

#[derive(Serialize)]
struct CustomProfile<'a> {
    name: &'a str,
    avatar: Avatar<'a>,
}

#[derive(Serialize)]
struct Avatar<'a> {
    /// Not documented; code of X's staff sends it (§2.2).
    #[serde(skip_serializing_if = "Option::is_none")]
    r#type: Option<&'static str>,
    media: Media<'a>,
}

#[derive(Serialize)]
struct Media<'a> {
    id: &'a str,
}

/// An answer without an id leaves the creation in doubt: a second one would
/// make a second look.
pub(crate) fn create(at: &Endpoint, creation: &Creation<'_>) -> Call<PublishedProfile> {
    let url = address(&at.api, &["1.1", "custom_profiles", "new.json"], &[]);
    let media = Media {
        id: creation.portrait.as_str(),
    };
    let custom_profile = CustomProfile {
        name: creation.line.as_str(),
        avatar: Avatar {
            r#type: match creation.form {
                AvatarForm::Documented => None,
                AvatarForm::Typed => Some("media"),
            },
            media,
        },
    };
    let body = Body::Json(write(&NewProfile { custom_profile }));
    let line = creation.line.as_str().to_owned();
    call(
        Purpose::CreateLook,
        (Method::Post, url),
        body,
        move |answer| {
            let made = profile(answer.get("custom_profile")?)?;
            let line = if made.line.is_empty() {
                line.clone()
            } else {
                made.line
            };
            Some(PublishedProfile { line, ..made })
        },
    )
}

pub(crate) fn show(at: &Endpoint, id: &CustomProfileId) -> Call<PublishedProfile> {
    let file = format!("{}.json", id.as_str());
    let url = address(&at.api, &["1.1", "custom_profiles", &file], &[]);
    call(Purpose::Look, (Method::Get, url), Body::Empty, |answer| {
        profile(answer.get("custom_profile")?)
    })
}

/// One page. An entry, or the whole page, may be empty while the list goes on;
/// only a missing `next_cursor` ends it. That a cursor does not come twice is
/// for the caller to watch, who sees all pages (`contracts/x.md` §2).
pub(crate) fn list(at: &Endpoint, cursor: Option<&str>) -> Call<ProfilePage> {
    let mut query = vec![("count", "50")];
    query.extend(cursor.map(|cursor| ("cursor", cursor)));
    let url = address(&at.api, &["1.1", "custom_profiles", "list.json"], &query);
    call(Purpose::Looks, (Method::Get, url), Body::Empty, |answer| {
        let next = id(answer, "/next_cursor");
        let listed = next.is_some() || answer.get("custom_profiles").is_some();
        let profiles = entries(answer, "/custom_profiles")
            .iter()
            .filter_map(profile)
            .collect();
        listed.then_some(ProfilePage { profiles, next })
    })
}

pub(crate) fn destroy(at: &Endpoint, id: &CustomProfileId) -> Call<()> {
    let path = ["1.1", "custom_profiles", "destroy.json"];
    let url = address(&at.api, &path, &[("id", id.as_str())]);
    let read = |answer: &Answer| succeeded(answer, Purpose::Look);
    with_reading(
        Purpose::Look,
        (Method::Delete, url),
        Body::Empty,
        Box::new(read),
    )
}

fn profile(value: &Value) -> Option<PublishedProfile> {
    Some(PublishedProfile {
        id: CustomProfileId(id(value, "/id")?),
        line: text(value, "/name").unwrap_or_default(),
        portrait: text(value, "/avatar/media/url"),
        created_at: moment(value, "/created_timestamp"),
    })
}

#[cfg(test)]
#[path = "profiles_tests.rs"]
mod tests;
