//! The calls that this network knows: one table. A line says how a call is
//! named, by which method and path it comes, how it words refusals, and which
//! 15-minute budget every call of it draws on.

use http::Method;
use serde::{Deserialize, Serialize};

use crate::{budget::Meter, level::AccessLevel};

/// The two families of the interface, which differ in their error bodies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    /// `/1.1/*`
    V1,
    /// `/2/*`
    V2,
}

/// What the table says of a route.
struct Line {
    method: &'static str,
    /// `{…}` stands for one part of the path, whatever it is.
    path: &'static str,
    family: Family,
    window: Option<Meter>,
}

macro_rules! routes {
    ($($(#[$meta:meta])* $route:ident = $name:literal, $method:ident $path:literal, $family:ident, $window:expr;)+) => {
        /// One call of X's interface. Its JSON name is used by the control routes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Route {
            $(
                #[doc = concat!("`", stringify!($method), " ", $path, "`")]
                $(#[$meta])*
                #[serde(rename = $name)]
                $route,
            )+
        }

        impl Route {
            /// Every route, in the order in which paths are compared.
            pub const ALL: &'static [Self] = &[$(Self::$route,)+];

            /// The name of the route in control requests.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$route => $name,)+
                }
            }

            const fn line(self) -> &'static Line {
                match self {
                    $(Self::$route => const {
                        &Line {
                            method: stringify!($method),
                            path: $path,
                            family: Family::$family,
                            window: $window,
                        }
                    },)+
                }
            }
        }
    };
}

// A path with `{…}` stands after every path that it would hide. Routes with
// 24-hour budgets have no window here: there only what takes effect is
// counted, on v2 beside the window (v2/budgets.rs).
routes! {
    UsersMe = "users/me", GET "/2/users/me", V2, Some(Meter::UsersMe);
    Users = "users", GET "/2/users", V2, Some(Meter::Users);
    UsersBy = "users/by", GET "/2/users/by", V2, Some(Meter::UsersBy);
    UserByUsername = "users/by/username", GET "/2/users/by/username/{username}", V2, Some(Meter::UserByUsername);
    UserById = "users/id", GET "/2/users/{id}", V2, Some(Meter::UserById);
    DmSendWith = "dm_conversations/with/messages", POST "/2/dm_conversations/with/{participant_id}/messages", V2, Some(Meter::DmPost);
    DmSend = "dm_conversations/messages", POST "/2/dm_conversations/{dm_conversation_id}/messages", V2, Some(Meter::DmPost);
    DmGroup = "dm_conversations", POST "/2/dm_conversations", V2, Some(Meter::DmPost);
    DmEvents = "dm_events", GET "/2/dm_events", V2, Some(Meter::DmEvents);
    DmEventsWith = "dm_conversations/with/dm_events", GET "/2/dm_conversations/with/{participant_id}/dm_events", V2, Some(Meter::DmEventsWith);
    DmEventsOf = "dm_conversations/dm_events", GET "/2/dm_conversations/{id}/dm_events", V2, Some(Meter::DmEventsOf);
    DmEvent = "dm_events/show", GET "/2/dm_events/{event_id}", V2, Some(Meter::DmEvent);
    DmDelete = "dm_events/delete", DELETE "/2/dm_events/{event_id}", V2, Some(Meter::DmDelete);
    DmMedia = "dm_conversations/media", GET "/2/dm_conversations/media/{dm_id}/{media_id}/{resource_id}", V2, None;
    DmBlock = "dm/block", POST "/2/users/{id}/dm/block", V2, Some(Meter::DmBlock);
    DmUnblock = "dm/unblock", POST "/2/users/{id}/dm/unblock", V2, Some(Meter::DmBlock);
    MediaUpload = "media/upload", POST "/2/media/upload", V2, Some(Meter::MediaUpload);
    MediaInitialize = "media/upload/initialize", POST "/2/media/upload/initialize", V2, Some(Meter::MediaInitialize);
    MediaAppend = "media/upload/append", POST "/2/media/upload/{id}/append", V2, Some(Meter::MediaAppend);
    MediaFinalize = "media/upload/finalize", POST "/2/media/upload/{id}/finalize", V2, Some(Meter::MediaFinalize);
    MediaStatus = "media/upload/status", GET "/2/media/upload", V2, Some(Meter::MediaStatus);
    MediaUploadOlder = "media/upload/older", POST "/1.1/media/upload.json", V1, Some(Meter::MediaUploadOlder);
    MediaStatusOlder = "media/upload/status/older", GET "/1.1/media/upload.json", V1, None;
    PersonaCreate = "custom_profiles/new", POST "/1.1/custom_profiles/new.json", V1, None;
    PersonaList = "custom_profiles/list", GET "/1.1/custom_profiles/list.json", V1, Some(Meter::PersonaList);
    PersonaShow = "custom_profiles/show", GET "/1.1/custom_profiles/{id}", V1, Some(Meter::PersonaShow);
    PersonaDestroy = "custom_profiles/destroy", DELETE "/1.1/custom_profiles/destroy.json", V1, None;
    MessageSend = "events/new", POST "/1.1/direct_messages/events/new.json", V1, None;
    RequestToken = "oauth/request_token", POST "/oauth/request_token", V1, None;
    Authorize = "oauth/authorize", GET "/oauth/authorize", V1, None;
    AuthorizeDecision = "oauth/authorize/decision", POST "/oauth/authorize", V1, None;
    Authenticate = "oauth/authenticate", GET "/oauth/authenticate", V1, None;
    AuthenticateDecision = "oauth/authenticate/decision", POST "/oauth/authenticate", V1, None;
    AccessToken = "oauth/access_token", POST "/oauth/access_token", V1, None;
    InvalidateToken = "oauth/invalidate_token", POST "/1.1/oauth/invalidate_token.json", V1, None;
    InvalidateTokenOlder = "oauth/invalidate_token/older", POST "/oauth/invalidate_token", V1, None;
    BearerToken = "oauth2/token", POST "/oauth2/token", V1, None;
    MessageShow = "events/show", GET "/1.1/direct_messages/events/show.json", V1, Some(Meter::MessageShow);
    MessageDestroy = "events/destroy", DELETE "/1.1/direct_messages/events/destroy.json", V1, None;
    MarkRead = "mark_read", POST "/1.1/direct_messages/mark_read.json", V1, Some(Meter::MarkRead);
    IndicateTyping = "indicate_typing", POST "/1.1/direct_messages/indicate_typing.json", V1, Some(Meter::IndicateTyping);
    AttachmentRead = "ton/data/dm", GET "/1.1/ton/data/dm/{message}/{media}/{file}", V1, None;
    WelcomeCreate = "welcome_messages/new", POST "/1.1/direct_messages/welcome_messages/new.json", V1, None;
    WelcomeShow = "welcome_messages/show", GET "/1.1/direct_messages/welcome_messages/show.json", V1, Some(Meter::WelcomeShow);
    WelcomeList = "welcome_messages/list", GET "/1.1/direct_messages/welcome_messages/list.json", V1, Some(Meter::WelcomeList);
    WelcomeUpdate = "welcome_messages/update", PUT "/1.1/direct_messages/welcome_messages/update.json", V1, None;
    WelcomeDestroy = "welcome_messages/destroy", DELETE "/1.1/direct_messages/welcome_messages/destroy.json", V1, None;
    WelcomeRuleCreate = "welcome_messages/rules/new", POST "/1.1/direct_messages/welcome_messages/rules/new.json", V1, None;
    WelcomeRuleShow = "welcome_messages/rules/show", GET "/1.1/direct_messages/welcome_messages/rules/show.json", V1, Some(Meter::WelcomeRuleShow);
    WelcomeRuleList = "welcome_messages/rules/list", GET "/1.1/direct_messages/welcome_messages/rules/list.json", V1, Some(Meter::WelcomeRuleList);
    WelcomeRuleDestroy = "welcome_messages/rules/destroy", DELETE "/1.1/direct_messages/welcome_messages/rules/destroy.json", V1, None;
    RateLimitStatus = "rate_limit_status", GET "/1.1/application/rate_limit_status.json", V1, Some(Meter::RateLimitStatus);
    VerifyCredentials = "verify_credentials", GET "/1.1/account/verify_credentials.json", V1, Some(Meter::VerifyCredentials);
    MessageList = "events/list", GET "/1.1/direct_messages/events/list.json", V1, Some(Meter::MessageList);
}

