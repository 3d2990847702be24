//! Disconnecting an account: its keys go, everything else stays. The network is
//! told, as well as that can be done; what it says is passed on.

use crate::api::{AccountRef, Disconnected};
use crate::error_from::small;
use crate::overview::needs_person;
use crate::{Change, Desk, ErrorCode};
use domain::AccountId;
use domain::reply::State;
use network::Credentials;
use store::{Account, Read};

impl Desk {
    /// Removes the secrets of an account and says what stays.
    pub async fn account_disconnect(&self, request: AccountRef) -> Result<Disconnected, ErrorCode> {
        self.must_own()?;
        let account = self.account_named(&request.account).await?;
        // First from here: what fails now has changed nothing, and nothing new
        // leaves with keys that are about to end.
        let kept = self.inner.vault.get(account.id).await?;
        self.inner.vault.remove(account.id).await?;
        self.inner.logins.forget_source();
        self.inner.engine.tell(Change::Vault);
        let revoked = match kept {
            Some(keys) => self.give_back(&account, Credentials::new(keys)).await,
            None => Revoked::No,
        };
        let id = account.id;
        let (replies_waiting, conversations_kept) = self
            .read(move |store| Ok((waiting(store, id)?, conversations(store, id)?)))
            .await?;
        self.inner.engine.tell(Change::Outbox);
        Ok(Disconnected {
            revoked: revoked == Revoked::Yes,
            replies_waiting,
            conversations_kept,
        })
    }

    async fn give_back(&self, account: &Account, keys: Credentials) -> Revoked {
        let way = match self.inner.reach.to(&account.place, keys).await {
            Ok(way) => way,
            Err(error) => {
                tracing::warn!(%error, "there is no way to give keys back");
                return Revoked::No;
            }
        };
        let call = self.inner.reach.x_login().give_back(&way.at);
        match self.inner.engine.revoke(account.id, &way, call).await {
            Ok(()) => Revoked::Yes,
            Err(error) => {
                tracing::warn!(%error, "the network did not take the keys back");
                Revoked::No
            }
        }
    }
}

/// Whether the network said that keys no longer work.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Revoked {
    Yes,
    No,
}

/// What would leave by itself, if there were keys.
fn waiting(store: &Read<'_>, account: AccountId) -> Result<u32, ErrorCode> {
    let outbox = store.outbox()?;
    let waits = outbox.iter().filter(|reply| {
        reply.content.account == account
            && !needs_person(&reply.state)
            && !matches!(reply.state, State::Sending)
    });
    Ok(small(waits.count()))
}

fn conversations(store: &Read<'_>, account: AccountId) -> Result<u32, ErrorCode> {
    let all = store.conversations(None)?;
    Ok(small(
        all.iter().filter(|one| one.account == account).count(),
    ))
}
