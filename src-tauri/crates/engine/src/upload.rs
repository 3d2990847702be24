//! Bringing a picture to a network until it can be used. The interface for
//! uploads that served an account last is asked first; where it has been
//! switched off, the next one serves, for as long as this process runs.

use crate::{Engine, Way};
use domain::{AccountId, MINUTE, MediaId};
use network::{Class, Failure, NewMedia, Processing, Scope, UploadWay, UploadedMedia};
use std::sync::PoisonError;
use std::time::Duration;

/// How long a network may process a picture before another upload is tried.
const LONGEST_PROCESSING: Duration = MINUTE;

impl Engine {
    /// Uploads a picture and waits until the network has processed it.
    pub(crate) async fn upload(
        &self,
        account: AccountId,
        way: &Way,
        media: &NewMedia,
    ) -> Result<MediaId, Failure> {
        let (by, uploaded) = self.bring(account, way, media).await?;
        self.processed(account, way, by, uploaded).await
    }

    /// Uploads a picture by the first interface that serves.
    pub(crate) async fn bring(
        &self,
        account: AccountId,
        way: &Way,
        media: &NewMedia,
    ) -> Result<(UploadWay, UploadedMedia), Failure> {
        let all = way.network.upload_ways();
        let served = self.served_last(account);
        // What served last, then every other one in its order.
        let first = served.into_iter();
        let rest = all.iter().copied().filter(|by| Some(*by) != served);
        let mut refused = None;
        for by in first.chain(rest) {
            let upload = way.network.upload(&way.at, by, media.clone());
            match self.call(account, way, upload).await {
                Ok(uploaded) => {
                    self.serves(account, by);
                    return Ok((by, uploaded));
                }
                Err(failure) if is_switched_off(&failure) => {
                    tracing::info!(?by, "an interface for uploads is switched off");
                    refused = Some(failure);
                }
                Err(failure) => return Err(failure),
            }
        }
        Err(refused.unwrap_or_else(not_processed))
    }

    /// Asks until the media can be used, as often as the network wishes.
    pub(crate) async fn processed(
        &self,
        account: AccountId,
        way: &Way,
        by: UploadWay,
        mut media: UploadedMedia,
    ) -> Result<MediaId, Failure> {
        let clock = &self.inner.parts.clock;
        let end = clock.monotonic().saturating_add(LONGEST_PROCESSING);
        while let Processing::AskIn(pause) = media.processing {
            if clock.monotonic().saturating_add(pause) > end {
                return Err(not_processed());
            }
            clock.sleep(pause).await;
            let status = way.network.upload_status(&way.at, by, &media.id);
            media = self.call(account, way, status).await?;
        }
        Ok(media.id)
    }

    fn served_last(&self, account: AccountId) -> Option<UploadWay> {
        let serving = self.inner.uploads.lock();
        let serving = serving.unwrap_or_else(PoisonError::into_inner);
        serving.get(&account).copied()
    }

    fn serves(&self, account: AccountId, by: UploadWay) {
        let serving = self.inner.uploads.lock();
        let mut serving = serving.unwrap_or_else(PoisonError::into_inner);
        serving.insert(account, by);
    }
}

/// Refused for the whole app: this interface is not there.
fn is_switched_off(failure: &Failure) -> bool {
    (failure.class, failure.scope) == (Class::Refused, Scope::App)
}

fn not_processed() -> Failure {
    Failure {
        class: Class::UploadAgain,
        scope: Scope::Request,
        said: None,
    }
}
