//! Connecting accounts. Credentials go from the request to the vault and
//! nowhere else.

use crate::api::{AccountConnect, AccountList, AccountRef, AccountView, InboxSync, KeysX, Nothing};
use crate::{Change, Desk, ErrorCode, view};
use domain::AccountId;
use network::{Credentials, CredentialsError, Endpoint, EndpointError};
use secrecy::SecretString;
use store::Place;

impl Desk {
    /// All accounts.
    pub async fn account_list(&self, _: Nothing) -> Result<AccountList, ErrorCode> {
        let accounts = self.account_views().await?;
        Ok(AccountList { accounts })
    }

    /// Connects an X account with its keys, or gives a known one new keys.
    pub async fn account_connect(&self, request: AccountConnect) -> Result<AccountView, ErrorCode> {
        let home = self.inner.reach.x().home();
        let place = place_of(request.api_base, request.upload_base, &home)?;
        self.connect_with(credentials_of(&request.keys)?, place)
            .await
    }

    /// Connects the brand of the practice network.
    pub async fn account_connect_practice(&self, _: Nothing) -> Result<AccountView, ErrorCode> {
        self.must_own()?;
        let open = self.inner.practice.open().await?;
        let trouble = |detail: String| ErrorCode::PracticeTrouble { detail };
        let brand = open.network.accounts().into_iter().next();
        let brand = brand.ok_or_else(|| trouble(String::new()))?;
        // Whoever disconnected it gave its keys back.
        let brand = open
            .network
            .allow(&brand.handle)
            .map_err(|error| trouble(error.to_string()))?;
        let keys = KeysX {
            consumer_key: brand.consumer_key,
            consumer_secret: brand.consumer_secret,
            token: brand.token,
            token_secret: brand.token_secret,
        };
        let credentials = credentials_of(&keys)?;
        let account = self.connect_with(credentials, Place::Practice).await?;
        // Connected it is, even if its customers cannot be read at once.
        let first = InboxSync {
            account: Some(account.id.clone()),
        };
        if let Err(code) = self.inbox_sync(first).await {
            tracing::warn!(?code, "the practice inbox could not be read");
        }
        self.account_view(&account.id).await
    }

    /// A person says that what stopped an account is settled.
    pub async fn account_resume(&self, request: AccountRef) -> Result<AccountView, ErrorCode> {
        let account = self.account_named(&request.account).await?;
        self.inner.engine.resume_account(account.id).await?;
        self.account_view(&request.account).await
    }

    /// Connects the account that these credentials open, or gives a known one new
    /// ones; its waiting replies go on.
    pub(crate) async fn connect_with(
        &self,
        credentials: Credentials,
        place: Place,
    ) -> Result<AccountView, ErrorCode> {
        self.must_own()?;
        self.inner
            .reach
            .x()
            .check_credentials(&credentials)
            .map_err(refused_keys)?;
        let way = self.inner.reach.to(&place, credentials.clone()).await?;
        let identity = self.inner.engine.identify(&way).await?;

        let known = self
            .read({
                let (place, user) = (place.clone(), identity.user.id.clone());
                move |store| {
                    Ok(store
                        .accounts()?
                        .into_iter()
                        .find(|account| account.place == place && account.user == user))
                }
            })
            .await?;
        let id = known.as_ref().map_or_else(
            || AccountId::new(self.inner.ids.as_ref()),
            |account| account.id,
        );
        self.inner
            .vault
            .put(id, SecretString::from(credentials.expose()))
            .await?;
        if let Err(error) = self.inner.engine.connect(id, &identity, place).await {
            if known.is_none() {
                self.inner.vault.remove(id).await?;
            }
            return Err(error.into());
        }
        // Its keys are new: whoever waits to read with them reads now.
        self.inner.engine.tell(Change::Vault);
        // Not knowing yet what it may do is no reason not to be connected.
        if let Err(error) = self.inner.engine.probe(id).await {
            tracing::warn!(%error, "could not ask what the account may do");
        }
        self.account_view(&id.to_string()).await
    }

    /// An account as it stands now.
    pub(crate) async fn account_view(&self, given: &str) -> Result<AccountView, ErrorCode> {
        let account = self.account_named(given).await?;
        let lacking = self.inner.engine.lacking().await?;
        Ok(view::account(&account, lacking.get(&account.id)))
    }

    /// All accounts as they stand now, in the order of connecting.
    pub(crate) async fn account_views(&self) -> Result<Vec<AccountView>, ErrorCode> {
        let lacking = self.inner.engine.lacking().await?;
        let accounts = self.read(|store| Ok(store.accounts()?)).await?;
        let seen = accounts
            .iter()
            .map(|account| view::account(account, lacking.get(&account.id)));
        Ok(seen.collect())
    }
}

fn credentials_of(keys: &KeysX) -> Result<Credentials, ErrorCode> {
    let text = serde_json::to_string(keys).map_err(|_| ErrorCode::Unexpected)?;
    Ok(Credentials::new(SecretString::from(text)))
}

/// Where a request's addresses lead. One that was left out is the other's, or
/// for uploads alone the network's own for the rest.
pub(crate) fn place_of(
    api: Option<String>,
    upload: Option<String>,
    home: &Endpoint,
) -> Result<Place, ErrorCode> {
    let (api, upload) = match (api, upload) {
        (None, None) => return Ok(Place::Network),
        (Some(api), None) => (api.clone(), api),
        (Some(api), Some(upload)) => (api, upload),
        (None, Some(upload)) => (home.api.to_string(), upload),
    };
    match Endpoint::parse(&api, &upload) {
        Ok(at) => Ok(Place::Address {
            api: at.api.to_string(),
            upload: at.upload.to_string(),
        }),
        Err(EndpointError::NotAnAddress(address) | EndpointError::NotSecure(address)) => {
            Err(ErrorCode::AddressRefused { address })
        }
        Err(EndpointError::TooMuch) => Err(ErrorCode::AddressRefused {
            address: String::new(),
        }),
    }
}

pub(crate) fn refused_keys(error: CredentialsError) -> ErrorCode {
    let field = match error {
        CredentialsError::Unreadable => "",
        CredentialsError::Missing(field) | CredentialsError::WrongShape(field) => field,
    };
    ErrorCode::KeysRefused {
        field: field.to_owned(),
    }
}
