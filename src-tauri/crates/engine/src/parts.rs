//! The engine and the parts it is put together from. The parts are ports: the
//! desk gives real ones, tests give their own.

use crate::attended::Attended;
use crate::courtesy::Signs;
use crate::offline::Offline;
use crate::outbox::Barrier;
use crate::{Change, Draw, EngineError};
use async_trait::async_trait;
use domain::{AccountId, DeskId, EventId, Ids, ReplyId};
use network::{
    Clock, Credentials, Endpoint, Exchange, Failure, Http, Network, SignedBy, UploadWay,
};
use rand::RngCore;
use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, AtomicI64};
use std::sync::{Arc, Mutex, PoisonError};
use store::{Account, Read, Store, Write};
use thiserror::Error;
use tokio::sync::{Notify, broadcast};

/// What the engine is put together from.
pub struct Parts {
    /// Where everything is kept.
    pub store: Arc<Store>,
    /// Which desk this is.
    pub desk: DeskId,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Where keys come from.
    pub ids: Arc<dyn Ids>,
    /// How accounts are reached.
    pub reach: Arc<dyn Reach>,
    /// What makes a picture of a stranger's bytes.
    pub draw: Arc<dyn Draw>,
}

/// How accounts are reached: which protocol, where, with which credentials.
#[async_trait]
pub trait Reach: Send + Sync {
    /// The protocol of an account; known without its credentials.
    fn network(&self, account: &Account) -> Arc<dyn Network>;
    /// The way to an account. May wait for a keychain, within bounds.
    async fn way(&self, account: &Account) -> Result<Way, ReachError>;
}

/// The way to an account.
#[derive(Clone)]
pub struct Way {
    /// The protocol.
    pub network: Arc<dyn Network>,
    /// Where requests go.
    pub http: Arc<dyn Http>,
    /// Under which address.
    pub at: Endpoint,
    /// Whose.
    pub credentials: Credentials,
    /// How far it goes.
    pub leads: Leads,
}

/// How far the way to an account goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Leads {
    /// Out, over the machine's connection.
    Out,
    /// To the practice network, which needs no connection.
    Nowhere,
}

/// Why there is no way to an account.
#[derive(Debug, Error)]
pub enum ReachError {
    /// The vault cannot be used now.
    #[error("the vault cannot be used: {0:?}")]
    VaultClosed(VaultTrouble),
    /// The vault has no credentials for it.
    #[error("there are no credentials for an account")]
    NoCredentials {
        /// The account as people write it.
        account: String,
    },
    /// What is kept about the account cannot be used.
    #[error("the account's address cannot be used")]
    NoAddress,
    /// The practice network could not be started.
    #[error("the practice network could not be started: {0}")]
    Practice(String),
}

/// Why a vault cannot be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VaultTrouble {
    /// It has to be unlocked, or does not answer.
    Locked,
    /// There is none.
    Absent,
    /// It refuses this program.
    Denied,
    /// The passphrase does not open it.
    WrongPassphrase,
    /// It is damaged.
    Damaged,
}

/// Everything that runs over time. Cheap to clone; all clones are one engine.
#[derive(Clone)]
pub struct Engine {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) parts: Parts,
    /// Seconds that each account's server is ahead of our clock.
    offsets: Mutex<HashMap<AccountId, Arc<AtomicI64>>>,
    /// The interface for uploads that served each account last.
    pub(crate) uploads: Mutex<HashMap<AccountId, UploadWay>>,
    /// Messages whose picture was asked for in vain: not again in this process.
    pub(crate) passed_over: Mutex<HashSet<(AccountId, EventId)>>,
    /// Held while an account is read: two readings side by side would each take
    /// the other's pages for what an earlier one brought.
    readings: Mutex<HashMap<AccountId, Arc<tokio::sync::Mutex<()>>>>,
    /// Held while looks are put on an account or its list is compared: what is
    /// on its way must not be taken for missing.
    rosters: Mutex<HashMap<AccountId, Arc<tokio::sync::Mutex<()>>>>,
    /// Since when no connection opens.
    pub(crate) offline: Offline,
    /// A connection opens again, and the outbox has not heard of it yet.
    pub(crate) back_online: AtomicBool,
    /// Replies whose attempt runs in this process.
    pub(crate) flying: Mutex<HashSet<ReplyId>>,
    /// What an attempt passes through before it begins.
    pub(crate) barrier: Barrier,
    /// Signs that wait to be given to customers.
    pub(crate) signs: Signs,
    /// The conversation that somebody has before them.
    pub(crate) attended: Attended,
    /// Wakes the outbox.
    pub(crate) wake: Notify,
    /// Wakes what settles looks in doubt.
    pub(crate) doubted: Notify,
    changes: broadcast::Sender<Change>,
}

