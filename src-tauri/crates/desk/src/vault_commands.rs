//! The commands of the vault. Each changes something about where keys are, lets
//! replies that waited for their keys go on, and answers what the vault is like.

use crate::api::{
    AccountRef, AccountView, KeysState, Nothing, VaultAccount, VaultChangePassphrase, VaultState,
    VaultStatus, VaultUnlock, VaultUseFile, WhenUnreachable,
};
use crate::vault_moves;
use crate::vaults::{Place, Vaulted, key_of, trouble_of};
use crate::{Change, Desk, ErrorCode};
use domain::Timestamp;
use std::sync::{Arc, PoisonError};
use store::{Account, Store};
use vault::{LockedFile, Unreachable};

impl Desk {
    /// What the vault is like.
    pub async fn vault_status(&self, _: Nothing) -> Result<VaultStatus, ErrorCode> {
        self.at_vault(|vault, store| {
            let accounts = store.read(|read| Ok::<_, ErrorCode>(read.accounts()?))?;
            let next_time = vault_moves::chosen(store)?;
            Ok(vault.status(&accounts, next_time))
        })
        .await
    }

    /// Opens the locked file.
    pub async fn vault_unlock(&self, request: VaultUnlock) -> Result<VaultStatus, ErrorCode> {
        let opened = self
            .change_vault(move |vault, _| vault.unlock(&request.passphrase))
            .await?;
        self.clear_copies_of_keys().await;
        Ok(opened)
    }

    /// Closes the locked file. A keychain is closed by its own program.
    pub async fn vault_lock(&self, _: Nothing) -> Result<VaultStatus, ErrorCode> {
        self.change_vault(|vault, _| {
            vault.file.close();
            Ok(())
        })
        .await
    }

    /// Keeps keys in the system's keychain from now on; those in the locked file
    /// move there. Fails without having moved anything.
    pub async fn vault_use_keychain(&self, _: Nothing) -> Result<VaultStatus, ErrorCode> {
        self.change_vault(|vault, store| vault.use_keychain(store))
            .await
    }

    /// Keeps keys in the locked file from now on; those in the keychain move
    /// there. Fails without having moved anything.
    pub async fn vault_use_file(&self, request: VaultUseFile) -> Result<VaultStatus, ErrorCode> {
        let unreachable = match request.unreachable {
            WhenUnreachable::Refuse => Unreachable::Refuse,
            WhenUnreachable::LeaveKeys => Unreachable::LeaveBehind,
        };
        self.change_vault(move |vault, store| {
            vault.use_file(store, &request.passphrase, unreachable)
        })
        .await
    }

    /// Locks the file with another passphrase.
    pub async fn vault_change_passphrase(
        &self,
        request: VaultChangePassphrase,
    ) -> Result<VaultStatus, ErrorCode> {
        self.change_vault(move |vault, _| vault.change_passphrase(&request.current, &request.new))
            .await
    }

    /// Puts aside a locked file that nobody can open. Its keys have to be
    /// entered again; everything else stays.
    pub async fn vault_start_over(&self, _: Nothing) -> Result<VaultStatus, ErrorCode> {
        let moment = moment(self.inner.clock.now());
        self.change_vault(move |vault, _| vault.start_over(&moment))
            .await
    }

    /// Removes an account's keys. The account and its conversations stay.
    pub async fn account_forget_keys(&self, request: AccountRef) -> Result<AccountView, ErrorCode> {
        self.must_own()?;
        let account = self.account_named(&request.account).await?;
        self.inner.vault.remove(account.id).await?;
        self.inner.engine.tell(Change::Vault);
        self.account_view(&request.account).await
    }

    /// Clears up behind a move between vaults that was killed.
    pub(crate) async fn clear_copies_of_keys(&self) {
        let moment = moment(self.inner.clock.now());
        let cleared = self
            .at_vault(move |vault, store| vault.clear_copies(store, &moment))
            .await;
        if let Err(code) = cleared {
            tracing::info!(?code, "copies of moved keys are cleared up another time");
        }
    }

    async fn change_vault(
        &self,
        change: impl FnOnce(&Vaulted, &Store) -> Result<(), ErrorCode> + Send + 'static,
    ) -> Result<VaultStatus, ErrorCode> {
        self.must_own()?;
        self.at_vault(change).await?;
        self.inner.engine.tell(Change::Vault);
        self.inner.engine.try_ways_again().await?;
        self.vault_status(Nothing {}).await
    }

    /// Acts on a thread that may block.
    async fn at_vault<T: Send + 'static>(
        &self,
        act: impl FnOnce(&Vaulted, &Store) -> Result<T, ErrorCode> + Send + 'static,
    ) -> Result<T, ErrorCode> {
        let (vault, store) = (Arc::clone(&self.inner.vault), Arc::clone(&self.inner.store));
        tokio::task::spawn_blocking(move || act(&vault, &store))
            .await
            .map_err(|_| ErrorCode::Unexpected)?
    }
}

/// A moment as a part of a file's name.
fn moment(now: Timestamp) -> String {
    jiff::Timestamp::from_millisecond(now.0).map_or_else(
        |_| now.0.to_string(),
        |moment| moment.strftime("%Y%m%dT%H%M%SZ").to_string(),
    )
}

impl Vaulted {
    fn status(&self, accounts: &[Account], next_time: Option<Place>) -> VaultStatus {
        let _turn = self.turns.read().unwrap_or_else(PoisonError::into_inner);
        let keychain = self.keychain.state();
        let (state, trouble) = match self.place() {
            Place::Keychain => (keychain, None),
            Place::LockedFile => match self.file.look() {
                Ok(()) => (vault::VaultState::Ready, None),
                Err(error) => (error.state(), trouble_of(&error)),
            },
        };
        let state = VaultState::from(state);
        VaultStatus {
            kind: self.kind(),
            state,
            keychain: keychain.into(),
            trouble,
            file: LockedFile::is_there(&self.folder).unwrap_or(true),
            from_environment: self.place() == Place::LockedFile
                && next_time != Some(Place::LockedFile),
            accounts: accounts
                .iter()
                .map(|account| VaultAccount {
                    account: account.id.to_string(),
                    name: account.name(),
                    keys: self.keys_of(account, state),
                })
                .collect(),
        }
    }

    /// A vault that is not ready is not asked: it might put up a prompt.
    fn keys_of(&self, account: &Account, state: VaultState) -> KeysState {
        if state != VaultState::Ready {
            return KeysState::Unknown;
        }
        match key_of(account.id).and_then(|key| self.in_use().get(&key)) {
            Ok(Some(_)) => KeysState::Present,
            Ok(None) => KeysState::Missing,
            Err(_) => KeysState::Unknown,
        }
    }
}