/// The parts of a path that stand where its route has `{…}`, in order.
pub(crate) type Arguments<'a> = Vec<&'a str>;

impl Route {
    /// The route of a request, with the arguments in its path.
    pub(crate) fn find<'a>(method: &Method, path: &'a str) -> Option<(Self, Arguments<'a>)> {
        Self::ALL
            .iter()
            .filter(|route| route.line().method == method.as_str())
            .find_map(|route| Some((*route, arguments(route.line().path, path)?)))
    }

    /// The family this route belongs to.
    pub(crate) fn family(self) -> Family {
        self.line().family
    }

    /// The 15-minute budget that every call of this route draws on.
    pub(crate) fn window(self) -> Option<Meter> {
        self.line().window
    }

    /// What a brand must have allowed for this call (§6.1).
    pub(crate) fn level(self) -> AccessLevel {
        AccessLevel::needed(self.line().method, self.line().path)
    }

    /// Whether the app may make this call without a brand (§6.4, §7).
    pub(crate) fn takes_app(self) -> bool {
        matches!(
            self,
            Self::Users | Self::UsersBy | Self::UserByUsername | Self::UserById
        )
    }

    /// Whether the allow list guards the whole route (§2.4).
    pub(crate) fn needs_persona_access(self) -> bool {
        matches!(
            self,
            Self::PersonaCreate | Self::PersonaShow | Self::PersonaList | Self::PersonaDestroy
        )
    }
}

/// What stands in `path` for the `{…}` of `pattern`, if it has its shape.
fn arguments<'a>(pattern: &str, path: &'a str) -> Option<Arguments<'a>> {
    let mut found = Arguments::new();
    let mut parts = path.split('/');
    for wanted in pattern.split('/') {
        let part = parts.next()?;
        if wanted.starts_with('{') {
            if part.is_empty() {
                return None;
            }
            found.push(part);
        } else if wanted != part {
            return None;
        }
    }
    parts.next().is_none().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_route_is_found_by_its_own_path_and_no_earlier_one_hides_it() {
        for route in Route::ALL {
            let line = route.line();
            let method = Method::from_bytes(line.method.as_bytes()).unwrap();
            let (found, _) = Route::find(&method, line.path).unwrap();
            assert_eq!(found, *route);
        }
    }

    #[test]
    fn a_path_gives_its_arguments_and_nothing_longer_or_shorter_fits() {
        let pattern = "/2/a/{x}/b/{y}";
        assert_eq!(arguments(pattern, "/2/a/1/b/2"), Some(vec!["1", "2"]));
        assert_eq!(arguments(pattern, "/2/a/1/b"), None);
        assert_eq!(arguments(pattern, "/2/a/1/b/2/"), None);
        assert_eq!(arguments(pattern, "/2/a//b/2"), None);
    }
}