impl Engine {
    /// Puts an engine together. Nothing runs until it is told to.
    pub fn new(parts: Parts) -> Self {
        let (changes, _) = broadcast::channel(256);
        let inner = Inner {
            parts,
            offsets: Mutex::default(),
            uploads: Mutex::default(),
            passed_over: Mutex::default(),
            readings: Mutex::default(),
            rosters: Mutex::default(),
            offline: Offline::default(),
            back_online: AtomicBool::new(false),
            flying: Mutex::default(),
            barrier: Barrier::default(),
            signs: Signs::default(),
            attended: Attended::default(),
            wake: Notify::new(),
            doubted: Notify::new(),
            changes,
        };
        Self {
            inner: Arc::new(inner),
        }
    }

    /// Hears what changes from now on.
    pub fn changes(&self) -> broadcast::Receiver<Change> {
        self.inner.changes.subscribe()
    }

    /// Tells whoever listens. It is no fault when nobody does.
    pub fn tell(&self, change: Change) {
        let _ = self.inner.changes.send(change);
    }

    pub(crate) fn now(&self) -> domain::Timestamp {
        self.inner.parts.clock.now()
    }

    pub(crate) fn ids(&self) -> &dyn Ids {
        self.inner.parts.ids.as_ref()
    }

    pub(crate) fn desk(&self) -> DeskId {
        self.inner.parts.desk
    }

    /// Reads on a thread that may block.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        look: impl FnOnce(&Read<'_>) -> Result<T, EngineError> + Send + 'static,
    ) -> Result<T, EngineError> {
        let store = Arc::clone(&self.inner.parts.store);
        let read = tokio::task::spawn_blocking(move || store.read(look)).await;
        read.map_err(|_| EngineError::CutShort)?
    }

    /// Writes on a thread that may block; on disk when this returns `Ok`.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        change: impl FnOnce(&Write<'_>) -> Result<T, EngineError> + Send + 'static,
    ) -> Result<T, EngineError> {
        let store = Arc::clone(&self.inner.parts.store);
        let written = tokio::task::spawn_blocking(move || store.write(change)).await;
        written.map_err(|_| EngineError::CutShort)?
    }

    pub(crate) async fn account(&self, id: AccountId) -> Result<Account, EngineError> {
        self.read(move |store| store.account(id)?.ok_or(EngineError::UnknownAccount))
            .await
    }

    pub(crate) async fn way(&self, account: &Account) -> Result<Way, EngineError> {
        Ok(self.inner.parts.reach.way(account).await?)
    }

    /// Makes one call on the way to an account.
    pub(crate) async fn call<A>(
        &self,
        account: AccountId,
        way: &Way,
        call: network::Call<A>,
    ) -> Result<A, Failure> {
        let answer = self.call_beside(account, way, call).await;
        if way.leads == Leads::Out {
            self.heard(answer.as_ref().err());
        }
        answer
    }

    /// The same to a host beside the API, which says nothing about the API's.
    pub(crate) async fn call_beside<A>(
        &self,
        account: AccountId,
        way: &Way,
        call: network::Call<A>,
    ) -> Result<A, Failure> {
        let offset = self.offset(account);
        let exchange = Exchange {
            http: way.http.as_ref(),
            clock: self.inner.parts.clock.as_ref(),
            ids: self.ids(),
            signed_by: SignedBy::Account {
                network: way.network.as_ref(),
                credentials: &way.credentials,
            },
            offset: &offset,
        };
        exchange.run(call).await
    }

    pub(crate) fn reading(&self, account: AccountId) -> Arc<tokio::sync::Mutex<()>> {
        let mut readings = self
            .inner
            .readings
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        Arc::clone(readings.entry(account).or_default())
    }

    pub(crate) fn roster(&self, account: AccountId) -> Arc<tokio::sync::Mutex<()>> {
        let mut rosters = self
            .inner
            .rosters
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        Arc::clone(rosters.entry(account).or_default())
    }

    pub(crate) fn offset(&self, account: AccountId) -> Arc<AtomicI64> {
        let mut offsets = self
            .inner
            .offsets
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        Arc::clone(offsets.entry(account).or_default())
    }
}

/// A fresh salt.
pub(crate) fn salt() -> domain::Salt {
    let mut bytes = [0; 16];
    rand::rng().fill_bytes(&mut bytes);
    domain::Salt(bytes)
}
