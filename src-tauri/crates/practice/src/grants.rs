//! Access tokens: what a brand has allowed the app, and at which level. A brand
//! may have several, one for each level it allowed and more once one is revoked;
//! a revoked one stays known, because its use is answered differently from that
//! of a token nobody ever had (`contracts/x.md` §6.1, §11).

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

use crate::{
    accounts::{Brand, alphanumeric},
    id::Id,
    level::AccessLevel,
    state::State,
};

/// An access token.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Grant {
    pub(crate) token: String,
    pub(crate) secret: String,
    /// Whom it signs in.
    pub(crate) brand: Id,
    pub(crate) level: AccessLevel,
    pub(crate) standing: Standing,
}

/// Whether an access token still opens anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Standing {
    /// It does; access tokens do not expire.
    Valid,
    /// The brand took it back, or the app gave it back.
    Revoked,
}

/// What is drawn in a login, each with dice of its own.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Secret {
    RequestToken,
    Verifier,
    AccessToken,
    Bearer,
}

impl Grant {
    /// The token that a brand was founded with.
    pub(crate) fn founding(brand: &Brand) -> Self {
        Self {
            token: brand.token.clone(),
            secret: brand.token_secret.clone(),
            brand: brand.id,
            level: AccessLevel::DirectMessages,
            standing: Standing::Valid,
        }
    }

    /// A fresh token; `number` is that of the login that led to it.
    pub(crate) fn draw(state: &State, brand: Id, level: AccessLevel, number: Id) -> Self {
        let mut rng = state.dice(number, Secret::AccessToken);
        Self {
            token: format!("{brand}-{}", alphanumeric(&mut rng, 30)),
            secret: alphanumeric(&mut rng, 45),
            brand,
            level,
            standing: Standing::Valid,
        }
    }
}

impl State {
    /// The grant of an access token, revoked or not.
    pub(crate) fn grant(&self, token: &str) -> Option<&Grant> {
        self.grants.iter().find(|grant| grant.token == token)
    }

    /// What `brand` has allowed at `level`, if it was not revoked.
    pub(crate) fn allowed(&self, brand: Id, level: AccessLevel) -> Option<&Grant> {
        self.valid(brand).find(|grant| grant.level == level)
    }

    /// The tokens of `brand` that open something, oldest first.
    pub(crate) fn valid(&self, brand: Id) -> impl Iterator<Item = &Grant> {
        self.grants
            .iter()
            .filter(move |grant| grant.brand == brand && grant.standing == Standing::Valid)
    }

    /// A token came into being, unless it was out already.
    pub(crate) fn add_grant(&mut self, grant: Grant) {
        if self.grant(&grant.token).is_none() {
            self.grants.push(grant);
        }
    }

    /// Tokens open nothing any more.
    pub(crate) fn revoke(&mut self, tokens: &[String]) {
        for grant in &mut self.grants {
            if tokens.contains(&grant.token) {
                grant.standing = Standing::Revoked;
            }
        }
    }

    /// Dice for one secret that belongs to `number`, an id that is used once.
    pub(crate) fn dice(&self, number: Id, secret: Secret) -> ChaCha8Rng {
        let mut rng = ChaCha8Rng::seed_from_u64(self.seed.rotate_left(32) ^ number.number());
        rng.set_stream(match secret {
            Secret::RequestToken => 1,
            Secret::Verifier => 2,
            Secret::AccessToken => 3,
            Secret::Bearer => 4,
        });
        rng
    }
}
