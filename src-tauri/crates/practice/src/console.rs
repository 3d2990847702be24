//! The app's settings, as X keeps them in its developer console: what the app
//! may ask brands for, where the login page may send people, and whether the app
//! is in good standing (`contracts/x.md` §6.1). All of it is kept with the
//! network. A changed permission changes no token that is out already.

use bytes::Bytes;
use http::Response;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::{
    accounts::PracticeAccount,
    answer, control,
    errors::{PracticeError, Refusal},
    grants::Grant,
    level::AccessLevel,
    oauth::{self, Credentials},
    practice::Practice,
    state::{Change, State},
    world::World,
};

/// Callbacks of one app (§6.1).
const CALLBACK_LIMIT: usize = 10;

/// Whether X lets the app do anything at all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppStanding {
    /// It does.
    #[default]
    Good,
    /// Every call is 401 with code 416 (§3.6).
    Suspended,
}

/// Access that is taken back from the app.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Revocation {
    /// One access token.
    Token(String),
    /// Every access token of the brand of this handle (without `@`), as a person
    /// takes it back on X's page of connected apps.
    Handle(String),
}

impl Practice {
    /// Sets what the app may ask for. It takes effect when a brand next allows
    /// the app; tokens that are out keep their level (§6.1).
    ///
    /// # Errors
    /// If the change cannot be kept.
    pub fn set_permission(&self, level: AccessLevel) -> Result<(), PracticeError> {
        self.world().commit(vec![Change::PermissionSet { level }])
    }

    /// What the app may ask for.
    #[must_use]
    pub fn permission(&self) -> AccessLevel {
        self.world().state.app.permission
    }

    /// Suspends the app, or takes that back.
    ///
    /// # Errors
    /// If the change cannot be kept.
    pub fn set_app_standing(&self, standing: AppStanding) -> Result<(), PracticeError> {
        let change = Change::AppStandingSet { standing };
        self.world().commit(vec![change])
    }

    /// Takes access back; calls with the tokens meet code 89 from then on (§6.1).
    /// What is revoked already stays so.
    ///
    /// # Errors
    /// If there is no such token or brand, or the change cannot be kept.
    pub fn revoke(&self, revocation: &Revocation) -> Result<(), PracticeError> {
        let mut world = self.world();
        let tokens = tokens(&world.state, revocation)?;
        world.commit(vec![Change::Revoked { tokens }])
    }

    /// The brand of this handle (without `@`) allows the app, as somebody does on
    /// the login page: a fresh token, if none of its tokens opens anything.
    ///
    /// # Errors
    /// If there is no such brand, or the change cannot be kept.
    pub fn allow(&self, handle: &str) -> Result<PracticeAccount, PracticeError> {
        let mut world = self.world();
        let unknown = || PracticeError::UnknownBrand(handle.to_owned());
        let mut brands = world.state.brands.iter();
        let known = brands
            .find(|brand| brand.handle.eq_ignore_ascii_case(handle))
            .cloned()
            .ok_or_else(unknown)?;
        if world.state.valid(known.id).next().is_none() {
            let number = world.state.next_id(self.now_ms());
            let level = world.state.app.permission;
            let grant = Grant::draw(&world.state, known.id, level, number);
            world.commit(vec![Change::Allowed { number, grant }])?;
        }
        Ok(known.account(&world.state))
    }

    /// Registers a URL that the login page may send people to. The login has to
    /// name it exactly as it is written here (§6.1).
    ///
    /// # Errors
    /// If it is no absolute URL or has a fragment, if ten are registered
    /// already, or if the change cannot be kept.
    pub fn register_callback(&self, url: &str) -> Result<(), PracticeError> {
        let mut world = self.world();
        let mut callbacks = world.state.app.callbacks.clone();
        if callbacks.iter().any(|known| known == url) {
            return Ok(());
        }
        let is_usable = url::Url::parse(url).is_ok_and(|parsed| parsed.fragment().is_none());
        if !is_usable || callbacks.len() >= CALLBACK_LIMIT {
            return Err(PracticeError::Callback(url.to_owned()));
        }
        callbacks.push(url.to_owned());
        set_callbacks(&mut world, callbacks)
    }

