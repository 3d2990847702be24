//! Publishing: putting a look on an account. There is no update on X, so each
//! look is created once; nothing is destroyed here.
//!
//! Invariant: a look of which it is not known whether it is there is never
//! created again before a list has proven that it is not (`compare.rs`).

mod compare;
mod list;
mod run;

pub use compare::RosterCompared;

use crate::budget::route_room;
use crate::{Change, Engine, EngineError, Way};
use domain::{AccountId, Entry, Event, LookId, PersonaId, Room, Timestamp};
use network::{Class, Creation, Failure, Network, NewMedia, PortraitTry, PublishedProfile, Route};
use std::sync::Arc;
use store::{Access, Account, Dressed, PublishState, Spend, Write};

impl Engine {
    /// Publishes a persona's newest look. Doing so again for a look that is
    /// there changes nothing; one that may be there is looked for first, and
    /// created only where it is proven not to be.
    pub async fn publish(&self, persona: PersonaId, account: AccountId) -> Result<(), EngineError> {
        let roster = self.roster(account);
        let _alone = roster.lock().await;
        let account = self.account(account).await?;
        let dressed = self
            .read(move |store| store.persona(persona)?.ok_or(EngineError::UnknownPersona))
            .await?;
        let way = self.way(&account).await?;
        if self.is_in_doubt(account.id, dressed.look.id).await? {
            self.compare(&account, &way).await?;
        }
        if !self.begin_publishing(&account, &dressed, &way).await? {
            return Ok(());
        }
        self.tell(Change::Personas);
        let answer = self.create(&account, &dressed, &way).await;
        let failed = self.end_publishing(&account, &dressed, answer).await;
        self.inner.doubted.notify_one();
        self.tell(Change::Personas);
        self.tell(Change::Accounts);
        failed
    }

    /// Whoever asks holds the account's roster: what is said to be on its way is
    /// of an attempt that was cut short.
    async fn is_in_doubt(&self, account: AccountId, look: LookId) -> Result<bool, EngineError> {
        let state = self
            .read(move |store| Ok(store.publication(account, look)?))
            .await?;
        Ok(matches!(
            state,
            Some(PublishState::Publishing | PublishState::InDoubt)
        ))
    }

    /// Writes the intent down; `false` when the look is there already.
    async fn begin_publishing(
        &self,
        account: &Account,
        dressed: &Dressed,
        way: &Way,
    ) -> Result<bool, EngineError> {
        let (now, account, look) = (self.now(), account.id, dressed.look.id);
        let network = Arc::clone(&way.network);
        self.write(move |store| {
            match store.publication(account, look)? {
                Some(PublishState::Live { .. }) => return Ok(false),
                Some(PublishState::Publishing | PublishState::InDoubt) => {
                    return Err(EngineError::PublishInDoubt);
                }
                Some(PublishState::Refused { .. } | PublishState::Unusable { .. }) | None => {}
            }
            spend_a_creation(store, network.as_ref(), account, now)?;
            store.begin_publication(account, look, now)?;
            Ok(true)
        })
        .await
    }

    /// Uploads the portrait and creates the look. How a network wants a portrait
    /// is its secret: a refusal that may be about the portrait is proof that
    /// nothing was created, so the next way is tried.
    async fn create(
        &self,
        account: &Account,
        dressed: &Dressed,
        way: &Way,
    ) -> Result<PublishedProfile, CreateError> {
        let mut tries = way.network.portrait_tries().iter().peekable();
        while let Some(attempt) = tries.next() {
            match self.create_as(account, dressed, way, *attempt).await {
                Err(CreateError::Network(failure))
                    if failure.class == Class::UploadAgain && tries.peek().is_some() =>
                {
                    self.spend_another_creation(account.id, way).await?;
                }
                answer => return answer,
            }
        }
        Err(EngineError::CutShort.into())
    }

    /// A creation that was refused may count as well as one that was not.
    async fn spend_another_creation(
        &self,
        account: AccountId,
        way: &Way,
    ) -> Result<(), EngineError> {
        let (now, network) = (self.now(), Arc::clone(&way.network));
        self.write(move |store| spend_a_creation(store, network.as_ref(), account, now))
            .await
    }

