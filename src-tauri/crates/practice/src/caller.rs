//! Who is calling: a brand through the app, by an OAuth 1.0a signature, or the
//! app on its own, by a Bearer token. What they may do is the route's affair.

use crate::{
    bearer, console,
    errors::Refusal,
    grants::Standing,
    id::Id,
    level::AccessLevel,
    oauth::{self, Credentials, Secrets},
    received::Received,
    routes::Route,
    state::State,
    switches::{Status89, Switches},
};

/// A caller who is known.
pub(crate) struct Caller {
    /// The signed-in brand; the app's own id where it calls alone.
    pub(crate) id: Id,
    /// The brand's permission.
    pub(crate) as_brand: Option<AsBrand>,
}

/// What the signature of a brand's call said.
pub(crate) struct AsBrand {
    pub(crate) token: String,
    pub(crate) level: AccessLevel,
    pub(crate) nonce: String,
    pub(crate) timestamp: i64,
}

impl Caller {
    pub(crate) fn app(id: Id) -> Self {
        Self { id, as_brand: None }
    }

    /// Checks a call's credentials (§11): 400 with code 215 without any; 401
    /// with 32 for a wrong signature, key or token; with 416 for a suspended app;
    /// with 135 for a wrong time; code 89 for a revoked token.
    pub(crate) fn identify(
        state: &State,
        switches: &Switches,
        (route, request): (Route, &Received),
        now_ms: i64,
    ) -> Result<Self, Refusal> {
        if let Some(token) = bearer::of(request) {
            return bearer::caller(state, route, token);
        }
        let credentials = Credentials::read(request)?;
        let token = credentials.token()?;
        let consumer = console::app_of(state, &credentials)?;
        let grant = state.grant(token).ok_or_else(oauth::unauthenticated)?;
        let secrets = Secrets {
            consumer,
            token: &grant.secret,
        };
        credentials.verify(request, &secrets, now_ms)?;
        if grant.standing == Standing::Revoked {
            let status = match switches.status_89 {
                Status89::Unauthorized => 401,
                Status89::Forbidden => 403,
            };
            return Err(Refusal::v1(status, 89, "Invalid or expired token."));
        }
        Ok(Self {
            id: grant.brand,
            as_brand: Some(AsBrand {
                token: grant.token.clone(),
                level: grant.level,
                timestamp: credentials.timestamp,
                nonce: credentials.nonce,
            }),
        })
    }

    /// Checks that the brand allowed as much as `route` needs (§3.6).
    pub(crate) fn check_level(&self, route: Route) -> Result<(), Refusal> {
        self.as_brand
            .as_ref()
            .map_or(Ok(()), |brand| brand.level.check(route.level()))
    }
}
