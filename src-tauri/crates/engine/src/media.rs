//! Pictures that came with messages: fetched once, made safe, kept. What is no
//! picture (a video, a place) is named in the thread and not fetched. A picture
//! that cannot be had now holds up no other.

use crate::{Change, Engine, EngineError, Way};
use domain::{AccountId, EventId, PictureId};
use network::{Class, Failure, HttpFailure, Request, Scope};
use std::collections::HashSet;
use std::sync::{MutexGuard, PoisonError};
use store::{MessagePicture, WantedMedia};

/// The most pictures fetched in one go.
const MOST: usize = 20;

/// A picture made of a stranger's bytes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Drawn {
    /// A JPEG without metadata.
    pub jpeg: Vec<u8>,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

/// What asking for a picture gave.
enum Fetched {
    /// The picture, or that there is none to be had.
    Settled(Option<Drawn>),
    /// No use asking again soon.
    NotNow,
    /// No connection to its host opens.
    NoConnection,
}

impl Engine {
    /// Fetches the pictures of an account's messages that were never asked for.
    /// One that cannot be had is not asked for again; one that got no answer is,
    /// in another process, or as soon as a connection opens.
    pub async fn fetch_media(&self, account: AccountId) -> Result<(), EngineError> {
        let wanted = self.media_to_fetch(account).await?;
        if wanted.is_empty() {
            return Ok(());
        }
        let known = self.account(account).await?;
        let way = self.way(&known).await?;
        let mut closed = HashSet::new();
        for one in wanted {
            let host = host(&one.address);
            if closed.contains(&host) {
                continue;
            }
            match self.fetch_one(account, &one.address, &way).await {
                Fetched::Settled(drawn) => self.keep_drawn(account, one, drawn).await?,
                Fetched::NotNow => {
                    self.passed_over().insert((account, one.event));
                }
                Fetched::NoConnection => {
                    closed.insert(host);
                }
            }
        }
        Ok(())
    }

    async fn media_to_fetch(&self, account: AccountId) -> Result<Vec<WantedMedia>, EngineError> {
        let passed: HashSet<EventId> = {
            let passed = self.passed_over();
            let ours = passed.iter().filter(|(of, _)| *of == account);
            ours.map(|(_, event)| event.clone()).collect()
        };
        let most = u32::try_from(passed.len().saturating_add(MOST)).unwrap_or(u32::MAX);
        let wanted = self
            .read(move |store| Ok(store.media_wanted(account, most)?))
            .await?;
        let open = wanted
            .into_iter()
            .filter(|one| !passed.contains(&one.event));
        Ok(open.take(MOST).collect())
    }

    async fn keep_drawn(
        &self,
        account: AccountId,
        wanted: WantedMedia,
        drawn: Option<Drawn>,
    ) -> Result<(), EngineError> {
        let WantedMedia {
            event, customer, ..
        } = wanted;
        let (picture, now) = (PictureId::new(self.ids()), self.now());
        self.write(move |store| {
            let kept = match &drawn {
                Some(drawn) => {
                    store.add_picture(picture, &drawn.jpeg, now)?;
                    Some(MessagePicture {
                        picture,
                        width: drawn.width,
                        height: drawn.height,
                    })
                }
                None => None,
            };
            Ok(store.set_media_picture(account, &event, kept, now)?)
        })
        .await?;
        self.tell(Change::Conversation(account, customer));
        Ok(())
    }

    async fn fetch_one(&self, account: AccountId, address: &str, way: &Way) -> Fetched {
        let bytes = match way.network.message_media(&way.at, address) {
            Some(call) => match self.call_beside(account, way, call).await {
                Ok(bytes) => bytes,
                Err(failure) => return without(&failure),
            },
            None => {
                let Ok(request) = Request::picture(address, &way.at) else {
                    return Fetched::Settled(None);
                };
                match way.http.send(request).await {
                    Ok(answer) => match answer.status {
                        200 => answer.body,
                        408 | 429 | 500.. => return Fetched::NotNow,
                        _ => return Fetched::Settled(None),
                    },
                    Err(HttpFailure::NotStarted(_)) => return Fetched::NoConnection,
                    Err(HttpFailure::Unknown(_)) => return Fetched::NotNow,
                }
            }
        };
        Fetched::Settled(self.inner.parts.draw.draw_whole(bytes).await)
    }

    fn passed_over(&self) -> MutexGuard<'_, HashSet<(AccountId, EventId)>> {
        let passed = self.inner.passed_over.lock();
        passed.unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a signed request that brought no bytes means.
fn without(failure: &Failure) -> Fetched {
    match (failure.class, failure.scope, &failure.said) {
        (Class::Refused, _, _) => Fetched::Settled(None),
        (Class::NotStarted, Scope::Account, None) => Fetched::NoConnection,
        _ => Fetched::NotNow,
    }
}

/// Host and port, as they stand in the address.
fn host(address: &str) -> Option<String> {
    address.split('/').nth(2).map(str::to_owned)
}