    async fn create_as(
        &self,
        account: &Account,
        dressed: &Dressed,
        way: &Way,
        attempt: PortraitTry,
    ) -> Result<PublishedProfile, CreateError> {
        let portrait = dressed.look.portrait;
        let jpeg = self
            .read(move |store| store.picture(portrait)?.ok_or(EngineError::UnknownPersona))
            .await?;
        let media = NewMedia {
            jpeg,
            category: attempt.category,
        };
        let media = self
            .upload(account.id, way, &media)
            .await
            .map_err(not_created)?;
        let creation = Creation {
            line: dressed.look.line_for(account.network),
            portrait: &media,
            form: attempt.form,
        };
        let create = way.network.create_profile(&way.at, &creation);
        Ok(self.call(account.id, way, create).await?)
    }

    /// Writes down what became of it, with its ledger row.
    async fn end_publishing(
        &self,
        account: &Account,
        dressed: &Dressed,
        answer: Result<PublishedProfile, CreateError>,
    ) -> Result<(), EngineError> {
        let (now, desk, id, name) = (self.now(), self.desk(), account.id, account.name());
        let (persona, look) = (dressed.persona.id, dressed.look.id);
        let (state, access, error) = outcome(answer, now);
        self.write(move |store| {
            store.set_publication(id, look, &state, now)?;
            if let Some(access) = access {
                store.set_access(id, &access)?;
            }
            let event = match state {
                PublishState::Live {
                    id: custom_profile_id,
                } => Event::Published {
                    persona,
                    look,
                    custom_profile_id,
                },
                PublishState::Refused { said } => Event::PublishFailed {
                    persona,
                    look,
                    said,
                },
                PublishState::InDoubt
                | PublishState::Publishing
                | PublishState::Unusable { .. } => Event::PublishFailed {
                    persona,
                    look,
                    said: None,
                },
            };
            Ok(store.append(
                desk,
                &Entry {
                    at: now,
                    account: name,
                    event,
                },
            )?)
        })
        .await?;
        error.map_or(Ok(()), Err)
    }
}

/// Why a look was not created.
enum CreateError {
    Network(Failure),
    Engine(EngineError),
}

impl From<Failure> for CreateError {
    fn from(failure: Failure) -> Self {
        Self::Network(failure)
    }
}

impl From<EngineError> for CreateError {
    fn from(error: EngineError) -> Self {
        Self::Engine(error)
    }
}

/// Counts a creation before it is tried.
fn spend_a_creation(
    store: &Write<'_>,
    network: &dyn Network,
    account: AccountId,
    now: Timestamp,
) -> Result<(), EngineError> {
    match route_room(store, network, account, Route::CreateProfile, now)? {
        Room::FullUntil(until) => Err(EngineError::NoRoom(until)),
        Room::Left(_) => Ok(store.spend(&Spend {
            account,
            route: Route::CreateProfile.as_str(),
            at: now,
            attempt: None,
            app: None,
        })?),
    }
}

/// An upload creates no look: one whose outcome is not known may be done again,
/// one that was refused may be welcome under another category.
fn not_created(failure: Failure) -> Failure {
    let class = match failure.class {
        Class::InDoubt => Class::NotStarted,
        Class::Refused => Class::UploadAgain,
        other => other,
    };
    Failure { class, ..failure }
}

/// How the look stands now, what that says about access, and what to tell the asker.
fn outcome(
    answer: Result<PublishedProfile, CreateError>,
    now: Timestamp,
) -> (PublishState, Option<Access>, Option<EngineError>) {
    match answer {
        Ok(profile) => (
            PublishState::Live { id: profile.id },
            Some(Access::Open),
            None,
        ),
        Err(CreateError::Engine(error)) => {
            (PublishState::Refused { said: None }, None, Some(error))
        }
        Err(CreateError::Network(failure)) => {
            let said = failure.said.clone();
            let state = match failure.class {
                Class::InDoubt => PublishState::InDoubt,
                _ => PublishState::Refused { said: said.clone() },
            };
            let access = match (failure.class, said) {
                (Class::NoAccess, Some(said)) => Some(Access::Closed { said }),
                _ => None,
            };
            let error = match failure.class {
                Class::InDoubt => EngineError::PublishInDoubt,
                Class::WaitUntil(until) => {
                    EngineError::NoRoom(until.unwrap_or(now.plus(domain::MINUTE)))
                }
                _ => EngineError::Network(failure),
            };
            (state, access, Some(error))
        }
    }
}
