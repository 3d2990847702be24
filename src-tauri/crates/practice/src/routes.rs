//! The calls that this network knows, and how a method and a path name them.

use http::Method;
use serde::{Deserialize, Serialize};

use crate::budget::Meter;

/// One call of X's interface. Its JSON name is used by the control routes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Route {
    /// `GET /2/users/me`
    #[serde(rename = "users/me")]
    UsersMe,
    /// `GET /2/users?ids=`
    #[serde(rename = "users")]
    Users,
    /// `GET /2/users/by?usernames=`
    #[serde(rename = "users/by")]
    UsersBy,
    /// `GET /2/users/by/username/{username}`
    #[serde(rename = "users/by/username")]
    UserByUsername,
    /// `POST /2/media/upload`
    #[serde(rename = "media/upload")]
    MediaUpload,
    /// `POST /1.1/custom_profiles/new.json`
    #[serde(rename = "custom_profiles/new")]
    PersonaCreate,
    /// `GET /1.1/custom_profiles/{id}.json`
    #[serde(rename = "custom_profiles/show")]
    PersonaShow,
    /// `GET /1.1/custom_profiles/list.json`
    #[serde(rename = "custom_profiles/list")]
    PersonaList,
    /// `DELETE /1.1/custom_profiles/destroy.json`
    #[serde(rename = "custom_profiles/destroy")]
    PersonaDestroy,
    /// `POST /1.1/direct_messages/events/new.json`
    #[serde(rename = "events/new")]
    MessageSend,
    /// `GET /1.1/direct_messages/events/list.json`
    #[serde(rename = "events/list")]
    MessageList,
}

/// The two families of the interface, which differ in their error bodies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    /// `/1.1/*`
    V1,
    /// `/2/*`
    V2,
}

impl Route {
    /// The route of a request together with the last part of its path, which
    /// two routes take as their argument.
    pub(crate) fn find<'a>(method: &Method, path: &'a str) -> Option<(Self, &'a str)> {
        let (folder, last) = path.rsplit_once('/')?;
        let route = match (method.as_str(), folder, last) {
            ("GET", "/2/users", "me") => Self::UsersMe,
            ("GET", "/2", "users") => Self::Users,
            ("GET", "/2/users", "by") => Self::UsersBy,
            ("GET", "/2/users/by/username", _) => Self::UserByUsername,
            ("POST", "/2/media", "upload") => Self::MediaUpload,
            ("POST", "/1.1/custom_profiles", "new.json") => Self::PersonaCreate,
            ("GET", "/1.1/custom_profiles", "list.json") => Self::PersonaList,
            ("GET", "/1.1/custom_profiles", _) => Self::PersonaShow,
            ("DELETE", "/1.1/custom_profiles", "destroy.json") => Self::PersonaDestroy,
            ("POST", "/1.1/direct_messages/events", "new.json") => Self::MessageSend,
            ("GET", "/1.1/direct_messages/events", "list.json") => Self::MessageList,
            _ => return None,
        };
        Some((route, last))
    }

    /// The family this route belongs to.
    pub(crate) fn family(self) -> Family {
        match self {
            Self::UsersMe
            | Self::Users
            | Self::UsersBy
            | Self::UserByUsername
            | Self::MediaUpload => Family::V2,
            Self::PersonaCreate
            | Self::PersonaShow
            | Self::PersonaList
            | Self::PersonaDestroy
            | Self::MessageSend
            | Self::MessageList => Family::V1,
        }
    }

    /// The 15-minute budget that every call of this route draws on. Routes with
    /// 24-hour budgets have none: there only what takes effect is counted.
    pub(crate) fn window(self) -> Option<Meter> {
        match self {
            Self::UsersMe => Some(Meter::UsersMe),
            Self::Users => Some(Meter::Users),
            Self::UsersBy => Some(Meter::UsersBy),
            Self::UserByUsername => Some(Meter::UserByUsername),
            Self::MediaUpload => Some(Meter::MediaUpload),
            Self::PersonaShow => Some(Meter::PersonaShow),
            Self::PersonaList => Some(Meter::PersonaList),
            Self::MessageList => Some(Meter::MessageList),
            Self::PersonaCreate | Self::PersonaDestroy | Self::MessageSend => None,
        }
    }

    /// Whether the allow list guards the whole route (§2.4).
    pub(crate) fn needs_persona_access(self) -> bool {
        matches!(
            self,
            Self::PersonaCreate | Self::PersonaShow | Self::PersonaList | Self::PersonaDestroy
        )
    }
}
