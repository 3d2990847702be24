//! Which app asks for an account, and where.

use crate::accounts::{place_of, refused_keys};
use crate::api::{AppKeys, LoginApp};
use crate::{Desk, ErrorCode};
use domain::Handle;
use network::{AppCredentials, Asked, Credentials};
use secrecy::SecretString;
use store::{Account, Place};

/// An app that asks for an account.
#[derive(Clone, Debug)]
pub(super) struct Source {
    pub(super) app: AppCredentials,
    pub(super) place: Place,
    /// The account that is meant, where it is known already.
    meant: Option<Handle>,
}

impl Desk {
    /// The app that a request means.
    pub(super) async fn login_source(&self, app: LoginApp) -> Result<Source, ErrorCode> {
        match app {
            LoginApp::Keys { keys, api_base } => Ok(Source {
                app: app_of(&keys)?,
                place: place_of(api_base, None, &self.inner.reach.x().home())?,
                meant: None,
            }),
            LoginApp::Practice => self.practice_source(None).await,
            LoginApp::OfAccount { account } => {
                let account = self.account_named(&account).await?;
                if account.place == Place::Practice {
                    return self.practice_source(Some(account.handle)).await;
                }
                Ok(Source {
                    app: self.app_of_account(&account).await?,
                    place: account.place,
                    meant: Some(account.handle),
                })
            }
            LoginApp::SameAgain => self.inner.logins.source().ok_or(ErrorCode::NoLogin),
        }
    }

    /// Whom the network's page asks. Somebody who connects one account after the
    /// other is still signed in there as the first.
    pub(super) async fn whom_to_ask(&self, source: &Source) -> Result<Asked, ErrorCode> {
        if let Some(handle) = &source.meant {
            return Ok(Asked::Account(handle.clone()));
        }
        let place = source.place.clone();
        self.read(move |store| {
            let is_first = !store.accounts()?.iter().any(|known| known.place == place);
            Ok(if is_first {
                Asked::WhoeverIsThere
            } else {
                Asked::WhoeverSignsIn
            })
        })
        .await
    }

    /// The practice network's own app. Nobody has to set it up: Byline's callback
    /// is registered for it, unless somebody left it with numbers only.
    async fn practice_source(&self, meant: Option<Handle>) -> Result<Source, ErrorCode> {
        let network = self.inner.practice.open().await?.network;
        let trouble = |detail: String| ErrorCode::PracticeTrouble { detail };
        let brand = network.accounts().into_iter().next();
        let brand = brand.ok_or_else(|| trouble(String::new()))?;
        if !network.callbacks().is_empty() {
            network
                .register_callback(&self.inner.logins.callback())
                .map_err(|error| trouble(error.to_string()))?;
        }
        Ok(Source {
            app: app_of(&AppKeys {
                consumer_key: brand.consumer_key,
                consumer_secret: brand.consumer_secret,
            })?,
            place: Place::Practice,
            meant,
        })
    }

    async fn app_of_account(&self, account: &Account) -> Result<AppCredentials, ErrorCode> {
        let kept = self.inner.vault.get(account.id).await?;
        let kept = kept.ok_or_else(|| ErrorCode::CredentialsMissing {
            account: account.name(),
        })?;
        self.inner
            .reach
            .x_login()
            .app_of(&Credentials::new(kept))
            .map_err(refused_keys)
    }
}

fn app_of(keys: &AppKeys) -> Result<AppCredentials, ErrorCode> {
    let text = serde_json::to_string(keys).map_err(|_| ErrorCode::Unexpected)?;
    Ok(AppCredentials::new(SecretString::from(text)))
}
