//! Getting to know an account: whose credentials are these? What it may do is
//! asked in `probe.rs`.

use crate::outbox::step;
use crate::{Change, Engine, EngineError, Way};
use domain::reply::{State, Step, WaitReason};
use domain::{AccountId, NetworkName};
use network::Identity;
use store::{NewAccount, Place};

impl Engine {
    /// Asks whose credentials a way carries. Nothing is kept yet.
    pub async fn identify(&self, way: &Way) -> Result<Identity, EngineError> {
        Ok(self
            .call(
                AccountId(uuid::Uuid::nil()),
                way,
                way.network.who_am_i(&way.at),
            )
            .await?)
    }

    /// Keeps an identified account, new or known, and lets its waiting replies go on.
    pub async fn connect(
        &self,
        id: AccountId,
        identity: &Identity,
        place: Place,
    ) -> Result<AccountId, EngineError> {
        let new = NewAccount {
            id,
            network: NetworkName::X,
            user: identity.user.id.clone(),
            handle: identity.user.handle.clone(),
            display_name: identity.user.name.clone(),
            verified: identity.user.verified.as_str(),
            place,
        };
        let (now, desk) = (self.now(), self.desk());
        let (user, picture) = (identity.user.id.clone(), identity.user.picture.clone());
        let id = self
            .write(move |store| {
                let id = store.connect_account(&new, desk, now)?;
                if let Some(address) = picture {
                    store.set_avatar_address(id, &user, &address)?;
                }
                Ok(id)
            })
            .await?;
        self.resume_account(id).await?;
        Ok(id)
    }

    /// A person says that what stopped an account is settled.
    pub async fn resume_account(&self, id: AccountId) -> Result<(), EngineError> {
        self.write(move |store| {
            store.set_stopped(id, None)?;
            for reply in store.replies_in("waiting")? {
                let stopped = matches!(
                    &reply.state,
                    State::Waiting {
                        why: WaitReason::AccountStopped { .. },
                        ..
                    }
                );
                if reply.content.account == id && stopped {
                    step(store, reply.content.id, Step::Due)?;
                }
            }
            Ok(())
        })
        .await?;
        self.tell(Change::Accounts);
        self.tell(Change::Outbox);
        self.inner.wake.notify_one();
        Ok(())
    }

    /// Keys may be within reach again: replies that waited for a way to their
    /// account try now. Accounts that the network stopped stay stopped.
    pub async fn try_ways_again(&self) -> Result<(), EngineError> {
        self.write(|store| {
            for reply in store.replies_in("waiting")? {
                let without_words = matches!(
                    &reply.state,
                    State::Waiting {
                        why: WaitReason::AccountStopped { said: None },
                        ..
                    }
                );
                let account = store.account(reply.content.account)?;
                if without_words && account.is_some_and(|account| account.stopped.is_none()) {
                    step(store, reply.content.id, Step::Due)?;
                }
            }
            Ok(())
        })
        .await?;
        self.tell(Change::Outbox);
        self.inner.wake.notify_one();
        Ok(())
    }
}