    /// Removes a registered URL; without any, only PINs are left (code 417).
    ///
    /// # Errors
    /// If the change cannot be kept.
    pub fn remove_callback(&self, url: &str) -> Result<(), PracticeError> {
        let mut world = self.world();
        let mut callbacks = world.state.app.callbacks.clone();
        callbacks.retain(|known| known != url);
        set_callbacks(&mut world, callbacks)
    }

    /// The registered URLs, in the order in which they were registered.
    #[must_use]
    pub fn callbacks(&self) -> Vec<String> {
        self.world().state.app.callbacks.clone()
    }
}

#[derive(Deserialize)]
struct Permission {
    level: AccessLevel,
}

#[derive(Deserialize)]
struct Callback {
    url: String,
}

#[derive(Deserialize)]
struct Standing {
    standing: AppStanding,
}

/// The control routes of the settings, under `/_practice/`: `permission`,
/// `callbacks`, `app` and `revoke`; `None` for any other path.
pub(crate) fn steer(
    practice: &Practice,
    method: &str,
    path: &str,
    body: &Bytes,
) -> Option<Response<Bytes>> {
    Some(match (method, path) {
        ("GET", "permission") => answer::json(200, &json!({"level": practice.permission()})),
        ("POST", "permission") => control::with(body, |asked: Permission| {
            settled(practice.set_permission(asked.level))
        }),
        ("POST", "app") => control::with(body, |asked: Standing| {
            settled(practice.set_app_standing(asked.standing))
        }),
        ("POST", "revoke") => {
            control::with(body, |asked: Revocation| settled(practice.revoke(&asked)))
        }
        ("GET", "callbacks") => answer::json(200, &json!(practice.callbacks())),
        ("POST", "callbacks") => control::with(body, |asked: Callback| {
            settled(practice.register_callback(&asked.url))
        }),
        ("DELETE", "callbacks") => control::with(body, |asked: Callback| {
            settled(practice.remove_callback(&asked.url))
        }),
        _ => return None,
    })
}

/// The secret of the app that signed: 401 with code 32 if it is not this one,
/// 416 if it is suspended (§3.6).
pub(crate) fn app_of<'a>(state: &'a State, credentials: &Credentials) -> Result<&'a str, Refusal> {
    if state.app.consumer_key != credentials.consumer_key {
        return Err(oauth::unauthenticated());
    }
    check_standing(state)?;
    Ok(&state.app.consumer_secret)
}

/// 401 with code 416 for a suspended app (§3.6).
pub(crate) fn check_standing(state: &State) -> Result<(), Refusal> {
    match state.app.standing {
        AppStanding::Good => Ok(()),
        AppStanding::Suspended => Err(Refusal::v1(401, 416, "Invalid / suspended application")),
    }
}

fn set_callbacks(world: &mut World, callbacks: Vec<String>) -> Result<(), PracticeError> {
    world.commit(vec![Change::CallbacksSet { callbacks }])
}

fn tokens(state: &State, revocation: &Revocation) -> Result<Vec<String>, PracticeError> {
    match revocation {
        Revocation::Token(token) => state
            .grant(token)
            .map(|grant| vec![grant.token.clone()])
            .ok_or(PracticeError::UnknownToken),
        Revocation::Handle(handle) => {
            let mut brands = state.brands.iter();
            let brand = brands
                .find(|brand| brand.handle.eq_ignore_ascii_case(handle))
                .ok_or_else(|| PracticeError::UnknownBrand(handle.clone()))?;
            let valid = state.valid(brand.id);
            Ok(valid.map(|grant| grant.token.clone()).collect())
        }
    }
}

fn settled(done: Result<(), PracticeError>) -> Response<Bytes> {
    let Err(error) = done else {
        return answer::empty(204);
    };
    let status = match error {
        PracticeError::UnknownToken | PracticeError::UnknownBrand(_) => 404,
        PracticeError::Callback(_) => 400,
        _ => 500,
    };
    answer::json(status, &json!({"error": error.to_string()}))
}
