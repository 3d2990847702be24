//! The brands of the practice network and the keys that open them. Keys look
//! like X's, are drawn from the seed and open nothing outside.

use rand::Rng;
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

use crate::{console::AppStanding, id::Id, level::AccessLevel, state::State, truth::Party};

/// A brand account with everything a client needs to sign as it.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct PracticeAccount {
    /// Handle without `@`.
    pub handle: String,
    /// User id, a decimal string above 2^53.
    pub user_id: String,
    /// Display name.
    pub name: String,
    /// OAuth 1.0a consumer key.
    pub consumer_key: String,
    /// OAuth 1.0a consumer secret.
    pub consumer_secret: String,
    /// OAuth 1.0a access token.
    pub token: String,
    /// OAuth 1.0a access token secret.
    pub token_secret: String,
}

impl std::fmt::Debug for PracticeAccount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PracticeAccount")
            .field("handle", &self.handle)
            .field("user_id", &self.user_id)
            .finish_non_exhaustive()
    }
}

/// A brand as the network keeps it.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Brand {
    pub(crate) id: Id,
    pub(crate) handle: String,
    pub(crate) name: String,
    pub(crate) description: String,
    /// The access token it was founded with. What a token opens, its grant says.
    pub(crate) token: String,
    pub(crate) token_secret: String,
}

/// The app that the brands have authorised, with its settings.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(crate) struct App {
    pub(crate) id: Id,
    pub(crate) name: String,
    pub(crate) consumer_key: String,
    pub(crate) consumer_secret: String,
    /// Where the login page may send people, at most ten.
    #[serde(default = "usual_callbacks")]
    pub(crate) callbacks: Vec<String>,
    /// What a login asks a brand to allow.
    #[serde(default)]
    pub(crate) permission: AccessLevel,
    #[serde(default)]
    pub(crate) standing: AppStanding,
}

/// The callbacks that X's own command-line program and its docs use (§6.1).
fn usual_callbacks() -> Vec<String> {
    vec![
        "http://127.0.0.1:8080/callback".to_owned(),
        "http://localhost:8080/callback".to_owned(),
    ]
}

impl App {
    pub(crate) fn draw(rng: &mut ChaCha8Rng) -> Self {
        Self {
            id: old_id(rng),
            name: "Byline practice".to_owned(),
            consumer_key: alphanumeric(rng, 25),
            consumer_secret: alphanumeric(rng, 50),
            callbacks: usual_callbacks(),
            permission: AccessLevel::default(),
            standing: AppStanding::default(),
        }
    }
}

impl Brand {
    pub(crate) fn draw(rng: &mut ChaCha8Rng, handle: &str, name: &str, description: &str) -> Self {
        let id = old_id(rng);
        Self {
            id,
            handle: handle.to_owned(),
            name: name.to_owned(),
            description: description.to_owned(),
            token: format!("{id}-{}", alphanumeric(rng, 30)),
            token_secret: alphanumeric(rng, 45),
        }
    }

    /// The brand with the oldest of its keys that open something; the first it
    /// ever had, if none does.
    pub(crate) fn account(&self, state: &State) -> PracticeAccount {
        let app = &state.app;
        let valid = state.valid(self.id).next();
        let (token, secret) = valid.map_or((&self.token, &self.token_secret), |grant| {
            (&grant.token, &grant.secret)
        });
        PracticeAccount {
            handle: self.handle.clone(),
            user_id: self.id.to_string(),
            name: self.name.clone(),
            consumer_key: app.consumer_key.clone(),
            consumer_secret: app.consumer_secret.clone(),
            token: token.clone(),
            token_secret: secret.clone(),
        }
    }

    pub(crate) fn party(&self) -> Party {
        Party {
            user_id: self.id.to_string(),
            name: self.name.clone(),
            handle: self.handle.clone(),
            avatar: crate::cast::portraits::path(self.id),
        }
    }
}

/// A user or app id of somebody who joined in 2017 to 2022: above 2^53.
pub(crate) fn old_id(rng: &mut ChaCha8Rng) -> Id {
    let joined_ms = rng.random_range(1_483_228_800_000..1_672_531_200_000);
    Id::at(joined_ms).with_low_bits(rng.random())
}

pub(crate) fn alphanumeric(rng: &mut ChaCha8Rng, length: usize) -> String {
    rng.sample_iter(rand::distr::Alphanumeric)
        .take(length)
        .map(char::from)
        .collect()
}
